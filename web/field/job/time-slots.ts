import { addMinutes, type Day, epochMsOf, type Instant, instantOf, minuteOfDay, startOfDay } from '#core/time.ts'

const HALF_HOUR_MS = 30 * 60_000
const FIRST_HOUR = 8
/** A visit that begins then ends with the shift. */
const LAST_HOUR = 19

const nextHalfHour = (now: Instant): Instant => instantOf(Math.ceil(epochMsOf(now) / HALF_HOUR_MS) * HALF_HOUR_MS)

/** The next half hours at which one may ring at a door: at least half an hour away, and by night those of the morning. */
export const soonSlots = (now: Instant, count: number): readonly Instant[] => {
  const first = addMinutes(nextHalfHour(now), 30)
  return Array.from({ length: 48 }, (_, index) => addMinutes(first, index * 30))
    .filter((at) => minuteOfDay(at) >= FIRST_HOUR * 60 && minuteOfDay(at) <= LAST_HOUR * 60)
    .slice(0, count)
}

/** The whole hours of a day that are still to come. */
export const hoursOf = (day: Day, now: Instant): readonly Instant[] =>
  Array.from({ length: LAST_HOUR - FIRST_HOUR + 1 }, (_, index) =>
    addMinutes(startOfDay(day), (FIRST_HOUR + index) * 60),
  ).filter((at) => at > now)
