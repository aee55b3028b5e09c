import type { BusinessLine } from '#core/organisation/organisation.ts'
import { type Permission, type Reach, type RoleName, reaches, roleOf } from './role.ts'

/** How far somebody sees: company × regions, narrowed by reach. The database enforces it row by row (R-V5). */
export type Scope = {
  readonly userId: string
  /** `undefined`: the operator's, who sees every company. */
  readonly companyId?: string | undefined
  /** Prefecture codes; whoever sees them all also has the province's code, for rows without a prefecture. */
  readonly prefectures: readonly string[]
  /** `undefined`: every county of the prefectures. */
  readonly counties?: readonly string[] | undefined
  readonly lines: readonly BusinessLine[]
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
