import { maskAddress, maskName } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Approval } from '#core/work-orders/approval.contract.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { COLUMNS, decodeCursor, encodeCursor } from './work-order.list.view.ts'

export type ApprovalFilter = {
  readonly kind?: 'suspension' | 'handBack' | undefined
  readonly prefecture?: string | undefined
}

type Pending = Partial<Approval['pending']> & Pick<Approval['pending'], 'kind'> & { readonly reasonCode?: string }
type Row = Omit<Approval, 'pending' | 'files'> & {
  readonly id: string
  readonly updatedAt: string
  readonly pending: Pending
  readonly files: readonly string[] | null
}

/** What waits for an answer in the reader's scope, the longest first; with the files that were given as evidence. */
export const listApprovals = async (
  deps: Deps,
  actor: Actor,
  filter: ApprovalFilter,
  limit: number,
  cursor: string | undefined,
): Promise<Result<{ items: Approval[]; nextCursor: string | null }>> => {
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  if (cursor !== undefined && !after) return refuse('work-orders.bad-cursor', { field: 'cursor' })
  const conditions = [
    sql`w.pending IS NOT NULL AND w.is_open`,
    ...(filter.prefecture ? [sql`w.prefecture = ${filter.prefecture}`] : []),
    ...(filter.kind
      ? [sql`w.state = ${filter.kind === 'suspension' ? 'suspensionRequested' : 'handBackRequested'}`]
      : []),
    ...(after ? [sql`(w.updated_at, w.id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const rows = await deps.db.readRows<Row>(
    actor.scope,
    sql`
      SELECT ${COLUMNS}, w.pending, w.suspend_count AS suspensions, w.updated_at AS "updatedAt",
        (SELECT e.data -> 'files' FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id
           AND e.kind = 'workOrder.suspensionRequested' ORDER BY e.id DESC LIMIT 1) AS files
      FROM (SELECT w.* FROM work_order w WHERE ${sql.join(conditions, sql` AND `)} ORDER BY w.updated_at, w.id LIMIT ${limit + 1}) w
      LEFT JOIN station st ON st.id = w.station_id LEFT JOIN staff p ON p.id = w.staff_id
      ORDER BY w.updated_at, w.id`,
  )
  const last = rows.slice(0, limit).at(-1)
  const isFull = can(actor, 'personal-data.full')
  return ok({
    items: rows.slice(0, limit).map((row) => present(row, isFull)),
    nextCursor: rows.length > limit && last ? encodeCursor(last.updatedAt, last.id) : null,
  })
}

const present = ({ id: _, updatedAt: __, pending, files, ...item }: Row, isFull: boolean): Approval => ({
  ...item,
  customerName: (isFull ? item.customerName : maskName(item.customerName)) ?? null,
  address: (isFull ? item.address : maskAddress(item.address)) ?? null,
  pending: {
    kind: pending.kind,
    cause: pending.cause ?? pending.reasonCode ?? '',
    reason: pending.reason ?? '',
    until: pending.until ?? null,
    evidence: pending.evidence ?? [],
    approver: pending.approver ?? null,
    requestedAt: pending.requestedAt ?? '',
    requestedByName: pending.requestedByName ?? '',
  },
  files: pending.kind === 'suspension' ? [...(files ?? [])] : [],
})
