import type { Actor } from '#core/access/scope.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'

export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export type NewJob = {
  readonly kind: string
  /** As people see it: the file's name, the month. */
  readonly title: string
  readonly input: unknown
  readonly total?: number
}

/** Puts work into the queue; it begins after the commit. The id of the job. */
export const startJob = async (tx: Tx, actor: Actor, at: Instant, job: NewJob): Promise<string> => {
  const id = newId()
  tx.wake('jobs')
  await tx.run({
    text: `INSERT INTO job (id, kind, title, status, total, input, created_by, actor, created_at)
           VALUES ($1, $2, $3, 'queued', $4, $5, $6, $7, $8)`,
    values: [
      id,
      job.kind,
      job.title,
      job.total ?? null,
      JSON.stringify(job.input ?? {}),
      actor.userId,
      JSON.stringify({ ...actor, permissions: [...actor.permissions] }),
      at,
    ],
  })
  return id
}

export type ClaimedJob = {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly input: unknown
  readonly actor: Actor
  readonly attempts: number
}

type ClaimedRow = Omit<ClaimedJob, 'actor'> & {
  actor: Omit<Actor, 'permissions'> & { permissions: Actor['permissions'] }
}

/** Takes the oldest job that waits, or whose process has not been heard of. */
export const claimJob = async (
  tx: Tx,
  claim: {
    readonly kinds: readonly string[]
    readonly holder: string
    readonly at: Instant
    readonly lostAfterMs: number
  },
): Promise<ClaimedJob | undefined> => {
  const row = await tx.first<ClaimedRow>({
    name: 'jobs.claim',
    text: `UPDATE job SET status = 'running', holder = $2, attempts = attempts + 1, heartbeat_at = clock_timestamp(),
             started_at = coalesce(started_at, $3)
           WHERE id = (SELECT id FROM job
             WHERE kind = ANY ($1) AND (status = 'queued'
               OR (status = 'running' AND heartbeat_at < clock_timestamp() - $4 * interval '1 ms'))
             ORDER BY created_at FOR UPDATE SKIP LOCKED LIMIT 1)
           RETURNING id, kind, title, input, actor, attempts`,
    values: [claim.kinds, claim.holder, claim.at, claim.lostAfterMs],
  })
  return row && { ...row, actor: { ...row.actor, permissions: new Set(row.actor.permissions) } }
}

/** Says that the job lives and how far it is. Nothing when it is no longer this process's. */
export const beat = (
  tx: Tx,
  job: { readonly id: string; readonly holder: string; readonly done: number; readonly total: number | null },
): Promise<{ isCancelled: boolean } | undefined> =>
  tx.first({
    name: 'jobs.beat',
    text: `UPDATE job SET heartbeat_at = clock_timestamp(), done = $3, total = coalesce($4, total)
           WHERE id = $1 AND holder = $2 AND status = 'running' RETURNING cancel_requested_at IS NOT NULL AS "isCancelled"`,
    values: [job.id, job.holder, job.done, job.total],
  })

export type JobEnd = {
  readonly status: Exclude<JobStatus, 'running'>
  readonly done: number
  readonly result?: unknown
  readonly error?: string
  readonly at: Instant
}

/** Ends the job, or puts it back into the queue; 0 when it is no longer this process's. */
export const endJob = (tx: Tx, id: string, holder: string, end: JobEnd): Promise<number> =>
  tx.run({
    text: `UPDATE job SET status = $3, done = $4, result = $5, error = $6, holder = NULL,
             finished_at = CASE $3 WHEN 'queued' THEN NULL ELSE $7::timestamptz END
           WHERE id = $1 AND holder = $2 AND status = 'running'`,
    values: [
      id,
      holder,
      end.status,
      end.done,
      end.result === undefined ? null : JSON.stringify(end.result),
      end.error ?? null,
      end.at,
    ],
  })

/** Asks a running job to stop, ends one that waits; what it is now, `undefined` when there is nothing to cancel. */
export const cancelJob = (tx: Tx, id: string, at: Instant): Promise<{ status: JobStatus } | undefined> =>
  tx.first({
    text: `UPDATE job SET cancel_requested_at = $2,
             status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END,
             finished_at = CASE status WHEN 'queued' THEN $2::timestamptz END
           WHERE id = $1 AND status IN ('queued', 'running') RETURNING status`,
    values: [id, at],
  })
