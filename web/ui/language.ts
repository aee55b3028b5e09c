import { type Language, languages } from '#core/text.ts'
import { remember, remembered } from './memory.ts'

const isLanguage = (value: string | undefined): value is Language => languages.some((language) => language === value)

const atStart = (): Language => {
  const chosen = remembered('language')
  return isLanguage(chosen) ? chosen : 'zh-CN'
}

let current: Language = atStart()
// The page is served in Chinese: fonts, hyphens and screen readers go by this.
if (typeof document !== 'undefined') document.documentElement.lang = current
const listeners = new Set<() => void>()

/** The language in which the reader sees the product; Chinese until they choose. */
export const currentLanguage = (): Language => current

export const setLanguage = (language: Language): void => {
  remember('language', language)
  current = language
  if (typeof document !== 'undefined') document.documentElement.lang = language
  for (const listener of listeners) listener()
}

/** Calls back after each change; returns how to stop. */
export const onLanguageChange = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Words one after another, separated as the reader's language does. */
export const listed = (words: readonly string[]): string => words.join(current === 'en' ? ', ' : '、')
