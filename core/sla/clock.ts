/**
 * How a clock runs: it starts, stands still while a pause that stops its kind lasts, and stops. Its limit is used up by the
 * minutes that count; a pause moves the limit by what was left, and leaves at least some time to act. Late is after the limit,
 * or at it when the parameter says so; who was late before a pause stays late. (R-B1; DOMAIN: SLA clocks, hang-up)
 */
import { epochMsOf, type Instant, instantOf, MINUTE_MS } from '#core/time.ts'
import type { WorkCalendar } from './calendar.ts'
import { addCountedMs, countedMs, msOf } from './counting.ts'
import { pausedMsWithin, spansOf } from './pause.ts'
import type { Clock, ClockOutcome, ClockTerms, Pause, PromisedWindow, Span } from './sla.ts'

/** A clock on these terms from `at` on; with a promise, its limit is the end of the promised window and its tolerance. */
export const startClock = (
  terms: ClockTerms,
  at: Instant,
  pauses: readonly Pause[],
  calendar: WorkCalendar,
  promise?: PromisedWindow,
): Clock => {
  const started: Clock = {
    ...terms,
    startedAt: at,
    originalDueAt: at,
    dueAt: at,
    warnAt: at,
    pauses: [],
    fired: [],
    ...(promise ? { promise } : {}),
  }
  const unpaused = settleClock(started, [], calendar)
  const original = { ...unpaused, originalDueAt: unpaused.dueAt }
  return pauses.length === 0 ? original : settleClock(original, pauses, calendar)
}

/** The clock stopped at `at`, judged; an action that reaches us late stops it at the time it was done. */
export const stopClock = (clock: Clock, at: Instant, pauses: readonly Pause[], calendar: WorkCalendar): Clock => {
  const stoppedAt = at < clock.startedAt ? clock.startedAt : at
  return settleClock({ ...clock, stopped: { ...nothingYet, at: stoppedAt } }, pauses, calendar)
}

const nothingYet = {
  isLate: false,
  grossMinutes: 0,
  pausedMinutes: 0,
  netMinutes: 0,
  countedMinutes: 0,
}

/** Everything that follows from the clock's terms, start, promise, stop and the order's pauses, computed again. */
export const settleClock = (clock: Clock, pauses: readonly Pause[], calendar: WorkCalendar): Clock => {
  const spans = spansOf(pauses, clock.kind, clock.startedAt, clock.stopped?.at)
  const course = courseOf(clock, spans, calendar)
  const settled: Clock = {
    ...clock,
    pauses: spans,
    dueAt: instantOf(course.dueMs),
    warnAt: instantOf(firstWarningOf(clock, course, calendar)),
  }
  if (!clock.stopped) return settled
  return { ...settled, stopped: outcomeAt(settled, clock.stopped.at, calendar) }
}

/** Whether the clock is late at `at`; a stopped clock was judged when it stopped. */
export const isLate = (clock: Clock, at: Instant): boolean => {
  if (clock.stopped) return clock.stopped.isLate
  return clock.isLimitLate ? at >= clock.dueAt : at > clock.dueAt
}

export const isPaused = (clock: Clock, at: Instant): boolean =>
  !clock.stopped && clock.pauses.some((span) => span.from <= at && at < span.to)

export type Elapsed = Pick<ClockOutcome, 'grossMinutes' | 'pausedMinutes' | 'netMinutes' | 'countedMinutes'> & {
  /** Counted minutes until the limit, negative when they are overspent. */
  readonly leftMinutes: number
}

/** What has passed until `at`, or until the clock stopped. Wall minutes: net + paused = gross; `countedMinutes` by the clock's hours. */
export const elapsed = (clock: Clock, at: Instant, calendar: WorkCalendar): Elapsed => {
  const endMs = epochMsOf(clock.stopped?.at ?? at)
  const startMs = epochMsOf(clock.startedAt)
  const grossMs = Math.max(0, endMs - startMs)
  const pausedMs = pausedMsWithin(clock.pauses, startMs, Math.max(startMs, endMs))
  const course = courseOf(clock, clock.pauses, calendar)
  const usedMs = usedAt(clock, course, endMs, calendar)
  return {
    grossMinutes: grossMs / MINUTE_MS,
    pausedMinutes: pausedMs / MINUTE_MS,
    netMinutes: (grossMs - pausedMs) / MINUTE_MS,
    countedMinutes: usedMs / MINUTE_MS,
    leftMinutes: (course.limitMs - usedMs) / MINUTE_MS,
  }
}

