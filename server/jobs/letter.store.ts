import type { Letter } from '#core/jobs/health.contract.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

const COLUMNS = `id, consumer, at, kind, prefecture, subject_type AS "subjectType", subject_id AS "subjectId", attempts, error,
  retry_at AS "retryAt"`

export const openLetters = (
  tx: Tx,
  filter: { readonly consumer: string | undefined; readonly cursor: string | undefined; readonly limit: number },
): Promise<Letter[]> =>
  tx.rows({
    text: `SELECT ${COLUMNS} FROM dead_letter
           WHERE resolved_at IS NULL AND ($1::text IS NULL OR consumer = $1) AND ($2::uuid IS NULL OR id > $2)
           ORDER BY id LIMIT $3`,
    values: [filter.consumer ?? null, filter.cursor ?? null, filter.limit],
  })

/** Due at once; the consumer finds it within a second. */
export const retryLetter = (tx: Tx, id: string): Promise<Letter | undefined> =>
  tx.first({
    text: `UPDATE dead_letter SET retry_at = clock_timestamp() WHERE id = $1 AND resolved_at IS NULL RETURNING ${COLUMNS}`,
    values: [id],
  })

export const discardLetter = (tx: Tx, id: string, at: Instant): Promise<Letter | undefined> =>
  tx.first({
    text: `UPDATE dead_letter SET resolved_at = $2, resolution = 'discarded', retry_at = NULL
           WHERE id = $1 AND resolved_at IS NULL RETURNING ${COLUMNS}`,
    values: [id, at],
  })
