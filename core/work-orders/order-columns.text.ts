import type { Texts } from '#core/text.ts'
import type { OrderColumn } from './order-columns.ts'

/** Heads of the order list's columns, on the screen and in an export. */
export const orderColumnTexts = {
  number: { 'zh-CN': '工单', en: 'Order' },
  state: { 'zh-CN': '状态', en: 'State' },
  remaining: { 'zh-CN': '时限', en: 'Limit' },
  due: { 'zh-CN': '到期', en: 'Due' },
  line: { 'zh-CN': '业务', en: 'Line' },
  kind: { 'zh-CN': '类型', en: 'Kind' },
  symptom: { 'zh-CN': '现象', en: 'Symptom' },
  customer: { 'zh-CN': '客户', en: 'Customer' },
  address: { 'zh-CN': '地址', en: 'Address' },
  account: { 'zh-CN': '账号、专线', en: 'Account' },
  grade: { 'zh-CN': '等级', en: 'Grade' },
  prefecture: { 'zh-CN': '地市', en: 'Prefecture' },
  county: { 'zh-CN': '区县', en: 'County' },
  area: { 'zh-CN': '城乡', en: 'Area' },
  company: { 'zh-CN': '代维公司', en: 'Company' },
  station: { 'zh-CN': '驻点', en: 'Station' },
  staff: { 'zh-CN': '工程师', en: 'Engineer' },
  appointment: { 'zh-CN': '预约', en: 'Appointment' },
  urges: { 'zh-CN': '催办', en: 'Urged' },
  reworks: { 'zh-CN': '返工', en: 'Reworks' },
  level: { 'zh-CN': '升级', en: 'Level' },
  channel: { 'zh-CN': '渠道', en: 'Channel' },
  created: { 'zh-CN': '受理时间', en: 'Received' },
  archived: { 'zh-CN': '归档时间', en: 'Archived' },
} as const satisfies Texts & Record<OrderColumn, Texts[string]>

export const orderExportTexts = {
  sheet: { 'zh-CN': '工单', en: 'Orders' },
  file: { 'zh-CN': '工单-{day}', en: 'orders-{day}' },
  remaining: { 'zh-CN': '剩余分钟（负数为超时）', en: 'Minutes left (negative: late)' },
} as const satisfies Texts
