/**
 * The exact times that whoever goes there may promise: within the window that suits the customer, while nothing of their own day is
 * in the way, and never by night. (R-V1)
 */
import type { Shift } from '#core/organisation/organisation.parameters.ts'
import { addMinutes, epochMsOf, type Instant, instantOf, later, MINUTE_MS } from '#core/time.ts'
import { isQuiet } from './windows.rules.ts'
import type { VisitWindow } from './windows.ts'

export type OwnDay = {
  /** Promised visits of one's own; an exact time takes as long as a visit does. */
  readonly busy: readonly VisitWindow[]
  readonly visitMinutes: number
  readonly quietHours: Shift
}

/** Whether a visit that begins then would run into another of the day. */
export const isBusyAt = (at: Instant, { busy, visitMinutes }: OwnDay): boolean =>
  busy.some(({ from, to }) => {
    return at < later(to, addMinutes(from, visitMinutes)) && addMinutes(at, visitMinutes) > from
  })

/** Times of the window, so many minutes apart, that are still to come and free; the latest begins before the window ends. */
export const exactTimes = (
  { from, to }: VisitWindow,
  earliest: Instant,
  stepMinutes: number,
  day: OwnDay,
): readonly Instant[] => {
  const stepMs = stepMinutes * MINUTE_MS
  const first = Math.ceil(epochMsOf(from > earliest ? from : earliest) / stepMs) * stepMs
  const times: Instant[] = []
  for (let ms = first; ms < epochMsOf(to); ms += stepMs) {
    const at = instantOf(ms)
    if (!isBusyAt(at, day) && !isQuiet({ from: at, to: at }, day.quietHours)) times.push(at)
  }
  return times
}
