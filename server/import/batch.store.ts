import type { ColumnMapping, ImportKind, ImportResult } from '#core/import/import.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Target } from './target.store.ts'

export type BatchStatus = 'draft' | 'running' | 'applied' | 'refused' | 'failed' | 'undone'

/** The columns of a sheet as they were taken. */
export type BatchSheet = {
  readonly index: number
  readonly name: string
  readonly headerRow: number
  readonly mapping: ColumnMapping
}

export type Batch = {
  readonly id: string
  readonly kind: ImportKind
  readonly fileId: string | null
  readonly fileName: string
  readonly fileSha256: string
  readonly status: BatchStatus
  readonly sheets: readonly BatchSheet[] | null
  readonly result: ImportResult | null
  readonly createdBy: string | null
  readonly createdByName: string
  readonly companyId: string
  readonly createdAt: Instant
  readonly finishedAt: Instant | null
  readonly undoneAt: Instant | null
}

const COLUMNS = `id, kind, file_id AS "fileId", file_name AS "fileName", file_sha256 AS "fileSha256", status, columns AS sheets,
  counts AS result, created_by AS "createdBy", created_by_name AS "createdByName", company_id AS "companyId",
  created_at AS "createdAt", finished_at AS "finishedAt", undone_at AS "undoneAt"`

export type NewBatch = Pick<
  Batch,
  | 'id'
  | 'kind'
  | 'fileId'
  | 'fileName'
  | 'fileSha256'
  | 'status'
  | 'createdBy'
  | 'createdByName'
  | 'companyId'
  | 'createdAt'
> & {
  /** One row that a person wrote on a screen, with the reason. */
  readonly byHand?: { readonly reason: string } | undefined
}

/** Keeps the batch; one that exists already is taken over. */
export const saveBatch = (tx: Tx, batch: NewBatch): Promise<number> =>
  tx.run({
    text: `INSERT INTO import_batch (id, kind, file_id, file_name, file_sha256, status, created_by, created_by_name, company_id, created_at, is_by_hand, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO UPDATE SET status = excluded.status`,
    values: [
      batch.id,
      batch.kind,
      batch.fileId,
      batch.fileName,
      batch.fileSha256,
      batch.status,
      batch.createdBy,
      batch.createdByName,
      batch.companyId,
      batch.createdAt,
      batch.byHand !== undefined,
      batch.byHand?.reason ?? null,
    ],
  })

/** The batch's end: what came of it. `errors` of the first thousand are inside the result. */
export const finishBatch = (
  tx: Tx,
  batchId: string,
  end: {
    readonly status: BatchStatus
    readonly at: Instant
    readonly result: ImportResult
    readonly sheets: readonly BatchSheet[]
  },
): Promise<number> =>
  tx.run({
    text: 'UPDATE import_batch SET status = $2, finished_at = $3, counts = $4, columns = $5 WHERE id = $1',
    values: [batchId, end.status, end.at, JSON.stringify(end.result), JSON.stringify(end.sheets)],
  })

/** What a check or a refused import found; the rows are as they were. */
export const saveResult = (
  tx: Tx,
  batchId: string,
  end: { readonly status: BatchStatus; readonly result: ImportResult; readonly sheets: readonly BatchSheet[] },
): Promise<number> =>
  tx.run({
    text: 'UPDATE import_batch SET status = $2, counts = $3, columns = $4 WHERE id = $1',
    values: [batchId, end.status, JSON.stringify(end.result), JSON.stringify(end.sheets)],
  })

/** Moves a batch on from one of the states given; 0 when it is in none of them. */
export const moveBatch = (tx: Tx, batchId: string, from: readonly BatchStatus[], to: BatchStatus): Promise<number> =>
  tx.run({
    text: 'UPDATE import_batch SET status = $3 WHERE id = $1 AND status = ANY ($2::text[])',
    values: [batchId, from, to],
  })

export const markUndone = (tx: Tx, batchId: string, at: Instant): Promise<number> =>
  tx.run({ text: `UPDATE import_batch SET status = 'undone', undone_at = $2 WHERE id = $1`, values: [batchId, at] })

export const loadBatch = (tx: Tx, batchId: string, isLocked = false): Promise<Batch | undefined> =>
  tx.first<Batch>({
    text: `SELECT ${COLUMNS} FROM import_batch WHERE id = $1 ${isLocked ? 'FOR UPDATE' : ''}`,
    values: [batchId],
  })

