import type { Texts } from '#core/text.ts'

export const complaintTexts = {
  'complaints.not-found': {
    'zh-CN': '没有这条投诉，或不在你的管辖范围',
    en: 'There is no such complaint, or it is outside your scope',
  },
  'complaints.no-permission': { 'zh-CN': '你没有处理投诉的权限', en: 'You may not handle complaints' },
  'complaints.about-you': {
    'zh-CN': '投诉涉及你或你的驻点，由别人处理',
    en: 'It is about you or your station: somebody else handles it',
  },
  'complaints.operator-only': {
    'zh-CN': '技能或态度投诉由运营商调查，不由被投诉的公司处理',
    en: 'Skill and attitude are investigated by the operator, not by the company concerned',
  },
  'complaints.answered-already': { 'zh-CN': '这条投诉已经答复', en: 'This complaint has been answered' },
  'complaints.too-many': {
    'zh-CN': '这张工单已收到 {max} 条投诉，请打电话给我们',
    en: 'This visit already has {max} complaints, please call us',
  },
  'complaint.kind.repeatedFault': { 'zh-CN': '反复出故障', en: 'Fault comes back' },
  'complaint.kind.slow': { 'zh-CN': '装得慢、修得慢', en: 'Too slow' },
  'complaint.kind.poorQuality': { 'zh-CN': '网络质量差', en: 'Poor network quality' },
  'complaint.kind.skillOrAttitude': { 'zh-CN': '技术或态度', en: 'Skill or attitude' },
  'complaint.kind.noFeedback': { 'zh-CN': '反映了没人管', en: 'Nobody answers' },
} as const satisfies Texts
