import type { Actor } from '#core/access/scope.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import { type OrderRow, orderOfRow, taskRows, visitRows } from './work-order.row.ts'

const AGGREGATE = `
  (SELECT json_agg(t ORDER BY t.position) FROM task t WHERE t.prefecture = w.prefecture AND t.work_order_id = w.id) AS tasks,
  (SELECT json_agg(v ORDER BY v.number) FROM visit v WHERE v.prefecture = w.prefecture AND v.work_order_id = w.id) AS visits`

/**
 * The lock is a statement of its own, before the row is read: a statement that waits for a lock gets the newest order but keeps
 * its old snapshot for the tasks and visits beside it.
 */
const LOCK = 'SELECT id FROM work_order WHERE number = $1 FOR UPDATE'
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
  load: async (number) => {
    const locking = tx.run({ name: 'order.lock', text: LOCK, values: [number] })
    // The lock decided whether the actor sees the order; from here on its parts need not be asked one by one.
    tx.act()
    const reading = workOrderReader(tx).find(number)
    return (await locking) === 0 ? undefined : reading
  },
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
      ON CONFLICT (prefecture, id) DO UPDATE SET ${VISIT_CHANGES} WHERE visit.work_order_id = excluded.work_order_id`
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
  'details',
]
const VISIT_COLUMNS = ['prefecture', 'id', 'work_order_id', 'task_id', 'number', ...VISIT_FIELDS].join(', ')
const VISIT_CHANGES = VISIT_FIELDS.map((field) => `${field} = excluded.${field}`).join(', ')

/** Whether every file is there, of the order's prefecture, and the sender's to give or the order's already. */
export const areFilesKnown = async (
  tx: Tx,
  sender: Actor,
  order: Pick<WorkOrder, 'prefecture' | 'id'>,
  ids: readonly string[],
): Promise<boolean> => {
  const row = await tx.first<{ count: number }>({
    name: 'order.files',
    text: `SELECT count(*) AS count FROM (
             SELECT id FROM stored_file WHERE prefecture = $1 AND id = ANY ($2::uuid[])
               AND ((subject_id IS NULL AND created_by = $3) OR (subject_type = 'workOrder' AND subject_id = $4)
                 OR (subject_type = 'staff' AND subject_id = $5 AND purpose = 'signature'))
             UNION
             SELECT id FROM upload WHERE prefecture = $1 AND id = ANY ($2::uuid[]) AND done_at IS NULL
               AND ((work_order_id IS NULL AND created_by = $3) OR work_order_id = $4)) f`,
    values: [order.prefecture, ids, sender.userId, order.id, sender.scope.staffId ?? null],
  })
  return row?.count === ids.length
}

/** Who changed the order last, and how: what a stale write is told. */
export const findLastChange = (
  tx: Tx,
  prefecture: string,
  id: string,
): Promise<{ actorName: string; kind: string } | undefined> =>
  tx.first({
    name: 'order.lastChange',
    text: `SELECT actor_name AS "actorName", kind FROM event WHERE prefecture = $1 AND subject_id = $2 ORDER BY id DESC LIMIT 1`,
    values: [prefecture, id],
  })

/** The last thing that somebody else did to the order: why a phone's own is refused. */
export const findOthersChange = (
  tx: Tx,
  { prefecture, id }: Pick<WorkOrder, 'prefecture' | 'id'>,
  userId: string,
): Promise<{ byName: string; kind: string; at: string } | undefined> =>
  tx.first({
    name: 'order.othersChange',
    text: `SELECT actor_name AS "byName", kind, at FROM event
           WHERE prefecture = $1 AND subject_id = $2 AND actor_id IS DISTINCT FROM $3 ORDER BY id DESC LIMIT 1`,
    values: [prefecture, id, userId],
  })

/** Locks the orders, then reads them; those that another process has in hands are left to it. */
const lockedOrders = async (tx: Tx, name: string, which: string, values: readonly unknown[]): Promise<WorkOrder[]> => {
  tx.act()
  const locked = await tx.rows<{ number: string }>({
    name: `${name}.lock`,
    text: `SELECT w.number FROM work_order w WHERE ${which} FOR UPDATE SKIP LOCKED`,
    values,
  })
  if (locked.length === 0) return []
  return ordersOfNumbers(
    tx,
    locked.map(({ number }) => number),
  )
}

/** Those of them that the reader sees, in no order. */
export const ordersOfNumbers = async (tx: Tx, numbers: readonly string[]): Promise<WorkOrder[]> => {
  const rows = await tx.rows<OrderRow>({
    name: 'order.ofNumbers',
    text: `SELECT w.*, ${AGGREGATE} FROM work_order w WHERE w.number = ANY ($1)`,
    values: [[...numbers]],
  })
  return rows.map(orderOfRow)
}

/** Orders whose next timer is due. */
export const lockDue = (tx: Tx, now: string, limit: number): Promise<WorkOrder[]> =>
  lockedOrders(tx, 'order.due', 'w.next_timer_at <= $1 ORDER BY w.next_timer_at LIMIT $2', [now, limit])

/** Orders that have waited since before `before` to be archived. */
export const lockReturned = (tx: Tx, before: string, limit: number): Promise<WorkOrder[]> =>
  lockedOrders(tx, 'order.returned', `w.state = 'returned' AND w.updated_at < $1 ORDER BY w.due_at LIMIT $2`, [
    before,
    limit,
  ])