/** The running clock with the nearest limit: what the order is sorted by. */
export const tightest = (clocks: readonly Clock[]): Clock | undefined => {
  let best: Clock | undefined
  for (const clock of clocks) if (!clock.stopped && (!best || clock.dueAt < best.dueAt)) best = clock
  return best
}

/** The stretches in which the clock runs, what was used before each, the limit with what pauses added, and the instant it is reached. */
export type Course = {
  readonly runs: readonly { readonly fromMs: number; readonly usedMs: number }[]
  readonly limitMs: number
  readonly dueMs: number
}

export const courseOf = (clock: Clock, spans: readonly Span[], calendar: WorkCalendar): Course => {
  const runs = [{ fromMs: epochMsOf(clock.startedAt), usedMs: 0 }]
  let run = { fromMs: epochMsOf(clock.startedAt), usedMs: 0 }
  let limitMs = msOf(clock.limitMinutes)
  let dueMs = clock.promise
    ? epochMsOf(clock.promise.toAt) + msOf(clock.promise.toleranceMinutes)
    : addCountedMs(run.fromMs, limitMs, clock.counting, calendar)
  const leastMs = msOf(Math.min(clock.minRemainingMinutes, clock.limitMinutes))
  for (const span of spans) {
    const [fromMs, toMs] = [epochMsOf(span.from), epochMsOf(span.to)]
    const usedMs = run.usedMs + countedMs(run.fromMs, fromMs, clock.counting, calendar)
    run = { fromMs: toMs, usedMs }
    runs.push(run)
    if (clock.isLimitLate ? fromMs >= dueMs : fromMs > dueMs) continue
    if (clock.promise) {
      // A promised time stays promised; only a pause that reaches into it moves it.
      dueMs = Math.max(dueMs, toMs + leastMs)
      continue
    }
    limitMs = Math.max(limitMs, usedMs + leastMs)
    dueMs = addCountedMs(toMs, limitMs - usedMs, clock.counting, calendar)
  }
  const course = { runs, limitMs, dueMs }
  return clock.promise ? { ...course, limitMs: usedAt(clock, course, dueMs, calendar) } : course
}

/** The instant at which so much was used; past the last pause it goes on without end. */
export const instantAtUsed = (clock: Clock, course: Course, usedMs: number, calendar: WorkCalendar): number => {
  const after = course.runs.findIndex((run) => run.usedMs >= usedMs && run !== course.runs[0])
  const run = course.runs[after === -1 ? course.runs.length - 1 : after - 1]
  return run ? addCountedMs(run.fromMs, usedMs - run.usedMs, clock.counting, calendar) : course.dueMs
}

/** When to warn with so much left; not at all when that would be before the start or the promise. */
export const warningAt = (
  clock: Clock,
  course: Course,
  minutesLeft: number,
  calendar: WorkCalendar,
): number | undefined => {
  const target = course.limitMs - msOf(minutesLeft)
  if (target <= 0) return undefined
  const atMs = instantAtUsed(clock, course, target, calendar)
  return clock.promise && atMs < epochMsOf(clock.promise.promisedAt) ? undefined : atMs
}

const firstWarningOf = (clock: Clock, course: Course, calendar: WorkCalendar): number => {
  for (const minutesLeft of clock.warnBeforeMinutes) {
    const atMs = warningAt(clock, course, minutesLeft, calendar)
    if (atMs !== undefined) return atMs
  }
  return course.dueMs
}

const usedAt = (clock: Clock, course: Course, atMs: number, calendar: WorkCalendar): number => {
  let used = 0
  for (const [index, run] of course.runs.entries()) {
    if (run.fromMs > atMs) break
    const next = course.runs[index + 1]
    used = run.usedMs + countedMs(run.fromMs, atMs, clock.counting, calendar)
    if (next) used = Math.min(used, next.usedMs)
  }
  return used
}

const outcomeAt = (clock: Clock, at: Instant, calendar: WorkCalendar): ClockOutcome => {
  const { grossMinutes, pausedMinutes, netMinutes, countedMinutes } = elapsed(clock, at, calendar)
  const { promise } = clock
  return {
    at,
    isLate: clock.isLimitLate ? at >= clock.dueAt : at > clock.dueAt,
    grossMinutes,
    pausedMinutes,
    netMinutes,
    countedMinutes,
    ...(promise ? { isEarly: epochMsOf(at) < epochMsOf(promise.fromAt) - msOf(promise.toleranceMinutes) } : {}),
  }
}
