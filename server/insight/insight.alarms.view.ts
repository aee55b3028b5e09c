import type { Actor } from '#core/access/scope.ts'
import type { Alarm, Point } from '#core/insight/insight.contract.ts'
import type { PictureFilter } from '#core/insight/picture.rules.ts'
import type { Instant } from '#core/time.ts'
import { KEEP_PLANS, type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

const within = ({ prefecture, company, line }: PictureFilter) =>
  sql.join(
    [
      sql`w.is_open`,
      ...(prefecture ? [sql`w.prefecture = ${prefecture}`] : []),
      ...(company ? [sql`w.company_id = ${company}`] : []),
      ...(line ? [sql`w.line = ${line}`] : []),
    ],
    sql` AND `,
  )

const COLUMNS = sql`w.number, w.kind AS "orderKind", w.line, w.prefecture, w.county, w.company_id AS "companyId", w.due_at AS "dueAt"`
const FOUND = sql`w.id, w.number, w.kind, w.line, w.prefecture, w.county, w.company_id, w.due_at, w.created_at, w.escalation_level`

/** Late orders, the highest on the ladder first; since when, says the event that took them there. */
const lateQuery = (filter: PictureFilter, now: Instant, limit: number) => sql`
  SELECT 'late' AS kind, ${COLUMNS}, w.escalation_level AS level, NULL AS "managerName", 0 AS orders, 0 AS "openOrders", w.total,
    coalesce((SELECT max(e.at) FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id
      AND e.kind IN ('workOrder.escalated', 'workOrder.late')), w.due_at) AS at
  FROM (
    SELECT ${FOUND}, count(*) OVER () AS total FROM work_order w WHERE ${within(filter)} AND w.due_at < ${now}
    ORDER BY w.escalation_level DESC, w.due_at, w.id LIMIT ${limit}
  ) w`

/** Orders of group customers whose manager was never named, or has left. */
const managerQuery = (filter: PictureFilter, limit: number) => sql`
  SELECT 'manager' AS kind, ${COLUMNS}, 0 AS level, u.name AS "managerName", 0 AS orders, 0 AS "openOrders",
    count(*) OVER () AS total, w.created_at AS at
  FROM work_order w LEFT JOIN app_user u ON u.id = w.customer_manager_id
  WHERE ${within(filter)} AND w.line = 'enterprise' AND (u.id IS NULL OR NOT u.is_active)
  ORDER BY w.due_at, w.id LIMIT ${limit}`

const massFaultQuery = (filter: PictureFilter, limit: number) => sql`
  SELECT 'massFault' AS kind, ${COLUMNS}, w.escalation_level AS level, NULL AS "managerName", w.total, w.created_at AS at,
    (SELECT count(*) FROM work_order c WHERE c.prefecture = w.prefecture AND c.parent_id = w.id) AS orders,
    (SELECT count(*) FROM work_order c WHERE c.prefecture = w.prefecture AND c.parent_id = w.id AND c.is_open) AS "openOrders"
  FROM (
    SELECT ${FOUND}, count(*) OVER () AS total FROM work_order w WHERE ${within(filter)} AND w.kind = 'massFault'
    ORDER BY w.created_at DESC, w.id LIMIT ${limit}
  ) w`

type Row = Alarm & { readonly total: number }

/** What somebody should look at now, the gravest first. Only the operator is told of missing customer managers: they are its people. */
export const readAlarms = async (
  deps: Deps,
  actor: Actor,
  filter: PictureFilter,
  limit: number,
): Promise<{ items: Alarm[]; total: number }> => {
  const now = deps.clock.now()
  const read = async (query: Query) => ((await deps.db.readSeveral(actor.scope, [KEEP_PLANS, query]))[0] ?? []) as Row[]
  const parts = await Promise.all([
    read(massFaultQuery(filter, limit)),
    read(lateQuery(filter, now, limit)),
    actor.isOperator ? read(managerQuery(filter, limit)) : [],
  ])
  const [massFaults, late, managers] = parts
  const total = parts.reduce((sum, rows) => sum + (rows[0]?.total ?? 0), 0)
  // Nobody looks at thirty late orders and then at a missing manager: each kind keeps its place in a short list.
  const kept = Math.max(1, Math.floor(limit / 4))
  const others = [...massFaults.slice(0, kept), ...managers.slice(0, kept)]
  const items = [...massFaults.slice(0, kept), ...late.slice(0, limit - others.length), ...managers.slice(0, kept)]
  return { items: items.map(({ total: _, ...alarm }) => alarm), total }
}

const MAX_POINTS = 1_500

/** Where orders are that need somebody, as far as their place is known. */
export const readPoints = async (
  deps: Deps,
  actor: Actor,
  filter: PictureFilter,
): Promise<{ items: Point[]; isComplete: boolean }> => {
  const now = deps.clock.now()
  const [found = []] = await deps.db.readSeveral(actor.scope, [
    KEEP_PLANS,
    sql`
      SELECT w.number, w.prefecture, w.lon, w.lat,
        CASE WHEN w.due_at < ${now} THEN 'late' WHEN w.warn_at <= ${now} THEN 'risk' ELSE 'unassigned' END AS kind
      FROM work_order w
      WHERE ${within(filter)} AND w.lon IS NOT NULL AND w.lat IS NOT NULL
        AND (w.due_at < ${now} OR w.warn_at <= ${now} OR w.state IN ('pendingDispatch', 'pendingAcceptance', 'pendingAssignment'))
      ORDER BY w.due_at, w.id LIMIT ${MAX_POINTS + 1}`,
  ])
  const rows = found as Point[]
  return { items: rows.slice(0, MAX_POINTS), isComplete: rows.length <= MAX_POINTS }
}
