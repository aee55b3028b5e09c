import { Temporal } from 'temporal-polyfill'

/**
 * An instant as ISO-8601 UTC text with milliseconds, `2026-11-22T06:30:00.000Z`.
 * Always in this one form, so instants compare and sort as text, on the wire, in jsonb and in code alike.
 */
export type Instant = string
/** A calendar day in China, `2026-11-22`. */
export type Day = string

export const ZONE_OFFSET_MS = 8 * 3_600_000
export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString()
export const epochMsOf = (at: Instant): number => Date.parse(at)

export const addMinutes = (at: Instant, minutes: number): Instant => instantOf(epochMsOf(at) + minutes * MINUTE_MS)
/** Minutes from `from` to `to`, with fractions; negative when `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => (epochMsOf(to) - epochMsOf(from)) / MINUTE_MS

export const earlier = (a: Instant, b: Instant): Instant => (a <= b ? a : b)
export const later = (a: Instant, b: Instant): Instant => (a >= b ? a : b)

/** The day in China on which the instant falls. China has kept one offset since 1991; earlier instants are refused by the contract. */
export const dayOf = (at: Instant): Day => {
  const day = at.slice(0, 10)
  // The first sixteen hours of the day in UTC are the same day in China.
  return at.slice(11, 13) < '16' ? day : addDays(day, 1)
}
/** The instant at which the day begins in China. */
export const startOfDay = (day: Day): Instant => instantOf(Date.parse(`${day}T00:00:00Z`) - ZONE_OFFSET_MS)
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
/** Minutes since midnight in China, 0 to 1439, with fractions. */
export const minuteOfDay = (at: Instant): number => minutesBetween(startOfDay(dayOf(at)), at)

/** `2026-02-30` and `2026-13-01` are no days. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** Wall-clock text in China without zone, `2026-11-22 14:30` or with seconds, to an instant; `undefined` when it is not a real time. */
export const instantFromLocal = (text: string): Instant | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim())
  if (!match?.[1] || !isDay(match[1])) return undefined
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? '0')]
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  return instantOf(epochMsOf(startOfDay(match[1])) + ((hours * 60 + minutes) * 60 + seconds) * 1000)
}
