/**
 * On the way and at the place: departure, and the sign-in on site with its position or the reason why there is none. (R-V4, R-V8; DOMAIN §5.2)
 */
import { metresBetween } from '#core/position.ts'
import { ok, refuse } from '#core/result.ts'
import type { Verb } from './work-order.context.ts'
import { openVisit } from './work-order.ts'
import { stop, withVisit } from './work-order.visit.ts'

export const depart: Verb<'depart'> = (order, input, context) =>
  ok({
    order: withVisit(order, context, { departedAt: context.at }),
    sla: [],
    events: [{ kind: 'departed', data: input.note ? { note: input.note } : {} }],
  })

/** Sign-in: a position, or an exception with its reason that the station head sees. */
export const arrive: Verb<'arrive'> = (order, input, context) => {
  const { position, exception } = input
  if (!position && !exception) return refuse('work-orders.position-or-exception', { field: 'position' })
  const { lon, lat } = order.customer
  const isPlaceKnown = lon !== undefined && lat !== undefined
  const metresOff = position && isPlaceKnown ? Math.round(metresBetween(position, { lon, lat })) : undefined
  const limit = context.settings.arrivalToleranceMetres
  if (metresOff !== undefined && metresOff > limit && !exception) {
    return refuse('work-orders.too-far', { field: 'exception', params: { metres: metresOff, limit } })
  }
  return ok({
    order: withVisit(order, context, {
      arrivedAt: context.at,
      departedAt: openVisit(order)?.departedAt ?? context.at,
      arrival: { position, metresOff, exception },
      ...(context.facts.plan ? { checklist: openVisit(order)?.checklist ?? context.facts.plan.checklist } : {}),
    }),
    sla: [stop(context, 'arrival', 'firstContact')],
    events: [{ kind: 'arrived', data: { metresOff, exception } }],
  })
}
