import i18next, { type i18n } from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'
import { type Language, languages, type Texts } from '#core/text.ts'
import { currentLanguage, onLanguageChange } from './language.ts'

/**
 * One way to any text: `const t = useText(ordersText)`, then `t('list.empty')`.
 * A catalogue is a `Texts` object of `core/<slice>` or of a screen; it joins i18next under its own namespace the first time it is used,
 * so texts travel with the screen that shows them. English plurals: `orders_one` and `orders_other` are asked for as `t('orders', { count })`.
 */
export type TextKey<T extends Texts> = keyof T extends infer K
  ? K extends `${infer Stem}_one` | `${infer Stem}_other`
    ? Stem
    : K & string
  : never
export type Say<T extends Texts> = (key: TextKey<T>, params?: Readonly<Record<string, string | number>>) => string

const engine: i18n = i18next.createInstance()
void engine.init({
  lng: currentLanguage(),
  fallbackLng: 'zh-CN',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  resources: {},
})

const namespaces = new Map<Texts, string>()

const namespaceOf = (texts: Texts): string => {
  const known = namespaces.get(texts)
  if (known !== undefined) return known
  const namespace = `catalogue-${namespaces.size}`
  namespaces.set(texts, namespace)
  for (const language of languages) {
    const flat = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]]))
    engine.addResourceBundle(language, namespace, flat)
  }
  return namespace
}

/** Texts outside of a component, in a given language. */
export const sayIn = <T extends Texts>(texts: T, language: Language): Say<T> => {
  const ns = namespaceOf(texts)
  return (key, params) => engine.t(key as string, { ...params, ns, lng: language })
}

export const useLanguage = (): Language => useSyncExternalStore(onLanguageChange, currentLanguage)

/** Texts of a catalogue in the reader's language; the screen follows when the language changes. */
export const useText = <T extends Texts>(texts: T): Say<T> => {
  const language = useLanguage()
  return useMemo(() => sayIn(texts, language), [texts, language])
}
