import type { Texts } from '#core/text.ts'

export const auditTexts = {
  'audit.verify-title': { 'zh-CN': '核对审计链', en: 'Verification of the audit' },
  'audit.breach.changed': { 'zh-CN': '记录被改', en: 'changed' },
  'audit.breach.removed': { 'zh-CN': '记录被删', en: 'removed' },
  'audit.breach.inserted': { 'zh-CN': '外来记录', en: 'not written by the program' },
  'audit.breach.unsealed': { 'zh-CN': '封印缺失', en: 'its seal is gone' },
  'audit.breach.seal-removed': { 'zh-CN': '链上缺号', en: 'missing from the chain' },
  'audit.breach.seal-changed': { 'zh-CN': '封印被改', en: 'the link does not fit' },
  'audit.breach.cut': { 'zh-CN': '链尾被截', en: 'the end of the chain is gone' },
} as const satisfies Texts
