import type { Actor } from '#core/access/scope.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import type { Instant } from '#core/time.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import { changingColumns, fixedColumns, type Timing, taskRows, visitRows } from './work-order.row.ts'
import { dueAtOf } from './work-order.service.ts'

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

/** Same time and rank as the row it was copied from, another end: ids stay in the order of what happened. */
const copiedId = (column: string): string =>
  `(left(${column}::text, 19) || 'a' || substr(md5(${column}::text || k), 1, 3) || '-' || substr(md5(${column}::text || k), 4, 12))::uuid`
const COPIED_NUMBER = `split_part(w.number, '-', 1) || '-' || (split_part(w.number, '-', 2)::int + k * 10000)`

type Copied = { readonly table: string; readonly key: string; readonly values: Readonly<Record<string, string>> }
const COPIED: readonly Copied[] = [
  { table: 'work_order', key: 'id', values: { id: copiedId('s.id'), number: COPIED_NUMBER } },
  { table: 'task', key: 'work_order_id', values: { id: copiedId('s.id'), work_order_id: copiedId('s.work_order_id') } },
  {
    table: 'visit',
    key: 'work_order_id',
    values: { id: copiedId('s.id'), work_order_id: copiedId('s.work_order_id'), task_id: copiedId('s.task_id') },
  },
  {
    table: 'event',
    key: 'subject_id',
    values: {
      id: copiedId('s.id'),
      subject_id: copiedId('s.subject_id'),
      data: `jsonb_set(s.data, '{number}', to_jsonb(${COPIED_NUMBER}))`,
    },
  },
]
/** Given by the database to each row of a table. */
const OWN_COLUMNS = ['event.position', 'event.xact']

/** The columns of the tables that `copyBulk` copies; they do not change while the program runs. */
export const copiedColumns = async (tx: Tx): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await tx.rows<{ table: string; column: string }>({
    text: `SELECT table_name AS table, column_name AS column FROM information_schema.columns
           WHERE table_schema = 'public' AND table_name = ANY ($1) ORDER BY ordinal_position`,
    values: [COPIED.map(({ table }) => table)],
  })
  const own = rows.filter(({ table, column }) => !OWN_COLUMNS.includes(`${table}.${column}`))
  return new Map(COPIED.map(({ table }) => [table, own.filter((row) => row.table === table).map((row) => row.column)]))
}

/** Each of these orders so many times more, with its whole history, under ids and numbers of their own. */
export const copyBulk = async (
  tx: Tx,
  numbers: readonly string[],
  copies: number,
  columns: ReadonlyMap<string, readonly string[]>,
): Promise<void> => {
  for (const { table, key, values } of COPIED) {
    const names = columns.get(table) ?? []
    void tx.run({
      text: `INSERT INTO ${table} (${names.join(', ')})
             SELECT ${names.map((name) => values[name] ?? `s.${name}`).join(', ')}
             FROM work_order w JOIN ${table} s ON s.prefecture = w.prefecture AND s.${key} = w.id CROSS JOIN generate_series(1, $2::int) k
             WHERE w.number = ANY ($1)`,
      values: [numbers, copies],
    })
  }
}
