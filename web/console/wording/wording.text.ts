import type { Texts } from '#core/text.ts'

export const wordingScreenTexts = {
  whose: { 'zh-CN': '谁的责任', en: 'Whose responsibility' },
  'how-far': { 'zh-CN': '到哪一步', en: 'How far' },
  answers: { 'zh-CN': '谁给客户回话', en: 'Who tells the customer' },
  'no-manager': { 'zh-CN': '这位客户没有客户经理', en: 'This customer has no customer manager' },
  told: { 'zh-CN': '对客户说的话', en: 'What the customer was told' },
  case: { 'zh-CN': '解释 {which} · {moment}', en: 'Explanation {which} · {moment}' },
} as const satisfies Texts
