import type { Texts } from '#core/text.ts'

/** Names of what an order is and what is done with it, as the phone says them. */
export const orderWords = {
  what: { 'zh-CN': '{line}{kind}', en: '{line} · {kind}' },
  'next-accept': { 'zh-CN': '接单', en: 'Accept' },
  'next-grab': { 'zh-CN': '抢这一单', en: 'Take this one' },
  'foreseen-fine': { 'zh-CN': '预计 {time} 到，准时', en: 'About {time}, on time' },
  'foreseen-late': { 'zh-CN': '{time} 到，晚 {late}', en: '{time}, {late} late' },
  tell: { 'zh-CN': '告知客户', en: 'Tell them' },
  told: { 'zh-CN': '已发短信告知客户', en: 'The customer is told by message' },
  'told-at': { 'zh-CN': '{time} 已告知客户', en: 'told at {time}' },
  'next-appoint': { 'zh-CN': '打电话，确认上门时间', en: 'Call and agree a time' },
  'next-depart': { 'zh-CN': '现在出发', en: 'Set off now' },
  'next-arrive': { 'zh-CN': '到了，签到', en: 'Arrived, sign in' },
  'next-start': { 'zh-CN': '开始处理', en: 'Start work' },
  'next-restore': { 'zh-CN': '业务恢复了', en: 'Service is back' },
  'next-return': { 'zh-CN': '写原因，请客户确认', en: 'Cause and confirmation' },
  'next-resume': { 'zh-CN': '解除挂起，继续', en: 'End the suspension' },
  'no-name': { 'zh-CN': '客户', en: 'Customer' },
  'no-address': { 'zh-CN': '地址未登记', en: 'No address known' },
  'no-time': { 'zh-CN': '还没约时间', en: 'No time agreed yet' },
  'past-promise': { 'zh-CN': '过了约定 {time}', en: '{time} past the promise' },
  'led-by': { 'zh-CN': '{name} 带队', en: 'Led by {name}' },
  distance: { 'zh-CN': '距驻点 {km} 公里', en: '{km} km off' },
  urged: { 'zh-CN': '催单 {count} 次', en: 'Urged × {count}' },
} as const satisfies Texts
