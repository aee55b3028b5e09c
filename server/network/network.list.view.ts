import { type Actor, placesOf } from '#core/access/scope.ts'
import type { ReplyOf } from '#core/contract.ts'
import { ledgerTerms } from '#core/ledger/ledger-query.rules.ts'
import type { BoxUser, NetworkFilter, NetworkNodeItem, networkRoutes } from '#core/network/network.contract.ts'
import { opticalParameters } from '#core/network/optical.parameters.ts'
import { expectedLight } from '#core/network/optical.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import { sql, type Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { measuredLight } from './network.box.view.ts'

const MOST_FOUND = 200
/** Longer chains are circles in the data. */
const DEEPEST = 12

const COLUMNS = sql`h.id, h.code, h.name, h.kind, h.parent_code AS "parentCode", h.prefecture, h.county, h.lon, h.lat,
  h.split_ratio AS "splitRatio", h.parent_km AS "parentKm", h.version`

export type NodePage = {
  readonly items: NetworkNodeItem[]
  readonly nextCursor: string | null
  readonly isCut: boolean
}

/** Nodes, a page by county, kind and code, or what a search finds. */
export const listNodes = async (
  deps: Deps,
  actor: Actor,
  filter: NetworkFilter,
  limit: number,
  cursor: string | undefined,
): Promise<Result<NodePage>> => {
  const { prefectures, counties } = actor.scope
  const where = sql.join(
    [
      sql`h.prefecture = ANY (${prefectures})`,
      counties && sql`h.county = ANY (${counties})`,
      filter.prefecture && sql`h.prefecture = ${filter.prefecture}`,
      filter.county && sql`h.county = ${filter.county}`,
      filter.kind && sql`h.kind = ${filter.kind}`,
      filter.parent && sql`h.parent_code = ${filter.parent}`,
    ].filter((condition) => typeof condition === 'object'),
    sql` AND `,
  )
  if (filter.q) {
    const terms = ledgerTerms(deps.regions, filter.q)
    if (terms.length === 0) return refuse('ledger.search-too-short', { field: 'q' })
    const within = filter.county ?? filter.prefecture?.slice(0, 4) ?? null
    const rows = await deps.db.readRows<NetworkNodeItem>(
      actor.scope,
      sql`SELECT ${COLUMNS} FROM app.find_network_nodes(${JSON.stringify(terms)}::jsonb, ${within}, ${MOST_FOUND + 1}) f
        JOIN network_node h ON h.prefecture = f.prefecture AND h.id = f.id WHERE ${where} ORDER BY h.code`,
    )
    return ok({ items: rows.slice(0, MOST_FOUND), nextCursor: null, isCut: rows.length > MOST_FOUND })
  }
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  if (cursor !== undefined && !after) return refuse('network.bad-cursor', { field: 'cursor' })
  const beyond = after ? sql`AND (h.prefecture, h.county, h.kind, h.code) > (${sql.join(after)})` : sql``
  const rows = await deps.db.readRows<NetworkNodeItem>(
    actor.scope,
    sql`SELECT ${COLUMNS} FROM network_node h WHERE ${where} ${beyond}
      ORDER BY h.prefecture, h.county, h.kind, h.code LIMIT ${limit + 1}`,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return ok({ items, nextCursor: isMore ? encodeCursor(last) : null, isCut: false })
}

/** One node: its way up, what hangs on it, how many home users are on it at any depth. */
export const readNode = async (
  deps: Deps,
  actor: Actor,
  code: string,
): Promise<Result<ReplyOf<typeof networkRoutes.node>>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const node = await tx.first<NetworkNodeItem>(
      sql`SELECT ${COLUMNS} FROM network_node h WHERE h.code = ${code} AND h.prefecture = ANY (${placesOf(actor.scope, 'any').prefectures}) LIMIT 1`,
    )
    if (!node) return refuse('network.unknown', { kind: 'notFound', params: { code } })
    const below = sql`WITH RECURSIVE below AS (
        SELECT h.code, 0 AS depth FROM network_node h WHERE h.prefecture = ${node.prefecture} AND h.code = ${code}
        UNION SELECT h.code, below.depth + 1 FROM network_node h
        JOIN below ON h.prefecture = ${node.prefecture} AND h.parent_code = below.code WHERE below.depth < ${DEEPEST})`
    const [path, counts] = await Promise.all([
      tx.rows<NetworkNodeItem>(wayUp(node.prefecture, code)),
      tx.first<{ children: number; homeUsers: number }>(
        sql`${below} SELECT (SELECT count(*) FROM below WHERE depth = 1) AS children,
          (SELECT count(*) FROM home_user u WHERE u.prefecture = ${node.prefecture}
            AND u.box_code IN (SELECT below.code FROM below)) AS "homeUsers"`,
      ),
    ])
    const { children = 0, homeUsers = 0 } = counts ?? {}
    return ok({ node, path, expectedDbm: [...expectedLight(path, opticalBudget(deps))], children, homeUsers })
  })

