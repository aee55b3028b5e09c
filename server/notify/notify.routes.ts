import * as contract from '#core/notify/notify.contract.ts'
import { textBelow, titleOf, toneOf } from '#core/notify/notify.ts'
import { ok } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { type BellRow, bellPage, countUnread, markRead } from './notify.bell.view.ts'

export const bindNotify = ({ bind }: Http, { db, clock }: Deps): void => {
  bind(contract.listNotifications, async ({ actor, query, language }) => {
    const [rows, unread] = await Promise.all([
      bellPage(db, actor.scope, {
        isUnreadOnly: query.unread === true,
        cursor: query.cursor,
        limit: query.limit + 1,
      }),
      db.withTransaction(actor.scope, (tx) => countUnread(tx, actor.userId)),
    ])
    const page = rows.slice(0, query.limit)
    return ok({
      unread,
      items: page.map((row) => shown(row, language)),
      nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    })
  })
  bind(contract.readNotifications, async ({ actor, body }) => {
    const unread = await db.withTransaction(actor.scope, async (tx) => {
      await markRead(tx, actor.userId, body.ids, clock.now())
      return countUnread(tx, actor.userId)
    })
    return ok({ unread })
  })
}

const shown = ({ data, severity, ...row }: BellRow, language: Language) => ({
  ...row,
  tone: toneOf(row.kind, severity),
  title: titleOf(row.kind, data, language),
  text: textBelow(data),
  path: pathOf(row),
})

const pathOf = ({ subjectType, subjectNumber }: Pick<BellRow, 'subjectType' | 'subjectNumber'>): string | null => {
  if (subjectType === 'workOrder' && subjectNumber) return `/orders/${subjectNumber}`
  if (subjectType === 'handover') return '/orders'
  return subjectType === 'job' ? '/jobs' : null
}
