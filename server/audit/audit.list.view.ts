import type { Scope } from '#core/access/scope.ts'
import type { AuditEntry } from '#core/audit/audit.contract.ts'
import type { Instant } from '#core/time.ts'
import type { Database } from '#server/platform/db.ts'

export type AuditFilter = {
  readonly who: string | undefined
  readonly action: string | undefined
  readonly subjectType: string | undefined
  readonly subject: string | undefined
  readonly prefecture: string | undefined
  readonly fromAt: Instant | undefined
  readonly beforeAt: Instant | undefined
  readonly after: { readonly at: Instant; readonly id: string } | undefined
  readonly limit: number
}

type Row = Omit<AuditEntry, 'seal'> & { readonly day: string | null; readonly number: number | null }

/** One page of entries, newest first. Only the conditions that were asked for are in the statement, so that each finds its index. */
export const auditPage = async (db: Database, scope: Scope, filter: AuditFilter): Promise<AuditEntry[]> => {
  const values: unknown[] = []
  const conditions: string[] = []
  const where = (value: unknown, condition: (placeholder: string) => string): void => {
    if (value === undefined) return
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  if (filter.who !== undefined) {
    const ids = await idsOf(db, scope, filter.who)
    if (ids.length > 0) where(ids, (p) => `e.actor_id = ANY (${p}::uuid[])`)
    else where(filter.who, (p) => `e.actor_name = ${p}`)
  }
  if (filter.action?.endsWith('.')) where(filter.action, (p) => `starts_with(e.action, ${p})`)
  else where(filter.action, (p) => `e.action = ${p}`)
  where(filter.subjectType, (p) => `e.subject_type = ${p}`)
  where(filter.subject, (p) => `e.subject_id = ${p}`)
  where(filter.prefecture, (p) => `e.prefecture = ${p}`)
  where(filter.fromAt, (p) => `e.at >= ${p}::timestamptz`)
  where(filter.beforeAt, (p) => `e.at < ${p}::timestamptz`)
  where(filter.after?.at, (p) => `e.at <= ${p}::timestamptz`)
  if (filter.after) {
    values.push(filter.after.at, filter.after.id)
    conditions.push(`(e.at, e.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`)
  }
  values.push(filter.limit)
  const rows = await db.readRows<Row>(scope, {
    text: `SELECT e.id, e.prefecture, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.actor_role AS "actorRole",
             e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.before, e.after, e.reason, e.source,
             s.day, s.number
           FROM (SELECT * FROM audit_entry e ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
                 ORDER BY e.at DESC, e.id DESC LIMIT $${values.length}) e
           LEFT JOIN audit_seal s ON s.prefecture = e.prefecture AND s.entry_id = e.id
           ORDER BY e.at DESC, e.id DESC`,
    values,
  })
  return rows.map(({ day, number, ...entry }) => ({
    ...entry,
    seal: day !== null && number !== null ? { day, number } : null,
  }))
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const idsOf = async (db: Database, scope: Scope, who: string): Promise<readonly string[]> => {
  if (UUID.test(who)) return [who]
  const rows = await db.readRows<{ id: string }>(scope, {
    text: 'SELECT id FROM app_user WHERE login = lower($1) OR name = $1',
    values: [who],
  })
  return rows.map((row) => row.id)
}
