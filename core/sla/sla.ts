import type { AreaClass } from '#core/organisation/region.ts'
import type { Instant } from '#core/time.ts'
import type { Counting } from './counting.ts'

/** What is timed: the acceptance at each level, the first contact, arrival against the promise, restoration, and all of it. */
export const clockKinds = [
  'contractorAccept',
  'stationAccept',
  'engineerAccept',
  'firstContact',
  'arrival',
  'restore',
  'whole',
] as const
export type ClockKind = (typeof clockKinds)[number]

/** Whose limit it is: the group's (集团时限), the province's (省时限) or the contract's. They run side by side. */
export const parties = ['group', 'province', 'contract'] as const
export type Party = (typeof parties)[number]

/** What of an order decides its limits; absent means not known, and then only rows that do not ask for it apply. */
export type SlaFacts = {
  /** Kind of order: `fault`, `installation`, `massFault` … */
  readonly kind: string
  /** Business line: `home` or `enterprise`. */
  readonly line: string
  readonly area: AreaClass
  /** Grade of the line, community or complaint: `AAA`, `highQuality`, `urgent` … */
  readonly grade?: string
  /** Class of a home customer, `diamond`: see `customerLevelOf`. */
  readonly customerLevel?: string
  /** Class of bandwidth, `gigabit`: see `bandwidthClassOf`. */
  readonly bandwidth?: string
  /** Whether the line is `ready`, needs `construction`, or crosses cities. */
  readonly resource?: string
}

/** The terms of one clock, frozen when it starts, so that later changes of parameters do not touch it. */
export type ClockTerms = {
  readonly kind: ClockKind
  readonly party: Party
  readonly limitMinutes: number
  readonly counting: Counting
  /** Minutes left (counted) at which to warn, longest first. */
  readonly warnBeforeMinutes: readonly number[]
  /** What is left at least (counted minutes) after a pause of a clock that was not late. */
  readonly minRemainingMinutes: number
  /** Whether exactly at the limit is late already. */
  readonly isLimitLate: boolean
  /** Of the parameter value that gave the limit; 0 is the shipped default. */
  readonly parameterVersion: number
}

/** The time that the customer was promised, and when; an exact time has both ends equal. */
export type PromisedWindow = {
  readonly promisedAt: Instant
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly toleranceMinutes: number
}

export type Span = { readonly from: Instant; readonly to: Instant }

/** How a clock ended. All in wall minutes but `countedMinutes`; net + paused = gross. */
export type ClockOutcome = {
  readonly at: Instant
  readonly isLate: boolean
  /** Arrival against a promise only: before the promised window. */
  readonly isEarly?: boolean
  readonly grossMinutes: number
  readonly pausedMinutes: number
  readonly netMinutes: number
  /** Minutes of `net` that count by the clock's hours: what is held against the limit. */
  readonly countedMinutes: number
}

/**
 * One clock of one order, as stored. `dueAt` and `warnAt` follow from the terms, the start and the pauses; an open pause is
 * taken to last until its planned end, so that `dueAt` always is the limit in force. A clock is late after `dueAt`.
 */
export type Clock = ClockTerms & {
  readonly startedAt: Instant
  /** The limit as it was at the start; pauses and new promises do not change it. */
  readonly originalDueAt: Instant
  readonly dueAt: Instant
  /** The first warning. */
  readonly warnAt: Instant
  /** The pauses that stop this clock, overlaps merged, inside its running time. */
  readonly pauses: readonly Span[]
  /** Arrival only. */
  readonly promise?: PromisedWindow
  /** The warnings and escalations that were given: `warn:20`, `late`, `L1`. */
  readonly fired: readonly string[]
  readonly stopped?: ClockOutcome
}

/** Time that stops clocks, for a cause of the table. It ends by itself at `endsAt`; `endedAt` is never later. */
export type Pause = {
  readonly id: string
  readonly cause: string
  readonly startedAt: Instant
  readonly endsAt: Instant
  readonly endedAt?: Instant
  readonly stops: readonly ClockKind[]
}

/** Who has the order in hands; second line is the operator's data or transmission desk. */
export const holderLevels = ['operatorDesk', 'contractor', 'station', 'engineer', 'secondLine'] as const
export type HolderLevel = (typeof holderLevels)[number]

export type Holder = {
  readonly level: HolderLevel
  readonly companyId?: string
  readonly stationId?: string
  readonly staffId?: string
}

export type HolderSpan = Holder & {
  readonly from: Instant
  readonly to?: Instant
  /** Wall minutes of the span in which the order as a whole was paused. */
  readonly pausedMinutes: number
  /** The level was passed by rule, without a person's decision. */
  readonly byRule: boolean
}

/** The timed side of one order. */
export type SlaState = {
  readonly clocks: readonly Clock[]
  readonly pauses: readonly Pause[]
  readonly holders: readonly HolderSpan[]
}

/** What changes the timed side. Each carries all that it needs: a state can be computed again from its events alone. */
export type SlaEvent = { readonly at: Instant } & (
  | { readonly type: 'started'; readonly terms: readonly ClockTerms[] }
  | { readonly type: 'stopped'; readonly kinds: readonly ClockKind[] }
  /** An appointment or a new one: the arrival clock runs against it. */
  | { readonly type: 'promised'; readonly promise: PromisedWindow; readonly terms: ClockTerms }
  | { readonly type: 'paused'; readonly pause: Omit<Pause, 'startedAt' | 'endedAt'> }
  | { readonly type: 'resumed'; readonly pauseId: string }
  | { readonly type: 'holderChanged'; readonly holder: Holder; readonly byRule: boolean }
  /** Rework: what had stopped runs again; the time in between counts or not. */
  | { readonly type: 'reopened'; readonly kinds: readonly ClockKind[]; readonly isTimeBetweenCounted: boolean }
  /** Warnings or escalations were given. */
  | { readonly type: 'fired'; readonly kind: ClockKind; readonly party: Party; readonly keys: readonly string[] }
  /** Archived, cancelled, voided: every clock stops, nobody holds it. */
  | { readonly type: 'ended' }
)
