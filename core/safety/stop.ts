import type { Instant } from '#core/time.ts'
import { type Hazard, hazards } from './hazard.ts'

/** Why somebody stopped for safety: a hazard that cannot be worked with, or something else that is not safe. */
export const stopReasons = [...hazards, 'alone', 'noCertificate', 'equipment', 'threat', 'unwell', 'other'] as const
export type StopReason = Hazard | (typeof stopReasons)[number]

/** Work stopped for safety (停工): the clocks stand until it is reviewed, and it is held against nobody. */
export type Stop = {
  readonly pauseId: string
  readonly reason: StopReason
  readonly note: string
  readonly files: readonly string[]
  readonly at: Instant
  readonly byName: string
  readonly byUserId: string
  /** When the bell for the missing review rang. */
  readonly rungAt?: Instant | undefined
}

/** What comes of a review: the work goes on, somebody comes again, a second person joins, or the second line takes it. */
export const stopMeasures = ['continue', 'comeAgain', 'secondPerson', 'secondLine'] as const
export type StopMeasure = (typeof stopMeasures)[number]

export const STOP_CAUSE = 'stopWork'
