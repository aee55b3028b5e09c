import type { BusinessLine } from '#core/organisation/organisation.ts'
import { levelOf, prefectureOf } from '#core/organisation/region.ts'
import { type Permission, type Reach, type RoleName, reaches, roleOf } from './role.ts'

/** Prefectures, and of these some counties only; `undefined`: every county of the prefectures. */
export type Places = {
  readonly prefectures: readonly string[]
  readonly counties?: readonly string[] | undefined
}

/** Where a company answers today, by business line, and where it answers for any of them. */
export type Answers = Readonly<Record<BusinessLine | 'any', Places>>

/**
 * How far somebody sees: company × places, narrowed by reach. The database enforces it row by row (R-V5).
 * The places are the account's own: they bound the rows that bear a company. What bears none (the ledger, the network, grids)
 * a contractor sees where the company answers today: `answers`.
 */
export type Scope = Places & {
  readonly userId: string
  /** `undefined`: the operator's, who sees every company. */
  readonly companyId?: string | undefined
  /** Of a contractor's people; without it they see no row that bears no company. */
  readonly answers?: Answers | undefined
  readonly stationId?: string | undefined
  readonly staffId?: string | undefined
  readonly reach: Reach
}

/** Whoever acts: a signed-in person, a program with a token, or the system itself. */
export type Actor = {
  readonly userId: string
  readonly name: string
  readonly roles: readonly RoleName[]
  readonly permissions: ReadonlySet<Permission>
  readonly isOperator: boolean
  readonly scope: Scope
  /** Where the command came from: `console 10.0.0.8`, `field …`, `api …`, `cli`, `rule`. */
  readonly source: string
}

const nowhere: Places = { prefectures: [] }

/** Where the person sees what bears no company: of one business line, or what serves all of them. */
export const placesOf = (scope: Scope, line: BusinessLine | 'any'): Places =>
  scope.companyId === undefined ? scope : (scope.answers?.[line] ?? nowhere)

/** Whether a place lies within them; a prefecture or the province only when all of it does. */
export const isPlaceWithin = ({ prefectures, counties }: Places, code: string): boolean => {
  if (levelOf(code) === 'province') return prefectures.includes(code) && counties === undefined
  if (!prefectures.includes(prefectureOf(code))) return false
  return counties === undefined || (levelOf(code) === 'county' && counties.includes(code))
}

export const can = (actor: Actor, permission: Permission): boolean => actor.permissions.has(permission)

/** All permissions of the roles together, narrowed to a token's scopes where it has some. */
export const permissionsOf = (names: readonly RoleName[], narrowedTo?: readonly string[]): Set<Permission> => {
  const all = new Set(names.flatMap((name) => roleOf(name).permissions))
  if (!narrowedTo) return all
  return new Set([...all].filter((permission) => narrowedTo.includes(permission)))
}

/** The widest reach among the roles. */
export const reachOf = (names: readonly RoleName[]): Reach => {
  const widest = Math.max(0, ...names.map((name) => reaches.indexOf(roleOf(name).reach)))
  return reaches[widest] ?? 'own'
}
