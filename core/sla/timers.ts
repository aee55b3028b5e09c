/**
 * What a clock says by itself: warnings before the limit, late, and the four levels of escalation with the people each is for.
 * Each is given once; what was given is kept in the clock. A level never comes before the one below it, and nothing comes while
 * the clock is paused. (R-B9; DOMAIN: escalation ladder)
 */
import { epochMsOf, type Instant, instantOf } from '#core/time.ts'
import type { WorkCalendar } from './calendar.ts'
import { type Course, courseOf, instantAtUsed, warningsOf } from './clock.ts'
import { msOf } from './counting.ts'
import { endOf } from './pause.ts'
import type { Clock, ClockKind, Party, SlaEvent, SlaFacts, SlaState } from './sla.ts'

export const escalationLevels = [1, 2, 3, 4] as const
export type EscalationLevel = (typeof escalationLevels)[number]

/** A rung of the ladder. It is reached by whichever of its triggers comes first, in counted minutes. */
export type EscalationStep = {
  readonly level: EscalationLevel
  readonly clocks: readonly ClockKind[]
  readonly party: Party
  /** Absent: all kinds, all grades. */
  readonly kind?: string
  readonly grade?: string
  /** Past the limit by this share of it, 0.25 for a quarter. */
  readonly overFraction?: number
  readonly overMinutes?: number
  /** This long after the start, whatever the limit. */
  readonly totalMinutes?: number
  readonly roles: readonly string[]
  readonly channels: readonly string[]
}

/** How long before the limit whom to warn. */
export type WarningRow = {
  readonly clocks: readonly ClockKind[]
  readonly beforeMinutes: readonly number[]
  readonly roles: readonly string[]
  readonly channels: readonly string[]
}

export type TimerRules = { readonly warnings: readonly WarningRow[]; readonly escalations: readonly EscalationStep[] }

type ClockTimer = {
  readonly at: Instant
  readonly kind: ClockKind
  readonly party: Party
  readonly key: string
  readonly dueAt: Instant
  readonly roles: readonly string[]
  readonly channels: readonly string[]
}

/** What is due. */
export type Timer =
  | (ClockTimer & { readonly type: 'warning'; readonly minutesLeft: number })
  | (ClockTimer & { readonly type: 'late' })
  | (ClockTimer & { readonly type: 'escalation'; readonly level: EscalationLevel })
  | PauseEnd

type ClockSaying = Exclude<Timer, PauseEnd>
type PauseEnd = {
  readonly type: 'pauseEnd'
  readonly at: Instant
  readonly pauseId: string
  readonly cause: string
}

/** The next instant at which something becomes due; none when every clock has stopped or said everything. */
export const nextTimerAt = (
  state: SlaState,
  facts: SlaFacts,
  rules: TimerRules,
  calendar: WorkCalendar,
): Instant | undefined => {
  let next: Instant | undefined
  for (const { at } of timersOf(state, facts, rules, calendar)) if (next === undefined || at < next) next = at
  return next
}

/** What is due up to `upTo` and was not given yet, in the order of its time. */
export const timersDue = (
  state: SlaState,
  facts: SlaFacts,
  upTo: Instant,
  rules: TimerRules,
  calendar: WorkCalendar,
): readonly Timer[] =>
  timersOf(state, facts, rules, calendar)
    .filter(({ at }) => at <= upTo)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

/** What records that these were given at `at`, so that they do not come again. */
export const timerEvents = (timers: readonly Timer[], at: Instant): readonly SlaEvent[] =>
  timers.map((timer) =>
    timer.type === 'pauseEnd'
      ? { type: 'resumed', at: timer.at, pauseId: timer.pauseId }
      : { type: 'fired', at, kind: timer.kind, party: timer.party, keys: [timer.key] },
  )

const timersOf = (state: SlaState, facts: SlaFacts, rules: TimerRules, calendar: WorkCalendar): readonly Timer[] => {
  const timers: Timer[] = []
  for (const clock of state.clocks) {
    if (clock.stopped) continue
    for (const timer of timersOfClock(clock, facts, rules, calendar))
      if (!clock.fired.includes(timer.key)) timers.push(timer)
  }
  for (const pause of state.pauses) {
    if (pause.endedAt === undefined)
      timers.push({ type: 'pauseEnd', at: endOf(pause), pauseId: pause.id, cause: pause.cause })
  }
  return timers
}

const timersOfClock = (
  clock: Clock,
  facts: SlaFacts,
  rules: TimerRules,
  calendar: WorkCalendar,
): readonly ClockSaying[] => {
  const course = courseOf(clock, clock.pauses, calendar)
  const steps = rules.escalations.filter((step) => isFor(step, clock, facts))
  const warning = rules.warnings.find(({ clocks }) => clocks.includes(clock.kind))
  const { kind, party, dueAt } = clock
  const timers: ClockSaying[] = warningsOf(clock, course, calendar).map(({ minutesLeft, atMs }) => ({
    ...{ type: 'warning', key: `warn:${minutesLeft}`, at: instantOf(atMs), minutesLeft, kind, party, dueAt },
    roles: warning?.roles ?? [],
    channels: warning?.channels ?? [],
  }))
  // At the limit is in time unless the parameter says otherwise: late begins a millisecond after it.
  const overMs = clock.isLimitLate ? 0 : 1
  const lateMs = epochMsOf(dueAt) + overMs
  const first = steps.filter(({ level }) => level === 1)
  timers.push({ type: 'late', key: 'late', at: instantOf(lateMs), kind, party, dueAt, ...audienceOf(first) })
  let reachedMs = lateMs
  for (const level of escalationLevels) {
    const rows = steps.filter((step) => step.level === level)
    if (rows.length === 0) continue
    const usedMs = Math.min(...rows.map((step) => thresholdOf(step, clock, course)))
    reachedMs = Math.max(reachedMs, instantAtUsed(clock, course, usedMs, calendar) + overMs)
    timers.push({
      ...{ type: 'escalation', level, key: `L${level}`, at: instantOf(reachedMs), kind, party, dueAt },
      ...audienceOf(rows),
    })
  }
  return timers
}

const isFor = (step: EscalationStep, clock: Clock, facts: SlaFacts): boolean =>
  step.party === clock.party &&
  step.clocks.includes(clock.kind) &&
  (step.kind === undefined || step.kind === facts.kind) &&
  (step.grade === undefined || step.grade === facts.grade)

const thresholdOf = (step: EscalationStep, clock: Clock, course: Course): number => {
  const over = [
    ...(step.overFraction === undefined ? [] : [msOf(clock.limitMinutes * step.overFraction)]),
    ...(step.overMinutes === undefined ? [] : [msOf(step.overMinutes)]),
  ]
  const past = over.length === 0 ? Number.POSITIVE_INFINITY : course.limitMs + Math.min(...over)
  return Math.min(past, step.totalMinutes === undefined ? Number.POSITIVE_INFINITY : msOf(step.totalMinutes))
}

const audienceOf = (steps: readonly EscalationStep[]) => ({
  roles: [...new Set(steps.flatMap((step) => step.roles))],
  channels: [...new Set(steps.flatMap((step) => step.channels))],
})
