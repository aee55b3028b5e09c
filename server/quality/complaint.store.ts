import type { Complaint, ComplaintKind } from '#core/quality/complaint.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

type Row = Omit<Complaint, 'owner' | 'answer' | 'stationId' | 'companyId'> & {
  readonly stationId: string | null
  readonly companyId: string | null
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly answer: NonNullable<Complaint['answer']> | null
}

const COLUMNS = `c.prefecture, c.id, c.work_order_id AS "workOrderId", c.county, c.kind, c.text, c.said_at AS "saidAt", c.due_at AS "dueAt",
  c.staff_ids AS "staffIds", c.station_id AS "stationId", c.company_id AS "companyId", c.owner_id AS "ownerId",
  c.owner_name AS "ownerName", c.answer`

const complaintOf = ({ ownerId, ownerName, stationId, companyId, answer, ...row }: Row): Complaint => ({
  ...row,
  stationId: stationId ?? undefined,
  companyId: companyId ?? undefined,
  owner: ownerId ? { userId: ownerId, name: ownerName ?? '' } : undefined,
  answer: answer ?? undefined,
})

export const insertComplaint = (tx: Tx, complaint: Complaint, channel: string): Promise<number> =>
  tx.run({
    name: 'complaint.insert',
    text: `INSERT INTO complaint (prefecture, id, work_order_id, county, kind, text, channel, said_at, due_at, staff_ids, station_id, company_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      complaint.prefecture,
      complaint.id,
      complaint.workOrderId,
      complaint.county,
      complaint.kind,
      complaint.text,
      channel,
      complaint.saidAt,
      complaint.dueAt,
      complaint.staffIds,
      complaint.stationId ?? null,
      complaint.companyId ?? null,
    ],
  })

/** Of one order, the first said first. */
export const complaintsOfOrder = async (
  tx: Tx,
  order: { readonly prefecture: string; readonly id: string },
): Promise<Complaint[]> =>
  (
    await tx.rows<Row>({
      name: 'complaint.ofOrder',
      text: `SELECT ${COLUMNS} FROM complaint c WHERE c.prefecture = $1 AND c.work_order_id = $2 ORDER BY c.said_at, c.id`,
      values: [order.prefecture, order.id],
    })
  ).map(complaintOf)

/** Locked until the transaction ends, with the number of its order. */
export const loadComplaint = async (
  tx: Tx,
  id: string,
): Promise<(Complaint & { readonly number: string }) | undefined> => {
  const locked = await tx.first<{ prefecture: string }>({
    name: 'complaint.lock',
    text: 'SELECT prefecture FROM complaint WHERE id = $1 FOR UPDATE',
    values: [id],
  })
  if (!locked) return undefined
  tx.act()
  const row = await tx.first<Row & { number: string }>({
    name: 'complaint.load',
    text: `SELECT ${COLUMNS}, w.number FROM complaint c
           JOIN work_order w ON w.prefecture = c.prefecture AND w.id = c.work_order_id WHERE c.prefecture = $1 AND c.id = $2`,
    values: [locked.prefecture, id],
  })
  return row && { ...complaintOf(row), number: row.number }
}

export const saveComplaint = (tx: Tx, complaint: Complaint): Promise<number> =>
  tx.run({
    name: 'complaint.save',
    text: `UPDATE complaint SET owner_id = $3, owner_name = $4, answer = $5, answered_at = $6 WHERE prefecture = $1 AND id = $2`,
    values: [
      complaint.prefecture,
      complaint.id,
      complaint.owner?.userId ?? null,
      complaint.owner?.name ?? null,
      complaint.answer ? JSON.stringify(complaint.answer) : null,
      complaint.answer?.at ?? null,
    ],
  })

export type LateComplaint = {
  readonly prefecture: string
  readonly workOrderId: string
  readonly number: string
  readonly kind: ComplaintKind
}

/** Those whose limit is over and whose bell has not rung: marked as rung. */
export const ringLate = (tx: Tx, now: Instant, limit: number): Promise<LateComplaint[]> =>
  tx.rows({
    name: 'complaint.late',
    text: `WITH late AS (
             SELECT prefecture, id FROM complaint WHERE answered_at IS NULL AND late_rung_at IS NULL AND due_at <= $1
             ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
           ), rung AS (
             UPDATE complaint c SET late_rung_at = $1 FROM late WHERE c.prefecture = late.prefecture AND c.id = late.id
             RETURNING c.prefecture, c.work_order_id, c.kind
           )
           SELECT rung.prefecture, rung.work_order_id AS "workOrderId", w.number, rung.kind
           FROM rung JOIN work_order w ON w.prefecture = rung.prefecture AND w.id = rung.work_order_id`,
    values: [now, limit],
  })
