/**
 * What a person did for an order that went on without them: it was taken over, returned or closed while their phone had no network.
 * A fact stays a fact: it is kept in the timeline, and evidence in the visit that it belongs to, marked as late; state and clocks stay
 * as they are. Only whoever had the order in hand may add to it so.
 */
import { ok, type Result } from '#core/result.ts'
import { isKeptInSpiteOf } from '#core/sync/policy.rules.ts'
import type { OrderContext, Verb } from './work-order.context.ts'
import type { Decision } from './work-order.decide.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { recordMaterial } from './work-order.material.ts'
import { stateOf } from './work-order.state.ts'
import { recordStep } from './work-order.steps.ts'
import type { OrderAction } from './work-order.transitions.ts'
import { currentTask, type Visit, type WorkOrder } from './work-order.ts'
import { addEvidence, withdrawEvidence } from './work-order.visit.ts'

/** Whether the person had the order at some time: as its engineer, or on one of its visits. */
export const hadInHand = (order: WorkOrder, staffId: string | undefined): boolean =>
  staffId !== undefined &&
  (order.sla.holders.some((span) => span.staffId === staffId) || order.visits.some((visit) => isOn(visit, staffId)))

const isOn = (visit: Visit, staffId: string): boolean =>
  visit.leadStaffId === staffId || visit.helpers.includes(staffId)

/** What belongs to a visit; every other fact stands in the timeline alone. */
const onVisit: { readonly [A in OrderAction]?: Verb<A> } = { addEvidence, withdrawEvidence, recordStep, recordMaterial }

/** `why`: the code of the refusal in spite of which it is kept. Refusals: as of the action, where the fact itself is wrong. */
export const keepLate = <A extends OrderAction>(
  order: WorkOrder,
  action: A,
  input: ActionInput<A>,
  why: string,
  context: OrderContext,
): Result<Decision> => {
  const state = stateOf(order)
  const visits = visitsWith(order, action, input, context)
  if (!visits.ok) return visits
  return ok({
    order: {
      ...order,
      visits: visits.value,
      ...(context.isTimeFlagged ? { flaggedTimes: (order.flaggedTimes ?? 0) + 1 } : {}),
      version: order.version + 1,
    },
    state,
    before: state,
    events: [{ kind: 'lateFact', data: { ...withoutPlace(input), action, why } }],
  })
}

/** Where somebody was is no part of the timeline, which is kept for ever. */
const withoutPlace = ({ position: _, ...said }: object & { readonly position?: unknown }): object => said

/** The person's last visit, with the fact added as if the visit were still under way. */
const visitsWith = <A extends OrderAction>(
  order: WorkOrder,
  action: A,
  input: ActionInput<A>,
  context: OrderContext,
): Result<readonly Visit[]> => {
  const verb: Verb<A> | undefined = onVisit[action]
  if (!verb) return ok(order.visits)
  const { staffId } = context.actor.scope
  const visit = order.visits.findLast((candidate) => staffId !== undefined && isOn(candidate, staffId))
  const reopened = visit ? [{ ...visit, endedAt: undefined, taskId: currentTask(order).id }] : []
  const step = verb({ ...order, visits: reopened }, input, context)
  // What it was to take back is not there: the timeline says that it was meant.
  if (!step.ok) return isKeptInSpiteOf(action, step.refusal.code) ? ok(order.visits) : step
  const [changed] = step.value.order.visits
  if (!visit || !changed) return ok(order.visits)
  const { endedAt, taskId } = visit
  const known = new Set(visit.evidence.map(({ id }) => id))
  const evidence = changed.evidence.map((item) => (known.has(item.id) ? item : { ...item, isLate: true }))
  const kept: Visit = { ...changed, endedAt, taskId, evidence }
  return ok(order.visits.map((candidate) => (candidate === visit ? kept : candidate)))
}
