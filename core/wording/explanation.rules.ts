/**
 * Which of the eight explanations of a fault's cause is said: by whose responsibility it is and how far the repair is. Cases 1, 3, 7 and
 * 8 promise the customer to come back to them: an owner and an instant; in case 3 it is the customer manager or the fault desk. (R-V18)
 */
import {
  addDays,
  addMinutes,
  dayOf,
  epochMsOf,
  type Instant,
  instantOf,
  MINUTE_MS,
  minuteOfDay,
  startOfDay,
} from '#core/time.ts'
import { type CauseMoment, causeMoments } from './moments.ts'

export const causeParties = ['ours', 'customer', 'third', 'unknown'] as const
export type CauseParty = (typeof causeParties)[number]
/** Being looked for, being mended, mended, or not to be solved on the spot. */
export const causeStages = ['searching', 'repairing', 'repaired', 'takenBack'] as const
export type CauseStage = (typeof causeStages)[number]

/** Who tells the customer: their customer manager, the operator's fault desk, or the station that does the work. */
export const feedbackOwners = ['customerManager', 'faultDesk', 'station'] as const
export type FeedbackOwner = (typeof feedbackOwners)[number]

export type Explanation = {
  /** 1 to 8, as the regulation counts them. */
  readonly case: number
  readonly moment: CauseMoment
  /** Who may be promised to come back to the customer, the usual one first; none: nothing is promised. */
  readonly owners: readonly FeedbackOwner[]
}

const ownersByMoment: { readonly [moment in CauseMoment]?: readonly FeedbackOwner[] } = {
  oursSearching: ['station', 'faultDesk', 'customerManager'],
  oursRepaired: ['faultDesk', 'customerManager'],
  unknown: ['faultDesk', 'station', 'customerManager'],
  takenBack: ['station', 'faultDesk', 'customerManager'],
}

const byParty: Readonly<Record<CauseParty, Readonly<Record<Exclude<CauseStage, 'takenBack'>, CauseMoment>>>> = {
  ours: { searching: 'oursSearching', repairing: 'oursRepairing', repaired: 'oursRepaired' },
  customer: { searching: 'customerSide', repairing: 'customerSide', repaired: 'customerSide' },
  // Nobody names a third party before it is known that it was them.
  third: { searching: 'unknown', repairing: 'thirdRepairing', repaired: 'thirdRepaired' },
  unknown: { searching: 'unknown', repairing: 'unknown', repaired: 'unknown' },
}

/** The case for a party and a stage; what cannot be solved on the spot is case 8, whoever caused it. */
export const explanationFor = ({ party, stage }: { party: CauseParty; stage: CauseStage }): Explanation => {
  const moment = stage === 'takenBack' ? 'takenBack' : byParty[party][stage]
  return { case: causeMoments.indexOf(moment) + 1, moment, owners: ownersByMoment[moment] ?? [] }
}

/** What was promised: who tells the customer, and until when. */
export type FeedbackPromise = { readonly owner: FeedbackOwner; readonly dueAt: Instant }

/** What was said to the customer, the last of it last. */
export type CauseExplanation = {
  readonly id: string
  readonly case: number
  readonly party: CauseParty
  readonly stage: CauseStage
  readonly text: string
  /** The version of the wording that it came from. */
  readonly packVersion?: number | undefined
  readonly at: Instant
  readonly byName: string
  readonly promise?: FeedbackPromise | undefined
}

/** The limit of each promising case, and the hours in which a customer can be told something. */
export type FeedbackSettings = {
  readonly oursSearchingMinutes: number
  readonly oursRepairedMinutes: number
  readonly unknownMinutes: number
  readonly takenBackMinutes: number
  readonly dayFromMinute: number
  readonly dayToMinute: number
  /** Promised instants are rounded up to so many minutes, so that they can be said. */
  readonly roundMinutes: number
}

const minutesOf = (moment: CauseMoment, settings: FeedbackSettings): number => {
  switch (moment) {
    case 'oursSearching':
      return settings.oursSearchingMinutes
    case 'oursRepaired':
      return settings.oursRepairedMinutes
    case 'takenBack':
      return settings.takenBackMinutes
    default:
      return settings.unknownMinutes
  }
}

/** Until when the customer is told: within the limit where the day allows it, never in the night. */
export const feedbackDueAt = (moment: CauseMoment, at: Instant, settings: FeedbackSettings): Instant => {
  const step = settings.roundMinutes * MINUTE_MS
  const rounded = instantOf(Math.ceil(epochMsOf(addMinutes(at, minutesOf(moment, settings))) / step) * step)
  const minute = minuteOfDay(rounded)
  const day = dayOf(rounded)
  if (minute < settings.dayFromMinute) return addMinutes(startOfDay(day), settings.dayFromMinute)
  return minute > settings.dayToMinute ? addMinutes(startOfDay(addDays(day, 1)), settings.dayFromMinute) : rounded
}
