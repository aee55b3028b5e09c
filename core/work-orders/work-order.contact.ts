/**
 * Calls to the customer. The first hears the need and the window that suits, the second, by whoever goes there, agrees the exact
 * time. Each attempt is kept with who called, on which number, with which script and what came of it; "not now" agrees another time,
 * half an hour being offered; "never asked" stops everything until somebody else has called back. (R-V1…R-V3)
 */
import { afterQuiet } from '#core/appointments/windows.rules.ts'
import { ok, refuse } from '#core/result.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import { refusedTime } from './booking.rules.ts'
import type { OrderContext, Step, Verb } from './work-order.context.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { type Contact, currentTask, openVisit, type WorkOrder } from './work-order.ts'
import { beginVerification } from './work-order.verify.ts'
import { stop } from './work-order.visit.ts'

export type CallOfVisit = 'first' | 'second'

const isLead = (order: WorkOrder, { actor }: OrderContext): boolean => {
  const { holder } = currentTask(order)
  return holder.level === 'engineer' && holder.staffId !== undefined && holder.staffId === actor.scope.staffId
}

/** Somebody spoke with the customer: the call counts, and nobody waits to call again. */
export const madeCall = (order: WorkOrder, call: CallOfVisit, { at }: OrderContext): WorkOrder => {
  const { firstAt, secondAt } = order.contact ?? {}
  const contact: Contact =
    call === 'first' ? { firstAt: firstAt ?? at, secondAt } : { firstAt: firstAt ?? at, secondAt: secondAt ?? at }
  return { ...order, contact }
}

/** Nobody was reached: the call that was agreed on has been made all the same. */
const tried = (order: WorkOrder, context: OrderContext): WorkOrder => {
  const { callBackAt, firstAt, secondAt } = order.contact ?? {}
  return callBackAt && callBackAt <= context.at ? { ...order, contact: { firstAt, secondAt } } : order
}

/** When to call again: as agreed, or half an hour from now; what nobody agreed on waits for the end of the quiet hours. */
const callBackAtOf = (input: ActionInput<'logContact'>, context: OrderContext): Instant | undefined => {
  if (input.outcome !== 'callBackAt') return undefined
  const { callBackAfterMinutes, quietHours } = context.settings
  return input.callBackAt ?? afterQuiet(addMinutes(context.at, callBackAfterMinutes), quietHours)
}

/** An attempt to reach the customer. Only speaking with somebody stops the first-contact clock. */
export const logContact: Verb<'logContact'> = (order, input, context) => {
  const isReached = input.outcome !== 'noAnswer' && input.outcome !== 'wrongNumber'
  const call = input.call ?? (isLead(order, context) && order.contact?.firstAt ? 'second' : 'first')
  // R-V1: the exact time is for whoever goes there to agree.
  if (input.call === 'second' && !isLead(order, context)) {
    return refuse('work-orders.second-call-is-the-leads', { kind: 'forbidden', field: 'call' })
  }
  const callBackAt = callBackAtOf(input, context)
  if (callBackAt !== undefined && callBackAt <= context.at) {
    return refuse('work-orders.time-passed', { field: 'callBackAt' })
  }
  const { preferred } = input
  if (preferred) {
    const refused = refusedTime(preferred, context)
    if (refused) return { ok: false, refusal: { ...refused.refusal, field: 'preferred' } }
    if (openVisit(order)?.windowFrom)
      return refuse('work-orders.appointed-already', { kind: 'conflict', field: 'preferred' })
  }
  const { method, outcome, number, scriptId, callId, person, note } = input
  // Not `number`: that is the order's in every event.
  const data = { method, outcome, call, numberUsed: number, scriptId, callId, person, note, callBackAt, preferred }
  const spoken = isReached ? madeCall(order, call, context) : tried(order, context)
  const changed: WorkOrder = {
    ...spoken,
    ...(preferred ? { preferred: { from: preferred.from, to: preferred.to, at: context.at } } : {}),
    ...(callBackAt ? { contact: { ...spoken.contact, callBackAt, byUserId: context.actor.userId } } : {}),
  }
  const step: Step = {
    order: changed,
    sla: isReached ? [stop(context, 'firstContact')] : [],
    events: [{ kind: 'contacted', data }],
  }
  return outcome === 'neverAsked' ? ok(toVerification(step, context)) : ok(step)
}

/** R-V2: nobody is sent until somebody else than the reporter has asked again. */
const toVerification = (step: Step, context: OrderContext): Step => {
  const { order, sla, event } = beginVerification(step.order, context, 'neverAsked')
  return { order, sla: [...step.sla, sla], events: [...step.events, event] }
}

/**
 * The call that verifies is not made by whoever reported that the customer never asked (R-V2). "Asked" lets the order go on; a second
 * "never asked" goes to the operator's desk, which alone cancels.
 */
export const verify: Verb<'verify'> = (order, input, context) => {
  const { verification } = order
  if (!verification) return refuse('work-orders.not-verifying', { kind: 'conflict' })
  if (verification.reportedById === context.actor.userId) {
    return refuse('work-orders.verified-by-reporter', { kind: 'forbidden' })
  }
  const { outcome, person, note, number, callId } = input
  const event = { kind: 'verified', data: { outcome, person, note, numberUsed: number, callId, source: order.source } }
  if (outcome === 'noAnswer') return ok({ order, sla: [], events: [event] })
  if (outcome === 'neverAsked') {
    const confirmed = { at: context.at, byName: context.actor.name }
    return ok({ order: { ...order, verification: { ...verification, confirmed } }, sla: [], events: [event] })
  }
  return ok({
    order: { ...order, verification: undefined },
    sla: [{ type: 'resumed', at: context.at, pauseId: verification.pauseId }],
    events: [event],
  })
}
