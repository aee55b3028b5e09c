/**
 * Who may change accounts (R-V5, three separate people): the administrator makes and closes them, the security officer
 * grants roles and scope, the auditor only looks. Nobody changes what they themselves may do, nobody gives more than
 * they reach, and the accounts of these three are closed and reset by the security officer or on the command line,
 * never by an administrator.
 */
import type { Company } from '#core/organisation/organisation.ts'
import { isWithin, prefectureOf, type Region } from '#core/organisation/region.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { exclusiveRoles, type RoleName, roleOf } from './role.ts'
import { type Actor, can } from './scope.ts'
import type { User, UserScope } from './user.ts'

/** What the decision looks up; `undefined` for what does not exist. */
export type UserGround = {
  readonly company: Pick<Company, 'id' | 'kind'> | undefined
  readonly station: { readonly companyId: string } | undefined
  readonly staff: { readonly companyId: string; readonly login?: string | undefined } | undefined
  readonly regions: readonly Region[]
  /** Whether there is, or ever was, a security officer. */
  readonly hasOfficer: boolean
}

export type Grant = UserScope & { readonly roles: readonly RoleName[] }

export const userActions = [
  'edit',
  'grant',
  'deactivate',
  'activate',
  'unlock',
  'resetPassword',
  'endSessions',
  'removeSecondFactor',
] as const
export type UserAction = (typeof userActions)[number]

const isPlatform = (roles: readonly RoleName[]): boolean => roles.some((role) => exclusiveRoles.includes(role))

/** Whether all that the account reaches is within the actor's own reach. */
export const isWithinReach = (actor: Actor, scope: Pick<UserScope, 'companyId' | 'prefectures'>): boolean => {
  const { companyId, prefectures } = actor.scope
  if (companyId !== undefined && companyId !== scope.companyId) return false
  const isProvinceWide = prefectures.some((code) => code.endsWith('0000'))
  if (scope.prefectures === undefined) return isProvinceWide
  return isProvinceWide || scope.prefectures.every((code) => prefectures.includes(code))
}

/** Whether the actor may do this to the account. Refusals: `access.own-account`, `access.platform-account`, `access.user-not-in-state`, `platform.forbidden`. */
export const decideUserAction = (user: User, action: UserAction, actor: Actor, now: string): Result<null> => {
  const needed = { grant: 'roles.edit', endSessions: 'sessions.revoke', removeSecondFactor: 'sessions.revoke' } as const
  const permission = action in needed ? needed[action as keyof typeof needed] : 'users.edit'
  const isOfficer = can(actor, 'roles.edit')
  const isOpening = ['activate', 'deactivate', 'unlock'].includes(action)
  const isAllowed = can(actor, permission) || (isOfficer && isPlatform(user.roles) && isOpening)
  if (!isAllowed || !isWithinReach(actor, user)) {
    return refuse('platform.forbidden', { kind: 'forbidden', params: { permission } })
  }
  if (user.id === actor.userId && action !== 'edit') return refuse('access.own-account', { kind: 'forbidden' })
  if (action === 'resetPassword' && isPlatform(user.roles) && actor.source !== 'cli') {
    return refuse('access.platform-account', { kind: 'forbidden' })
  }
  if (isOpening && isPlatform(user.roles) && !isOfficer) return refuse('access.platform-account', { kind: 'forbidden' })
  const isLocked = user.lockedUntil !== undefined && user.lockedUntil > now
  const isPossible = {
    ...{ activate: !user.isActive, deactivate: user.isActive, unlock: isLocked },
    removeSecondFactor: user.hasTotp,
  }
  if (action in isPossible && !isPossible[action as keyof typeof isPossible]) {
    return refuse('access.user-not-in-state', { kind: 'conflict' })
  }
  return ok(null)
}