/** The operator's company: imports of the operator and of the command line belong to it. */
export const operatorCompany = async (tx: Tx): Promise<string | undefined> =>
  (await tx.first<{ id: string }>({ text: `SELECT id FROM company WHERE kind = 'operator' ORDER BY id LIMIT 1` }))?.id

/** One import of a kind at a time: the others wait for its end. */
export const lockKind = (tx: Tx, kind: ImportKind, at: Instant): Promise<number> =>
  tx.run({
    text: `INSERT INTO instance_fact (key, value, updated_at) VALUES ($1, 'true', $2)
      ON CONFLICT (key) DO UPDATE SET updated_at = excluded.updated_at`,
    values: [`import.${kind}`, at],
  })

export type UndoObstacles = { readonly made: number; readonly changed: number; readonly used: number }

/** What the batch made is still as it was, and nobody uses it; `made` counts the rows found. */
export const findUndoObstacles = async (tx: Tx, batch: Batch, target: Target): Promise<UndoObstacles> => {
  const { table, usedBy } = target
  const row = await tx.first<UndoObstacles>({
    text: `WITH made AS (
        SELECT h.* FROM ${table} h WHERE h.import_batch_id = $1
          AND NOT EXISTS (SELECT 1 FROM import_change c WHERE c.batch_id = $1 AND c.entity = '${table}' AND c.entity_id = h.id))
      SELECT (SELECT count(*) FROM made) AS made,
        (SELECT count(*) FROM made WHERE updated_at <> $2) + (
          SELECT count(*) FROM import_change c LEFT JOIN ${table} h ON h.prefecture = c.prefecture AND h.id = c.entity_id
          WHERE c.batch_id = $1 AND c.entity = '${table}' AND (h.updated_at IS DISTINCT FROM $2 OR h.import_batch_id IS DISTINCT FROM $1)
        ) AS changed,
        (SELECT count(*) FROM made h WHERE ${usedBy.map((use) => `EXISTS (${use})`).join(' OR ')}) AS used`,
    values: [batch.id, batch.finishedAt],
  })
  return row ?? { made: 0, changed: 0, used: 0 }
}

/** Takes the batch's rows back: made ones go, changed ones get their image again with a higher version. */
export const undoRows = async (tx: Tx, batchId: string, target: Target, columns: readonly string[]): Promise<void> => {
  const { table } = target
  await tx.run({
    text: `DELETE FROM ${table} h WHERE h.import_batch_id = $1
      AND NOT EXISTS (SELECT 1 FROM import_change c WHERE c.batch_id = $1 AND c.entity = '${table}' AND c.entity_id = h.id)`,
    values: [batchId],
  })
  const restored = [...columns, 'prefecture', 'import_batch_id', 'updated_at']
  await tx.run({
    text: `UPDATE ${table} h SET ${restored.map((name) => `${name} = b.${name}`).join(', ')}, version = h.version + 1
      FROM import_change c, jsonb_populate_record(NULL::${table}, c.before) b
      WHERE c.batch_id = $1 AND c.entity = '${table}' AND h.prefecture = c.prefecture AND h.id = c.entity_id`,
    values: [batchId],
  })
  if (table === 'staff') await undoCertificates(tx, batchId)
  await tx.run({ text: `DELETE FROM holding_row WHERE batch_id = $1 AND status = 'open'`, values: [batchId] })
}

const undoCertificates = async (tx: Tx, batchId: string): Promise<void> => {
  const images = `SELECT c.entity_id, i.* FROM import_change c,
    jsonb_populate_recordset(NULL::certificate, c.before -> 'certificates') i WHERE c.batch_id = $1 AND c.entity = 'staff'`
  await tx.run({
    text: `DELETE FROM certificate d USING import_change c WHERE c.batch_id = $1 AND c.entity = 'staff' AND d.staff_id = c.entity_id
      AND NOT EXISTS (SELECT 1 FROM (${images}) was WHERE was.id = d.id)`,
    values: [batchId],
  })
  await tx.run({
    text: `UPDATE certificate d SET valid_to = was.valid_to, issuer = was.issuer, version = d.version + 1
      FROM (${images}) was WHERE was.id = d.id AND (was.valid_to, was.issuer) IS DISTINCT FROM (d.valid_to, d.issuer)`,
    values: [batchId],
  })
}
