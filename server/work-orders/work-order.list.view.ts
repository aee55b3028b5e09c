import { maskAddress, maskName } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { OrderFilter, OrderItem } from '#core/work-orders/work-order.contract.ts'
import { KEEP_PLANS, type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { namesOf } from './holder-name.store.ts'

/** What a row of the list shows, but for the names of its station and engineer; `w` is the order. */
export const COLUMNS = sql`
  w.id, w.number, w.kind, w.line, w.state, w.is_open AS "isOpen", w.prefecture, w.county, w.area_class AS "areaClass",
  w.company_id AS "companyId", w.station_id AS "stationId", w.staff_id AS "staffId", 
  w.in_pool AS "isInPool", w.customer_name AS "customerName", w.address, w.account, w.symptom, w.grade, w.priority, w.channel,
  w.due_at AS "dueAt", w.warn_at AS "warnAt", w.appointment_from AS "appointmentFrom", w.appointment_to AS "appointmentTo",
  w.created_at AS "createdAt", w.archived_at AS "archivedAt", w.urge_count AS urges, w.rework_count AS reworks,
  w.escalation_level AS "escalationLevel", w.version`

const SORTS = {
  due: { column: sql`w.due_at`, order: sql`w.due_at, w.id`, after: sql`>`, key: 'dueAt' },
  '-created': { column: sql`w.created_at`, order: sql`w.created_at DESC, w.id DESC`, after: sql`<`, key: 'createdAt' },
  '-archived': {
    column: sql`w.archived_at`,
    order: sql`w.archived_at DESC, w.id DESC`,
    after: sql`<`,
    key: 'archivedAt',
  },
} as const

const VIEWS = {
  open: sql`w.is_open`,
  late: sql`w.is_open AND w.due_at < `,
  risk: sql`w.is_open AND w.warn_at <= `,
  unassigned: sql`w.is_open AND w.state IN ('pendingDispatch', 'pendingAcceptance', 'pendingAssignment')`,
  pending: sql`w.is_open AND w.pending IS NOT NULL`,
  foreseen: sql`w.is_open AND EXISTS (SELECT 1 FROM lateness l WHERE l.prefecture = w.prefecture AND l.work_order_id = w.id)`,
  all: sql`true`,
}

export type OrderPage = { readonly items: OrderItem[]; readonly nextCursor: string | null }
/** As it is read: the names of station and engineer are still to come. */
export type Unnamed<T extends Pick<OrderItem, 'stationName' | 'staffName'> = OrderItem> = Omit<
  T,
  'stationName' | 'staffName'
>
type Row = Unnamed & { readonly id: string }

/** The conditions of a filter, shared by list, count and export. */
export const conditionsOf = (filter: OrderFilter, now: string) => {
  const { view = filter.state || filter.sort === '-archived' || filter.archivedFrom || filter.q ? 'all' : 'open' } =
    filter
  const conditions = [
    filter.prefecture && sql`w.prefecture = ${filter.prefecture}`,
    filter.county && sql`w.county = ${filter.county}`,
    filter.state &&
      (filter.state.length === 1 ? sql`w.state = ${filter.state[0]}` : sql`w.state = ANY (${filter.state})`),
    filter.company && (filter.company === 'none' ? sql`w.company_id IS NULL` : sql`w.company_id = ${filter.company}`),
    filter.station && sql`w.station_id = ${filter.station}`,
    filter.staff && sql`w.staff_id = ${filter.staff}`,
    filter.kind && sql`w.kind = ${filter.kind}`,
    filter.line && sql`w.line = ${filter.line}`,
    filter.area && sql`w.area_class = ${filter.area}`,
    filter.account && sql`w.account = ${filter.account}`,
    filter.customer &&
      sql`coalesce((SELECT l.customer_name FROM enterprise_line l WHERE l.prefecture = w.prefecture AND l.id = w.enterprise_line_id), w.customer_name) = ${filter.customer} AND w.line = 'enterprise'`,
    filter.createdFrom && sql`w.created_at >= ${filter.createdFrom}`,
    filter.createdTo && sql`w.created_at < ${filter.createdTo}`,
    filter.archivedFrom && sql`w.archived_at >= ${filter.archivedFrom}`,
    filter.archivedTo && sql`w.archived_at < ${filter.archivedTo}`,
    filter.numbers && sql`w.number = ANY (${filter.numbers})`,
    filter.sort === '-archived' && sql`w.archived_at IS NOT NULL`,
    filter.q &&
      sql`w.number IN (SELECT number FROM work_order WHERE number = upper(${filter.q}) UNION SELECT number FROM work_order WHERE customer_phone = ${filter.q} UNION SELECT number FROM work_order WHERE account = ${filter.q})`,
    view === 'late'
      ? sql`${VIEWS.late}${now}`
      : view === 'risk'
        ? sql`${VIEWS.risk}${now} AND w.due_at >= ${now}`
        : VIEWS[view],
  ].filter((condition) => typeof condition === 'object')
  return sql.join(conditions, sql` AND `)
}

/** One page of orders, in one round trip. Refusals: `work-orders.bad-cursor`. */
export const listOrders = async (
  deps: Deps,
  actor: Actor,
  filter: OrderFilter,
  limit: number,
  cursor: string | undefined,
): Promise<Result<OrderPage>> => {
  const sort = SORTS[filter.sort]
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  if (cursor !== undefined && !after) return refuse('work-orders.bad-cursor', { field: 'cursor' })
  const keyset = after
    ? sql`AND (${sort.column}, w.id) ${sort.after} (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  const page: Query = sql`
    SELECT ${COLUMNS}
    FROM work_order w WHERE ${conditionsOf(filter, deps.clock.now())} ${keyset} ORDER BY ${sort.order} LIMIT ${sql.lit(limit + 1)}`
  // Which rows several states are depends on which they are; for everything else there is one way.
  const isOneWay = (filter.state?.length ?? 1) === 1
  const [found = []] = await deps.db.readSeveral(actor.scope, isOneWay ? [KEEP_PLANS, page] : [page])
  const rows = found as Row[]
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const isFull = can(actor, 'personal-data.full')
  return ok({
    items: (await named(deps, items)).map(({ id: _, ...item }) => (isFull ? item : masked(item))),
    nextCursor: rows.length > limit && last ? encodeCursor(last[sort.key] ?? '', last.id) : null,
  })
}

/** The rows with the names of their stations and engineers. */
export const named = async <T extends Pick<OrderItem, 'stationId' | 'staffId'>>(
  deps: Deps,
  rows: readonly T[],
): Promise<(T & Pick<OrderItem, 'stationName' | 'staffName'>)[]> => {
  const names = await namesOf(
    deps,
    rows.flatMap(({ stationId, staffId }) => [stationId, staffId]),
  )
  return rows.map((row) => ({
    ...row,
    stationName: names.get(row.stationId ?? '') ?? null,
    staffName: names.get(row.staffId ?? '') ?? null,
  }))
}

/** How many orders fit, counted no further than `most`. */
export const countOrders = async (deps: Deps, actor: Actor, filter: OrderFilter, most: number): Promise<number> => {
  const [row] = await deps.db.readRows<{ count: number }>(
    actor.scope,
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM work_order w WHERE ${conditionsOf(filter, deps.clock.now())} LIMIT ${most}) found`,
  )
  return row?.count ?? 0
}

const masked = (item: OrderItem): OrderItem => ({
  ...item,
  customerName: maskName(item.customerName) ?? null,
  address: maskAddress(item.address) ?? null,
})

export const encodeCursor = (at: string, id: string): string => Buffer.from(`${at} ${id}`).toString('base64url')
export const decodeCursor = (cursor: string): { at: string; id: string } | undefined => {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  return match?.[1] && match[2] ? { at: match[1], id: match[2] } : undefined
}
