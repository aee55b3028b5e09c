import { z } from 'zod'
import { platformTexts } from './platform.text.ts'
import { type Language, textOf } from './text.ts'

const otherTextByLanguage = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError } as const
type Params = Readonly<Record<string, string | number>>
type Text = readonly [key: keyof typeof platformTexts, params?: Params]

/** What is wrong with a field, in words of the reader's language that say what to write instead. */
export const wrongFieldText = (issue: z.core.$ZodIssue, language: Language): string => {
  const [key, params] = textFor(issue) ?? []
  if (key) return textOf(platformTexts, key, language, params)
  if (issue.code === 'custom') return ownWords(issue.message, language)
  const other = otherTextByLanguage[language](issue as z.core.$ZodRawIssue)
  return (typeof other === 'string' ? other : other?.message) ?? issue.message
}

/** A contract's own words: 中文 / English. */
const ownWords = (message: string, language: Language): string => {
  const [chinese, english] = message.split(' / ')
  return (language === 'en' ? english : chinese) ?? message
}

const textFor = (issue: z.core.$ZodIssue): Text | undefined => {
  if (issue.code === 'invalid_type') return ['platform.field-type', { fieldType: issue.expected }]
  if (issue.code === 'invalid_value') return ['platform.field-choice', { choices: issue.values.map(String).join(', ') }]
  if (issue.code === 'unrecognized_keys') return ['platform.field-unknown', { names: issue.keys.join(', ') }]
  if (issue.code === 'too_small') return sized('least', issue.origin, issue.minimum, issue.inclusive !== false)
  if (issue.code === 'too_big') return sized('most', issue.origin, issue.maximum, issue.inclusive !== false)
  if (issue.code !== 'invalid_format') return undefined
  if (issue.format === 'datetime') return ['platform.field-instant']
  if (issue.format === 'date') return ['platform.field-day']
  return issue.format === 'uuid' ? ['platform.field-id'] : ['platform.field-format']
}

const sized = (side: 'least' | 'most', origin: string, limit: number | bigint, isInclusive: boolean): Text => {
  if (origin === 'string' || origin === 'array') {
    if (side === 'least' && Number(limit) === 1) return ['platform.field-empty']
    return [`platform.field-${side}-${origin === 'string' ? 'letters' : 'items'}`, { limit: Number(limit) }]
  }
  return [`platform.field-${side}${isInclusive ? '' : '-open'}`, { limit: Number(limit) }]
}
