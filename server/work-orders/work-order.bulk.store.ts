import type { Actor } from '#core/access/scope.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import type { Instant } from '#core/time.ts'
import { dueAtOf } from '#core/work-orders/work-order.sla.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import { changingColumns, fixedColumns, type Timing, taskRows, visitRows } from './work-order.row.ts'

/** An order that lived elsewhere (a demo, an older system) with its whole history. */
export type BulkOrder = {
  readonly order: WorkOrder
  readonly changedAt: Instant
  readonly events: readonly {
    readonly id: string
    readonly kind: string
    readonly at: Instant
    readonly actor: Actor
    readonly data: Readonly<Record<string, unknown>>
  }[]
}

const JSON_COLUMNS = ['clocks', 'spans', 'pauses', 'pending', 'details']

/** The rows of an order and its history, as plain objects for `jsonb_populate_recordset`. */
export const bulkRows = (bulk: BulkOrder, timing: Timing, calendar: WorkCalendar) => {
  const { order, changedAt, events } = bulk
  const columns: Record<string, unknown> = {
    ...fixedColumns(order),
    ...changingColumns(order, stateOf(order), changedAt, timing, calendar),
    due_at: dueAtOf(order),
  }
  for (const name of JSON_COLUMNS) if (typeof columns[name] === 'string') columns[name] = JSON.parse(columns[name])
  return {
    order: columns,
    tasks: taskRows(order),
    visits: visitRows(order, order.visits),
    events: events.map((event) => ({
      prefecture: order.prefecture,
      id: event.id,
      subject_type: 'workOrder',
      subject_id: order.id,
      kind: `workOrder.${event.kind}`,
      at: event.at,
      actor_id: event.actor.userId,
      actor_name: event.actor.name,
      actor_role: event.actor.roles[0] ?? 'system',
      source: event.actor.source,
      data: { number: order.number, ...event.data },
    })),
  }
}

const TABLES = {
  order: 'work_order',
  tasks: 'task',
  visits: 'visit',
  events: 'event',
} as const

/** Writes many orders with their histories in one transaction of the system. */
export const insertBulk = async (tx: Tx, orders: readonly ReturnType<typeof bulkRows>[]): Promise<void> => {
  const rowsOf = {
    order: orders.map((each) => each.order),
    tasks: orders.flatMap((each) => each.tasks),
    visits: orders.flatMap((each) => each.visits),
    events: orders.flatMap((each) => each.events),
  }
  for (const [key, table] of Object.entries(TABLES)) {
    const rows: readonly Readonly<Record<string, unknown>>[] = rowsOf[key as keyof typeof TABLES]
    if (rows.length === 0) continue
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ')
    void tx.run({
      text: `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      values: [JSON.stringify(rows)],
    })
  }
}
