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
  /** Nobody's who signs in: the customer's. */
  readonly userId: string | null
  readonly userName: string
  /** As the account has it, or the customer's as the order has it; nothing when there is none. */
  readonly phone: string | null
  /** The customer's link of the order, which a message's `{link}` stands for. */
  readonly linkId: string | null
}

/** Messages that wait and whose time has come, locked: another process takes others. */
export const lockWaiting = (tx: Tx, now: Instant, limit: number): Promise<OutsideMessage[]> =>
  tx.rows({
    name: 'notify.waiting',
    text: `SELECT m.prefecture, m.id, m.at, m.channel, m.kind, m.text, m.user_id AS "userId", coalesce(u.name, '') AS "userName",
             coalesce(u.phone, w.customer_phone) AS phone, l.id AS "linkId"
           FROM outside_message m LEFT JOIN app_user u ON u.id = m.user_id
             LEFT JOIN work_order w ON w.prefecture = m.prefecture AND w.id = m.work_order_id
             LEFT JOIN customer_link l ON l.prefecture = m.prefecture AND l.work_order_id = m.work_order_id
           WHERE m.status = 'waiting' AND (m.not_before IS NULL OR m.not_before <= $2)
           ORDER BY m.at LIMIT $1 FOR UPDATE OF m SKIP LOCKED`,
    values: [limit, now],
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

export type CustomerMessageRow = {
  readonly id: string
  readonly prefecture: string
  readonly workOrderId: string
  readonly at: Instant
  readonly notBefore: Instant
  readonly eventId: string
  readonly kind: string
  readonly text: string
}

export const insertCustomerMessage = (tx: Tx, message: CustomerMessageRow): Promise<number> =>
  tx.run({
    name: 'notify.toCustomer',
    text: `INSERT INTO outside_message (prefecture, id, at, channel, work_order_id, not_before, event_id, kind, text, status)
           VALUES ($1, $2, $3, 'sms', $4, $5, $6, $7, $8, 'waiting')`,
    values: [
      message.prefecture,
      message.id,
      message.at,
      message.workOrderId,
      message.notBefore,
      message.eventId,
      message.kind,
      message.text,
    ],
  })
