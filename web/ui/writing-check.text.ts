import type { Texts } from '#core/text.ts'

export const writingCheckTexts = {
  hint: { 'zh-CN': '“{found}”是服务忌语（{what}）', en: '“{found}” is a forbidden word ({what})' },
  instead: { 'zh-CN': '可以写：{instead}', en: 'You could write: {instead}' },
  'not-a-bar': { 'zh-CN': '能照样保存，质检会看到', en: 'It can be saved; quality will see it' },
} as const satisfies Texts
