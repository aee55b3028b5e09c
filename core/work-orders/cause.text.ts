import type { Texts } from '#core/text.ts'

export const causeTexts = {
  'work-orders.cause-unknown': {
    'zh-CN': '原因字典里没有“{code}”，请选到第四级',
    en: 'The cause dictionary has no "{code}"; choose one of the fourth tier',
  },
  'work-orders.cause-not-here': {
    'zh-CN': '这个原因不会出现在所选业务或段落',
    en: 'This cause does not occur on the chosen line or segment',
  },
  'work-orders.cause-code-unknown': {
    'zh-CN': '“{code}”不是这里可选的原因，可选：{codes:list}',
    en: '"{code}" is not one of the reasons for this; these are: {codes:list}',
  },
  'work-orders.cause-code-unwanted': {
    'zh-CN': '这里的原因用文字写明，不填原因码（{code}）',
    en: 'The reason for this is given in words, without a code ({code})',
  },
} satisfies Texts
