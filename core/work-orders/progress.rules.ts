/**
 * When a group customer's manager must hear how the work goes: so often while a line is out, the better the line the oftener, until
 * service is back. The order's beginning starts it; a suspension does not stop it, for the customer waits all the same. A report that
 * is overdue rings for whoever has the order and for the manager, and again with each one that is missed.
 * (DOMAIN §1.4: progress every 30-60 min, 1-2 h, 2 h; standard lines at close)
 */
import { addMinutes, type Instant, later } from '#core/time.ts'
import { currentTask, holderOf, type OrderKind, type WorkOrder } from './work-order.ts'

/** Kinds in which service is down: an installation has no line yet to report on by the hour. */
const outages: readonly OrderKind[] = ['fault', 'massFault', 'emergency']

export type ProgressFacts = {
  readonly kind: OrderKind
  readonly grade: string | null
  readonly createdAt: Instant
  readonly restoredAt: Instant | null
  readonly lastProgressAt: Instant | null
}

export type DueProgress = { readonly everyMinutes: number; readonly dueAt: Instant }
type EveryMinutes = Readonly<Record<string, number>>

/** The next report, and how often; `null` where nothing more is due. */
export const nextProgress = (facts: ProgressFacts, everyMinutesByGrade: EveryMinutes): DueProgress | null => {
  const everyMinutes = facts.grade === null ? undefined : everyMinutesByGrade[facts.grade]
  if (everyMinutes === undefined || facts.restoredAt !== null || !outages.includes(facts.kind)) return null
  return { everyMinutes, dueAt: addMinutes(facts.lastProgressAt ?? facts.createdAt, everyMinutes) }
}

/** Whether somebody must be told of reports: an enterprise line's order that is being worked on. */
export const isReportedOn = (order: WorkOrder): boolean =>
  order.line === 'enterprise' && !order.closedAs && currentTask(order).stage === 'work'

/** The report that is due next and when its lack rings, which is once for each that is missed. */
const nextBell = (order: WorkOrder, every: EveryMinutes): (DueProgress & { readonly ringsAt: Instant }) | null => {
  if (!isReportedOn(order)) return null
  const { progress } = order
  const next = nextProgress(
    {
      kind: order.kind,
      grade: order.grade ?? null,
      createdAt: order.createdAt,
      restoredAt: order.restoredAt ?? null,
      lastProgressAt: progress?.sinceAt ?? null,
    },
    every,
  )
  if (!next) return null
  const again = progress?.rungAt && addMinutes(progress.rungAt, next.everyMinutes)
  return { ...next, ringsAt: again ? later(next.dueAt, again) : next.dueAt }
}

/** When the timer has to look for a missing report. */
export const progressBellAt = (order: WorkOrder, every: EveryMinutes): Instant | undefined =>
  nextBell(order, every)?.ringsAt

/** The order and its line in the timeline when a report is overdue and that was not said yet. */
export const ringProgress = (order: WorkOrder, every: EveryMinutes, now: Instant) => {
  const bell = nextBell(order, every)
  if (!bell || bell.ringsAt > now) return undefined
  const { everyMinutes, dueAt } = bell
  const data = { everyMinutes, dueAt, level: holderOf(order).level, desk: currentTask(order).desk }
  return { order: { ...order, progress: { ...order.progress, rungAt: now } }, event: { kind: 'progressOverdue', data } }
}
