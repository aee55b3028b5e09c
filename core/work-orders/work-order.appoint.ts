/**
 * The promised time: agreed by whoever goes there themselves, within the window that the customer named; another time needs the
 * customer's consent and a reason, and is counted and limited. Whether the time can be kept is looked up before. (R-V1, R-V4)
 */
import { ok, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import { refusedTime } from './booking.rules.ts'
import { madeCall } from './work-order.contact.ts'
import type { OrderContext, Verb } from './work-order.context.ts'
import { openVisit, type WorkOrder } from './work-order.ts'
import { promised, stop, withVisit } from './work-order.visit.ts'

/** A wish that is over binds nobody, nor does one for another time when the customer agreed to that. */
const isOffWish = ({ preferred }: WorkOrder, from: string, context: OrderContext): boolean =>
  preferred !== undefined && preferred.to > context.at && (from < preferred.from || from > preferred.to)

export const appoint: Verb<'appoint'> = (order, input, context) => {
  const { from, to } = input
  const refused = refusedTime(input, context)
  if (refused) return refused
  const isOff = isOffWish(order, from, context)
  if (isOff && !input.hasConsent) {
    return refuse('work-orders.outside-wish', {
      kind: 'conflict',
      field: 'from',
      params: { from: order.preferred?.from ?? '', to: order.preferred?.to ?? '' },
    })
  }
  return ok({
    order: madeCall(
      withVisit(order, context, { appointedAt: context.at, windowFrom: from, windowTo: to }),
      'second',
      context,
    ),
    sla: [stop(context, 'firstContact'), promised(order, context, from, to)],
    events: [{ kind: 'appointed', data: { from, to, ...(isOff ? { isOffWish: true } : {}), isAsked: input.isAsked } }],
  })
}

/** Another time, with the customer's consent and a reason; counted and limited (R-V4). */
export const reschedule: Verb<'reschedule'> = (order, input, context) => {
  const refused = refusedTime(input, context)
  if (refused) return refused
  const { maxReschedules } = context.settings
  if (order.counters.reschedules >= maxReschedules) {
    return refuse('work-orders.rescheduled-too-often', { kind: 'conflict', params: { max: maxReschedules } })
  }
  const { from, to, reason } = input
  const visit = openVisit(order)
  const changed = withVisit(order, context, {
    appointedAt: context.at,
    windowFrom: from,
    windowTo: to,
    departedAt: undefined,
  })
  const count = order.counters.reschedules + 1
  return ok({
    order: { ...madeCall(changed, 'second', context), counters: { ...order.counters, reschedules: count } },
    sla: [promised(order, context, from, to)],
    events: [
      {
        kind: 'rescheduled',
        data: {
          ...{ from, to, reason, count, isAsked: input.isAsked },
          isOtherDay: visit?.windowFrom !== undefined && dayOf(visit.windowFrom) !== dayOf(from),
          before: { from: visit?.windowFrom, to: visit?.windowTo },
        },
      },
    ],
  })
}
