import type { Scope } from '#core/access/scope.ts'
import type { AuditEntry } from '#core/audit/audit.contract.ts'
import type { AuditedSubject } from '#core/audited.text.ts'
import type { Language } from '#core/text.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { ListedEntry } from './audit.list.view.ts'

/** What a kind of subject is called: its label, and by which words somebody looks for it. */
type Called = {
  readonly from: string
  readonly label: string
  readonly keys: readonly string[]
  readonly id?: string
  readonly isText?: boolean
}

const CALLED: Partial<Readonly<Record<AuditedSubject, Called>>> = {
  user: { from: 'app_user', label: `name || ' ' || login`, keys: ['login', 'name'] },
  staff: { from: 'staff', label: `name || ' ' || number`, keys: ['number', 'name'] },
  workOrder: { from: 'work_order', label: 'number', keys: ['number'] },
  report: { from: 'report', label: 'number', keys: ['number'] },
  homeUser: { from: 'home_user', label: 'account', keys: ['account'] },
  enterpriseLine: { from: 'enterprise_line', label: 'line_code', keys: ['line_code'] },
  networkNode: { from: 'network_node', label: 'code', keys: ['code'] },
  station: { from: 'station', label: 'name', keys: ['name'] },
  grid: { from: 'grid', label: 'name', keys: ['name'] },
  company: { from: 'company', label: 'short_name', keys: ['short_name', 'name'], isText: true },
  region: { from: 'region', label: 'name', keys: ['name'], id: 'code', isText: true },
  importBatch: { from: 'import_batch', label: 'file_name', keys: ['file_name'] },
  responsibility: {
    from: 'responsibility',
    label: `(SELECT name FROM region WHERE code = region) || ' ' || (SELECT short_name FROM company WHERE id = company_id)`,
    keys: [],
  },
}
const called = Object.entries(CALLED)

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** The entries with what each subject is called today: one statement for those kinds that are on the page. */
export const withNames = async (
  deps: Pick<Deps, 'db' | 'parameters'>,
  scope: Scope,
  entries: readonly ListedEntry[],
  language: Language,
): Promise<AuditEntry[]> => {
  const values: unknown[] = []
  const parts = called.flatMap(([type, { from, label, id = 'id', isText }]) => {
    const ids = new Set(entries.filter((entry) => entry.subjectType === type).map((entry) => entry.subjectId))
    const wanted = [...ids].filter((each) => isText || UUID.test(each))
    if (wanted.length === 0) return []
    values.push(wanted)
    const array = `$${values.length}::${isText ? 'text' : 'uuid'}[]`
    return [`SELECT '${type}' AS type, ${id}::text AS id, ${label} AS name FROM ${from} WHERE ${id} = ANY (${array})`]
  })
  const rows =
    parts.length === 0
      ? []
      : await deps.db.readRows<{ type: string; id: string; name: string | null }>(scope, {
          text: parts.join(' UNION ALL '),
          values,
        })
  const names = new Map(rows.map(({ type, id, name }) => [`${type} ${id}`, name]))
  const titles = new Map(deps.parameters.definitions.map(({ key, title }) => [key, title[language]]))
  return entries.map((entry) => ({
    ...entry,
    subjectName: names.get(`${entry.subjectType} ${entry.subjectId}`) ?? ownName(entry, titles),
  }))
}

/** What the entry itself tells of its subject. */
const ownName = (
  { subjectType, subjectId, before }: ListedEntry,
  titles: ReadonlyMap<string, string>,
): string | null => {
  const told = isRecord(before) ? before : {}
  if (subjectType === 'parameter') return titles.get(subjectId) ?? subjectId
  if (subjectType === 'heldRow' && told.file) return `${String(told.file)} #${String(told.row)}`
  if (subjectType === 'deadLetter' && told.consumer) return `${String(told.consumer)} ${String(told.kind)}`
  return UUID.test(subjectId) ? null : subjectId
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Ids of everything that is called so, and the words themselves: an order's or a report's entry stands under its number. */
export const subjectsCalled = async (
  deps: Pick<Deps, 'db' | 'parameters'>,
  scope: Scope,
  words: string,
): Promise<readonly string[]> => {
  const parts = called.flatMap(([, { from, keys, id = 'id' }]) =>
    keys.map((key) => `(SELECT ${id}::text AS id FROM ${from} WHERE ${key} = $1 LIMIT ${MOST_OF_A_KIND})`),
  )
  const rows = await deps.db.readRows<{ id: string }>(scope, { text: parts.join(' UNION ALL '), values: [words] })
  const titled = deps.parameters.definitions.filter(({ title }) => Object.values(title).includes(words))
  return [...new Set([words, ...titled.map(({ key }) => key), ...rows.map(({ id }) => id)])]
}

const MOST_OF_A_KIND = 50
