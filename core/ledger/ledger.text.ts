import type { Texts } from '#core/text.ts'

export const ledgerTexts = {
  'ledger.bad-cursor': {
    'zh-CN': '翻页位置无效，请从第一页开始',
    en: 'The page position is not valid; begin with the first page',
  },
  'ledger.search-too-short': {
    'zh-CN': '请至少输入两个汉字、三位数字或两个字母',
    en: 'Type at least two Chinese characters, three digits or two letters',
  },
  'ledger.unknown': { 'zh-CN': '台账中没有 {key}', en: 'The ledger has no {key}' },
  'ledger.status.active': { 'zh-CN': '在网', en: 'In service' },
  'ledger.status.suspended': { 'zh-CN': '停机', en: 'Suspended' },
  'ledger.status.closed': { 'zh-CN': '拆机', en: 'Closed' },
  'ledger.grade.AAA': { 'zh-CN': 'AAA', en: 'AAA' },
  'ledger.grade.AA': { 'zh-CN': 'AA', en: 'AA' },
  'ledger.grade.A': { 'zh-CN': 'A', en: 'A' },
  'ledger.grade.standard': { 'zh-CN': '普通', en: 'Standard' },
  'ledger.service.internet': { 'zh-CN': '互联网专线', en: 'Internet line' },
  'ledger.service.data': { 'zh-CN': '数据专线', en: 'Data line' },
  'ledger.service.voice': { 'zh-CN': '语音专线', en: 'Voice line' },
  'ledger.service.video': { 'zh-CN': '视频监控专线', en: 'Video surveillance line' },
  'ledger.service.iot': { 'zh-CN': '物联网专线', en: 'IoT line' },
} as const satisfies Texts
