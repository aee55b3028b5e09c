import type { Scope } from '#core/access/scope.ts'
import type { Severity } from '#core/notify/notify.rules.ts'
import type { NotificationData } from '#core/notify/notify.ts'
import type { Instant } from '#core/time.ts'
import type { Database, Tx } from '#server/platform/db.ts'

export type BellRow = {
  readonly id: string
  readonly at: Instant
  readonly kind: string
  readonly severity: Severity
  readonly subjectType: string | null
  readonly subjectNumber: string | null
  readonly data: NotificationData
  readonly isRead: boolean
}

export type BellFilter = {
  readonly isUnreadOnly: boolean
  readonly cursor: string | undefined
  readonly limit: number
}

/** The reader's own, newest first; ids sort by time. */
export const bellPage = (db: Database, scope: Scope, filter: BellFilter): Promise<BellRow[]> =>
  db.readRows(scope, {
    name: 'notify.page',
    text: `SELECT id, at, kind, severity, subject_type AS "subjectType", subject_number AS "subjectNumber", data,
             read_at IS NOT NULL AS "isRead"
           FROM notification
           WHERE user_id = $1 AND (NOT $2::boolean OR read_at IS NULL) AND ($3::uuid IS NULL OR id < $3)
           ORDER BY id DESC LIMIT $4`,
    values: [scope.userId, filter.isUnreadOnly, filter.cursor ?? null, filter.limit],
  })

/** How many are unread, counted to 100. */
export const countUnread = async (reader: Pick<Tx, 'first'>, userId: string): Promise<number> =>
  (
    await reader.first<{ count: number }>({
      name: 'notify.unread',
      text: `SELECT count(*) AS count FROM (
               SELECT 1 FROM notification WHERE user_id = $1 AND read_at IS NULL LIMIT 100) n`,
      values: [userId],
    })
  )?.count ?? 0

export const markRead = (tx: Tx, userId: string, ids: readonly string[] | undefined, at: Instant): Promise<number> =>
  tx.run({
    text: `UPDATE notification SET read_at = $3
           WHERE user_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY ($2))`,
    values: [userId, ids ?? null, at],
  })
