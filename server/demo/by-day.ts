import { addDays, addMinutes, dayOf, type Instant, minuteOfDay, startOfDay } from '#core/time.ts'

const FIRST_HOUR = 9
const LAST_HOUR = 19

/** The time itself within the hours in which people are visited, else the morning after it. */
export const byDay = (at: Instant): Instant => {
  const minute = minuteOfDay(at)
  if (minute >= FIRST_HOUR * 60 && minute <= LAST_HOUR * 60) return at
  const day = minute < FIRST_HOUR * 60 ? dayOf(at) : addDays(dayOf(at), 1)
  return addMinutes(startOfDay(day), FIRST_HOUR * 60)
}
