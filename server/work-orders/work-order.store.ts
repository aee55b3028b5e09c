import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import { type OrderRow, orderOfRow, taskRows, visitRows } from './work-order.row.ts'

const AGGREGATE = `
  (SELECT json_agg(t ORDER BY t.position) FROM task t WHERE t.prefecture = w.prefecture AND t.work_order_id = w.id) AS tasks,
  (SELECT json_agg(v ORDER BY v.number) FROM visit v WHERE v.prefecture = w.prefecture AND v.work_order_id = w.id) AS visits`

const LOAD_LOCKED = `SELECT w.*, ${AGGREGATE} FROM work_order w WHERE w.number = $1 FOR UPDATE OF w`
const LOAD = `SELECT w.*, ${AGGREGATE} FROM work_order w WHERE w.number = $1`

export type WorkOrderReader = {
  find(number: string): Promise<WorkOrder | undefined>
}
export type WorkOrderWriter = WorkOrderReader & {
  /** Locks the row until the transaction ends. */
  load(number: string): Promise<WorkOrder | undefined>
  insert(order: WorkOrder, columns: Readonly<Record<string, unknown>>): Promise<number>
  update(order: WorkOrder, before: WorkOrder, columns: Readonly<Record<string, unknown>>): Promise<number>
}

const found = (row: OrderRow | undefined): WorkOrder | undefined => (row ? orderOfRow(row) : undefined)

export const workOrderReader = (tx: Tx): WorkOrderReader => ({
  find: async (number) => found(await tx.first<OrderRow>({ name: 'order.find', text: LOAD, values: [number] })),
})

export const workOrderWriter = (tx: Tx): WorkOrderWriter => ({
  ...workOrderReader(tx),
  load: async (number) => found(await tx.first<OrderRow>({ name: 'order.load', text: LOAD_LOCKED, values: [number] })),
  insert: (order, columns) => {
    const names = Object.keys(columns)
    const text = `
      WITH made AS (
        INSERT INTO work_order (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 2}`).join(', ')})
        RETURNING prefecture
      )
      INSERT INTO task (${TASK_COLUMNS}) SELECT ${TASK_COLUMNS} FROM jsonb_populate_recordset(NULL::task, $1::jsonb), made`
    return tx.run({
      name: 'order.insert',
      text: text.replace('SELECT prefecture', 'SELECT made.prefecture'),
      values: [JSON.stringify(taskRows(order)), ...names.map((name) => columns[name] ?? null)],
    })
  },
  update: (order, before, columns) => {
    const names = Object.keys(columns)
    const sets = names.map((name, index) => `${name} = $${index + 6}`).join(', ')
    const tasks = changed(order.tasks, before.tasks)
    const visits = changed(order.visits, before.visits)
    const text = `
      WITH changed AS (
        UPDATE work_order SET ${sets} WHERE prefecture = $1 AND id = $2 AND version = $3 RETURNING prefecture
      ), tasks AS (
        UPDATE task SET stage = t.stage, holder = t.holder, result = t.result, finished_at = t.finished_at
        FROM jsonb_populate_recordset(NULL::task, $4::jsonb) t
        WHERE task.prefecture = t.prefecture AND task.id = t.id
      )
      INSERT INTO visit (${VISIT_COLUMNS})
      SELECT ${VISIT_COLUMNS} FROM jsonb_populate_recordset(NULL::visit, $5::jsonb)
      ON CONFLICT (prefecture, id) DO UPDATE SET ${VISIT_CHANGES}`
    return tx.run({
      name: 'order.update',
      text,
      values: [
        order.prefecture,
        order.id,
        before.version,
        JSON.stringify(tasks.length > 0 ? taskRows({ ...order, tasks }) : []),
        JSON.stringify(visits.length > 0 ? visitRows(order, visits) : []),
        ...names.map((name) => columns[name] ?? null),
      ],
    })
  },
})

/** Unchanged parts keep their identity through a decision, so that only what changed is written. */
const changed = <T>(after: readonly T[], before: readonly T[]): readonly T[] =>
  after.filter((part) => !before.includes(part))

const TASK_COLUMNS = 'prefecture, id, work_order_id, position, code, stage, holder, result, started_at, finished_at'
const VISIT_FIELDS = [
  'lead_staff_id',
  'helpers',
  'appointed_at',
  'window_from',
  'window_to',
  'departed_at',
  'arrived_at',
  'arrival',
  'started_at',
  'restored_at',
  'ended_at',
  'outcome',
  'evidence',
]
const VISIT_COLUMNS = ['prefecture', 'id', 'work_order_id', 'task_id', 'number', ...VISIT_FIELDS].join(', ')
const VISIT_CHANGES = VISIT_FIELDS.map((field) => `${field} = excluded.${field}`).join(', ')
