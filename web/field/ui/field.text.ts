import type { Texts } from '#core/text.ts'

export const fieldTexts = {
  back: { 'zh-CN': '返回', en: 'Back' },
  close: { 'zh-CN': '关闭', en: 'Close' },
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  retry: { 'zh-CN': '再试一次', en: 'Try again' },
  loading: { 'zh-CN': '正在读取', en: 'Loading' },
  'tab-my-day': { 'zh-CN': '今天', en: 'Today' },
  'tab-team': { 'zh-CN': '班组', en: 'Team' },
  'tab-me': { 'zh-CN': '我的', en: 'Me' },
  online: { 'zh-CN': '已联网', en: 'Connected' },
  'online-since': { 'zh-CN': '{ago}更新', en: 'updated {ago}' },
  weak: { 'zh-CN': '网络弱，要多等一会儿', en: 'Weak network, please be patient' },
  offline: { 'zh-CN': '无网络，看到的是 {time} 的内容', en: 'No network, showing what was known at {time}' },
  'offline-bare': { 'zh-CN': '无网络', en: 'No network' },
  'not-found': { 'zh-CN': '没有这一页', en: 'No such page' },
  'not-found-text': { 'zh-CN': '它可能已经搬走。', en: 'It may have moved.' },
  'go-home': { 'zh-CN': '回到今天', en: 'Go to today' },
  required: { 'zh-CN': '请填写', en: 'Please fill in' },
  'reason-needed': { 'zh-CN': '至少写 {count} 个字', en: 'At least {count} characters' },
} as const satisfies Texts
