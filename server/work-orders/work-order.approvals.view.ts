import { maskAddress, maskName } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { answerableApprovers } from '#core/sla/pause.ts'
import type { Approval } from '#core/work-orders/approval.contract.ts'
import { type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { FILE_JSON, type FileOfOrder, presentFile } from './order-file.ts'
import { COLUMNS, decodeCursor, encodeCursor, named, type Unnamed } from './work-order.list.view.ts'

export type ApprovalFilter = {
  readonly view: 'mine' | 'all'
  readonly kind?: 'suspension' | 'handBack' | undefined
  readonly prefecture?: string | undefined
}

type Pending = Partial<Approval['pending']> & Pick<Approval['pending'], 'kind'> & { readonly reasonCode?: string }
type Row = Omit<Approval, 'pending' | 'files' | 'isMine'> & {
  readonly id: string
  readonly updatedAt: string
  readonly pending: Pending
  readonly files: readonly FileOfOrder[] | null
}

/** The rule of `checkAction` for approvers, as a condition: a suspension by the role that its length asks for, a hand-back by any of them. */
const isMine = (actor: Actor) =>
  actor.isOperator
    ? sql`(w.pending ->> 'kind' <> 'suspension' OR w.pending ->> 'approver' = ANY (${[...answerableApprovers(actor.roles)]}::text[]))`
    : sql`false`

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
    ...(filter.view === 'mine' ? [isMine(actor)] : []),
    ...(filter.prefecture ? [sql`w.prefecture = ${filter.prefecture}`] : []),
    ...(filter.kind
      ? [sql`w.state = ${filter.kind === 'suspension' ? 'suspensionRequested' : 'handBackRequested'}`]
      : []),
    ...(after ? [sql`(w.updated_at, w.id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const rows = await deps.db.readRows<Unnamed<Row>>(
    actor.scope,
    sql`
      SELECT ${COLUMNS}, w.pending, w.suspend_count AS suspensions, w.updated_at AS "updatedAt",
        (SELECT json_agg(${sql.raw(FILE_JSON)} ORDER BY f.created_at) FROM stored_file f
           WHERE f.prefecture = w.prefecture AND f.subject_id = w.id AND f.subject_type = 'workOrder' AND f.id IN (
             SELECT jsonb_array_elements_text(asked.files)::uuid FROM (
               SELECT e.data -> 'files' AS files FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id
                 AND e.kind IN ('workOrder.suspensionRequested', 'workOrder.handBackRequested') ORDER BY e.id DESC LIMIT 1) asked)) AS files
      FROM (SELECT w.* FROM work_order w WHERE ${sql.join(conditions, sql` AND `)} ORDER BY w.updated_at, w.id LIMIT ${sql.lit(limit + 1)}) w
      ORDER BY w.updated_at, w.id`,
  )
  const last = rows.slice(0, limit).at(-1)
  const isFull = can(actor, 'personal-data.full')
  return ok({
    items: (await named(deps, rows.slice(0, limit))).map((row) => present(row, actor, isFull)),
    nextCursor: rows.length > limit && last ? encodeCursor(last.updatedAt, last.id) : null,
  })
}

const present = ({ id: _, updatedAt: __, pending, files, ...item }: Row, actor: Actor, isFull: boolean): Approval => ({
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
  files: (files ?? []).map((file) => presentFile(item.prefecture, file)),
  isMine:
    actor.isOperator &&
    (pending.kind !== 'suspension' || answerableApprovers(actor.roles).some((each) => each === pending.approver)),
})

const MOST = 1_000
const CHECKS = [
  ['work-orders.contractorCheck', 'pendingContractorCheck'],
  ['work-orders.qualityCheck', 'pendingQualityCheck'],
  ['work-orders.callBack', 'pendingCallback'],
] as const

/** How many approvals and how many checks wait for the reader. */
export const countWaiting = async (deps: Deps, actor: Actor): Promise<{ approvals?: number; checks?: number }> => {
  const counted = async (condition: Query): Promise<number> => {
    const [row] = await deps.db.readRows<{ count: number }>(
      actor.scope,
      sql`SELECT count(*) AS count FROM (SELECT 1 FROM work_order w WHERE w.is_open AND ${condition} LIMIT ${MOST}) found`,
    )
    return row?.count ?? 0
  }
  const states = CHECKS.flatMap(([permission, state]) => (can(actor, permission) ? [state] : []))
  const [approvals, checks] = await Promise.all([
    can(actor, 'work-orders.approve')
      ? counted(
          sql`w.state IN ('suspensionRequested', 'handBackRequested') AND w.pending IS NOT NULL AND ${isMine(actor)}`,
        )
      : undefined,
    states.length > 0 ? counted(sql`w.state = ANY (${states}::text[])`) : undefined,
  ])
  return { ...(approvals === undefined ? {} : { approvals }), ...(checks === undefined ? {} : { checks }) }
}
