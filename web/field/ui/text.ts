import { useMemo } from 'preact/hooks'
import { type Language, type Texts, textOf } from '#core/text.ts'
import { currentLanguage, onLanguageChange } from '#web/ui/language.ts'
import { useStore } from './store.ts'

export type Say<T extends Texts> = (key: keyof T & string, params?: Readonly<Record<string, string | number>>) => string

export const useLanguage = (): Language => useStore(onLanguageChange, currentLanguage)

/** Texts of a catalogue in the reader's language: `const t = useText(jobTexts)`, then `t('arrive')`. */
export const useText = <T extends Texts>(texts: T): Say<T> => {
  const language = useLanguage()
  return useMemo(() => (key, params) => textOf(texts, key, language, params), [texts, language])
}
