import type { Texts } from '#core/text.ts'

/** Refusals of the confirmation's own routes. */
export const confirmationRefusals = {
  'visits.nothing-confirmed': {
    'zh-CN': '这张工单还没有服务确认',
    en: 'Nothing was confirmed on this order yet',
  },
  'visits.form-not-waiting': {
    'zh-CN': '编号 {number} 不在待录入里，可能已由别人录入',
    en: 'Form {number} does not wait to be typed in; somebody else may have done it',
  },
  'visits.station-unknown': { 'zh-CN': '没有这个驻点，或不在你的管辖范围', en: 'No such station in your scope' },
  'visits.too-many-forms': { 'zh-CN': '一次最多领用 {limit} 张', en: 'No more than {limit} at once' },
  'visits.batch-unknown': { 'zh-CN': '没有这一批编号', en: 'There is no such batch' },
  'visits.print-failed': { 'zh-CN': '没有打印出来，请再试一次', en: 'It could not be printed, try again' },
} as const satisfies Texts
