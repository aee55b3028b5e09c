import type { Health } from '#core/jobs/health.contract.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

type Database = Pick<Health['database'], 'bytes' | 'connections' | 'maxConnections'> & {
  readonly postgres: string
  readonly migration: string
}

export const databaseState = async (tx: Tx): Promise<Database> => {
  const row = await tx.first<Database>({
    name: 'health.database',
    text: `SELECT pg_database_size(current_database()) AS bytes, current_setting('max_connections')::int AS "maxConnections",
             (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections,
             current_setting('server_version') AS postgres, (SELECT max(name) FROM migration) AS migration`,
  })
  if (!row) throw new Error('a query without FROM gave no row')
  return row
}

/** Each consumer with what it has not handled yet, counted to 1,000, and what was put aside. */
export const consumerStates = (tx: Tx, sealer: string): Promise<Health['consumers']> =>
  tx.rows({
    name: 'health.consumers',
    text: `SELECT c.consumer AS name, c.updated_at AS "ranAt", lag.behind, lag."oldestAt", letters.retrying, letters.waiting
           FROM consumer_cursor c
           CROSS JOIN LATERAL (
             SELECT count(*)::int AS behind, min(at) AS "oldestAt" FROM (
               SELECT e.at FROM event e
               WHERE e.xact >= pg_snapshot_xmin(c.seen)::text::bigint AND NOT pg_visible_in_snapshot(e.xact::text::xid8, c.seen)
                 AND (c.upto IS NULL OR NOT pg_visible_in_snapshot(e.xact::text::xid8, c.upto)
                   OR (e.xact, e.position) > (c.xact, c.position))
               ORDER BY e.xact LIMIT 1000) e) lag
           CROSS JOIN LATERAL (
             SELECT count(*) FILTER (WHERE retry_at IS NOT NULL)::int AS retrying,
               count(*) FILTER (WHERE retry_at IS NULL)::int AS waiting
             FROM dead_letter l WHERE l.consumer = c.consumer AND l.resolved_at IS NULL) letters
           WHERE c.consumer <> $1 ORDER BY c.consumer`,
    values: [sealer],
  })

export type PeriodicRow = Health['periodics'][number] & { readonly isLeader: boolean; readonly isHeld: boolean }

export const periodicStates = (tx: Tx): Promise<PeriodicRow[]> =>
  tx.rows({
    name: 'health.periodics',
    text: `SELECT name, started_at AS "startedAt", finished_at AS "finishedAt", failures, last_error AS "lastError",
             name = 'leader' AS "isLeader", until > clock_timestamp() AS "isHeld"
           FROM periodic_lease ORDER BY name`,
  })

export const queueStates = async (
  tx: Tx,
  since: Instant,
): Promise<{ readonly jobs: Health['jobs']; readonly outside: Health['outside'] }> => {
  const jobs = await tx.first<Health['jobs']>({
    name: 'health.jobs',
    text: `SELECT count(*) FILTER (WHERE status = 'queued')::int AS queued, count(*) FILTER (WHERE status = 'running')::int AS running,
             count(*) FILTER (WHERE status = 'failed' AND finished_at > $1)::int AS "failed24h",
             min(created_at) FILTER (WHERE status = 'queued') AS "oldestQueuedAt"
           FROM job WHERE status IN ('queued', 'running') OR created_at > $1`,
    values: [since],
  })
  const outside = await tx.first<Health['outside']>({
    name: 'health.outside',
    text: `SELECT (SELECT count(*)::int FROM outside_message WHERE status = 'waiting') AS waiting,
             (SELECT count(*)::int FROM outside_message WHERE status = 'failed' AND finished_at > $1) AS "failed24h"`,
    values: [since],
  })
  return {
    jobs: jobs ?? { queued: 0, running: 0, failed24h: 0, oldestQueuedAt: null },
    outside: outside ?? { waiting: 0, failed24h: 0 },
  }
}
