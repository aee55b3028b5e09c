import { type Language, textOf } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import { dayOf } from '#core/time.ts'
import { clockText, dayText, weekdayText, whenText } from '#web/ui/time.ts'
import { pageTexts } from './page.text.ts'

/** The browser's language decides; whoever reads no Chinese gets English. */
export const language: Language = /^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en'
document.documentElement.lang = language

export type TextKey = keyof typeof pageTexts

export const t = (key: TextKey, params?: Readonly<Record<string, string | number>>): string =>
  textOf(pageTexts, key, language, params)

/** 14:30, or 14:00–16:00. */
export const spanText = (from: Instant, to: Instant): string =>
  from === to ? clockText(from) : `${clockText(from)}–${clockText(to)}`

export const momentText = (at: Instant, now: Instant): string => whenText(at, now, language)

/** 今天, 明天 周一, 11月25日 周三. */
export const dayWithWeekday = (at: Instant, now: Instant): string => {
  const [day, today] = [dayOf(at), dayOf(now)]
  const name = dayText(day, today, language)
  return day === today ? name : `${name} ${weekdayText(day, language)}`
}

export const dayName = (at: Instant, now: Instant): string => dayText(dayOf(at), dayOf(now), language)

export { clockText }
