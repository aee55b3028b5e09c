/**
 * Which times of visit are offered to whoever reports: the next ones of the day's table that have not begun. It is a wish that
 * goes with the order, not a promise; promises are made when the engineer appoints (R-B2).
 */
import { addDays, dayOf, type Instant, instantFromLocal } from '#core/time.ts'

export type DayWindow = { readonly from: string; readonly to: string }
export type VisitWindow = { readonly from: Instant; readonly to: Instant }

/** The next `count` windows after `now`, today's first. */
export const nextWindows = (table: readonly DayWindow[], now: Instant, count: number): readonly VisitWindow[] => {
  const today = dayOf(now)
  const days = table.length === 0 ? 0 : Math.ceil(count / table.length) + 1
  const windows = Array.from({ length: days }, (_, index) => addDays(today, index)).flatMap((day) =>
    table.flatMap(({ from, to }) => {
      const [start, end] = [instantFromLocal(`${day} ${from}`), instantFromLocal(`${day} ${to}`)]
      return start && end && start > now ? [{ from: start, to: end }] : []
    }),
  )
  return windows.slice(0, count)
}