/** What the actor may do to the account now: the buttons of the screen. */
export const userOffers = (user: User, actor: Actor, now: string): readonly UserAction[] =>
  userActions.filter((action) => decideUserAction(user, action, actor, now).ok)

/**
 * Whether these roles and this scope may be given to the account. While there is no security officer at all,
 * an administrator may name the first one.
 */
export const decideGrant = (user: User, grant: Grant, actor: Actor, ground: UserGround): Result<null> => {
  const isFirstOfficer =
    !ground.hasOfficer &&
    can(actor, 'users.edit') &&
    user.roles.length === 0 &&
    grant.roles.join() === 'securityOfficer'
  if (user.id === actor.userId) return refuse('access.own-account', { kind: 'forbidden' })
  if (!can(actor, 'roles.edit') && !isFirstOfficer) {
    return refuse('platform.forbidden', { kind: 'forbidden', params: { permission: 'roles.edit' } })
  }
  if (!isWithinReach(actor, user)) return refuse('access.beyond-reach', { kind: 'forbidden' })
  return checkGrant(user.login, grant, actor, ground)
}

/** Whether roles, company and places fit together and the actor reaches as far; each fault with its field. */
export const checkGrant = (login: string, grant: Grant, actor: Actor, ground: UserGround): Result<null> => {
  const details = [...faultsOfScope(login, grant, ground), ...faultsOfRoles(grant, ground)]
  if (details.length > 0) return refuse('access.user-invalid', { params: { count: details.length }, details })
  return isWithinReach(actor, grant)
    ? ok(null)
    : refuse('access.beyond-reach', { kind: 'forbidden', field: 'prefectures' })
}

const faultsOfScope = (login: string, scope: UserScope, ground: UserGround): readonly Refusal[] => {
  const faults: Refusal[] = []
  const add = (field: string, code: string, params = {}): void => void faults.push({ code, field, params })
  const { company, station, staff, regions } = ground
  const known = new Map(regions.map((region) => [region.code, region]))
  if (!company) add('companyId', 'access.company-unknown')
  if (scope.prefectures?.length === 0) add('prefectures', 'access.region-needed')
  for (const code of scope.prefectures ?? []) {
    if (known.get(code)?.level !== 'prefecture') add('prefectures', 'access.region-unknown', { code })
  }
  if (scope.counties?.length === 0) add('counties', 'access.region-needed')
  for (const code of scope.counties ?? []) {
    if (known.get(code)?.level !== 'county') add('counties', 'access.region-unknown', { code })
    else if (scope.prefectures && !scope.prefectures.some((prefecture) => isWithin(code, prefecture)))
      add('counties', 'access.county-outside', { county: known.get(code)?.name ?? code, code: prefectureOf(code) })
  }
  if (scope.stationId && station?.companyId !== scope.companyId) add('stationId', 'access.station-not-of-company')
  if (scope.staffId && staff?.companyId !== scope.companyId) add('staffId', 'access.staff-not-of-company')
  if (scope.staffId && staff?.login !== undefined && staff.login !== login)
    add('staffId', 'access.staff-has-account', { login: staff.login })
  return faults
}

const faultsOfRoles = ({ roles, stationId, staffId }: Grant, { company }: UserGround): readonly Refusal[] => {
  const faults: Refusal[] = []
  const add = (field: string, code: string, params = {}): void => void faults.push({ code, field, params })
  if (new Set(roles).size !== roles.length) add('roles', 'access.role-twice')
  if (isPlatform(roles) && roles.length > 1) add('roles', 'access.roles-exclusive')
  for (const role of roles) {
    const isContractors = roleOf(role).side === 'contractor'
    if (company && isContractors !== (company.kind === 'contractor'))
      add('roles', 'access.role-not-of-company', { role })
    if (roleOf(role).reach === 'station' && !stationId) add('stationId', 'access.station-needed', { role })
    if (roleOf(role).reach === 'own' && !staffId) add('staffId', 'access.staff-needed', { role })
  }
  return faults
}
