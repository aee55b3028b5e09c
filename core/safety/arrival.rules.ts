/**
 * Whether a position proves that somebody is on site: within the allowed distance and its own accuracy, fresh, neither surer than a phone
 * can be nor vaguer than allowed, and not the very coordinates of another sign-in. What proves nothing is an exception that waits for the
 * supervisor's or station head's answer and never holds up the work. A position is taken only on shift, on an order, and from who
 * acknowledged it. (R-V8, R-V5)
 */
import { metresBetween, type Position } from '#core/position.ts'
import type { Arrival, FixAbsence, FixDoubt } from './arrival.ts'

export type ArrivalLimits = {
  readonly toleranceMetres: number
  readonly mostAccuracyMetres: number
  readonly leastAccuracyMetres: number
  readonly mostFixAgeSeconds: number
  readonly offlineAfterMinutes: number
}

export type ArrivalFacts = {
  readonly position?:
    | (Position & { readonly accuracyMetres?: number | undefined; readonly ageSeconds?: number | undefined })
    | undefined
  /** Why it may not be taken, whatever the phone sent. */
  readonly absence?: Exclude<FixAbsence, 'unavailable'> | undefined
  /** Where the order is. */
  readonly site?: Position | undefined
  /** The very coordinates stand at another sign-in of the same person. */
  readonly isRepeated: boolean
  /** How much later the server heard of it. */
  readonly lateMinutes: number
}

/** What the sign-in comes to. */
export const judgeArrival = (facts: ArrivalFacts, limits: ArrivalLimits): Arrival => {
  const { position, absence, site, lateMinutes } = facts
  if (absence) return { outcome: 'noFix', absence, needsReview: absence !== 'offShift' }
  if (!position) {
    const outcome = lateMinutes > limits.offlineAfterMinutes ? 'offline' : 'noFix'
    return { outcome, absence: 'unavailable', needsReview: true }
  }
  const { accuracyMetres } = position
  const metresOff = site && Math.round(metresBetween(position, site))
  const seen = { metresOff, accuracyMetres }
  const doubt = doubtOf(facts, limits)
  // A vague position is no proof of being somewhere else either.
  const isOutside =
    doubt !== 'tooVague' && metresOff !== undefined && metresOff > limits.toleranceMetres + (accuracyMetres ?? 0)
  if (isOutside) return { ...seen, outcome: 'outside', needsReview: true, ...(doubt ? { doubt } : {}) }
  return doubt ? { ...seen, outcome: 'frozenFixSuspected', doubt, needsReview: true } : { ...seen, outcome: 'ok' }
}

const doubtOf = ({ position, isRepeated }: ArrivalFacts, limits: ArrivalLimits): FixDoubt | undefined => {
  const { accuracyMetres, ageSeconds } = position ?? {}
  if (accuracyMetres !== undefined && accuracyMetres > limits.mostAccuracyMetres) return 'tooVague'
  if (isRepeated) return 'repeated'
  if (ageSeconds !== undefined && ageSeconds > limits.mostFixAgeSeconds) return 'stale'
  return accuracyMetres !== undefined && accuracyMetres < limits.leastAccuracyMetres ? 'tooExact' : undefined
}
