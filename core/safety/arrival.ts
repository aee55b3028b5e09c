import type { Instant } from '#core/time.ts'

/**
 * How a sign-in on site is proven. `outside`, `noFix`, `frozenFixSuspected` and `offline` are exceptions: work goes on, and a supervisor
 * or the station head answers; then it is `exceptionApproved`, or it stays and the quality check looks at it.
 */
export const arrivalOutcomes = ['ok', 'outside', 'noFix', 'frozenFixSuspected', 'offline', 'exceptionApproved'] as const
export type ArrivalOutcome = (typeof arrivalOutcomes)[number]

/** `repeated`: the very coordinates of another sign-in · `stale`: too old · `tooExact`: surer than a phone can be · `tooVague`. */
export const fixDoubts = ['repeated', 'stale', 'tooExact', 'tooVague'] as const
export type FixDoubt = (typeof fixDoubts)[number]

/** Why there is no position: the phone has none, or it may not be asked. */
export const fixAbsences = ['unavailable', 'offShift', 'notAcknowledged'] as const
export type FixAbsence = (typeof fixAbsences)[number]

/** The sign-in as it stays with the visit; the coordinates are kept elsewhere and not for ever. */
export type Arrival = {
  readonly outcome: ArrivalOutcome
  readonly metresOff?: number | undefined
  readonly accuracyMetres?: number | undefined
  readonly doubt?: FixDoubt | undefined
  readonly absence?: FixAbsence | undefined
  /** What the engineer says about it. */
  readonly exception?: string | undefined
  readonly needsReview?: boolean | undefined
  readonly review?:
    | {
        readonly isApproved: boolean
        readonly byName: string
        readonly at: Instant
        readonly note?: string | undefined
      }
    | undefined
}

/** Whether somebody's answer is waited for. */
export const isArrivalOpen = (arrival: Arrival | undefined): boolean =>
  arrival?.needsReview === true && arrival.review === undefined

/** When a position is taken, and only then. */
export const fixPurposes = ['departure', 'arrival', 'leaving', 'alarm'] as const
export type FixPurpose = (typeof fixPurposes)[number]
