import { addDays, type Day, type Instant, instantFromLocal, isDay } from '#core/time.ts'

/** Days as people type and pick them. */

/** Whole weeks from Monday that cover the month of `day`. */
export const monthGrid = (day: Day): readonly Day[] => {
  const first = `${day.slice(0, 7)}-01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const start = addDays(first, -weekday)
  const weeks = Math.ceil((weekday + daysOfMonth(first)) / 7)
  return Array.from({ length: weeks * 7 }, (_, index) => addDays(start, index))
}

const daysOfMonth = (first: Day): number => Number(addDays(addMonths(first, 1), -1).slice(8))

/** The same day some months on, or the last one that month has. */
export const addMonths = (day: Day, months: number): Day => {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const month = `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
  for (let date = Number(day.slice(8)); date > 28; date -= 1) if (isDay(`${month}-${date}`)) return `${month}-${date}`
  return `${month}-${String(Math.min(28, Number(day.slice(8)))).padStart(2, '0')}`
}

/** `2026-11-22`, `2026/11/22`, `20261122`, and without the year `11-22`, `1122`, `11月22日`; `undefined` when it is no day. */
export const dayFromTyped = (text: string, today: Day): Day | undefined => {
  const digits = text.trim().replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ??
    /^(?:(\d{4})\D+)?(\d{1,2})\D+(\d{1,2})\D*$/.exec(digits) ??
    /^()(\d{2})(\d{2})$/.exec(digits)
  if (!parts) return undefined
  const [, year, month = '', date = ''] = parts
  const day = `${year || today.slice(0, 4)}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

/** `14:30`, `1430`, `9`; `undefined` when it is no time of day. */
export const clockFromTyped = (text: string): string | undefined => {
  const parts = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim())
  if (!parts) return undefined
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? '0')]
  if (hours > 23 || minutes > 59) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

export const instantFromTyped = (day: Day, clock: string): Instant | undefined => instantFromLocal(`${day} ${clock}`)
