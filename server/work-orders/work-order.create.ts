import type { Actor } from '#core/access/scope.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { createOrder, type NewOrder } from '#core/work-orders/work-order.create.ts'
import { dueAtOf } from '#core/work-orders/work-order.sla.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { nextNumber, readableNumber } from '#server/platform/numbers.ts'
import { type EventRow, type Receipt, record } from '#server/platform/record.store.ts'
import { resolvedFor } from './work-order.context.ts'
import { changingColumns, fixedColumns } from './work-order.row.ts'
import { eventRows } from './work-order.service.ts'
import { workOrderWriter } from './work-order.store.ts'

/** What whoever makes an order brings; id and number are given here. */
export type OrderDraft = Omit<NewOrder, 'id' | 'number'>

export type Made = { readonly order: WorkOrder; readonly events: readonly EventRow[] }

/**
 * Makes an order and writes it with its task; its events are returned, for the caller to record with what else happened.
 * Nothing is awaited after the number: it travels with the COMMIT.
 */
export const makeOrder = async (deps: Deps, tx: Tx, draft: OrderDraft): Promise<Made> => {
  const number = await orderNumber(deps, draft.prefecture, draft.createdAt)
  const resolved = resolvedFor(deps, draft, draft.createdAt)
  const { order, events } = createOrder(
    { ...draft, id: newId(), number },
    { rules: resolved.rules, calendar: deps.calendar, newId },
  )
  tx.act()
  const changing = changingColumns(order, stateOf(order), draft.createdAt, resolved, deps.calendar)
  void workOrderWriter(tx).insert(order, { ...fixedColumns(order), ...changing, due_at: dueAtOf(order) })
  return { order, events: eventRows(order, events) }
}

/** As `makeOrder`, with its events and the command's receipt recorded. */
export const createWorkOrder = async (
  deps: Deps,
  tx: Tx,
  actor: Actor,
  draft: OrderDraft,
  receiptOf?: (order: WorkOrder) => Receipt | undefined,
): Promise<WorkOrder> => {
  const { order, events } = await makeOrder(deps, tx, draft)
  void record(tx, { actor, at: deps.clock.now(), events, receipt: receiptOf?.(order) })
  return order
}

/** `GY261122-0417`: prefecture, day, running number. */
const orderNumber = async (deps: Deps, prefecture: string, at: Instant): Promise<string> => {
  const day = dayOf(at)
  const number = await nextNumber(deps, prefecture, 'workOrder', day)
  return readableNumber(abbreviationOf(deps, prefecture), day, number)
}

/** The two letters of the prefecture; a region without any (a province's own row) goes by its code. */
const abbreviationOf = (deps: Deps, prefecture: string): string =>
  deps.regions.byCode.get(prefecture)?.abbreviation ?? `R${prefecture.slice(2, 3)}`
