import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import { accountKey, phoneKey } from '#core/intake/report.ts'
import { ledgerTerms } from '#core/ledger/ledger-query.rules.ts'
import { searchForm } from '#core/ledger/search-text.rules.ts'
import type { Found, FoundGroup, FoundKind } from '#core/search/search.contract.ts'
import { wantedNumbers } from '#core/search/search.rules.ts'
import { compact } from '#core/spelling.ts'
import { dayOf } from '#core/time.ts'
import { type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

/** How far back the end of a number is looked for. */
const RECENT_DAYS = 7

/** What was typed, read in every way that something may be looked up by. */
type Asked = {
  readonly terms: string
  readonly hasTerms: boolean
  /** Code or number as codes are written, then as accounts are. */
  readonly keys: readonly string[]
  readonly phone: string
  readonly numbers: readonly string[]
  readonly reportNumbers: readonly string[]
  readonly start: string | null
  /** For names of staff, who are few enough to be looked through. */
  readonly fragment: string
}

type Row = Omit<Found, 'isOpen' | 'order'> & Partial<Pick<Found, 'isOpen' | 'order'>> & { readonly isExact: boolean }
type Source = {
  readonly kind: FoundKind
  /** Holders of one of these may look. */
  readonly permissions: readonly Parameters<typeof can>[1][]
  readonly find: (asked: Asked, limit: number) => Query
  /** A group customer's name is readable to everybody, and so are colleagues. */
  readonly isNamed?: true
}

const none = sql`NULL::text`
const sources: readonly Source[] = [
  {
    kind: 'workOrder',
    permissions: ['work-orders.read'],
    find: ({ numbers, start, keys, phone, terms }, limit) => sql`
      SELECT w.number AS key, w.customer_name AS name, w.customer_phone AS phone, w.address, w.county, w.state, w.is_open AS "isOpen",
        w.number = ${keys[0]} AS "isExact"
      FROM app.find_orders(${[...numbers, ...keys]}::text[], ${start}, ${[...keys, phone].filter(Boolean)}::text[], ${terms}::jsonb, ${limit}) f
      JOIN work_order w ON w.prefecture = f.prefecture AND w.id = f.id
      ORDER BY (w.number = ${keys[0]}) DESC, w.is_open DESC, w.created_at DESC, w.number`,
  },
  {
    kind: 'homeUser',
    permissions: ['ledger.read'],
    find: ({ keys, terms, hasTerms }, limit) => sql`
      SELECT h.account AS key, h.name, h.phone, h.address, h.county, h.status AS state, h.account = ANY (${keys}::text[]) AS "isExact"
      FROM (SELECT prefecture, id FROM home_user WHERE account = ANY (${keys}::text[])
        UNION SELECT * FROM app.find_home_users(${terms}::jsonb, NULL, ${hasTerms ? limit : 0})) f
      JOIN home_user h ON h.prefecture = f.prefecture AND h.id = f.id
      ORDER BY (h.account = ANY (${keys}::text[])) DESC, h.account LIMIT ${limit}`,
  },
  {
    kind: 'enterpriseLine',
    permissions: ['ledger.read', 'customers.own'],
    isNamed: true,
    find: ({ keys, terms, hasTerms }, limit) => sql`
      SELECT h.line_code AS key, h.customer_name AS name, h.contact_phone AS phone, h.a_address AS address, h.county, h.status AS state,
        h.line_code = ANY (${keys}::text[]) AS "isExact"
      FROM (SELECT prefecture, id FROM enterprise_line WHERE line_code = ANY (${keys}::text[])
        UNION SELECT * FROM app.find_enterprise_lines(${terms}::jsonb, NULL, ${hasTerms ? limit : 0})) f
      JOIN enterprise_line h ON h.prefecture = f.prefecture AND h.id = f.id
      ORDER BY (h.line_code = ANY (${keys}::text[])) DESC, h.line_code LIMIT ${limit}`,
  },
  {
    kind: 'report',
    permissions: ['intake.create', 'intake.resolve', 'today.read'],
    find: ({ keys, reportNumbers, phone }, limit) => sql`
      SELECT r.number AS key, r.customer_name AS name, r.caller_phone AS phone, r.address, r.county, r.match_state AS state,
        r.match_state = 'unmatched' AS "isOpen", w.number AS order, r.number = ${keys[0]} AS "isExact"
      FROM (SELECT prefecture, id FROM report WHERE number = ANY (${[...reportNumbers, ...keys]}::text[])
        UNION (SELECT prefecture, id FROM report WHERE caller_phone = ${phone || null} ORDER BY received_at DESC LIMIT ${limit})
        UNION (SELECT prefecture, id FROM report WHERE account = ANY (${keys}::text[]) ORDER BY received_at DESC LIMIT ${limit})) f
      JOIN report r ON r.prefecture = f.prefecture AND r.id = f.id
      LEFT JOIN work_order w ON w.prefecture = r.prefecture AND w.id = r.work_order_id
      WHERE r.moved_to_prefecture IS NULL
      ORDER BY (r.number = ${keys[0]}) DESC, r.received_at DESC, r.number LIMIT ${limit}`,
  },
  {
    kind: 'staff',
    permissions: ['people.read'],
    isNamed: true,
    find: ({ keys, fragment }, limit) => sql`
      SELECT h.number AS key, h.name, h.phone, st.name AS address, h.county, h.status AS state, upper(h.number) = ${keys[0]} AS "isExact"
      FROM staff h LEFT JOIN station st ON st.id = h.station_id
      WHERE upper(h.name) LIKE ${fragment} OR upper(h.number) LIKE ${fragment} OR h.phone LIKE ${fragment}
        OR upper(h.name_pinyin) LIKE ${fragment.slice(1)}
      ORDER BY (upper(h.number) = ${keys[0]}) DESC, (h.status = 'active') DESC, h.number LIMIT ${limit}`,
  },
  {
    kind: 'networkNode',
    permissions: ['network.read'],
    isNamed: true,
    find: ({ keys, terms, hasTerms }, limit) => sql`
      SELECT h.code AS key, h.name, ${none} AS phone, ${none} AS address, h.county, h.kind AS state, h.code = ${keys[0]} AS "isExact"
      FROM (SELECT prefecture, id FROM network_node WHERE code = ${keys[0]}
        UNION SELECT * FROM app.find_network_nodes(${terms}::jsonb, NULL, ${hasTerms ? limit : 0})) f
      JOIN network_node h ON h.prefecture = f.prefecture AND h.id = f.id
      ORDER BY (h.code = ${keys[0]}) DESC, h.code LIMIT ${limit}`,
  },
]

export type SearchReply = {
  readonly groups: FoundGroup[]
  readonly exact: { readonly kind: FoundKind; readonly key: string } | null
  readonly isTooShort: boolean
}

/** Everything of the reader's that bears what was typed, a few of each kind, in one round trip. */
export const searchAll = async (deps: Deps, actor: Actor, q: string, limit: number): Promise<SearchReply> => {
  const asked = askedOf(deps, actor, q)
  if (!asked) return { groups: [], exact: null, isTooShort: true }
  const open = sources.filter(({ permissions }) => permissions.some((each) => can(actor, each)))
  const found = await deps.db.readSeveral(
    actor.scope,
    open.map(({ find }) => find(asked, limit + 1)),
  )
  const groups: FoundGroup[] = []
  const exact: { kind: FoundKind; key: string }[] = []
  for (const [index, source] of open.entries()) {
    const rows = (found[index] ?? []) as readonly Row[]
    if (rows.length === 0) continue
    for (const row of rows) if (row.isExact) exact.push({ kind: source.kind, key: row.key })
    const items = rows.slice(0, limit).map((row) => shown(actor, source, row))
    groups.push({ kind: source.kind, items, isCut: rows.length > limit })
  }
  return { groups, exact: exact.length === 1 ? (exact[0] ?? null) : null, isTooShort: false }
}

const askedOf = (deps: Deps, actor: Actor, q: string): Asked | undefined => {
  const form = searchForm(q)
  if ([...form].length < 2) return undefined
  const today = dayOf(deps.clock.now())
  const { regions } = deps
  const abbreviated = actor.scope.prefectures.map((code) => ({ code, head: regions.byCode.get(code)?.abbreviation }))
  const heads = abbreviated.flatMap(({ head }) => head ?? [])
  const reportHeads = abbreviated.map(({ code, head }) => `B${head ?? code.slice(0, 2)}`)
  const orders = wantedNumbers(q, heads, today, RECENT_DAYS)
  const reports = wantedNumbers(q, reportHeads, today, RECENT_DAYS)
  const terms = ledgerTerms(regions, q)
  return {
    terms: JSON.stringify(terms),
    hasTerms: terms.length > 0,
    keys: [...new Set([orders.whole, compact(q), accountKey(q)])],
    phone: phoneKey(q),
    numbers: orders.numbers,
    reportNumbers: reports.numbers,
    start: orders.start ?? null,
    fragment: `%${form.replace(/[\\%_]/g, '\\$&')}%`,
  }
}

const shown = (actor: Actor, { isNamed }: Source, { isExact: _, ...row }: Row): Found => {
  const whole = { ...row, isOpen: row.isOpen ?? false, order: row.order ?? null }
  if (can(actor, 'personal-data.full')) return whole
  const phone = maskPhone(row.phone) ?? null
  if (isNamed) return { ...whole, phone }
  return { ...whole, phone, name: maskName(row.name) ?? null, address: maskAddress(row.address) ?? null }
}
