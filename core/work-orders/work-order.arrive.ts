/**
 * On the way and at the place: departure, and the sign-in on site with what its position proves. A sign-in that proves nothing needs the
 * engineer's reason and waits for the supervisor or the station head; the work goes on. (R-V4, R-V8; DOMAIN §5.2)
 */

import { type Punctuality, punctuality } from '#core/appointments/punctual.rules.ts'
import { ok, refuse } from '#core/result.ts'
import { judgeArrival } from '#core/safety/arrival.rules.ts'
import type { Arrival } from '#core/safety/arrival.ts'
import { minutesBetween } from '#core/time.ts'
import type { OrderContext, Step, Verb } from './work-order.context.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { openArrival } from './work-order.safety.ts'
import { appointmentOf, openVisit, type WorkOrder } from './work-order.ts'
import { stop, withVisit } from './work-order.visit.ts'

export const depart: Verb<'depart'> = (order, input, context) =>
  ok({
    order: withVisit(order, context, { departedAt: context.at }),
    sla: [],
    events: [{ kind: 'departed', data: input.note ? { note: input.note } : {} }],
  })

const judged = (order: WorkOrder, { position }: ActionInput<'arrive'>, context: OrderContext): Arrival => {
  const { lon, lat } = order.customer
  const { fix } = context.facts
  return judgeArrival(
    {
      position,
      absence: fix?.absence,
      site: lon !== undefined && lat !== undefined ? { lon, lat } : undefined,
      isRepeated: fix?.isRepeated ?? false,
      lateMinutes: minutesBetween(context.at, context.now),
    },
    { ...context.settings.safety, toleranceMetres: context.settings.arrivalToleranceMetres },
  )
}

/** Whether the promise was kept; nothing where none was made. */
const punctualityOf = (order: WorkOrder, hasConsent: boolean, { at, rules }: OrderContext): Partial<Punctuality> => {
  const promise = appointmentOf(order)
  return promise ? punctuality(promise, at, rules.arrivalToleranceMinutes[order.areaClass], hasConsent) : {}
}

/** Sign-in: a position, or an exception with its reason that somebody answers. */
export const arrive: Verb<'arrive'> = (order, input, context) => {
  const { position, exception } = input
  const arrival = judged(order, input, context)
  if (!position && !exception && arrival.absence === 'unavailable') {
    return refuse('work-orders.position-or-exception', { field: 'position' })
  }
  if (arrival.outcome === 'outside' && !exception) {
    const params = { metres: arrival.metresOff ?? 0, limit: context.settings.arrivalToleranceMetres }
    return refuse('work-orders.too-far', { field: 'exception', params })
  }
  const kept: Arrival & Partial<Punctuality> = {
    ...arrival,
    ...(exception ? { exception } : {}),
    ...punctualityOf(order, input.hasConsent === true, context),
  }
  return ok({
    order: withVisit(order, context, {
      arrivedAt: context.at,
      departedAt: openVisit(order)?.departedAt ?? context.at,
      arrival: kept,
      ...(context.facts.plan ? { checklist: openVisit(order)?.checklist ?? context.facts.plan.checklist } : {}),
    }),
    sla: [stop(context, 'arrival', 'firstContact')],
    events: [{ kind: 'arrived', data: { ...kept } }],
  })
}

const reviewed = (order: WorkOrder, context: OrderContext, isApproved: boolean, note: string | undefined): Step => {
  const visit = openArrival(order)
  const review = { isApproved, byName: context.actor.name, at: context.at, note }
  const visits = order.visits.map((each) =>
    each === visit && each.arrival
      ? {
          ...each,
          arrival: { ...each.arrival, review, ...(isApproved ? { outcome: 'exceptionApproved' as const } : {}) },
        }
      : each,
  )
  const data = { outcome: visit?.arrival?.outcome, ...(isApproved ? { note } : { reason: note }) }
  return {
    order: { ...order, visits },
    sla: [],
    events: [{ kind: isApproved ? 'arrivalApproved' : 'arrivalDenied', data }],
  }
}

export const approveArrival: Verb<'approveArrival'> = (order, { note }, context) =>
  ok(reviewed(order, context, true, note))

/** It stays an exception, and the quality check looks at the order. */
export const denyArrival: Verb<'denyArrival'> = (order, { reason }, context) =>
  ok(reviewed(order, context, false, reason))
