import type { OutsideChannel } from '#core/notify/notify.rules.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export type OutsideMessage = {
  readonly prefecture: string
  readonly id: string
  readonly at: Instant
  readonly channel: OutsideChannel
  readonly kind: string
  readonly text: string
  readonly userId: string
  readonly userName: string
  /** As the account has it; nothing when it has none. */
  readonly phone: string | null
}

/** Messages that wait, locked: another process takes others. */
export const lockWaiting = (tx: Tx, limit: number): Promise<OutsideMessage[]> =>
  tx.rows({
    name: 'notify.waiting',
    text: `SELECT m.prefecture, m.id, m.at, m.channel, m.kind, m.text, m.user_id AS "userId", coalesce(u.name, '') AS "userName", u.phone
           FROM outside_message m LEFT JOIN app_user u ON u.id = m.user_id
           WHERE m.status = 'waiting' ORDER BY m.at LIMIT $1 FOR UPDATE OF m SKIP LOCKED`,
    values: [limit],
  })

export const finishMessages = (
  tx: Tx,
  driver: string,
  outcomes: readonly {
    readonly prefecture: string
    readonly id: string
    readonly status: 'recorded' | 'sent' | 'failed'
    readonly error?: string | undefined
  }[],
  at: Instant,
): Promise<number> =>
  tx.run({
    name: 'notify.finish',
    text: `UPDATE outside_message m SET status = o.status, driver = $1, attempts = m.attempts + 1, error = o.error, finished_at = $2
           FROM unnest($3::text[], $4::uuid[], $5::text[], $6::text[]) AS o(prefecture, id, status, error)
           WHERE m.prefecture = o.prefecture AND m.id = o.id`,
    values: [
      driver,
      at,
      outcomes.map((each) => each.prefecture),
      outcomes.map((each) => each.id),
      outcomes.map((each) => each.status),
      outcomes.map((each) => each.error ?? null),
    ],
  })
