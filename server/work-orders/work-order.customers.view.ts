import type { Actor } from '#core/access/scope.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { OwnOrder, ownCustomers } from '#core/work-orders/own-customers.contract.ts'
import { nextProgress } from '#core/work-orders/progress.rules.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { COLUMNS, named } from './work-order.list.view.ts'

type Reply = (typeof ownCustomers.reply)['_output']
type Told = { readonly count: number; readonly lastAt: string | null; readonly lastNote: string | null }
type Row = Omit<OwnOrder, 'progress' | 'nextProgress' | 'confirmed' | 'stationName' | 'staffName'> & {
  readonly id: string
  readonly progressSinceAt: Instant | null
  readonly told: Told | null
  readonly confirmed: { readonly at: string; readonly outcome: 'works' | 'broken' } | null
}
type LineRow = { name: string; lineCode: string; grade: string; serviceKind: string; county: string; status: string }

const MOST_LINES = 1_000
const MOST_ORDERS = 200

const iso = (at: string): Instant => new Date(at).toISOString()

/** The customers whose manager the reader is, with their lines, and what of them is open. */
export const readOwnCustomers = async (deps: Deps, actor: Actor): Promise<Reply> => {
  const now = deps.clock.now()
  const [lines, rows] = await Promise.all([
    deps.db.readRows<LineRow>(
      actor.scope,
      sql`
        SELECT l.customer_name AS name, l.line_code AS "lineCode", l.grade, l.service_kind AS "serviceKind", l.county, l.status
        FROM enterprise_line l WHERE l.manager_user_id = ${actor.userId} ORDER BY l.customer_name, l.line_code LIMIT ${MOST_LINES + 1}`,
    ),
    deps.db.readRows<Row>(
      actor.scope,
      sql`
        SELECT ${COLUMNS}, coalesce(l.customer_name, w.customer_name, w.number) AS customer, l.line_code AS "lineCode", w.restored_at AS "restoredAt",
          w.details -> 'progress' ->> 'sinceAt' AS "progressSinceAt",
          (SELECT min(e.at) FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id
             AND e.kind = 'workOrder.accepted' AND e.data ->> 'level' = 'engineer') AS "acceptedAt",
          (SELECT json_build_object('count', count(*), 'lastAt', max(e.at), 'lastNote', (array_agg(e.data ->> 'note' ORDER BY e.id DESC))[1])
             FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id AND e.kind = 'workOrder.progressReported') AS told,
          (SELECT json_build_object('at', e.at, 'outcome', e.data ->> 'outcome') FROM event e WHERE e.prefecture = w.prefecture
             AND e.subject_id = w.id AND e.kind = 'workOrder.customerConfirmed' ORDER BY e.id DESC LIMIT 1) AS confirmed,
          (SELECT t.result ->> 'cause' FROM task t WHERE t.prefecture = w.prefecture AND t.work_order_id = w.id
             AND t.result IS NOT NULL ORDER BY t.position DESC LIMIT 1) AS cause
        FROM (SELECT w.* FROM work_order w WHERE w.customer_manager_id = ${actor.userId} AND w.is_open ORDER BY w.due_at, w.id LIMIT ${MOST_ORDERS}) w
        LEFT JOIN enterprise_line l ON l.prefecture = w.prefecture AND l.id = w.enterprise_line_id
        ORDER BY w.due_at, w.id`,
    ),
  ])
  const orders = (await named(deps, rows)).map((row) => present(deps, row, now))
  return {
    customers: customersOf(lines.slice(0, MOST_LINES), orders, now),
    orders,
    isCut: lines.length > MOST_LINES,
    now,
  }
}

type Named = Row & Pick<OwnOrder, 'stationName' | 'staffName'>

const present = (deps: Deps, { id: _, told, confirmed, progressSinceAt, ...row }: Named, now: Instant): OwnOrder => {
  const lastAt = told?.lastAt ? iso(told.lastAt) : null
  const place = { prefecture: row.prefecture, county: row.county }
  const every = deps.parameters.on(dayOf(now)).value(workOrderParameters.progressEveryMinutes, place).value
  return {
    ...row,
    customerName: row.customer,
    progress: { count: told?.count ?? 0, lastAt, lastNote: told?.lastNote ?? null },
    nextProgress: nextProgress(
      {
        kind: row.kind,
        grade: row.grade,
        createdAt: row.createdAt,
        restoredAt: row.restoredAt,
        lastProgressAt: progressSinceAt ?? lastAt,
      },
      every,
    ),
    confirmed: confirmed && { ...confirmed, at: iso(confirmed.at) },
  }
}

const customersOf = (lines: readonly LineRow[], orders: readonly OwnOrder[], now: Instant): Reply['customers'] => {
  const names = [...new Set([...lines.map(({ name }) => name), ...orders.map(({ customer }) => customer)])]
  return names
    .map((name) => {
      const own = orders.filter(({ customer }) => customer === name)
      return {
        name,
        lines: lines.filter((line) => line.name === name).map(({ name: _, ...line }) => line),
        open: own.length,
        late: own.filter(({ dueAt }) => dueAt !== null && dueAt < now).length,
      }
    })
    .sort((a, b) => b.late - a.late || b.open - a.open || a.name.localeCompare(b.name, 'zh-CN'))
}
