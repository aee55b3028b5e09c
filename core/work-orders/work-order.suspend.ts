/**
 * Suspension (挂起): only for a cause of the table, with its evidence, within its length, and approved by the role that the table
 * names; what is automatic is granted at once and sampled afterwards. The contractor's own reasons never stop a clock. (DOMAIN §1.8)
 */
import { ok, type Result, refuse } from '#core/result.ts'
import { STOP_CAUSE } from '#core/safety/stop.ts'
import { causeFor, checkPause } from '#core/sla/pause.ts'
import type { ClockKind, SlaEvent } from '#core/sla/sla.ts'
import type { Instant } from '#core/time.ts'
import type { OrderEvent, Step, Verb } from './work-order.context.ts'
import type { WorkOrder } from './work-order.ts'

const paused = (
  order: WorkOrder,
  pause: { id: string; cause: string; from: Instant; until: Instant; stops: readonly ClockKind[] },
  events: readonly OrderEvent[],
): Result<Step> => {
  const sla: SlaEvent[] = [
    {
      type: 'paused',
      at: pause.from,
      pause: { id: pause.id, cause: pause.cause, endsAt: pause.until, stops: pause.stops },
    },
  ]
  return ok({
    order: {
      ...order,
      pending: undefined,
      suspension: { pauseId: pause.id, cause: pause.cause, until: pause.until },
      counters: { ...order.counters, suspensions: order.counters.suspensions + 1 },
    },
    sla,
    events,
  })
}

export const requestSuspension: Verb<'requestSuspension'> = (order, input, context) => {
  const { rules, at } = context
  // Stopping for safety is an act of its own: nobody asks for it, and nobody is granted it for another reason.
  if (input.cause === STOP_CAUSE) return refuse('safety.stop-not-asked', { field: 'cause' })
  const granted = checkPause(
    { cause: input.cause, orderKind: order.kind, startsAt: at, endsAt: input.until, evidence: input.evidence },
    order.sla.pauses,
    rules.pauseCauses,
    rules.maxSuspensions,
  )
  // The command calls the end `until`.
  if (!granted.ok) {
    const { refusal } = granted
    return refusal.field === 'endsAt' ? { ok: false, refusal: { ...refusal, field: 'until' } } : granted
  }
  const id = context.newId()
  const { approver, stops } = granted.value
  const data = {
    cause: input.cause,
    reason: input.reason,
    until: input.until,
    evidence: input.evidence,
    files: input.evidenceFileIds,
  }
  if (approver === null) {
    return paused(order, { id, cause: input.cause, from: at, until: input.until, stops }, [
      { kind: 'suspended', data: { ...data, byRule: true, isSampled: granted.value.isSampled } },
    ])
  }
  return ok({
    order: {
      ...order,
      pending: {
        kind: 'suspension',
        id,
        cause: input.cause,
        reason: input.reason,
        until: input.until,
        evidence: input.evidence,
        approver,
        requestedAt: at,
        requestedByName: context.actor.name,
      },
    },
    sla: [],
    events: [{ kind: 'suspensionRequested', data: { ...data, approver } }],
  })
}

export const approveSuspension: Verb<'approveSuspension'> = (order, input, context) => {
  const { pending } = order
  if (pending?.kind !== 'suspension') return refuse('work-orders.nothing-pending', { kind: 'conflict' })
  const cause = causeFor(pending.cause, order.kind, context.rules.pauseCauses)
  if (!cause) return refuse('sla.pause-cause-unknown', { params: { cause: pending.cause, codes: '' } })
  if (pending.until <= context.at) return refuse('work-orders.time-passed', { kind: 'conflict', field: 'until' })
  // Whether the time until the answer counts is the operator's to say.
  const from = context.rules.isPausedFromRequest ? pending.requestedAt : context.at
  return paused(order, { id: pending.id, cause: pending.cause, from, until: pending.until, stops: cause.stops }, [
    { kind: 'suspended', data: { cause: pending.cause, from, until: pending.until, note: input.note } },
  ])
}

export const denySuspension: Verb<'denySuspension'> = (order, input) =>
  ok({
    order: { ...order, pending: undefined },
    sla: [],
    events: [{ kind: 'suspensionDenied', data: { reason: input.reason } }],
  })

export const resume: Verb<'resume'> = (order, input, context) => {
  const { suspension } = order
  if (order.stop) return refuse('safety.stop-waits', { kind: 'conflict' })
  if (!suspension) return refuse('work-orders.not-suspended', { kind: 'conflict' })
  return ok({
    order: { ...order, suspension: undefined },
    sla: [{ type: 'resumed', at: context.at, pauseId: suspension.pauseId }],
    events: [{ kind: 'resumed', data: input.note ? { note: input.note } : {} }],
  })
}
