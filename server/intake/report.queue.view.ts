import type { Actor } from '#core/access/scope.ts'
import type { Candidate, ReportDetail, WaitingReport } from '#core/intake/intake.contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { candidateOf, decodeCursor, encodeCursor, feedbackDueAt, type ItemRow, itemOf, reasonOf } from './present.ts'
import { ITEM_COLUMNS } from './report.list.view.ts'

type WaitingRow = ItemRow &
  Pick<WaitingReport, 'description' | 'preferredAt' | 'followers'> & {
    readonly basis: string | null
    readonly candidates: readonly Candidate[] | null
  }

/**
 * Candidates are kept by their keys: what a reader sees of them comes from the ledger as it is now, within the reader's scope.
 * Counted in the order in which the rule put them.
 */
const CANDIDATES = `(
  SELECT jsonb_agg(jsonb_build_object('id', c.id, 'line', c.line, 'account', c.account, 'name', c.name, 'phone', c.phone, 'address', c.address,
    'county', c.county, 'reasons', k.value -> 'reasons', 'openOrders', c.open_orders) ORDER BY k.ordinality)
  FROM jsonb_array_elements(r.candidates) WITH ORDINALITY k
  CROSS JOIN LATERAL (
    SELECT h.id, 'home' AS line, h.account, h.name, h.phone, h.address, h.county, (SELECT count(*) FROM work_order o
      WHERE o.prefecture = h.prefecture AND o.home_user_id = h.id AND o.is_open) AS open_orders
    FROM home_user h WHERE h.id = (k.value ->> 'id')::uuid AND k.value ->> 'line' = 'home'
    UNION ALL
    SELECT l.id, 'enterprise', l.line_code, l.customer_name, l.contact_phone, l.a_address, l.county, (SELECT count(*) FROM work_order o
      WHERE o.prefecture = l.prefecture AND o.enterprise_line_id = l.id AND o.is_open)
    FROM enterprise_line l WHERE l.id = (k.value ->> 'id')::uuid AND k.value ->> 'line' = 'enterprise') c)`

/** How many reports wait behind it. */
const FOLLOWERS = `(SELECT count(*) FROM report f WHERE f.follows_report_id = r.id AND f.match_state = 'unmatched')`

const WAITING_COLUMNS = `${ITEM_COLUMNS}, r.description, r.preferred_at AS "preferredAt", r.match_basis AS basis,
  CASE WHEN r.match_state = 'unmatched' THEN ${CANDIDATES} END AS candidates, CASE WHEN r.match_state = 'unmatched' THEN ${FOLLOWERS} ELSE 0 END AS followers`

export type Queue = { readonly items: WaitingReport[]; readonly total: number; readonly nextCursor: string | null }

/** Reports that wait for a person, the oldest first. Refusal: `intake.bad-cursor`. */
export const listQueue = async (
  deps: Deps,
  actor: Actor,
  limit: number,
  cursor: string | undefined,
  language: Language,
): Promise<Result<Queue>> => {
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  if (cursor !== undefined && !after) return refuse('intake.bad-cursor', { field: 'cursor' })
  const keyset = after ? sql`AND (r.received_at, r.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const query: Query = sql`
    SELECT ${sql.raw(WAITING_COLUMNS)}, (SELECT count(*) FROM report q WHERE q.match_state = 'unmatched' AND q.follows_report_id IS NULL) AS total
    FROM (SELECT r.* FROM report r WHERE r.match_state = 'unmatched' AND r.follows_report_id IS NULL ${keyset} ORDER BY r.received_at, r.id LIMIT ${limit + 1}) r
    LEFT JOIN work_order w ON false
    ORDER BY r.received_at, r.id`
  const rows = await deps.db.readRows<WaitingRow & { total: number }>(actor.scope, query)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return ok({
    items: shown.map((row) => waitingOf(deps, actor, row, language)),
    total: rows[0]?.total ?? 0,
    nextCursor: rows.length > limit && last ? encodeCursor({ at: last.receivedAt, id: last.id }) : null,
  })
}

const waitingOf = (deps: Deps, actor: Actor, row: WaitingRow, language: Language): WaitingReport => {
  const { description, preferredAt, basis, candidates, followers, ...item } = row
  return {
    ...itemOf(deps, actor, item),
    description,
    preferredAt,
    followers,
    reason: row.state === 'unmatched' ? reasonOf(deps, basis, language) : null,
    candidates: (candidates ?? []).map((candidate) => candidateOf(actor, candidate)),
  }
}

type DetailRow = WaitingRow &
  Pick<
    ReportDetail,
    | 'homeUserId'
    | 'enterpriseLineId'
    | 'source'
    | 'sourceKey'
    | 'companyId'
    | 'resolvedByName'
    | 'resolvedAt'
    | 'resolution'
    | 'createdAt'
  >

/** One report. Refusal: `intake.report-not-found`. */
export const readReport = async (
  deps: Deps,
  actor: Actor,
  number: string,
  language: Language,
): Promise<Result<ReportDetail>> => {
  const [row] = await deps.db.readRows<DetailRow>(actor.scope, {
    name: 'intake.detail',
    text: `SELECT ${WAITING_COLUMNS}, r.home_user_id AS "homeUserId", r.enterprise_line_id AS "enterpriseLineId", r.source, r.source_key AS "sourceKey",
             r.company_id AS "companyId", r.resolved_by_name AS "resolvedByName", r.resolved_at AS "resolvedAt", r.resolution, r.created_at AS "createdAt"
           FROM report r LEFT JOIN work_order w ON w.prefecture = r.prefecture AND w.id = r.work_order_id
           WHERE r.number = $1 AND r.moved_to_prefecture IS NULL`,
    values: [number],
  })
  if (!row) return refuse('intake.report-not-found', { kind: 'notFound', params: { number } })
  return ok({
    ...waitingOf(deps, actor, row, language),
    id: row.id,
    basis: row.basis,
    feedbackDueAt: feedbackDueAt(deps, row),
    homeUserId: row.homeUserId,
    enterpriseLineId: row.enterpriseLineId,
    source: row.source,
    sourceKey: row.sourceKey,
    companyId: row.companyId,
    resolvedByName: row.resolvedByName,
    resolvedAt: row.resolvedAt,
    resolution: row.resolution,
    createdAt: row.createdAt,
  })
}
