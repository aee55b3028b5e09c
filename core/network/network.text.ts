import type { Texts } from '#core/text.ts'

export const networkTexts = {
  'network.bad-cursor': {
    'zh-CN': '翻页位置无效，请从第一页开始',
    en: 'The page position is not valid; begin with the first page',
  },
  'network.unknown': { 'zh-CN': '网络台账中没有 {code}', en: 'The network has no {code}' },
  'network.kind.room': { 'zh-CN': '机房', en: 'Room' },
  'network.kind.olt': { 'zh-CN': 'OLT', en: 'OLT' },
  'network.kind.ponPort': { 'zh-CN': 'PON口', en: 'PON port' },
  'network.kind.splitter': { 'zh-CN': '分光器', en: 'Splitter' },
  'network.kind.box': { 'zh-CN': '分纤箱', en: 'Box' },
} as const satisfies Texts
