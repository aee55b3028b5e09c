/**
 * Whether somebody came when it was promised: within the window, an exact time with its tolerance by area; before it only with the
 * customer's consent. Kept as a fact of the visit. (R-V4; DOMAIN §1.6)
 */
import { addMinutes, type Instant, minutesBetween } from '#core/time.ts'

export type Promise = { readonly from: Instant; readonly to: Instant }
export type Punctuality = {
  readonly onTime: boolean
  /** Minutes past the promised time, negative before it; 0 within. */
  readonly minutesOff: number
}

/** `toleranceMinutes` counts for exact times only. */
export const punctuality = (
  { from, to }: Promise,
  arrivedAt: Instant,
  toleranceMinutes: number,
  hasConsent: boolean,
): Punctuality => {
  const minutesOff = Math.round(
    arrivedAt < from ? minutesBetween(from, arrivedAt) : arrivedAt > to ? minutesBetween(to, arrivedAt) : 0,
  )
  const tolerance = from === to ? toleranceMinutes : 0
  const isLate = arrivedAt > addMinutes(to, tolerance)
  const isEarly = arrivedAt < addMinutes(from, -tolerance)
  return { onTime: !isLate && (!isEarly || hasConsent), minutesOff }
}
