import type { Texts } from '#core/text.ts'

export const peopleTexts = {
  'people.bad-cursor': {
    'zh-CN': '翻页位置无效，请从第一页开始',
    en: 'The page position is not valid; begin with the first page',
  },
  'people.unknown': { 'zh-CN': '没有工号为 {number} 的人员', en: 'Nobody has the staff number {number}' },
  'people.invalid': { 'zh-CN': '填写的内容有 {count} 处不对', en: '{count} thing(s) in what was entered are wrong' },
  'people.beyond-reach': { 'zh-CN': '此人不在你的管理范围', en: 'This person is beyond your scope' },
  'people.company-unknown': {
    'zh-CN': '没有代维公司 {id}，或已停用',
    en: 'There is no contractor {id}, or it is closed',
  },
  'people.county-unknown': { 'zh-CN': '没有编码为 {code} 的区县', en: 'There is no county {code}' },
  'people.station-unknown': { 'zh-CN': '该公司没有这个驻点', en: 'The company has no such station' },
  'people.number-taken': { 'zh-CN': '工号 {number} 已有人使用', en: 'The staff number {number} is taken' },
  'people.has-left': { 'zh-CN': '此人已离职', en: 'This person has left' },
  'people.has-not-left': { 'zh-CN': '此人没有离职', en: 'This person has not left' },
  'people.leaves-later': {
    'zh-CN': '离职日期不能晚于今天，请在最后一天办理',
    en: 'Not before the last day: enter it on that day',
  },
  'people.left-before-joining': { 'zh-CN': '离职日期早于入职日期', en: 'The last day is before the first' },
  'people.holds-orders': {
    'zh-CN': '{name} 手中还有 {count} 张工单，请先转派',
    en: '{name} still holds {count} order(s); pass them on first',
  },
  'people.same-company': { 'zh-CN': '{name} 已经在这家公司', en: '{name} works for that company already' },
  'people.leave-order': { 'zh-CN': '最后一天早于第一天', en: 'The last day is before the first' },
  'people.leave-overlap': { 'zh-CN': '与 {from} 至 {to} 的休假重叠', en: 'Overlaps the leave from {from} to {to}' },
  'people.leave-unknown': { 'zh-CN': '没有这条休假', en: 'There is no such leave' },
  'people.leave-over': { 'zh-CN': '休假已经结束', en: 'The leave is over' },
  'people.kind-unknown': { 'zh-CN': '没有 {kind} 这种证书', en: 'There is no kind of certificate {kind}' },
  'people.cannot-certify': {
    'zh-CN': '{certificate}须经分公司网络部考核，代维公司不能自行颁发、延期或吊销',
    en: '{certificateEn} is given after the branch network department’s test; a contractor can neither give, renew nor revoke it',
  },
  'people.validity-order': { 'zh-CN': '有效期止早于有效期起', en: 'The last day is before the first' },
  'people.certificate-unknown': { 'zh-CN': '此人没有{certificate}', en: 'This person has no {certificateEn}' },
  'people.not-employed': { 'zh-CN': '{name} {day} 不在职', en: '{name} is not employed on {day}' },
  'people.on-leave': { 'zh-CN': '{name} 休假至 {until}', en: '{name} is on leave until {until}' },
  'people.off-shift': { 'zh-CN': '{name} 不在值班时段（{from}-{to}）', en: '{name} is off shift ({from}-{to})' },
  'people.not-certified': {
    'zh-CN': '{name} 不具备主办资格，可作为协办人员',
    en: '{name} may not lead this order, but may help',
  },
  'people.certificate-missing': { 'zh-CN': '没有{certificate}', en: 'No {certificateEn}' },
  'people.certificate-expired': {
    'zh-CN': '{certificate}已于 {expiredOn} 到期',
    en: '{certificateEn} expired on {expiredOn}',
  },
  'people.certificate-not-yet-valid': {
    'zh-CN': '{certificate}自 {validFrom} 起有效',
    en: '{certificateEn} is valid from {validFrom}',
  },
  'people.certificate-revoked': {
    'zh-CN': '{certificate}已于 {revokedOn} 吊销',
    en: '{certificateEn} was revoked on {revokedOn}',
  },
  'people.certificate-incomplete': {
    'zh-CN': '{certificate}没有登记由谁颁发，补全前不作数',
    en: '{certificateEn}: who gave it is not on record; it does not count until completed',
  },
  'people.certificate-self-issued': {
    'zh-CN': '{certificate}由代维公司自行颁发，须经分公司网络部考核',
    en: '{certificateEn} was issued by the contractor itself; the branch network department must test',
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
