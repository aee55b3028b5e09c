import { maskAddress, maskName } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Arrival } from '#core/safety/arrival.ts'
import { answerableApprovers } from '#core/sla/pause.ts'
import type { Approval } from '#core/work-orders/approval.contract.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import { type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { FILE_JSON, type FileOfOrder, presentFile } from './order-file.ts'
import { COLUMNS, decodeCursor, encodeCursor, named, type Unnamed } from './work-order.list.view.ts'

export type ApprovalFilter = {
  readonly view: 'mine' | 'all'
  readonly kind?: Approval['pending']['kind'] | undefined
  readonly prefecture?: string | undefined
}

type Pending = Partial<Approval['pending']> & { readonly kind: 'suspension' | 'handBack' } & {
  readonly reasonCode?: string
}
type Row = Omit<Approval, 'pending' | 'files' | 'isMine' | 'arrival'> & {
  readonly id: string
  readonly updatedAt: string
  readonly pending: Pending | null
  readonly reviews: readonly ('stop' | 'arrival')[]
  readonly stop: NonNullable<WorkOrder['stop']> | null
  readonly visit: {
    readonly arrival: Arrival
    readonly arrivedAt: string
    readonly lead: string | null
    readonly leadId: string
  } | null
  readonly files: readonly FileOfOrder[] | null
}

/**
 * The rule of `checkAction` for who answers, as a condition: a suspension by the role that its length asks for, a hand-back by any of the
 * operator's; on the contractor's side a stop or a sign-in, and nobody their own.
 */
const isMine = (actor: Actor) => {
  if (actor.isOperator) {
    return can(actor, 'work-orders.approve')
      ? sql`(w.pending IS NOT NULL AND (w.pending ->> 'kind' <> 'suspension' OR w.pending ->> 'approver' = ANY (${[...answerableApprovers(actor.roles)]}::text[])))`
      : sql`false`
  }
  const stops = can(actor, 'safety.review')
    ? sql`('stop' = ANY (w.reviews) AND w.details -> 'stop' ->> 'byUserId' <> ${actor.userId})`
    : sql`false`
  const arrivals = can(actor, 'safety.positions')
    ? sql`('arrival' = ANY (w.reviews) AND w.staff_id IS DISTINCT FROM ${actor.scope.staffId ?? null}::uuid)`
    : sql`false`
  return sql`(${stops} OR ${arrivals})`
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
    sql`(w.pending IS NOT NULL OR w.reviews <> '{}') AND w.is_open`,
    ...(filter.view === 'mine' ? [isMine(actor)] : []),
    ...(filter.prefecture ? [sql`w.prefecture = ${filter.prefecture}`] : []),
    ...(filter.kind
      ? [
          filter.kind === 'stop' || filter.kind === 'arrival'
            ? sql`${filter.kind} = ANY (w.reviews)`
            : sql`w.state = ${filter.kind === 'suspension' ? 'suspensionRequested' : 'handBackRequested'}`,
        ]
      : []),
    ...(after ? [sql`(w.updated_at, w.id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const rows = await deps.db.readRows<Unnamed<Row>>(
    actor.scope,
    sql`
      SELECT ${COLUMNS}, w.pending, w.reviews, w.details -> 'stop' AS stop, w.suspend_count AS suspensions,
        CASE WHEN 'arrival' = ANY (w.reviews) THEN (
          SELECT json_build_object('arrival', v.arrival, 'arrivedAt', v.arrived_at, 'lead', s.name, 'leadId', v.lead_staff_id)
          FROM visit v LEFT JOIN staff s ON s.id = v.lead_staff_id WHERE v.prefecture = w.prefecture AND v.work_order_id = w.id
            AND v.arrival ->> 'needsReview' = 'true' AND v.arrival -> 'review' IS NULL ORDER BY v.number DESC LIMIT 1) END AS visit, w.updated_at AS "updatedAt",
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

const present = (row: Row, actor: Actor, isFull: boolean): Approval => {
  const { id: _, updatedAt: __, pending, reviews, stop, visit, files, ...item } = row
  const asked = askedOf({ pending, reviews, stop, visit }, actor)
  return {
    ...item,
    customerName: (isFull ? item.customerName : maskName(item.customerName)) ?? null,
    address: (isFull ? item.address : maskAddress(item.address)) ?? null,
    ...asked,
    arrival: asked.pending.kind === 'arrival' && visit ? { ...visit.arrival } : null,
    files: (files ?? []).map((file) => presentFile(item.prefecture, file)),
  }
}

const nothing = { until: null, evidence: [], approver: null }

/** The request that this reader may answer before the others of the same order. */
const askedOf = (
  { pending, stop, visit }: Pick<Row, 'pending' | 'reviews' | 'stop' | 'visit'>,
  actor: Actor,
): Pick<Approval, 'pending' | 'isMine'> => {
  const own = actor.scope.staffId
  const stopped = stop && {
    pending: {
      ...nothing,
      ...{ kind: 'stop' as const, cause: stop.reason, reason: stop.note },
      ...{ requestedAt: stop.at, requestedByName: stop.byName },
    },
    isMine: !actor.isOperator && can(actor, 'safety.review') && stop.byUserId !== actor.userId,
  }
  const signedIn = visit && {
    pending: {
      ...nothing,
      ...{ kind: 'arrival' as const, cause: visit.arrival.outcome, reason: visit.arrival.exception ?? '' },
      ...{ requestedAt: new Date(visit.arrivedAt).toISOString(), requestedByName: visit.lead ?? '' },
    },
    isMine: !actor.isOperator && can(actor, 'safety.positions') && visit.leadId !== own,
  }
  const asked = pending && {
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
    isMine:
      actor.isOperator &&
      can(actor, 'work-orders.approve') &&
      (pending.kind !== 'suspension' || answerableApprovers(actor.roles).some((each) => each === pending.approver)),
  }
  const all = [asked, stopped, signedIn].filter((each) => each !== null)
  const first = all.find((each) => each.isMine) ?? all[0]
  if (!first) throw new Error('an order in the list of approvals asks for nothing')
  return first
}

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
      : can(actor, 'safety.review') || can(actor, 'safety.positions')
        ? counted(sql`w.reviews <> '{}' AND ${isMine(actor)}`)
        : undefined,
    states.length > 0 ? counted(sql`w.state = ANY (${states}::text[])`) : undefined,
  ])
  return { ...(approvals === undefined ? {} : { approvals }), ...(checks === undefined ? {} : { checks }) }
}
