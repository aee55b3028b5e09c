import type { Actor } from '#core/access/scope.ts'
import type { ComplaintItem } from '#core/quality/complaint.contract.ts'
import { mayHandle } from '#core/quality/complaint.rules.ts'
import { type Complaint, complaintStateOf } from '#core/quality/complaint.ts'
import { type Language, textOf } from '#core/text.ts'
import type { Deps } from '#server/platform/deps.ts'

type Row = Omit<Complaint, 'owner' | 'answer' | 'stationId' | 'companyId'> & {
  readonly number: string
  readonly stationId: string | null
  readonly companyId: string | null
  readonly stationName: string | null
  readonly staffNames: readonly string[] | null
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly answer: NonNullable<Complaint['answer']> | null
}

const SELECT = `
SELECT c.prefecture, c.id, c.work_order_id AS "workOrderId", w.number, c.county, c.kind, c.text, c.said_at AS "saidAt", c.due_at AS "dueAt",
  c.staff_ids AS "staffIds", c.station_id AS "stationId", c.company_id AS "companyId", s.name AS "stationName",
  (SELECT array_agg(p.name ORDER BY p.name) FROM staff p WHERE p.id = ANY (c.staff_ids)) AS "staffNames",
  c.owner_id AS "ownerId", c.owner_name AS "ownerName", c.answer
FROM complaint c JOIN work_order w ON w.prefecture = c.prefecture AND w.id = c.work_order_id
  LEFT JOIN station s ON s.id = c.station_id`

const QUERIES = {
  open: `${SELECT} WHERE c.answered_at IS NULL AND ($1::timestamptz IS NULL OR (c.due_at, c.id) > ($1, $2::uuid))
         ORDER BY c.due_at, c.id LIMIT $3`,
  answered: `${SELECT} WHERE c.answered_at IS NOT NULL AND ($1::timestamptz IS NULL OR (c.answered_at, c.id) < ($1, $2::uuid))
             ORDER BY c.answered_at DESC, c.id DESC LIMIT $3`,
} as const

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/

/** Complaints in the reader's scope; of each, why this reader cannot handle it. */
export const listComplaints = async (
  deps: Deps,
  actor: Actor,
  {
    view,
    limit,
    cursor,
  }: { readonly view: 'open' | 'answered'; readonly limit: number; readonly cursor?: string | undefined },
  language: Language,
): Promise<{ items: ComplaintItem[]; nextCursor: string | null }> => {
  // A cursor that is none begins anew.
  const [, at = null, id = null] = CURSOR.exec(cursor ?? '') ?? []
  const rows = await deps.db.readRows<Row>(actor.scope, {
    name: `complaint.list.${view}`,
    text: QUERIES[view],
    values: [at, id, limit + 1],
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => shown(deps, actor, row, language)),
    nextCursor:
      rows.length > limit && last ? `${view === 'open' ? last.dueAt : (last.answer?.at ?? '')}~${last.id}` : null,
  }
}

const shown = (deps: Deps, actor: Actor, row: Row, language: Language): ComplaintItem => {
  const { ownerId, ownerName, stationId, companyId, answer, ...rest } = row
  const complaint: Complaint = {
    ...rest,
    stationId: stationId ?? undefined,
    companyId: companyId ?? undefined,
    owner: ownerId ? { userId: ownerId, name: ownerName ?? '' } : undefined,
    answer: answer ?? undefined,
  }
  const allowed = mayHandle(complaint, actor)
  return {
    id: row.id,
    number: row.number,
    prefecture: row.prefecture,
    county: row.county,
    companyId,
    stationName: row.stationName,
    staffNames: [...(row.staffNames ?? [])],
    kind: row.kind,
    text: row.text,
    state: complaintStateOf(complaint),
    saidAt: row.saidAt,
    dueAt: row.dueAt,
    ownerName,
    isOwn: ownerId === actor.userId,
    answer,
    why: allowed.ok ? null : textOf(deps.texts, allowed.refusal.code, language),
  }
}
