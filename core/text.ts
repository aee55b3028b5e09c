/** Languages of the product: Chinese first, English complete. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** One key, both languages; `{name}` marks a placeholder. */
export type Texts = Readonly<Record<string, Readonly<Record<Language, string>>>>

/**
 * The text with its placeholders filled; an unknown key is returned as it is, so that nothing is ever blank.
 * A value that has a name of its own is called by it: `{state}` with `taken` reads as the text `state.taken`;
 * `{maxMinutes:duration}` reads as days, hours and minutes; `{reading:list}` reads several values with commas between them as a list.
 */
export const textOf = (
  texts: Texts,
  key: string,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string => {
  const text = texts[key]?.[language]
  if (text === undefined) return key
  return text.replace(/\{(\w+)(?::(duration|list))?\}/g, (whole, name: string, as?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (as === 'duration') return durationText(Number(value), language)
    const nameOf = (each: string) => texts[`${name}.${each}`]?.[language] ?? each
    if (as === 'list')
      return String(value)
        .split(',')
        .map(nameOf)
        .join(language === 'en' ? ', ' : '、')
    return nameOf(String(value))
  })
}

/** 35分, 2时10分, 4天3时: whole minutes, rounded down, never more than two units. */
export const durationText = (minutes: number, language: Language): string => {
  const whole = Math.floor(Math.abs(minutes))
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60]
  const parts =
    days > 0
      ? [[days, 'd'] as const, [hours, 'h'] as const]
      : hours > 0
        ? [[hours, 'h'] as const, [rest, 'm'] as const]
        : [[rest, 'm'] as const]
  const kept = parts.filter(([count], index) => index === 0 || count > 0)
  const units = language === 'en' ? { d: ' d', h: ' h', m: ' min' } : { d: '天', h: '时', m: '分' }
  return kept.map(([count, unit]) => `${count}${units[unit]}`).join(language === 'en' ? ' ' : '')
}
