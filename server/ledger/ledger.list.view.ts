import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import type { EnterpriseLineItem, HomeUserItem, LedgerFilter } from '#core/ledger/ledger.contract.ts'
import { ledgerTerms } from '#core/ledger/ledger-query.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

/** How many a search shows at most; whoever needs more narrows it. */
const MOST_FOUND = 200

export type LedgerPage<Item> = { readonly items: Item[]; readonly nextCursor: string | null; readonly isCut: boolean }

const place = sql`h.prefecture, h.county, h.area_class AS "areaClass"`
const shapes = {
  home_user: {
    key: 'account',
    table: sql`home_user`,
    keyColumn: sql`h.account`,
    find: sql`app.find_home_users`,
    columns: sql`h.id, h.account, h.user_code AS "userCode", h.name, h.phone, ${place}, h.community, h.address,
      h.bandwidth_mbps AS "bandwidthMbps", h.access_method AS "accessMethod", h.box_code AS "boxCode", h.onu_serial AS "onuSerial",
      h.joined_on AS "joinedOn", h.status, h.customer_level AS "customerLevel", h.version`,
  },
  enterprise_line: {
    key: 'lineCode',
    table: sql`enterprise_line`,
    keyColumn: sql`h.line_code`,
    find: sql`app.find_enterprise_lines`,
    columns: sql`h.id, h.line_code AS "lineCode", h.customer_name AS "customerName", h.grade, h.service_kind AS "serviceKind",
      h.bandwidth_mbps AS "bandwidthMbps", ${place}, h.a_address AS "aAddress", h.z_address AS "zAddress",
      h.manager_name AS "managerName", h.manager_user_id IS NOT NULL AS "hasManagerUser", h.contact_phone AS "contactPhone",
      h.opened_on AS "openedOn", h.status, h.version`,
  },
} as const

type Shape = (typeof shapes)[keyof typeof shapes]
type Row = { readonly prefecture: string; readonly county: string }

