/** Languages of the product: Chinese first, English complete. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** One key, both languages; `{name}` marks a placeholder. */
export type Texts = Readonly<Record<string, Readonly<Record<Language, string>>>>

/**
 * The text with its placeholders filled; an unknown key is returned as it is, so that nothing is ever blank.
 * A value that has a name of its own is called by it: `{state}` with `taken` reads as the text `state.taken`.
 */
export const textOf = (
  texts: Texts,
  key: string,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string => {
  const text = texts[key]?.[language]
  if (text === undefined) return key
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? (texts[`${name}.${params[name]}`]?.[language] ?? String(params[name])) : whole,
  )
}
