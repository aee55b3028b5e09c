import { DAY_MS, epochMsOf, type Instant, instantOf, MINUTE_MS, ZONE_OFFSET_MS } from '#core/time.ts'
import { isWorkDayNumber, type WorkCalendar } from './calendar.ts'

/**
 * Which minutes count against a limit: all of them, those of a daily window, or those of work days (in a window when given).
 * Minutes of the day in China, `fromMinute` before `toMinute`, at most 1440.
 */
export type Counting =
  | { readonly kind: 'always' }
  | { readonly kind: 'daily'; readonly fromMinute: number; readonly toMinute: number }
  | { readonly kind: 'workingDays'; readonly fromMinute?: number; readonly toMinute?: number }

/** Minutes between the instants that count; 0 when `to` is not after `from`. */
export const countedMinutes = (from: Instant, to: Instant, counting: Counting, calendar: WorkCalendar): number =>
  countedMs(epochMsOf(from), epochMsOf(to), counting, calendar) / MINUTE_MS

/** The first instant at which `minutes` have counted since `at`: at the end of a day's window, not at the next one's beginning. */
export const addCounted = (at: Instant, minutes: number, counting: Counting, calendar: WorkCalendar): Instant =>
  instantOf(addCountedMs(epochMsOf(at), msOf(minutes), counting, calendar))

/** Exact whole milliseconds of minutes that came from milliseconds. */
export const msOf = (minutes: number): number => Math.round(minutes * MINUTE_MS)

export const countedMs = (from: number, to: number, counting: Counting, calendar: WorkCalendar): number => {
  if (to <= from) return 0
  if (counting.kind === 'always') return to - from
  const window = windowOf(counting)
  if (counting.kind === 'daily') return windowsBefore(to, window) - windowsBefore(from, window)
  const [first, last] = [dayNumberAt(from), dayNumberAt(to)]
  let counted = 0
  for (let day = first; day <= last; day++) {
    if (!isWorkDayNumber(day, calendar)) continue
    const start = Math.max(from, startOf(day) + window.from)
    const end = Math.min(to, startOf(day) + window.to)
    if (end > start) counted += end - start
  }
  return counted
}

export const addCountedMs = (at: number, ms: number, counting: Counting, calendar: WorkCalendar): number => {
  if (ms <= 0) return at
  if (counting.kind === 'always') return at + ms
  const window = windowOf(counting)
  if (counting.kind === 'daily') {
    const length = window.to - window.from
    const target = windowsBefore(at, window) + ms
    const fullDays = Math.ceil(target / length) - 1
    return startOf(fullDays) + window.from + (target - fullDays * length)
  }
  let left = ms
  for (let day = dayNumberAt(at); ; day++) {
    if (!isWorkDayNumber(day, calendar)) continue
    const start = Math.max(at, startOf(day) + window.from)
    const end = startOf(day) + window.to
    if (end <= start) continue
    if (left <= end - start) return start + left
    left -= end - start
  }
}

type Window = { readonly from: number; readonly to: number }

const windowOf = (counting: Exclude<Counting, { kind: 'always' }>): Window => {
  const [from, to] = [(counting.fromMinute ?? 0) * MINUTE_MS, (counting.toMinute ?? 1440) * MINUTE_MS]
  if (to <= from) throw new Error(`a window that ends before it begins: ${from} to ${to}`)
  return { from, to }
}

const dayNumberAt = (ms: number): number => Math.floor((ms + ZONE_OFFSET_MS) / DAY_MS)
const startOf = (dayNumber: number): number => dayNumber * DAY_MS - ZONE_OFFSET_MS

/** Milliseconds of all daily windows from 1970 to `ms`: the difference of two of them counts without walking the days. */
const windowsBefore = (ms: number, { from, to }: Window): number => {
  const day = dayNumberAt(ms)
  const inDay = ms - startOf(day)
  return day * (to - from) + Math.min(Math.max(inDay - from, 0), to - from)
}
