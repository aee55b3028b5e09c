/**
 * The visit on site: work, restored, or come again. Restored without a visit is an
 * outcome of its own, with call log or reading as proof, so that nobody invents an arrival. (R-V1…R-V4, R-V8; DOMAIN §1.6, §5.2)
 */
import { ok, refuse } from '#core/result.ts'
import { promisedEvent } from '#core/sla/sla.rules.ts'
import type { ClockKind, SlaEvent } from '#core/sla/sla.ts'
import { putOffOf } from '#core/visits/steps.rules.ts'
import type { OrderContext, Verb } from './work-order.context.ts'
import { withTask } from './work-order.dispatch.ts'
import { checkRanges, checkSteps } from './work-order.proof.ts'
import { safeToStart } from './work-order.safety.ts'
import { slaFactsOf } from './work-order.sla.ts'
import { currentTask, openVisit, type Visit, type WorkOrder } from './work-order.ts'

/** What stops the clocks of these kinds now. */
export const stop = (context: OrderContext, ...kinds: ClockKind[]): SlaEvent => ({
  type: 'stopped',
  at: context.at,
  kinds,
})

/** The open visit changed, or a new one of the engineer who has the order. */
export const withVisit = (order: WorkOrder, context: OrderContext, change: Partial<Visit>): WorkOrder => {
  const task = currentTask(order)
  const visit = openVisit(order)
  if (visit) {
    const changed = { ...visit, ...change }
    return { ...order, visits: order.visits.map((candidate) => (candidate.id === visit.id ? changed : candidate)) }
  }
  const begun: Visit = {
    id: context.newId(),
    taskId: task.id,
    number: order.visits.length + 1,
    leadStaffId: task.holder.staffId ?? '',
    helpers: task.helpers,
    evidence: [],
    ...change,
  }
  return { ...order, visits: [...order.visits, begun] }
}

/** The customer was promised this window: what that does to the arrival clock. */
export const promised = (order: WorkOrder, context: OrderContext, fromAt: string, toAt: string): SlaEvent =>
  promisedEvent({ fromAt, toAt }, slaFactsOf(order, context.rules), context.rules, context.at)

export const start: Verb<'start'> = (order, _input, context) => {
  const safe = safeToStart(order, context)
  if (!safe.ok) return safe
  return ok({
    order: withVisit(order, context, { startedAt: context.at }),
    sla: [],
    events: [{ kind: 'started', data: {} }],
  })
}

export const addEvidence: Verb<'addEvidence'> = (order, input, context) => {
  if (input.fileId && context.facts.areFilesKnown === false)
    return refuse('work-orders.file-unknown', { field: 'fileId' })
  if (input.fileId === undefined && input.value === undefined && !input.note) {
    return refuse('work-orders.evidence-empty', { field: 'value' })
  }
  const possible = checkRanges([input], context)
  if (!possible.ok) return possible
  const visit = openVisit(order)
  const evidence = [
    ...(visit?.evidence ?? []),
    { ...input, id: context.newId(), at: context.at, byName: context.actor.name },
  ]
  // Where it was taken is no part of the timeline, which is kept for ever.
  const { fileId, position: _, ...said } = input
  return ok({
    order: withVisit(order, context, { evidence }),
    sla: [],
    events: [{ kind: 'evidenceAdded', data: { ...said, ...(fileId ? { fileId } : {}) } }],
  })
}

/** A photo or a reading that went wrong, taken back before the return; the timeline keeps what it was. */
export const withdrawEvidence: Verb<'withdrawEvidence'> = (order, { evidenceId }, context) => {
  const evidence = openVisit(order)?.evidence ?? []
  const item = evidence.find(({ id }) => id === evidenceId)
  if (!item) return refuse('work-orders.evidence-unknown', { kind: 'conflict', field: 'evidenceId' })
  const { kind, fileId, value, unit } = item
  return ok({
    order: withVisit(order, context, { evidence: evidence.filter(({ id }) => id !== evidenceId) }),
    sla: [],
    events: [{ kind: 'evidenceWithdrawn', data: { evidenceId, kind, fileId, value, unit } }],
  })
}

/** Service is back. On site needs the sign-in; remotely or outside the home there is none. */
export const restore: Verb<'restore'> = (order, input, context) => {
  const visit = openVisit(order)
  const isSecondLine = currentTask(order).holder.level === 'secondLine'
  if (input.kind === 'onSite' && !visit?.arrivedAt && !isSecondLine) {
    return refuse('work-orders.not-on-site', { kind: 'conflict', field: 'kind' })
  }
  const steps = input.kind === 'onSite' ? checkSteps(order, visit, context, 'restore') : ok(null)
  if (!steps.ok) return steps
  const restoredAt = order.restoredAt ?? context.at
  // Whoever restores at once has worked all the same.
  const safe = visit?.arrivedAt && !visit.startedAt ? safeToStart(order, context) : ok(null)
  if (!safe.ok) return safe
  const onVisit = visit
    ? withVisit(order, context, {
        restoredAt: context.at,
        ...(visit.arrivedAt && !visit.startedAt ? { startedAt: context.at } : {}),
      })
    : order
  return ok({
    order: { ...withTask(onVisit, { restoredAt }), restoredAt },
    sla: [stop(context, 'restore', 'firstContact')],
    events: [{ kind: 'restored', data: { kind: input.kind, ...(input.note ? { note: input.note } : {}) } }],
  })
}

/** The visit ends without the work done; the order stays with the engineer, for another time. */
export const comeAgain: Verb<'comeAgain'> = (order, input, context) => {
  const visit = openVisit(order)
  if (!visit) return refuse('work-orders.no-visit', { kind: 'conflict' })
  if ((input.from === undefined) !== (input.to === undefined))
    return refuse('work-orders.window-incomplete', { field: 'to' })
  if (input.to !== undefined && input.to <= context.at) return refuse('work-orders.time-passed', { field: 'to' })
  if (input.to !== undefined && context.facts.booking && !context.facts.booking.ok) return context.facts.booking
  if (input.outcome !== 'comeAgain' && !visit.arrivedAt)
    return refuse('work-orders.not-on-site', { kind: 'conflict', field: 'outcome' })
  const ended = withTask(withVisit(order, context, { endedAt: context.at, outcome: input.outcome }), {
    restoredAt: undefined,
  })
  const { from, to } = input
  const event = { kind: 'visitEnded', data: { outcome: input.outcome, reason: input.reason, from, to } }
  const sla: SlaEvent[] = [stop(context, 'arrival')]
  // Service works and only a test was put off: what is restored stays so.
  const restoredAt = putOffOf(visit).length > 0 ? order.restoredAt : undefined
  if (order.restoredAt && !restoredAt) {
    sla.push({
      type: 'reopened',
      at: context.at,
      kinds: ['restore'],
      isTimeBetweenCounted: context.rules.isCheckingCounted,
    })
  }
  if (from === undefined || to === undefined) {
    return ok({ order: { ...ended, restoredAt, confirmation: undefined }, sla, events: [event] })
  }
  const next = withVisit(ended, context, { appointedAt: context.at, windowFrom: from, windowTo: to })
  return ok({
    order: { ...next, restoredAt, confirmation: undefined },
    sla: [...sla, promised(order, context, from, to)],
    events: [event, { kind: 'appointed', data: { from, to } }],
  })
}
