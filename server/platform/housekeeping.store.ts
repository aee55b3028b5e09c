import type { Instant } from '#core/time.ts'
import type { Tx } from './db.ts'

/** What has served its time, a table each: rows older than the instant are taken away, some at a time. */
const OLD = {
  command_receipt: 'at < $1',
  notification: 'at < $1',
  outside_message: `status <> 'waiting' AND at < $1`,
  job: `status IN ('done', 'failed', 'cancelled') AND finished_at < $1`,
  dead_letter: 'resolved_at < $1',
  session: `expires_at < $1 OR revoked_at < $1`,
} as const
export type OldTable = keyof typeof OLD

export const deleteOld = (tx: Tx, table: OldTable, before: Instant, limit: number): Promise<number> =>
  tx.run({
    text: `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${OLD[table]} LIMIT $2))`,
    values: [before, limit],
  })
