import type { Texts } from '#core/text.ts'

export const peopleTexts = {
  'people.bad-cursor': {
    'zh-CN': '翻页位置无效，请从第一页开始',
    en: 'The page position is not valid; begin with the first page',
  },
  'people.unknown': { 'zh-CN': '没有工号为 {number} 的人员', en: 'Nobody has the staff number {number}' },
  'people.not-employed': { 'zh-CN': '{name} {day} 不在职', en: '{name} is not employed on {day}' },
  'people.on-leave': { 'zh-CN': '{name} 休假至 {until}', en: '{name} is on leave until {until}' },
  'people.off-shift': { 'zh-CN': '{name} 不在值班时段（{from}-{to}）', en: '{name} is off shift ({from}-{to})' },
  'people.not-certified': {
    'zh-CN': '{name} 不具备主办资格，可作为协办人员',
    en: '{name} may not lead this order, but may help',
  },
  'people.certificate-missing': { 'zh-CN': '没有{certificate}', en: 'No certificate {kind}' },
  'people.certificate-expired': {
    'zh-CN': '{certificate}已于 {expiredOn} 到期',
    en: 'Certificate {kind} expired on {expiredOn}',
  },
  'people.certificate-not-yet-valid': {
    'zh-CN': '{certificate}自 {validFrom} 起有效',
    en: 'Certificate {kind} is valid from {validFrom}',
  },
  'people.certificate-revoked': {
    'zh-CN': '{certificate}已于 {revokedOn} 吊销',
    en: 'Certificate {kind} was revoked on {revokedOn}',
  },
  'people.certificate-self-issued': {
    'zh-CN': '{certificate}由代维公司自行颁发，须经分公司网络部考核',
    en: 'Certificate {kind} was issued by the contractor itself; the branch network department must test',
  },
  'people.post.manager': { 'zh-CN': '公司负责人', en: 'Manager' },
  'people.post.dispatcher': { 'zh-CN': '调度员', en: 'Dispatcher' },
  'people.post.hotlineAgent': { 'zh-CN': '热线坐席', en: 'Hotline agent' },
  'people.post.stationHead': { 'zh-CN': '班组长', en: 'Station head' },
  'people.post.engineer': { 'zh-CN': '装维工程师', en: 'Engineer' },
  'people.post.communityManager': { 'zh-CN': '社区经理', en: 'Community manager' },
  'people.post.qualityClerk': { 'zh-CN': '质检员', en: 'Quality clerk' },
  'people.post.resourceClerk': { 'zh-CN': '资源员', en: 'Resource clerk' },
  'people.post.storekeeper': { 'zh-CN': '库管员', en: 'Storekeeper' },
  'people.post.supervisor': { 'zh-CN': '督导', en: 'Supervisor' },
} satisfies Texts
