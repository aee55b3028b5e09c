import type { Instant } from '#core/time.ts'
import type { Opinion } from '#core/visits/confirmation.ts'
import type { FormRange } from '#core/visits/paper-form.rules.ts'
import type { Tx } from '#server/platform/db.ts'

/** What the station reserved and has not used up, and which of those numbers are used. */
export const findStationForms = async (
  tx: Tx,
  stationId: string,
): Promise<{ readonly ranges: FormRange[]; readonly used: string[] }> => {
  const rows = await tx.rows<FormRange & { used: string[] | null }>({
    name: 'paperForm.station',
    text: `SELECT min(number) AS "from", max(number) AS "to", array_agg(number) FILTER (WHERE used_at IS NOT NULL) AS used
           FROM paper_form WHERE station_id = $1 AND batch_id IS NOT NULL
           GROUP BY batch_id HAVING count(*) FILTER (WHERE used_at IS NULL) > 0 ORDER BY 1`,
    values: [stationId],
  })
  return { ranges: rows.map(({ from, to }) => ({ from, to })), used: rows.flatMap(({ used }) => used ?? []) }
}

export type OrderForm = {
  readonly number: string
  readonly photoFileId: string | null
  readonly usedAt: Instant
  readonly typedAt: Instant | null
  readonly typedByName: string | null
  readonly typed: Opinion | null
}

export const findOrderForm = (tx: Tx, prefecture: string, orderId: string): Promise<OrderForm | undefined> =>
  tx.first({
    name: 'paperForm.order',
    text: `SELECT number, photo_file_id AS "photoFileId", used_at AS "usedAt", typed_at AS "typedAt", typed_by_name AS "typedByName", typed
           FROM paper_form WHERE prefecture = $1 AND work_order_id = $2 AND spoiled_at IS NULL ORDER BY used_at DESC LIMIT 1`,
    values: [prefecture, orderId],
  })

const WAITING = `SELECT p.prefecture, p.number, w.id AS "orderId", w.number AS "order", w.symptom, st.name AS "stationName", p.used_at AS "usedAt",
    p.photo_file_id AS "photoFileId", (w.details->'confirmation'->>'satisfaction')::int AS satisfaction,
    w.details->'confirmation'->>'signer' AS signer, w.details->'confirmation'->>'number' AS confirmation
  FROM paper_form p JOIN work_order w ON w.prefecture = p.prefecture AND w.id = p.work_order_id
  LEFT JOIN station st ON st.id = p.station_id
  WHERE p.used_at IS NOT NULL AND p.typed_at IS NULL AND p.spoiled_at IS NULL`

export type WaitingRow = {
  readonly prefecture: string
  readonly number: string
  readonly orderId: string
  readonly order: string
  readonly symptom: string
  readonly stationName: string | null
  readonly usedAt: Instant
  readonly photoFileId: string | null
  readonly satisfaction: number | null
  readonly signer: string | null
  readonly confirmation: string | null
}

export const findWaitingForms = (tx: Tx, limit: number): Promise<WaitingRow[]> =>
  tx.rows({ name: 'paperForm.waiting', text: `${WAITING} ORDER BY p.used_at LIMIT $1`, values: [limit] })

export const findWaitingForm = (tx: Tx, prefecture: string, number: string): Promise<WaitingRow | undefined> =>
  tx.first({
    name: 'paperForm.waitingOne',
    text: `${WAITING} AND p.prefecture = $1 AND p.number = $2 FOR UPDATE OF p`,
    values: [prefecture, number],
  })

export const keepTyped = (
  tx: Tx,
  key: { readonly prefecture: string; readonly number: string },
  typed: Opinion,
  by: { readonly name: string; readonly at: Instant },
): Promise<number> =>
  tx.run({
    text: 'UPDATE paper_form SET typed = $3, typed_at = $4, typed_by_name = $5 WHERE prefecture = $1 AND number = $2',
    values: [key.prefecture, key.number, JSON.stringify(typed), by.at, by.name],
  })

export type StationRow = {
  readonly id: string
  readonly name: string
  readonly prefecture: string
  readonly county: string
  readonly companyId: string
}

export const findStation = (tx: Tx, id: string): Promise<StationRow | undefined> =>
  tx.first({
    text: 'SELECT id, name, prefecture, county, company_id AS "companyId" FROM station WHERE id = $1 AND is_active',
    values: [id],
  })

export const insertForms = (
  tx: Tx,
  station: StationRow,
  batchId: string,
  numbers: readonly string[],
  by: { readonly name: string; readonly at: Instant },
): Promise<number> =>
  tx.run({
    text: `INSERT INTO paper_form (prefecture, number, county, company_id, station_id, batch_id, reserved_at, reserved_by_name)
           SELECT $1, n, $2, $3, $4, $5, $6, $7 FROM unnest($8::text[]) n`,
    values: [station.prefecture, station.county, station.companyId, station.id, batchId, by.at, by.name, numbers],
  })

const BATCHES = `SELECT p.batch_id AS id, p.station_id AS "stationId", st.name AS "stationName", p.company_id AS "companyId",
    min(p.number) AS "from", max(p.number) AS "to", count(*) AS count, count(p.used_at) AS used,
    min(p.reserved_at) AS "reservedAt", min(p.reserved_by_name) AS "reservedByName"
  FROM paper_form p JOIN station st ON st.id = p.station_id`

export type BatchRow = {
  readonly id: string
  readonly stationId: string
  readonly stationName: string
  readonly companyId: string
  readonly from: string
  readonly to: string
  readonly count: number
  readonly used: number
  readonly reservedAt: Instant
  readonly reservedByName: string
}

export const findBatches = (tx: Tx, limit: number): Promise<BatchRow[]> =>
  tx.rows({
    text: `${BATCHES} WHERE p.batch_id IS NOT NULL GROUP BY p.batch_id, p.station_id, st.name, p.company_id
           ORDER BY min(p.reserved_at) DESC LIMIT $1`,
    values: [limit],
  })

export const findBatch = (tx: Tx, id: string): Promise<(BatchRow & { numbers: string[] }) | undefined> =>
  tx.first({
    text: `SELECT b.*, (SELECT array_agg(number ORDER BY number) FROM paper_form WHERE batch_id = $1) AS numbers
           FROM (${BATCHES} WHERE p.batch_id = $1 GROUP BY p.batch_id, p.station_id, st.name, p.company_id) b`,
    values: [id],
  })
