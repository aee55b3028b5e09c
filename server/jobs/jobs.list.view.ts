import type { Scope } from '#core/access/scope.ts'
import type { Job } from '#core/jobs/jobs.contract.ts'
import type { Database } from '#server/platform/db.ts'

const COLUMNS = `id, kind, title, status, done, total, result, error, cancel_requested_at IS NOT NULL AS "isCancelRequested",
  coalesce(actor ->> 'name', '') AS "createdByName", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`

export type JobFilter = {
  readonly status: string | undefined
  /** The id after which the page begins; ids sort by time. */
  readonly cursor: string | undefined
  readonly limit: number
}

/** Jobs newest first: the reader's own, or everybody's. */
export const jobsPage = (db: Database, scope: Scope, isEverybody: boolean, filter: JobFilter): Promise<Job[]> =>
  db.withTransaction(scope, (tx) => {
    if (isEverybody) tx.act()
    return tx.rows({
      text: `SELECT ${COLUMNS} FROM job
             WHERE ($1 OR created_by = $2) AND ($3::text IS NULL OR status = $3) AND ($4::uuid IS NULL OR id < $4)
             ORDER BY id DESC LIMIT $5`,
      values: [isEverybody, scope.userId, filter.status ?? null, filter.cursor ?? null, filter.limit],
    })
  })

export const oneJob = (db: Database, scope: Scope, isEverybody: boolean, id: string): Promise<Job | undefined> =>
  db.withTransaction(scope, (tx) => {
    if (isEverybody) tx.act()
    return tx.first({ text: `SELECT ${COLUMNS} FROM job WHERE id = $1`, values: [id] })
  })
