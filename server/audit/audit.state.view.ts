import type { Scope } from '#core/access/scope.ts'
import type { Database } from '#server/platform/db.ts'

export type LastVerification = {
  readonly jobId: string
  readonly status: string
  readonly finishedAt: string | null
  readonly result: unknown
}

/** The newest verification, whoever started it. */
export const lastVerification = (db: Database, scope: Scope, kind: string): Promise<LastVerification | undefined> =>
  db.withTransaction(scope, (tx) => {
    tx.act()
    return tx.first({
      text: `SELECT id AS "jobId", status, finished_at AS "finishedAt", result FROM job
             WHERE kind = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
      values: [kind],
    })
  })
