/**
 * What the phone shows of orders on which it did things that the server has not answered yet: the confirmed order, and on it the waiting
 * commands in their order, by the same rule as on the server. After each answer they are carried out anew on the new confirmed order; one
 * that does not fit it any more changes nothing on screen and waits for the server's word. (R-V16)
 */
import type { Refusal } from '#core/result.ts'
import type { KeptParts } from '#core/sync/phone-context.ts'
import { phoneContext } from '#core/sync/phone-context.ts'
import type { SentOrder } from '#core/sync/sync.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { VisitPlan } from '#core/visits/checklist.ts'
import { type BesideOrder, type DetailContext, orderDetailOf } from '#core/work-orders/order-detail.rules.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { decide } from '#core/work-orders/work-order.decide.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { currentTask, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { FieldChoices, FieldDay, FieldOrder } from './field.contract.ts'
import { byPromise, dayStates, nextActionOf } from './field.rules.ts'

/** An action that waits to be sent. */
export type WaitingAction = {
  readonly id: string
  readonly action: OrderAction
  /** As its contract reads it, defaults filled in. */
  readonly input: object
  /** When it was done, as the phone knows the time. */
  readonly at: Instant
}

/** What the phone keeps for one order's rules. */
export type KeptOrder = {
  readonly sent: SentOrder
  readonly parts: KeptParts
  readonly causes: FieldChoices['causes']
  /** The steps of its visit, where the phone has them. */
  readonly plan?: VisitPlan | undefined
}

type Event = OrderDetail['events'][number]

export type Replayed = {
  readonly order: WorkOrder
  /** What the waiting actions wrote into the timeline; ids are those of their commands. */
  readonly events: readonly Event[]
  /** Those that do not fit the order any more. */
  readonly misfits: readonly { readonly id: string; readonly refusal: Refusal }[]
}

/** Needs to know more than a phone keeps: who is fit, which station, whose crew. */
const SERVER_ONLY: readonly OrderAction[] = ['dispatch', 'assign', 'grab', 'transfer', 'carryOver']

/** Whether the phone can decide it by itself; the rest is done with network alone. */
export const isDecidedHere = (order: WorkOrder, action: OrderAction): boolean =>
  !SERVER_ONLY.includes(action) && !(action === 'accept' && currentTask(order).holder.level === 'contractor')

export const decideHere = (order: WorkOrder, kept: KeptOrder, waiting: WaitingAction) => {
  const { id, at, action, input } = waiting
  const context = phoneContext(kept.parts, kept.sent, { id, now: at, input }, kept.causes, kept.plan)
  return decide(order, action, input as ActionInput<OrderAction>, context)
}

/** The waiting actions carried out on the confirmed order, one after the other. */
export const replay = (kept: KeptOrder, waiting: readonly WaitingAction[]): Replayed => {
  const { me } = kept.parts
  let order = kept.sent.order
  const events: Event[] = []
  const misfits: { id: string; refusal: Refusal }[] = []
  for (const each of waiting) {
    const decided = decideHere(order, kept, each)
    if (!decided.ok) {
      misfits.push({ id: each.id, refusal: decided.refusal })
      continue
    }
    order = decided.value.order
    for (const { kind, data } of decided.value.events) {
      const { sla: _, ...said } = data as Record<string, unknown>
      events.push({
        ...{ id: each.id, kind: `workOrder.${kind}`, at: each.at, deviceAt: each.at, source: 'field' },
        ...{ actorName: me.name, actorRole: me.roles[0] ?? '', data: { number: order.number, ...said } },
      })
    }
  }
  return { order, events, misfits }
}

/** The detail as it will be once the server has taken what waits. */
export const projectDetail = (
  confirmed: OrderDetail,
  { order, events }: Replayed,
  context: DetailContext,
): OrderDetail => {
  const beside: BesideOrder = {
    ...confirmed,
    names: namesIn(confirmed, context),
    events: [...confirmed.events, ...events],
  }
  // What the phone does not have of the customer stays as the server showed it.
  const { customerName, customerPhone, address } = confirmed
  return { ...confirmed, ...orderDetailOf(order, beside, context), customerName, customerPhone, address }
}

const namesIn = (detail: OrderDetail, { actor }: DetailContext): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  const know = (id: string | null | undefined, name: string | null | undefined) => id && name && names.set(id, name)
  know(detail.stationId, detail.stationName)
  know(detail.staffId, detail.staffName)
  know(detail.customerManagerId, detail.customerManagerName)
  for (const { staffId, stationId, name } of [...detail.holders, detail.holder]) know(staffId ?? stationId, name)
  for (const { leadStaffId, leadName } of detail.visits) know(leadStaffId, leadName)
  if (detail.helpers.length === detail.helperNames.length) {
    for (const [index, id] of detail.helpers.entries()) know(id, detail.helperNames[index])
  }
  know(actor.scope.staffId, actor.name)
  return names
}

/** The line of the day, of an order as it is with what waits. */
const projectLine = <T extends FieldOrder>(line: T, detail: OrderDetail): T => ({
  ...line,
  state: detail.state,
  appointmentFrom: detail.appointmentFrom,
  appointmentTo: detail.appointmentTo,
  dueAt: detail.dueAt,
  warnAt: detail.warnAt,
  urges: detail.urges,
  version: detail.version,
  next: line.next === null ? null : (nextActionOf(detail.state, detail.isInPool) ?? null),
})

const isOfDay = ({ state }: FieldOrder): boolean => (dayStates as readonly string[]).includes(state)

/** The day with what waits: lines as they stand, in promised order, and what was returned counted. */
export const projectDay = (
  confirmed: FieldDay,
  details: ReadonlyMap<string, OrderDetail>,
  returnedToday: number,
): FieldDay => {
  const project = <T extends FieldOrder>(line: T): T => {
    const detail = details.get(line.number)
    return detail ? projectLine(line, detail) : line
  }
  return {
    ...confirmed,
    orders: confirmed.orders.map(project).filter(isOfDay).sort(byPromise),
    helping: confirmed.helping.map(project),
    doneToday: confirmed.doneToday + returnedToday,
  }
}

/** Whether what waits returned the order on this day. */
export const isReturnedOn = ({ sent }: KeptOrder, { order }: Replayed, now: Instant): boolean =>
  sent.order.returnedAt === undefined && order.returnedAt !== undefined && dayOf(order.returnedAt) === dayOf(now)
