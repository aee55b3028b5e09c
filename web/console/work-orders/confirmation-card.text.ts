import type { Texts } from '#core/text.ts'

export const confirmationCardTexts = {
  title: { 'zh-CN': '服务确认书', en: 'Service confirmation' },
  number: { 'zh-CN': '编号', en: 'Number' },
  mode: { 'zh-CN': '方式', en: 'How' },
  signer: { 'zh-CN': '签字人', en: 'Signed by' },
  why: { 'zh-CN': '未签原因', en: 'Why not signed' },
  'call-proof': { 'zh-CN': '通话凭证', en: 'Proof of a call' },
  satisfaction: { 'zh-CN': '满意度', en: 'Satisfaction' },
  opinion: { 'zh-CN': '意见', en: 'Opinion' },
  form: { 'zh-CN': '纸质单', en: 'Paper form' },
  'form-typed': { 'zh-CN': '已录入', en: 'typed in' },
  'form-waiting': { 'zh-CN': '待录入', en: 'not typed in yet' },
  signature: { 'zh-CN': '手写签名（服务佐证）', en: 'Drawn signature (evidence)' },
  document: { 'zh-CN': '下载 PDF（{kilobytes} kB）', en: 'PDF ({kilobytes} kB)' },
  'document-made': { 'zh-CN': '已生成', en: 'Made' },
  'document-waiting': { 'zh-CN': 'PDF 生成中', en: 'The PDF is being made' },
  'document-failed': { 'zh-CN': 'PDF 没有生成', en: 'The PDF was not made' },
} as const satisfies Texts
