import type { Texts } from '#core/text.ts'

export const fieldRefusalTexts = {
  'field.no-staff': {
    'zh-CN': '你的账号没有关联到人员档案，没有自己的上门；请管理员关联',
    en: 'Your account is linked to no staff record, so there is no day of yours; ask the administrator',
  },
  'field.no-station': {
    'zh-CN': '你的账号没有驻点，看不到班组；请管理员设置',
    en: 'Your account has no station, so there is no team; ask the administrator',
  },
} as const satisfies Texts
