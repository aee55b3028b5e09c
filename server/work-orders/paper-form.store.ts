import { ok, type Result, refuse } from '#core/result.ts'
import type { Instant } from '#core/time.ts'
import { type Confirmation, confirmationNumber } from '#core/visits/confirmation.ts'
import { openVisit, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'

/**
 * Whether the form may be used for this order: the confirmation's own number, or one of the station's that no other order has. Locks it.
 * Refusals: `work-orders.form-unknown`, `work-orders.form-used` with the order that has it.
 */
export const checkPaperForm = async (tx: Tx, order: WorkOrder, number: string): Promise<Result<null>> => {
  if (number === confirmationNumber(order.number, openVisit(order)?.number ?? 1)) return ok(null)
  const form = await tx.first<{ stationId: string | null; orderId: string | null; orderNumber: string | null }>({
    name: 'paperForm.lock',
    text: `SELECT p.station_id AS "stationId", p.work_order_id AS "orderId",
             (SELECT w.number FROM work_order w WHERE w.prefecture = p.prefecture AND w.id = p.work_order_id) AS "orderNumber"
           FROM paper_form p WHERE p.prefecture = $1 AND p.number = $2 FOR UPDATE OF p`,
    values: [order.prefecture, number],
  })
  if (!form || form.stationId !== order.stationId) {
    return refuse('work-orders.form-unknown', { field: 'formNumber', params: { number } })
  }
  if (form.orderId && form.orderId !== order.id) {
    const params = { number, order: form.orderNumber ?? '' }
    return refuse('work-orders.form-used', { kind: 'conflict', field: 'formNumber', params })
  }
  return ok(null)
}

/** The form belongs to the order from now on; another that was used for it before is spoiled. */
export const takePaperForm = (tx: Tx, order: WorkOrder, { paper }: Confirmation, at: Instant): Promise<number> =>
  tx.run({
    name: 'paperForm.take',
    text: `WITH spoiled AS (
             UPDATE paper_form SET spoiled_at = $5::timestamptz
             WHERE prefecture = $1 AND work_order_id = $2::uuid AND number IS DISTINCT FROM $3::text AND typed_at IS NULL AND spoiled_at IS NULL
           )
           INSERT INTO paper_form (prefecture, number, county, company_id, station_id, reserved_at, reserved_by_name, work_order_id, used_at, photo_file_id)
           SELECT $1, $3::text, $6::text, $7::text, $8::uuid, $5::timestamptz, '', $2::uuid, $5::timestamptz, $4::uuid WHERE $3::text IS NOT NULL
           ON CONFLICT (prefecture, number) DO UPDATE
             SET work_order_id = excluded.work_order_id, used_at = excluded.used_at, photo_file_id = excluded.photo_file_id, spoiled_at = NULL`,
    values: [
      ...[order.prefecture, order.id, paper?.formNumber ?? null, paper?.photoFileId ?? null, at],
      ...[order.county, order.companyId ?? null, order.stationId ?? null],
    ],
  })

/** An engineer's signature is drawn once: it belongs to the person, and stays with every confirmation that names it. */
export const keepOwnSignature = (
  tx: Tx,
  order: WorkOrder,
  staffId: string,
  userId: string,
  fileId: string,
): Promise<number> =>
  tx.run({
    name: 'paperForm.ownSignature',
    text: `UPDATE stored_file SET subject_type = 'staff', subject_id = $3
           WHERE prefecture = $1 AND id = $2 AND subject_id IS NULL AND created_by = $4`,
    values: [order.prefecture, fileId, staffId, userId],
  })
