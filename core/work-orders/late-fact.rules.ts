/**
 * What a person did for an order that went on without them: it was taken over, returned or closed while their phone had no network.
 * A fact stays a fact: it is kept in the timeline, and evidence in the visit that it belongs to, marked as late; state and clocks stay
 * as they are. Only whoever had the order in hand may add to it so.
 */
import { ok, type Result, refuse } from '#core/result.ts'
import type { OrderContext } from './work-order.context.ts'
import type { Decision } from './work-order.decide.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { stateOf } from './work-order.state.ts'
import type { OrderAction } from './work-order.transitions.ts'
import type { Evidence, Visit, WorkOrder } from './work-order.ts'

/** Whether the person had the order at some time: as its engineer, or on one of its visits. */
export const hadInHand = (order: WorkOrder, staffId: string | undefined): boolean =>
  staffId !== undefined &&
  (order.sla.holders.some((span) => span.staffId === staffId) || order.visits.some((visit) => isOn(visit, staffId)))

const isOn = (visit: Visit, staffId: string): boolean =>
  visit.leadStaffId === staffId || visit.helpers.includes(staffId)

/** `why`: the code of the refusal in spite of which it is kept. Refusals: as of the action, where the fact itself is wrong. */
export const keepLate = <A extends OrderAction>(
  order: WorkOrder,
  action: A,
  input: ActionInput<A>,
  why: string,
  context: OrderContext,
): Result<Decision> => {
  const state = stateOf(order)
  const added = action === 'addEvidence' ? withEvidence(order, input as ActionInput<'addEvidence'>, context) : ok(order)
  if (!added.ok) return added
  return ok({
    order: { ...added.value, version: order.version + 1 },
    state,
    before: state,
    events: [{ kind: 'lateFact', data: { ...withoutPlace(input), action, why } }],
  })
}

/** Where somebody was is no part of the timeline, which is kept for ever. */
const withoutPlace = ({ position: _, ...said }: object & { readonly position?: unknown }): object => said

const withEvidence = (
  order: WorkOrder,
  input: ActionInput<'addEvidence'>,
  context: OrderContext,
): Result<WorkOrder> => {
  if (input.fileId && context.facts.areFilesKnown === false) {
    return refuse('work-orders.file-unknown', { field: 'fileId' })
  }
  if (input.fileId === undefined && input.value === undefined && !input.note) {
    return refuse('work-orders.evidence-empty', { field: 'value' })
  }
  const { staffId } = context.actor.scope
  const visit = order.visits.findLast((candidate) => staffId !== undefined && isOn(candidate, staffId))
  if (!visit) return ok(order)
  const item: Evidence = {
    ...input,
    id: context.newId(),
    at: context.at,
    byName: context.actor.name,
    isLate: true,
  }
  const changed = { ...visit, evidence: [...visit.evidence, item] }
  return ok({ ...order, visits: order.visits.map((candidate) => (candidate === visit ? changed : candidate)) })
}
