/**
 * What a clock says by itself: warnings before the limit, late, and the four levels of escalation with the people each is for.
 * Each is given once; what was given is kept in the clock. A level never comes before the one below it, and nothing comes while
 * the clock is paused. (R-B9; DOMAIN: escalation ladder)
 */
import { epochMsOf, type Instant, instantOf } from '#core/time.ts'
import type { WorkCalendar } from './calendar.ts'
import { type Course, courseOf, instantAtUsed, warningAt } from './clock.ts'
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

/** What is due; `event` is what records that it was given, so that it does not come again. */
export type Timer = { readonly event: SlaEvent } & (
  | (ClockTimer & { readonly type: 'warning'; readonly minutesLeft: number })
  | (ClockTimer & { readonly type: 'late' })
  | (ClockTimer & { readonly type: 'escalation'; readonly level: EscalationLevel })
  | { readonly type: 'pauseEnd'; readonly at: Instant; readonly pauseId: string; readonly cause: string }
)

/** The next instant at which something becomes due; none when every clock has stopped or said everything. */
export const nextTimerAt = (
  state: SlaState,
  facts: SlaFacts,
  rules: TimerRules,
  calendar: WorkCalendar,
): Instant | undefined => {
  let next = Number.POSITIVE_INFINITY
  for (const clock of state.clocks) {
    if (clock.stopped) continue
    // A clock says one thing after the other: the first that it has not said is its next.
    for (const { atMs } of sayings(clock, facts, rules, calendar)) {
      next = Math.min(next, atMs)
      break
    }
  }
  for (const pause of state.pauses) if (pause.endedAt === undefined) next = Math.min(next, epochMsOf(endOf(pause)))
  return next === Number.POSITIVE_INFINITY ? undefined : instantOf(next)
}

/** What is due up to `upTo` and was not given yet, in the order of its time. */
export const timersDue = (
  state: SlaState,
  facts: SlaFacts,
  upTo: Instant,
  rules: TimerRules,
  calendar: WorkCalendar,
): readonly Timer[] => {
  const timers: Timer[] = []
  const upToMs = epochMsOf(upTo)
  for (const clock of state.clocks) {
    if (clock.stopped) continue
    for (const saying of sayings(clock, facts, rules, calendar)) {
      if (saying.atMs > upToMs) break
      timers.push(timerOf(clock, saying, upTo))
    }
  }
  for (const pause of state.pauses) {
    const at = endOf(pause)
    if (pause.endedAt !== undefined || at > upTo) continue
    const event: SlaEvent = { type: 'resumed', at, pauseId: pause.id }
    timers.push({ type: 'pauseEnd', at, pauseId: pause.id, cause: pause.cause, event })
  }
  return timers.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

type Audience = { readonly roles: readonly string[]; readonly channels: readonly string[] }
type Saying = {
  readonly atMs: number
  readonly key: string
  readonly minutesLeft?: number
  readonly level?: EscalationLevel
  readonly audience: readonly Audience[]
}

/** What a clock has not said yet, in the order of its time. */
function* sayings(clock: Clock, facts: SlaFacts, rules: TimerRules, calendar: WorkCalendar): Generator<Saying> {
  const course = courseOf(clock, clock.pauses, calendar)
  for (const minutesLeft of clock.warnBeforeMinutes) {
    const key = `warn:${minutesLeft}`
    const atMs = clock.fired.includes(key) ? undefined : warningAt(clock, course, minutesLeft, calendar)
    const audience = rules.warnings.filter(({ clocks }) => clocks.includes(clock.kind))
    if (atMs !== undefined) yield { atMs, key, minutesLeft, audience }
  }
  // At the limit is in time unless the parameter says otherwise: late begins a millisecond after it.
  const overMs = clock.isLimitLate ? 0 : 1
  let atMs = course.dueMs + overMs
  const steps = rules.escalations.filter((step) => isFor(step, clock, facts))
  if (!clock.fired.includes('late')) yield { atMs, key: 'late', audience: steps.filter(({ level }) => level === 1) }
  for (const level of escalationLevels) {
    const audience = steps.filter((step) => step.level === level)
    if (audience.length === 0) continue
    const usedMs = Math.min(...audience.map((step) => thresholdOf(step, clock, course)))
    atMs = Math.max(atMs, instantAtUsed(clock, course, usedMs, calendar) + overMs)
    const key = `L${level}`
    if (!clock.fired.includes(key)) yield { atMs, key, level, audience }
  }
}

const timerOf = (clock: Clock, { atMs, key, minutesLeft, level, audience }: Saying, givenAt: Instant): Timer => {
  const { kind, party, dueAt } = clock
  const event: SlaEvent = { type: 'fired', at: givenAt, kind, party, keys: [key] }
  const timer = {
    ...{ at: instantOf(atMs), kind, party, key, dueAt, event },
    roles: [...new Set(audience.flatMap(({ roles }) => roles))],
    channels: [...new Set(audience.flatMap(({ channels }) => channels))],
  }
  if (minutesLeft !== undefined) return { ...timer, type: 'warning', minutesLeft }
  return level === undefined ? { ...timer, type: 'late' } : { ...timer, type: 'escalation', level }
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
