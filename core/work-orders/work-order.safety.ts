/**
 * Safety of one order: its hazards are flagged by the desk, the station or the engineer at preparation, what each asks for is confirmed
 * for every visit, and work does not start before. A flag that somebody set is taken off only with the reason. (R-V7, R-V8)
 */
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { isArrivalOpen } from '#core/safety/arrival.ts'
import { checkConfirmation, checkSafeStart, type HazardFacts, hazardsOf } from '#core/safety/hazard.rules.ts'
import { hazards as allHazards } from '#core/safety/hazard.ts'
import { dayOf } from '#core/time.ts'
import type { OrderContext, Verb } from './work-order.context.ts'
import type { OrderAction } from './work-order.transitions.ts'
import { currentTask, openVisit, type WorkOrder } from './work-order.ts'

/** What the rules of hazards need to know of the order and its open visit. */
export const hazardFactsOf = (
  order: WorkOrder,
  { settings, facts, at }: Pick<OrderContext, 'settings' | 'facts' | 'at'>,
): HazardFacts => {
  const visit = openVisit(order)
  return {
    hazards: hazardsOf(order.safety?.flags ?? [], order, settings.safety.kindHazards),
    weather: facts.safety?.weather ?? [],
    certificates: facts.safety?.certificates,
    crew: (visit?.helpers ?? currentTask(order).helpers).length,
    confirmed: (order.safety?.confirmed ?? []).filter(({ visitId }) => visitId === visit?.id),
    day: dayOf(at),
  }
}

/** Whether work on site may start. Refusals: those of `checkSafeStart`. */
export const safeToStart = (order: WorkOrder, context: OrderContext): Result<null> =>
  checkSafeStart(hazardFactsOf(order, context), context.settings.safety)

export const declareHazards: Verb<'declareHazards'> = (order, { flags, note }) => {
  const before = order.safety?.flags ?? []
  const after = allHazards.filter((hazard) => flags.includes(hazard))
  const removed = before.filter((hazard) => !after.includes(hazard))
  if (removed.length > 0 && !note) {
    return refuse('safety.note-needed', { field: 'note', params: { hazard: removed.join(',') } })
  }
  return ok({
    order: { ...order, safety: { ...order.safety, flags: after, confirmed: order.safety?.confirmed ?? [] } },
    sla: [],
    events: [{ kind: 'hazardsDeclared', data: { hazards: after, removed, note } }],
  })
}

export const confirmSafety: Verb<'confirmSafety'> = (order, input, context) => {
  const visit = openVisit(order)
  if (!visit) return refuse('work-orders.no-visit', { kind: 'conflict' })
  const checked = checkConfirmation(input, hazardFactsOf(order, context), context.settings.safety)
  if (!checked.ok) return checked
  const { hazard, items, reading, evidenceFileIds: files } = input
  const confirmation = { hazard, visitId: visit.id, items, reading, files, at: context.at, byName: context.actor.name }
  const others = (order.safety?.confirmed ?? []).filter(
    (each) => each.visitId !== visit.id || each.hazard !== input.hazard,
  )
  return ok({
    order: { ...order, safety: { flags: order.safety?.flags ?? [], confirmed: [...others, confirmation] } },
    sla: [],
    events: [{ kind: 'safetyConfirmed', data: { hazard, items, reading } }],
  })
}

/** The visit whose sign-in waits for an answer. */
export const openArrival = (order: WorkOrder) => order.visits.findLast((visit) => isArrivalOpen(visit.arrival))

/** What waits for a reviewer on the contractor's side; nothing of a closed order does. */
export const reviewsOf = (order: WorkOrder): readonly ('stop' | 'arrival')[] =>
  order.closedAs
    ? []
    : [...(order.stop ? (['stop'] as const) : []), ...(openArrival(order) ? (['arrival'] as const) : [])]

/** What of the actions here stands open besides the lifecycle's table; nobody answers for themselves. */
export const checkSafetyAction = (order: WorkOrder, action: OrderAction, actor: Actor): Result<null> => {
  const { stop } = order
  switch (action) {
    case 'resume':
      return stop ? refuse('safety.stop-waits', { kind: 'conflict' }) : ok(null)
    case 'reviewStop':
      if (!stop) return refuse('safety.nothing-stopped', { kind: 'conflict' })
      return stop.byUserId === actor.userId ? refuse('safety.own-stop', { kind: 'forbidden' }) : ok(null)
    case 'approveArrival':
    case 'denyArrival': {
      const visit = openArrival(order)
      if (!visit) return refuse('safety.no-exception', { kind: 'conflict' })
      return actor.scope.staffId === visit.leadStaffId && can(actor, 'work-orders.work')
        ? refuse('safety.own-arrival', { kind: 'forbidden' })
        : ok(null)
    }
    default:
      return ok(null)
  }
}
