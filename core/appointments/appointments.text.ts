import type { Texts } from '#core/text.ts'

export const appointmentTexts = {
  'appointments.full': {
    'zh-CN': '这个时段已约满，最近还可以约：{next}',
    en: 'This window is full; the next ones: {next}',
  },
  'appointments.closed': {
    'zh-CN': '这个时段不安排上门：{why}。最近还可以约：{next}',
    en: 'No visits in this window: {why}. The next ones: {next}',
  },
  'appointments.holiday': {
    'zh-CN': '节假日不安排上门，最近还可以约：{next}',
    en: 'No visits on public holidays; the next windows: {next}',
  },
  'appointments.quiet': {
    'zh-CN': '{from}–{to} 不上门，客户要求的除外（请勾选“客户要求”）',
    en: 'No visits between {from} and {to} unless the customer asked for it (tick that)',
  },
  'appointments.told-already': {
    'zh-CN': '已告知客户 {time} 到，时间没有再变，不重复打扰',
    en: 'The customer was told of {time} already; nothing has changed since',
  },
  'appointments.not-expected': {
    'zh-CN': '这张工单现在没有约好、也没有人在路上',
    en: 'No visit is promised or on its way',
  },
  'appointments.arrival-wrong': {
    'zh-CN': '预计到达时间要在现在之后的一天以内',
    en: 'The arrival must lie within the next day',
  },
  'appointments.not-announced': {
    'zh-CN': '没有告知客户要录音，录音不能保存',
    en: 'The recording was not announced, it is not kept',
  },
  'appointments.call-unknown': { 'zh-CN': '没有这通电话', en: 'There is no such call' },
  'appointments.too-far': {
    'zh-CN': '最远只能预约 {days} 天以内',
    en: 'At most {days} days ahead',
  },
  'appointments.county-unknown': {
    'zh-CN': '没有这个区县，或不在你的管辖范围',
    en: 'There is no such county, or it is outside your scope',
  },
  'appointments.not-yours': {
    'zh-CN': '不在你的管辖范围，不能修改',
    en: 'Outside your scope, you cannot change it',
  },
  'appointments.window-unknown': {
    'zh-CN': '时段表里没有从 {from} 开始的时段',
    en: 'The day’s table has no window that begins at {from}',
  },
  'appointments.day-passed': { 'zh-CN': '日期已经过去', en: 'That day has passed' },
  'appointments.days-order': { 'zh-CN': '结束日期不能早于开始日期', en: 'The last day must not be before the first' },
  'appointments.reason-needed': { 'zh-CN': '关闭时段要写明原因', en: 'Closing a window needs its reason' },
  'appointments.minutes-needed': {
    'zh-CN': '请填写可用分钟数，不能是负数',
    en: 'Give the minutes; they cannot be negative',
  },
  'appointments.row-unknown': {
    'zh-CN': '没有这一条，可能已被别人删除',
    en: 'There is no such row; it may have been removed',
  },
  'appointments.cells': { 'zh-CN': '有 {count} 格不能保存', en: 'Some cells cannot be saved: {count}' },
} as const satisfies Texts
