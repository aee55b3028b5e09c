/**
 * A region went from one company to another: its open orders go with it, by rule, to the new company's contractor level and on as
 * dispatch by rule goes. Minutes until then stay the former company's, running clocks go on, acceptance begins anew; a request to
 * hand back has come true, one for a suspension waits on; what is under way is finished by the former company. (R-A3)
 */
import { ok, refuse } from '#core/result.ts'
import type { Holder } from '#core/sla/sla.ts'
import type { OrderEvent, Step, Verb } from './work-order.context.ts'
import { sendDown, withoutVisit, withTask } from './work-order.dispatch.ts'
import { appointmentOf, currentTask, isFinishedByFormer, type WorkOrder } from './work-order.ts'

/** Refusals: `work-orders.no-route`, `work-orders.under-way`. */
export const carryOver: Verb<'carryOver'> = (order, input, context) => {
  const { route } = context.facts
  if (!order.companyId || !route) return refuse('work-orders.no-route', { kind: 'conflict' })
  if (!route.ok) return route
  if (isFinishedByFormer(order)) return refuse('work-orders.under-way', { kind: 'conflict' })
  const { companyId } = route.value
  const appointment = appointmentOf(order)
  const pending = order.pending?.kind === 'handBack' ? undefined : order.pending
  const moved: WorkOrder = { ...withoutVisit(order, context), pending, agreed: appointment }
  const said: OrderEvent = {
    kind: 'carriedOver',
    data: {
      ...{ fromCompanyId: order.companyId, companyId, reason: input.reason, byRule: true },
      ...(input.orderedByName ? { orderedByName: input.orderedByName } : {}),
      ...(appointment ? { appointment } : {}),
      ...(order.pending && !pending ? { settled: order.pending.kind } : {}),
    },
  }
  if (currentTask(order).holder.level === 'secondLine') return ok(atSecondLine(moved, companyId, context.at, said))
  const stopped = {
    type: 'stopped',
    at: context.at,
    kinds: ['contractorAccept', 'stationAccept', 'engineerAccept'],
  } as const
  const step = sendDown(moved, route.value, context, 'rule', said)
  return ok({ ...step, sla: [stopped, ...step.sla] })
}

/** The operator's desk goes on working; what it gives back is the new company's. */
const atSecondLine = (order: WorkOrder, companyId: string, at: string, said: OrderEvent): Step => {
  const holder: Holder = { level: 'secondLine', companyId }
  const previousHolder: Holder = { level: 'contractor', companyId }
  return {
    order: { ...withTask(order, { holder, previousHolder }), stationId: undefined },
    sla: [{ type: 'holderChanged', at, holder, byRule: true }],
    events: [said],
  }
}