export type ListOptions = {
  readonly filter: LedgerFilter & { readonly grade?: string | undefined }
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Home users, a page by county and account, or what a search finds. Refusals: `ledger.bad-cursor`, `ledger.search-too-short`. */
export const listHomeUsers = async (
  deps: Deps,
  actor: Actor,
  options: ListOptions,
): Promise<Result<LedgerPage<HomeUserItem>>> => {
  const page = await pageOf<Omit<HomeUserItem, 'isMasked'>>(
    deps,
    actor,
    shapes.home_user,
    options,
    (row) => row.account,
  )
  return page.ok ? ok({ ...page.value, items: page.value.items.map((row) => maskedHomeUser(actor, row)) }) : page
}

export const listEnterpriseLines = async (
  deps: Deps,
  actor: Actor,
  options: ListOptions,
): Promise<Result<LedgerPage<EnterpriseLineItem>>> => {
  const page = await pageOf<Omit<EnterpriseLineItem, 'isMasked'>>(
    deps,
    actor,
    shapes.enterprise_line,
    options,
    (row) => row.lineCode,
  )
  return page.ok ? ok({ ...page.value, items: page.value.items.map((row) => maskedLine(actor, row)) }) : page
}

export const readHomeUser = async (deps: Deps, actor: Actor, account: string): Promise<Result<HomeUserItem>> => {
  const row = await readOne<Omit<HomeUserItem, 'isMasked'>>(deps, actor, shapes.home_user, account)
  return row ? ok(maskedHomeUser(actor, row)) : refuse('ledger.unknown', { kind: 'notFound', params: { key: account } })
}

export const readEnterpriseLine = async (
  deps: Deps,
  actor: Actor,
  lineCode: string,
): Promise<Result<EnterpriseLineItem>> => {
  const row = await readOne<Omit<EnterpriseLineItem, 'isMasked'>>(deps, actor, shapes.enterprise_line, lineCode)
  return row ? ok(maskedLine(actor, row)) : refuse('ledger.unknown', { kind: 'notFound', params: { key: lineCode } })
}

const pageOf = async <Item extends Row>(
  deps: Deps,
  actor: Actor,
  shape: Shape,
  { filter, limit, cursor }: ListOptions,
  keyOf: (row: Item) => string,
): Promise<Result<LedgerPage<Item>>> => {
  const conditions = [
    filter.status && sql`h.status = ${filter.status}`,
    filter.grade && sql`h.grade = ${filter.grade}`,
    filter.county && sql`h.county = ${filter.county}`,
    filter.prefecture && sql`h.prefecture = ${filter.prefecture}`,
  ].filter((condition) => typeof condition === 'object')
  const { prefectures, counties } = actor.scope
  // What the policy says anyway, in the form that the index takes.
  const reach = [sql`h.prefecture = ANY (${prefectures})`, ...(counties ? [sql`h.county = ANY (${counties})`] : [])]
  const where = sql.join([...reach, ...conditions], sql` AND `)
  const q = filter.q ?? ''
  if (q !== '') {
    const terms = ledgerTerms(deps.regions, q)
    if (terms.length === 0) return refuse('ledger.search-too-short', { field: 'q' })
    const within = filter.county ?? filter.prefecture?.slice(0, 4) ?? null
    const rows = await deps.db.readRows<Item>(
      actor.scope,
      sql`SELECT ${shape.columns} FROM ${shape.find}(${JSON.stringify(terms)}::jsonb, ${within}, ${MOST_FOUND + 1}) f
        JOIN ${shape.table} h ON h.prefecture = f.prefecture AND h.id = f.id WHERE ${where} ORDER BY ${shape.keyColumn}`,
    )
    return ok({ items: rows.slice(0, MOST_FOUND), nextCursor: null, isCut: rows.length > MOST_FOUND })
  }
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  if (cursor !== undefined && !after) return refuse('ledger.bad-cursor', { field: 'cursor' })
  const beyond = after
    ? sql`AND (h.prefecture, h.county, ${shape.keyColumn}) > (${after.prefecture}, ${after.county}, ${after.key})`
    : sql``
  const page: Query = sql`SELECT ${shape.columns} FROM ${shape.table} h WHERE ${where} ${beyond}
    ORDER BY h.prefecture, h.county, ${shape.keyColumn} LIMIT ${limit + 1}`
  const rows = await deps.db.readRows<Item>(actor.scope, page)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return ok({
    items,
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({ prefecture: last.prefecture, county: last.county, key: keyOf(last) })
        : null,
    isCut: false,
  })
}

const readOne = async <Item>(deps: Deps, actor: Actor, shape: Shape, key: string): Promise<Item | undefined> => {
  const rows = await deps.db.readRows<Item>(
    actor.scope,
    sql`SELECT ${shape.columns} FROM ${shape.table} h WHERE ${shape.keyColumn} = ${key} ORDER BY h.prefecture LIMIT 1`,
  )
  return rows[0]
}

const maskedHomeUser = (actor: Actor, row: Omit<HomeUserItem, 'isMasked'>): HomeUserItem => {
  if (can(actor, 'personal-data.full')) return { ...row, isMasked: false }
  return {
    ...row,
    name: maskName(row.name) ?? '',
    phone: maskPhone(row.phone) ?? null,
    address: maskAddress(row.address) ?? '',
    isMasked: true,
  }
}

/** A group customer's name and line stay readable; its contact's number does not. */
const maskedLine = (actor: Actor, row: Omit<EnterpriseLineItem, 'isMasked'>): EnterpriseLineItem =>
  can(actor, 'personal-data.full')
    ? { ...row, isMasked: false }
    : { ...row, contactPhone: maskPhone(row.contactPhone) ?? null, isMasked: true }

type Position = { readonly prefecture: string; readonly county: string; readonly key: string }

const encodeCursor = ({ prefecture, county, key }: Position): string =>
  Buffer.from(`${prefecture} ${county} ${key}`).toString('base64url')
const decodeCursor = (cursor: string): Position | undefined => {
  const match = /^(\d{6}) (\d{6}) (.{1,200})$/.exec(Buffer.from(cursor, 'base64url').toString())
  return match?.[1] && match[2] && match[3] ? { prefecture: match[1], county: match[2], key: match[3] } : undefined
}
