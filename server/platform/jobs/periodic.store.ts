import type { Tx } from '#server/platform/db.ts'

const LEADER = 'leader'

/** Becomes the process that does the periodic work, or stays it; false while another one is. */
export const lead = async (tx: Tx, holder: string, leaseMs: number): Promise<boolean> =>
  (await tx.run({
    name: 'periodic.lead',
    text: `INSERT INTO periodic_lease AS l (name, holder, until, started_at)
           VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms', clock_timestamp())
           ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,
             started_at = CASE WHEN l.holder = excluded.holder THEN l.started_at ELSE clock_timestamp() END
           WHERE l.holder = excluded.holder OR l.until < clock_timestamp()`,
    values: [LEADER, holder, leaseMs],
  })) > 0

/** Lets another process take over at once. */
export const resign = (tx: Tx, holder: string): Promise<number> =>
  tx.run({
    text: 'UPDATE periodic_lease SET until = clock_timestamp() WHERE name = $1 AND holder = $2',
    values: [LEADER, holder],
  })

/** Milliseconds since each task last began. */
export const readSinceStart = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.rows<{ name: string; ms: number }>({
    text: `SELECT name, extract(epoch FROM clock_timestamp() - started_at) * 1000 AS ms
           FROM periodic_lease WHERE name <> $1 AND started_at IS NOT NULL`,
    values: [LEADER],
  })
  return new Map(rows.map((row) => [row.name, row.ms]))
}

/** What a run came to; for the health screen, and for knowing after a restart when the next one is due. */
export const noteRun = (
  tx: Tx,
  run: { readonly name: string; readonly holder: string; readonly tookMs: number; readonly error: string | undefined },
): Promise<number> =>
  tx.run({
    name: 'periodic.note',
    text: `INSERT INTO periodic_lease AS l (name, holder, until, started_at, finished_at, failures, last_error)
           VALUES ($1, $2, clock_timestamp(), clock_timestamp() - $3 * interval '1 ms', clock_timestamp(),
             CASE WHEN $4::text IS NULL THEN 0 ELSE 1 END, $4)
           ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until, started_at = excluded.started_at,
             finished_at = excluded.finished_at, last_error = excluded.last_error,
             failures = CASE WHEN $4::text IS NULL THEN 0 ELSE l.failures + 1 END`,
    values: [run.name, run.holder, run.tookMs, run.error ?? null],
  })
