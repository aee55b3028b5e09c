import type { Actor } from '#core/access/scope.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { createOrder, type NewOrder } from '#core/work-orders/work-order.create.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { type EventRow, type Receipt, record } from '#server/platform/record.store.ts'
import { resolvedFor } from './work-order.context.ts'
import { changingColumns, fixedColumns } from './work-order.row.ts'
import { dueAtOf, eventRows } from './work-order.service.ts'
import { takeNumbers, workOrderWriter } from './work-order.store.ts'

/** What whoever makes an order brings; id and number are given here. */
export type OrderDraft = Omit<NewOrder, 'id' | 'number'>

export type Made = { readonly order: WorkOrder; readonly events: readonly EventRow[] }

/**
 * Makes an order and writes it with its task; its events are returned, for the caller to record with what else happened.
 * Nothing is awaited after the number: it travels with the COMMIT.
 */
export const makeOrder = async (deps: Deps, tx: Tx, draft: OrderDraft): Promise<Made> => {
  const number = await nextNumber(deps, draft.prefecture, draft.createdAt)
  const { rules } = resolvedFor(deps, draft, draft.createdAt)
  const { order, events } = createOrder({ ...draft, id: newId(), number }, { rules, calendar: deps.calendar, newId })
  tx.act()
  const changing = changingColumns(order, stateOf(order), draft.createdAt, rules, deps.calendar)
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

const BLOCK = 20
type Block = { next: number; end: number }
const blocksByDeps = new WeakMap<Deps, Map<string, Promise<Block>>>()

/** `GY261122-0417`: prefecture, day, running number. A process takes numbers in blocks, so a day may have gaps. */
const nextNumber = async (deps: Deps, prefecture: string, at: Instant): Promise<string> => {
  const day = dayOf(at)
  const key = `${prefecture} ${day}`
  const blocks = blocksByDeps.get(deps) ?? new Map<string, Promise<Block>>()
  blocksByDeps.set(deps, blocks)
  for (;;) {
    let taking = blocks.get(key)
    if (!taking) {
      taking = takeBlock(deps, prefecture, day)
      blocks.set(key, taking)
      taking.catch(() => blocks.delete(key))
    }
    const block = await taking
    if (block.next < block.end) {
      const number = block.next
      block.next += 1
      return `${abbreviationOf(deps, prefecture)}${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`
    }
    if (blocks.get(key) === taking) blocks.delete(key)
  }
}

const takeBlock = (deps: Deps, prefecture: string, day: string): Promise<Block> =>
  deps.db.withSideTransaction(deps.system.actor().scope, async (tx) => {
    const first = await takeNumbers(tx, prefecture, 'workOrder', day, BLOCK)
    return { next: first, end: first + BLOCK }
  })

/** The two letters of the prefecture; a region without any (a province's own row) goes by its code. */
const abbreviationOf = (deps: Deps, prefecture: string): string =>
  deps.regions.byCode.get(prefecture)?.abbreviation ?? `R${prefecture.slice(2, 3)}`
