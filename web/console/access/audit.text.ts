import type { Texts } from '#core/text.ts'

export const auditTexts = {
  'audit.title': { 'zh-CN': '审计', en: 'Audit' },
  'audit.at': { 'zh-CN': '时间', en: 'When' },
  'audit.who': { 'zh-CN': '操作人', en: 'Who' },
  'audit.action': { 'zh-CN': '操作', en: 'Action' },
  'audit.subject': { 'zh-CN': '对象', en: 'Subject' },
  'audit.reason': { 'zh-CN': '原因', en: 'Reason' },
  'audit.source': { 'zh-CN': '来源', en: 'From where' },
  'audit.seal': { 'zh-CN': '封存', en: 'Seal' },
  'audit.unsealed': { 'zh-CN': '待封存', en: 'Not sealed yet' },
  'audit.before': { 'zh-CN': '之前', en: 'Before' },
  'audit.after': { 'zh-CN': '之后', en: 'After' },
  'audit.none': { 'zh-CN': '没有符合条件的记录', en: 'No entry fits' },
  'audit.none-text': { 'zh-CN': '换一个时间段或操作人再看', en: 'Try another time or person' },
  'audit.from': { 'zh-CN': '日期', en: 'Days' },
  'audit.verify': { 'zh-CN': '验证整条链', en: 'Verify the chain' },
  'audit.verifying': { 'zh-CN': '已开始验证，完成后在任务里看结果', en: 'Started; the result will stand under jobs' },
  'audit.waiting': { 'zh-CN': '{count} 条待封存', en: '{count} to be sealed' },
  'audit.sealed-all': { 'zh-CN': '全部已封存', en: 'All sealed' },
  'audit.last': { 'zh-CN': '上次验证：{count} 处不符', en: 'Last verification: {count} breaches' },
  'audit.never': { 'zh-CN': '还没有验证过', en: 'Never verified' },
} as const satisfies Texts
