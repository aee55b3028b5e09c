import { safetyParameters } from '#core/safety/safety.parameters.ts'
import { applyAllSla } from '#core/sla/replay.ts'
import { type Timer, timersDue } from '#core/sla/timers.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import { ringCallBack } from '#core/work-orders/call-back.rules.ts'
import { ringProgress } from '#core/work-orders/progress.rules.ts'
import type { OrderEvent } from '#core/work-orders/work-order.context.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { dueAtOf, slaFactsOf } from '#core/work-orders/work-order.sla.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import { ringStop } from '#core/work-orders/work-order.stop-work.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { record } from '#server/platform/record.store.ts'
import { resolvedFor } from './work-order.context.ts'
import { changingColumns } from './work-order.row.ts'
import { actByRule, eventRows } from './work-order.service.ts'
import { lockDue, lockReturned, workOrderWriter } from './work-order.store.ts'

const BATCH = 100

/**
 * What the clocks say by themselves: warnings, late, escalations, the end of pauses; calls that were agreed on; progress that a group
 * customer's manager was not told; then archiving of what was returned long ago.
 * Runs until nothing is due; several processes may run it at once, each order is taken by one. Answers how many orders were touched.
 */
export const runOrderTimers = async (deps: Deps): Promise<number> => {
  let total = 0
  for (;;) {
    const touched = await deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
      const orders = await lockDue(tx, deps.clock.now(), BATCH)
      for (const order of orders) fire(deps, tx, order, deps.clock.now())
      return orders.length
    })
    total += touched
    if (touched < BATCH) break
  }
  return total + (await archiveReturned(deps))
}

const kindOf = { warning: 'warned', late: 'late', escalation: 'escalated', pauseEnd: 'pauseEnded' } as const

const fire = (deps: Deps, tx: Tx, order: WorkOrder, now: Instant): void => {
  const resolved = resolvedFor(deps, order, now)
  const { rules } = resolved
  const rung = ringProgress(order, resolved.resolve(workOrderParameters.progressEveryMinutes), now)
  const called = ringCallBack(rung?.order ?? order, resolved.resolve(workOrderParameters.callBackGraceMinutes), now)
  const due = timersDue(order.sla, slaFactsOf(order, rules), now, rules, deps.calendar)
  const ended = new Set(due.flatMap((timer) => (timer.type === 'pauseEnd' ? [timer.pauseId] : [])))
  const level = Math.max(
    order.counters.escalationLevel,
    ...due.map((timer) => (timer.type === 'escalation' ? timer.level : 0)),
  )
  const unreviewed = ringStop(
    called?.order ?? rung?.order ?? order,
    resolved.resolve(safetyParameters.stopReviewMinutes),
    now,
  )
  const looked = unreviewed?.order ?? called?.order ?? rung?.order ?? order
  const after: WorkOrder = {
    ...looked,
    sla: applyAllSla(
      order.sla,
      due.map((timer) => timer.event),
      deps.calendar,
    ),
    suspension: order.suspension && ended.has(order.suspension.pauseId) ? undefined : order.suspension,
    stop: looked.stop && ended.has(looked.stop.pauseId) ? undefined : looked.stop,
    counters: { ...order.counters, escalationLevel: level },
    version: order.version + 1,
  }
  const columns = { ...changingColumns(after, stateOf(after), now, resolved, deps.calendar), due_at: dueAtOf(after) }
  void workOrderWriter(tx).update(after, order, columns)
  const events = [
    ...due.map(eventOf),
    ...(rung ? [rung.event] : []),
    ...(called ? [called.event] : []),
    ...(unreviewed ? [unreviewed.event] : []),
  ]
  if (events.length > 0) void record(tx, { actor: deps.system.actor(), at: now, events: eventRows(after, events) })
}

const eventOf = (timer: Timer): OrderEvent => {
  const { type, event, ...data } = timer
  return { kind: kindOf[type], data: { ...data, sla: [event] } }
}

/** Returned orders without a check left are archived by rule after the time that the parameter gives; 0 leaves them to people. */
const archiveReturned = async (deps: Deps): Promise<number> => {
  const now = deps.clock.now()
  const minutes = deps.parameters.on(now.slice(0, 10)).value(workOrderParameters.autoArchiveAfterMinutes).value
  if (minutes === 0) return 0
  let total = 0
  for (;;) {
    const archived = await deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
      const orders = await lockReturned(tx, addMinutes(now, -minutes), BATCH)
      for (const order of orders) await actByRule(deps, tx, order, 'archive', {})
      return orders.length
    })
    total += archived
    if (archived < BATCH) return total
  }
}
