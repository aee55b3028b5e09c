import type { Scope } from '#core/access/scope.ts'
import type { AuditEntry } from '#core/audit/audit.contract.ts'
import { auditFaces } from '#core/audited.text.ts'
import type { Instant } from '#core/time.ts'
import type { Database } from '#server/platform/db.ts'

export type AuditFilter = {
  readonly who: string | undefined
  readonly actions: readonly string[] | undefined
  readonly subjectTypes: readonly string[] | undefined
  /** Ids, as entries have them. */
  readonly subjects: readonly string[] | undefined
  readonly prefectures: readonly string[] | undefined
  readonly sources: readonly string[] | undefined
  readonly fromAt: Instant | undefined
  readonly beforeAt: Instant | undefined
  readonly after: { readonly at: Instant; readonly id: string } | undefined
  readonly limit: number
}

export type ListedEntry = Omit<AuditEntry, 'subjectName'>
type Row = Omit<ListedEntry, 'seal'> & { readonly day: string | null; readonly number: number | null }

/** Rows of one page are wanted in the order of an index: a list of values is asked for value by value, each by its index. */
type Driver = { readonly column: string; readonly placeholder: string }

/** One page of entries, newest first. Only the conditions that were asked for are in the statement, so that each finds its index. */
export const auditPage = async (db: Database, scope: Scope, filter: AuditFilter): Promise<ListedEntry[]> => {
  const values: unknown[] = []
  const conditions: string[] = []
  let driver: Driver | undefined
  const where = (value: unknown, condition: (placeholder: string) => string): void => {
    if (value === undefined) return
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  const oneOf = (list: readonly string[] | undefined, column: string, type = 'text'): void => {
    const all = [...new Set(list)]
    if (all.length === 1) where(all[0], (p) => `${column} = ${p}::${type}`)
    else if (all.length > 1 && driver === undefined) {
      values.push(all)
      driver = { column, placeholder: `$${values.length}::${type}[]` }
    } else if (list) where(all, (p) => `${column} = ANY (${p}::${type}[])`)
  }
  oneOf(filter.subjects, 'e.subject_id')
  if (filter.who !== undefined) {
    const ids = await idsOf(db, scope, filter.who)
    if (ids.length > 0) oneOf(ids, 'e.actor_id', 'uuid')
    else where(filter.who, (p) => `e.actor_name = ${p}`)
  }
  const [words, places] = parted(filter.sources ?? [], isFace)
  const sources = places.flatMap((place) =>
    place.includes(' ') ? [place] : FROM_OUTSIDE.map((face) => `${face} ${place}`),
  )
  if (words.length > 0 && sources.length > 0) {
    values.push(words, sources)
    conditions.push(`(e.face = ANY ($${values.length - 1}::text[]) OR e.source = ANY ($${values.length}::text[]))`)
  } else if (words.length > 0) oneOf(words, 'e.face')
  else if (filter.sources) oneOf(sources, 'e.source')
  const [only] = filter.actions ?? []
  if (only?.endsWith('.')) where(only, (p) => `starts_with(e.action, ${p})`)
  else oneOf(filter.actions, 'e.action')
  oneOf(filter.subjectTypes, 'e.subject_type')
  oneOf(filter.prefectures, 'e.prefecture')
  where(filter.fromAt, (p) => `e.at >= ${p}::timestamptz`)
  where(filter.beforeAt, (p) => `e.at < ${p}::timestamptz`)
  where(filter.after?.at, (p) => `e.at <= ${p}::timestamptz`)
  if (filter.after) {
    values.push(filter.after.at, filter.after.id)
    conditions.push(`(e.at, e.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`)
  }
  values.push(filter.limit)
  const newest = `ORDER BY e.at DESC, e.id DESC LIMIT $${values.length}`
  const rows = await db.readRows<Row>(scope, {
    text: `SELECT e.id, e.prefecture, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.actor_role AS "actorRole",
             e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.before, e.after, e.reason, e.source,
             s.day, s.number
           FROM (${entriesOf(driver, conditions, newest)}) e
           LEFT JOIN audit_seal s ON s.prefecture = e.prefecture AND s.entry_id = e.id
           ORDER BY e.at DESC, e.id DESC`,
    values,
  })
  return rows.map(({ day, number, ...entry }) => ({
    ...entry,
    seal: day !== null && number !== null ? { day, number } : null,
  }))
}

const entriesOf = (driver: Driver | undefined, conditions: readonly string[], newest: string): string => {
  const all = driver ? [`${driver.column} = one.value`, ...conditions] : conditions
  const found = `SELECT * FROM audit_entry e ${all.length > 0 ? `WHERE ${all.join(' AND ')}` : ''} ${newest}`
  return driver
    ? `SELECT e.* FROM unnest(${driver.placeholder}) AS one(value) CROSS JOIN LATERAL (${found}) e ${newest}`
    : found
}

const isFace = (source: string): boolean => auditFaces.some((face) => face === source)
/** Those that have an address behind them. */
const FROM_OUTSIDE = ['console', 'field', 'api']

const parted = <T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [T[], T[]] => [
  items.filter(isFirst),
  items.filter((item) => !isFirst(item)),
]

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const idsOf = async (db: Database, scope: Scope, who: string): Promise<readonly string[]> => {
  if (UUID.test(who)) return [who]
  const rows = await db.readRows<{ id: string }>(scope, {
    text: 'SELECT id FROM app_user WHERE login = lower($1) OR name = $1',
    values: [who],
  })
  return rows.map((row) => row.id)
}
