import type { Texts } from '#core/text.ts'

export const myDayTexts = {
  date: { 'zh-CN': '{month}月{day}日', en: '{month}/{day}' },
  title: { 'zh-CN': '今天 · 还有 {count} 家', en: 'Today · {count} to go' },
  'title-none': { 'zh-CN': '今天', en: 'Today' },
  subtitle: { 'zh-CN': '{day} {weekday} · 已回单 {count} 家', en: '{weekday} {day} · {count} returned' },
  refresh: { 'zh-CN': '刷新', en: 'Refresh' },
  'next-one': { 'zh-CN': '下一家', en: 'Next' },
  'present-one': { 'zh-CN': '正在做', en: 'Now' },
  'next-ones': { 'zh-CN': '接下来 {count} 家', en: 'Then · {count}' },
  count: { 'zh-CN': '{count} 家', en: '{count}' },
  helping: { 'zh-CN': '跟着去 {count} 家', en: 'You go along · {count}' },
  'today-done': { 'zh-CN': '今天的上门都做完了', en: 'Today’s visits are all done' },
  'today-done-later': {
    'zh-CN': '今天的上门都做完了，下面是约好的',
    en: 'Today’s visits are done; below is what is agreed',
  },
  waiting: { 'zh-CN': '等别人答复 {count} 家', en: 'Waiting for an answer · {count}' },
  pool: { 'zh-CN': '可抢的单 {count} 张', en: 'To be taken · {count}' },
  'pool-hint': { 'zh-CN': '谁先抢到归谁', en: 'First come, first served' },
  grabbed: { 'zh-CN': '抢到了，已排进今天', en: 'It is yours now' },
  none: { 'zh-CN': '现在没有派给你的上门', en: 'No visits are assigned to you now' },
  'none-text': {
    'zh-CN': '新派的会自己出现在这里，按约定时间排好。',
    en: 'New ones appear here by themselves, in the order of their promised times.',
  },
  'call-first': { 'zh-CN': '给 {name} 打电话，确认时间', en: 'Call {name} and agree a time' },
} as const satisfies Texts
