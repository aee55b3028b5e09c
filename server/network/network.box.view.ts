import { maskName } from '#core/access/masking.rules.ts'
import { type Actor, can, placesOf } from '#core/access/scope.ts'
import type { QueryOf } from '#core/contract.ts'
import type { BoxUser, networkRoutes } from '#core/network/network.contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

/** The kind of reading that is the light at the customer's ONU. */
const LIGHT = 'onuRxDbm'

export type BoxQuery = Pick<QueryOf<typeof networkRoutes.boxUsers>, 'q' | 'limit' | 'cursor'>

/** The light at the home user `h` as the last returned order says that had a reading; null where none had. */
export const measuredLight = sql`(SELECT jsonb_build_object('dbm', (r.value ->> 'value')::double precision,
    'at', to_char(w.returned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM work_order w JOIN task k ON k.prefecture = w.prefecture AND k.work_order_id = w.id
  CROSS JOIN LATERAL jsonb_array_elements(coalesce(k.result -> 'readings', '[]')) r(value)
  WHERE w.prefecture = h.prefecture AND w.home_user_id = h.id AND w.returned_at IS NOT NULL AND r.value ->> 'kind' = ${LIGHT}
  ORDER BY w.created_at DESC LIMIT 1)`

/** Who is on the box, by account: one walk along the index of boxes, and for each user the orders by their index. */
export const boxUsersQuery = (prefecture: string, code: string, { q, limit, cursor }: BoxQuery) => sql`
  SELECT h.account, h.name, h.onu_serial AS "onuSerial", h.status,
    coalesce((SELECT jsonb_agg(w.number ORDER BY w.created_at) FROM work_order w
      WHERE w.prefecture = h.prefecture AND w.home_user_id = h.id AND w.is_open), '[]') AS orders,
    ${measuredLight} AS measured
  FROM home_user h
  WHERE h.prefecture = ${prefecture} AND h.box_code = ${code} ${cursor === undefined ? sql`` : sql`AND h.account > ${cursor}`}
    ${q ? sql`AND (position(${q} IN h.account) > 0 OR position(${q} IN coalesce(h.community, '')) > 0 OR position(upper(${q}) IN upper(coalesce(h.onu_serial, ''))) > 0)` : sql``}
  ORDER BY h.account LIMIT ${limit + 1}`

/** The ports of a box are its users. Refusals: `network.unknown`. */
export const listBoxUsers = (
  deps: Deps,
  actor: Actor,
  code: string,
  query: BoxQuery,
): Promise<Result<{ items: BoxUser[]; nextCursor: string | null }>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const box = await tx.first<{ prefecture: string }>(
      sql`SELECT h.prefecture FROM network_node h WHERE h.code = ${code} AND h.prefecture = ANY (${placesOf(actor.scope, 'any').prefectures}) LIMIT 1`,
    )
    if (!box) return refuse('network.unknown', { kind: 'notFound', params: { code } })
    const rows = await tx.rows<BoxUser>(boxUsersQuery(box.prefecture, code, query))
    const isFull = can(actor, 'personal-data.full')
    const items = rows.slice(0, query.limit).map((row) => (isFull ? row : { ...row, name: maskName(row.name) ?? '' }))
    return ok({ items, nextCursor: rows.length > query.limit ? (items.at(-1)?.account ?? null) : null })
  })