export type HomeUserPath = {
  readonly account: string
  readonly onuSerial: string | null
  readonly boxCode: string | null
  readonly path: NetworkNodeItem[]
  readonly kmToOlt: number | null
  readonly split: number | null
  readonly expectedDbm: (number | null)[]
  readonly measured: BoxUser['measured']
}

type WayOfUser = {
  readonly prefecture: string
  readonly boxCode: string | null
  readonly onuSerial: string | null
  readonly measured: BoxUser['measured']
}

/** Where a home user is in the network, and the light that was measured there last. */
export const wayOfUserQuery = (account: string) => sql`
  SELECT h.prefecture, h.box_code AS "boxCode", h.onu_serial AS "onuSerial", ${measuredLight} AS measured FROM home_user h
  WHERE h.account = ${account} ORDER BY h.prefecture LIMIT 1`

/** The way of a home user: ONU, box, splitters, PON port, OLT, room; with the light that should arrive and that does. */
export const readHomeUserPath = (deps: Deps, actor: Actor, account: string): Promise<Result<HomeUserPath>> =>
  deps.db.withTransaction(actor.scope, (tx) => homeUserPath(deps, tx, account))

/** The same within a transaction that decided who may see it. */
export const homeUserPath = async (deps: Deps, tx: Tx, account: string): Promise<Result<HomeUserPath>> => {
  const user = await tx.first<WayOfUser>(wayOfUserQuery(account))
  if (!user) return refuse('ledger.unknown', { kind: 'notFound', params: { key: account } })
  const path = user.boxCode === null ? [] : await tx.rows<NetworkNodeItem>(wayUp(user.prefecture, user.boxCode))
  const { onuSerial, boxCode, measured } = user
  const expectedDbm = [...expectedLight(path, opticalBudget(deps))]
  return ok({ account, onuSerial, boxCode, path, ...budgetOf(path), expectedDbm, measured })
}

const opticalBudget = (deps: Deps) => deps.parameters.on(dayOf(deps.clock.now())).value(opticalParameters.budget).value

const wayUp = (prefecture: string, code: string) => sql`
  WITH RECURSIVE way AS (
    SELECT h.*, 0 AS depth FROM network_node h WHERE h.prefecture = ${prefecture} AND h.code = ${code}
    UNION ALL
    SELECT h.*, way.depth + 1 FROM network_node h JOIN way ON h.prefecture = way.prefecture AND h.code = way.parent_code
    WHERE way.depth < ${DEEPEST})
  SELECT ${COLUMNS} FROM way h ORDER BY h.depth`

const budgetOf = (path: readonly NetworkNodeItem[]): { kmToOlt: number | null; split: number | null } => {
  const known = path.filter((node) => node.kind === 'splitter' || node.kind === 'box')
  const distances = known.flatMap((node) => (node.parentKm === null ? [] : [node.parentKm]))
  const ratios = known.flatMap((node) => (node.splitRatio === null ? [] : [Number(node.splitRatio.split(':')[1])]))
  return {
    kmToOlt: distances.length > 0 ? Math.round(distances.reduce((sum, km) => sum + km, 0) * 1000) / 1000 : null,
    split: ratios.length > 0 ? ratios.reduce((product, ways) => product * ways, 1) : null,
  }
}

const encodeCursor = ({ prefecture, county, kind, code }: NetworkNodeItem): string =>
  Buffer.from(JSON.stringify([prefecture, county, kind, code])).toString('base64url')
const decodeCursor = (cursor: string): readonly string[] | undefined => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parts) && parts.length === 4 && parts.every((part) => typeof part === 'string')
      ? parts
      : undefined
  } catch {
    return undefined
  }
}
