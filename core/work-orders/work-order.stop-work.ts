/**
 * Stop work (停工): whoever is on the job may stop it for safety at any time and needs nobody's leave. The clocks stand from that moment until
 * the station head, the dispatcher or the supervisor has looked at it: the work goes on, somebody comes again, a second person joins, or
 * the second line takes it. It counts in no figure of the person. A stop that nobody looks at rings. (R-V7)
 */

import { ok, type Result, refuse } from '#core/result.ts'
import { STOP_CAUSE } from '#core/safety/stop.ts'
import type { ClockKind, SlaEvent } from '#core/sla/sla.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import type { OrderContext, OrderEvent, Step, Verb } from './work-order.context.ts'
import { handOver, withTask } from './work-order.dispatch.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { openVisit, type WorkOrder } from './work-order.ts'
import { comeAgain, withVisit } from './work-order.visit.ts'

const STOPS: readonly ClockKind[] = ['firstContact', 'arrival', 'restore', 'whole']

export const stopWork: Verb<'stopWork'> = (order, input, context) => {
  const { at, actor, settings } = context
  const pauseId = context.newId()
  const until = addMinutes(at, settings.safety.stopMaxMinutes)
  const { reason, note, evidenceFileIds: files } = input
  const paused: SlaEvent = {
    type: 'paused',
    at,
    pause: { id: pauseId, cause: STOP_CAUSE, endsAt: until, stops: STOPS },
  }
  return ok({
    order: {
      ...order,
      suspension: { pauseId, cause: STOP_CAUSE, until },
      stop: { pauseId, reason, note, files, at, byName: actor.name, byUserId: actor.userId },
    },
    sla: [paused],
    events: [{ kind: 'workStopped', data: { stopReason: reason, note } }],
  })
}

export const reviewStop: Verb<'reviewStop'> = (order, input, context) => {
  const { stop } = order
  if (!stop) return refuse('safety.nothing-stopped', { kind: 'conflict' })
  const resumed: SlaEvent = { type: 'resumed', at: context.at, pauseId: stop.pauseId }
  const { measure, reason } = input
  const said: OrderEvent = { kind: 'stopReviewed', data: { measure, reason, from: input.from, to: input.to } }
  const next = measureTaken({ ...order, suspension: undefined, stop: undefined }, input, context)
  if (!next.ok) return next
  return ok({
    order: next.value.order,
    sla: [resumed, ...next.value.sla],
    events: [said, ...next.value.events],
  })
}

const measureTaken = (
  order: WorkOrder,
  { measure, reason, from, to, desk }: ActionInput<'reviewStop'>,
  context: OrderContext,
): Result<Step> => {
  switch (measure) {
    case 'continue':
      return ok({ order, sla: [], events: [] })
    case 'comeAgain':
      return comeAgain(order, { outcome: 'comeAgain', reason, reasonCode: '', from, to }, context)
    case 'secondPerson':
      return withSecondPerson(order, context)
    case 'secondLine':
      if (!desk) return refuse('safety.desk-needed', { field: 'desk' })
      return handOver(order, { desk, reason, reasonCode: '', evidenceFileIds: [] }, context)
  }
}

/** Whoever was named goes along from now on. */
const withSecondPerson = (order: WorkOrder, context: OrderContext): Result<Step> => {
  const { helpers } = context.facts
  if (helpers && !helpers.ok) return helpers
  const joining = helpers?.value ?? []
  if (joining.length === 0) return refuse('safety.helper-needed', { field: 'helpers' })
  if (joining.some(({ companyId }) => companyId !== order.companyId)) {
    return refuse('work-orders.other-company', { field: 'helpers' })
  }
  const visit = openVisit(order)
  const ids = joining.map(({ staffId }) => staffId).filter((id) => id !== visit?.leadStaffId)
  if (ids.length === 0) return refuse('safety.helper-needed', { field: 'helpers' })
  const all = [...new Set([...(visit?.helpers ?? []), ...ids])]
  const joined = withTask(visit ? withVisit(order, context, { helpers: all }) : order, { helpers: all })
  const names = joining.map(({ name }) => name)
  return ok({
    order: joined,
    sla: [],
    events: [{ kind: 'crewJoined', data: { staff: names.join('、'), helpers: ids } }],
  })
}

/** When the bell for a stop that nobody looked at rings; once. */
export const stopBellAt = ({ stop }: WorkOrder, minutes: number): Instant | undefined =>
  stop && !stop.rungAt ? addMinutes(stop.at, minutes) : undefined

/** The order and its line in the timeline when nobody has looked at a stop in time. */
export const ringStop = (order: WorkOrder, minutes: number, now: Instant) => {
  const at = stopBellAt(order, minutes)
  if (!order.stop || at === undefined || at > now) return undefined
  const event: OrderEvent = { kind: 'stopUnreviewed', data: { stopReason: order.stop.reason, since: order.stop.at } }
  return { order: { ...order, stop: { ...order.stop, rungAt: now } }, event }
}
