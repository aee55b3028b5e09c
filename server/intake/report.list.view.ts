import type { Actor } from '#core/access/scope.ts'
import { wantsFeedback } from '#core/intake/channel.rules.ts'
import type { ReportFilter, ReportItem } from '#core/intake/intake.contract.ts'
import { accountKey, channels, phoneKey } from '#core/intake/report.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { decodeCursor, encodeCursor, type ItemRow, itemOf } from './present.ts'

/** Columns of a report in a list, of `report r` joined to its order `w`. */
export const ITEM_COLUMNS = `
  r.id, r.number, r.match_state AS state, r.received_at AS "receivedAt", r.channel, r.prefecture, r.county, r.line,
  r.customer_name AS "customerName", r.caller_phone AS "callerPhone", r.account, r.address, r.symptom, r.symptom_code AS "symptomCode",
  w.number AS "order", w.state AS "orderState", r.is_duplicate AS "isDuplicate", r.first_feedback_at AS "firstFeedbackAt",
  r.created_by_name AS "createdByName", r.version`

export type ReportPage = { readonly items: ReportItem[]; readonly nextCursor: string | null }

const answered = channels.filter(wantsFeedback)

const conditionsOf = (filter: ReportFilter) => {
  const { q } = filter
  const conditions = [
    sql`r.moved_to_prefecture IS NULL`,
    filter.prefecture && sql`r.prefecture = ${filter.prefecture}`,
    filter.county && sql`r.county = ${filter.county}`,
    filter.channel && sql`r.channel = ${filter.channel}`,
    filter.state && sql`r.match_state = ${filter.state}`,
    filter.receivedFrom && sql`r.received_at >= ${filter.receivedFrom}`,
    filter.receivedTo && sql`r.received_at < ${filter.receivedTo}`,
    filter.awaitsFeedback &&
      sql`r.first_feedback_at IS NULL AND r.channel = ANY (${answered}) AND r.match_state <> 'discarded'`,
    q &&
      sql`r.id IN (SELECT id FROM report WHERE number = ${q.toUpperCase()} UNION ALL SELECT id FROM report WHERE caller_phone = ${phoneKey(q) || q} UNION ALL SELECT id FROM report WHERE account = ${accountKey(q)})`,
  ].filter((condition) => typeof condition === 'object')
  return sql.join(conditions, sql` AND `)
}

/** One page of reports, the latest first. Refusal: `intake.bad-cursor`. */
export const listReports = async (
  deps: Deps,
  actor: Actor,
  filter: ReportFilter,
  limit: number,
  cursor: string | undefined,
): Promise<Result<ReportPage>> => {
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  if (cursor !== undefined && !after) return refuse('intake.bad-cursor', { field: 'cursor' })
  const keyset = after ? sql`AND (r.received_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const rows = await deps.db.readRows<ItemRow>(
    actor.scope,
    sql`SELECT ${sql.raw(ITEM_COLUMNS)}
        FROM (SELECT r.* FROM report r WHERE ${conditionsOf(filter)} ${keyset} ORDER BY r.received_at DESC, r.id DESC LIMIT ${limit + 1}) r
        LEFT JOIN work_order w ON w.prefecture = r.prefecture AND w.id = r.work_order_id
        ORDER BY r.received_at DESC, r.id DESC`,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return ok({
    items: items.map((row) => itemOf(deps, actor, row)),
    nextCursor: rows.length > limit && last ? encodeCursor({ at: last.receivedAt, id: last.id }) : null,
  })
}
