/**
 * The customer stops the visit: they never asked for it, or they want it no more. Either way nobody is sent until somebody other than
 * whoever said so has called them back; what the order's source system made only the operator cancels. (R-V2)
 */
import { ok } from '#core/result.ts'
import type { SlaEvent } from '#core/sla/sla.ts'
import { addMinutes } from '#core/time.ts'
import type { OrderContext, OrderEvent, Verb } from './work-order.context.ts'
import type { WorkOrder } from './work-order.ts'

/** Why a visit was stopped: never asked for, or not wanted any more. */
export const stopReasons = ['neverAsked', 'cancel'] as const
export type StopReason = (typeof stopReasons)[number]

type Begun = { readonly order: WorkOrder; readonly sla: SlaEvent; readonly event: OrderEvent }

/** The order waits for the call that verifies; its clocks stand still meanwhile, no longer than the parameter allows. */
export const beginVerification = (order: WorkOrder, context: OrderContext, why: StopReason): Begun => {
  const pauseId = context.newId()
  return {
    order: { ...order, verification: { pauseId, reportedById: context.actor.userId, at: context.at } },
    sla: {
      type: 'paused',
      at: context.at,
      pause: {
        id: pauseId,
        cause: 'verification',
        endsAt: addMinutes(context.at, context.settings.verificationMaxMinutes),
        stops: ['engineerAccept', 'firstContact', 'arrival', 'restore', 'whole'],
      },
    },
    event: { kind: 'verificationStarted', data: { why } },
  }
}

/** What the customer's own page asks for; no button of anybody's screen. */
export const askVerification: Verb<'askVerification'> = (order, input, context) => {
  const { order: stopped, sla, event } = beginVerification(order, context, input.why)
  const data = { ...event.data, ...(input.note ? { note: input.note } : {}) }
  return ok({ order: stopped, sla: [sla], events: [{ kind: event.kind, data }] })
}
