import type { FieldProblem, ImportKind } from '#core/import/import.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** A row kept aside (待补录): what stood in its cells by field, and what is wrong with it. */
export type HeldRow = {
  readonly id: string
  readonly prefecture: string
  readonly batchId: string
  readonly kind: ImportKind
  readonly fileName: string
  readonly sheet: string
  readonly row: number
  readonly content: Readonly<Record<string, string>>
  readonly problems: readonly (FieldProblem & { readonly value?: string })[]
  readonly status: 'open' | 'completed' | 'discarded'
  readonly resolution: string | null
  readonly resolvedByName: string | null
  readonly resolvedAt: Instant | null
  readonly createdAt: Instant
}

const COLUMNS = `w.id, w.prefecture, w.batch_id AS "batchId", w.kind, b.file_name AS "fileName", w.sheet, w.row_number AS row, w.content,
  w.errors AS problems, w.status, w.resolution, w.resolved_by_name AS "resolvedByName", w.resolved_at AS "resolvedAt", w.created_at AS "createdAt"`

export const loadHeldRow = (tx: Tx, id: string): Promise<HeldRow | undefined> =>
  tx.first({
    text: `SELECT ${COLUMNS} FROM holding_row w JOIN import_batch b ON b.id = w.batch_id WHERE w.id = $1 FOR UPDATE OF w`,
    values: [id],
  })

/** A page of held rows, the newest first; `after` is the last row of the page before. */
export const listHeldRows = (
  tx: Tx,
  filter: {
    readonly kind: ImportKind
    readonly status: HeldRow['status']
    readonly batchId?: string | undefined
    readonly after?: { readonly at: Instant; readonly id: string } | undefined
    readonly limit: number
  },
): Promise<HeldRow[]> =>
  tx.rows({
    text: `SELECT ${COLUMNS} FROM holding_row w JOIN import_batch b ON b.id = w.batch_id
      WHERE w.kind = $1 AND w.status = $2 AND ($3::uuid IS NULL OR w.batch_id = $3)
        AND ($4::timestamptz IS NULL OR (w.created_at, w.id) < ($4, $5::uuid))
      ORDER BY w.created_at DESC, w.id DESC LIMIT $6`,
    values: [filter.kind, filter.status, filter.batchId, filter.after?.at, filter.after?.id, filter.limit],
  })

export const countHeldRows = (tx: Tx): Promise<{ kind: ImportKind; open: number }[]> =>
  tx.rows({ text: `SELECT kind, count(*) AS open FROM holding_row WHERE status = 'open' GROUP BY kind ORDER BY kind` })

export const closeHeldRow = (
  tx: Tx,
  id: string,
  end: {
    readonly status: 'completed' | 'discarded'
    readonly resolution: string
    readonly by: string
    readonly at: Instant
  },
): Promise<number> =>
  tx.run({
    text: `UPDATE holding_row SET status = $2, resolution = $3, resolved_by_name = $4, resolved_at = $5 WHERE id = $1`,
    values: [id, end.status, end.resolution, end.by, end.at],
  })
