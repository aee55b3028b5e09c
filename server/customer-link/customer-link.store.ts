import type { MisuseFlag, Rating } from '#core/customer-link/customer-link.ts'
import type { Instant } from '#core/time.ts'
import type { StopReason } from '#core/work-orders/work-order.verify.ts'
import type { Tx } from '#server/platform/db.ts'

export type LinkRow = {
  readonly prefecture: string
  readonly id: string
  readonly workOrderId: string
  readonly tokenHash: Buffer
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly revokedAt: Instant | null
  readonly sentAt: Instant | null
  readonly firstOpenedAt: Instant | null
  readonly lastOpenedAt: Instant | null
  readonly opens: number
  readonly stopWhy: StopReason | null
  readonly resumeAskedAt: Instant | null
  readonly brokenSaidAt: Instant | null
  readonly rating: Rating | null
  readonly doorVisitId: string | null
  readonly doorFailures: number
  readonly doorCheckedAt: Instant | null
  readonly flags: readonly MisuseFlag[]
}

const COLUMNS = `l.prefecture, l.id, l.work_order_id AS "workOrderId", l.token_hash AS "tokenHash", l.created_at AS "createdAt",
  l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt", l.sent_at AS "sentAt", l.first_opened_at AS "firstOpenedAt",
  l.last_opened_at AS "lastOpenedAt", l.opens, l.stop_why AS "stopWhy", l.resume_asked_at AS "resumeAskedAt",
  l.broken_said_at AS "brokenSaidAt", l.rating, l.door_visit_id AS "doorVisitId", l.door_failures AS "doorFailures",
  l.door_checked_at AS "doorCheckedAt", l.flags`

/** With its order's number. */
export const findByHash = (tx: Tx, tokenHash: Buffer): Promise<(LinkRow & { readonly number: string }) | undefined> =>
  tx.first({
    name: 'customerLink.byHash',
    text: `SELECT ${COLUMNS}, w.number FROM customer_link l
           JOIN work_order w ON w.prefecture = l.prefecture AND w.id = l.work_order_id WHERE l.token_hash = $1`,
    values: [tokenHash],
  })

export type OrderKey = { readonly prefecture: string; readonly id: string }

export const findOfOrder = (tx: Tx, order: OrderKey): Promise<LinkRow | undefined> =>
  tx.first({
    name: 'customerLink.ofOrder',
    text: `SELECT ${COLUMNS} FROM customer_link l WHERE l.prefecture = $1 AND l.work_order_id = $2`,
    values: [order.prefecture, order.id],
  })

/** Makes the order's link where there is none; answers how many were made. */
export const insertLink = (
  tx: Tx,
  order: OrderKey,
  link: { readonly id: string; readonly tokenHash: Buffer; readonly createdAt: Instant; readonly expiresAt: Instant },
): Promise<number> =>
  tx.run({
    name: 'customerLink.insert',
    text: `INSERT INTO customer_link (prefecture, id, work_order_id, token_hash, created_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (prefecture, work_order_id) DO NOTHING`,
    values: [order.prefecture, link.id, order.id, link.tokenHash, link.createdAt, link.expiresAt],
  })

type Changes = Partial<
  Pick<
    LinkRow,
    | 'sentAt'
    | 'stopWhy'
    | 'resumeAskedAt'
    | 'brokenSaidAt'
    | 'rating'
    | 'doorVisitId'
    | 'doorFailures'
    | 'doorCheckedAt'
  >
> & { readonly flags?: readonly MisuseFlag[] }

const columnOf = {
  sentAt: 'sent_at',
  stopWhy: 'stop_why',
  resumeAskedAt: 'resume_asked_at',
  brokenSaidAt: 'broken_said_at',
  rating: 'rating',
  doorVisitId: 'door_visit_id',
  doorFailures: 'door_failures',
  doorCheckedAt: 'door_checked_at',
  flags: 'flags',
} as const satisfies Record<keyof Changes, string>

export const changeLink = (tx: Tx, link: Pick<LinkRow, 'prefecture' | 'id'>, changes: Changes): Promise<number> => {
  const names = Object.keys(changes) as (keyof Changes)[]
  const sets = names.map((name, index) => `${columnOf[name]} = $${index + 3}`)
  return tx.run({
    text: `UPDATE customer_link SET ${sets.join(', ')} WHERE prefecture = $1 AND id = $2`,
    values: [
      link.prefecture,
      link.id,
      ...names.map((name) => (name === 'rating' ? JSON.stringify(changes.rating) : (changes[name] ?? null))),
    ],
  })
}

/** Somebody looked at the page. */
export const countOpening = (
  tx: Tx,
  link: Pick<LinkRow, 'prefecture' | 'id'>,
  at: Instant,
  flags: readonly MisuseFlag[],
): Promise<number> =>
  tx.run({
    name: 'customerLink.opened',
    text: `UPDATE customer_link SET first_opened_at = coalesce(first_opened_at, $3), last_opened_at = $3, opens = opens + 1, flags = $4
           WHERE prefecture = $1 AND id = $2`,
    values: [link.prefecture, link.id, at, flags],
  })

/** The order is closed: its link lives on for a while; of a voided one not at all. */
export const endLink = (
  tx: Tx,
  order: OrderKey,
  change: { readonly expiresAt: Instant } | { readonly revokedAt: Instant },
): Promise<number> =>
  'revokedAt' in change
    ? tx.run({
        name: 'customerLink.revoke',
        text: 'UPDATE customer_link SET revoked_at = $3 WHERE prefecture = $1 AND work_order_id = $2 AND revoked_at IS NULL',
        values: [order.prefecture, order.id, change.revokedAt],
      })
    : tx.run({
        name: 'customerLink.expire',
        text: `UPDATE customer_link SET expires_at = least(expires_at, $3::timestamptz) WHERE prefecture = $1 AND work_order_id = $2`,
        values: [order.prefecture, order.id, change.expiresAt],
      })

/** Name, badge and work phone of whoever comes. */
export const findVisitor = (
  tx: Tx,
  staffId: string,
): Promise<{ readonly name: string; readonly badge: string; readonly phone: string | null } | undefined> =>
  tx.first({
    name: 'customerLink.visitor',
    text: 'SELECT name, number AS badge, phone FROM staff WHERE id = $1',
    values: [staffId],
  })

/** The order's printed service confirmation, the latest. */
export const findConfirmation = (
  tx: Tx,
  order: OrderKey,
): Promise<{ readonly id: string; readonly bytes: number } | undefined> =>
  tx.first({
    name: 'customerLink.confirmation',
    text: `SELECT id, bytes FROM stored_file WHERE prefecture = $1 AND subject_type = 'workOrder' AND subject_id = $2
             AND purpose = 'document' AND media_type = 'application/pdf' ORDER BY created_at DESC, id DESC LIMIT 1`,
    values: [order.prefecture, order.id],
  })
