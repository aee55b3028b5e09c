import type { z } from 'zod'
import { maskPhone } from '#core/access/masking.rules.ts'
import { isRoleName } from '#core/access/role.ts'
import { type Actor, can } from '#core/access/scope.ts'
import type { UserItem, userDetailSchema } from '#core/access/user.contract.ts'
import { type UserGround, userOffers } from '#core/access/user.rules.ts'
import type { User, UserScope } from '#core/access/user.ts'
import type { Instant } from '#core/time.ts'
import type { Directory } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import { findGround, type UserRow } from './user.store.ts'

export const userOfRow = (row: UserRow): User => ({
  id: row.id,
  login: row.login,
  name: row.name,
  roles: row.roles.filter(isRoleName),
  companyId: row.companyId,
  prefectures: row.prefectures ?? undefined,
  counties: row.counties ?? undefined,
  stationId: row.stationId ?? undefined,
  staffId: row.staffId ?? undefined,
  isActive: row.isActive,
  lockedUntil: row.lockedUntil ?? undefined,
  hasTotp: row.hasTotp,
  version: row.version,
})

/** As the contract writes a scope: null where everything is meant. */
type SentScope = {
  readonly companyId: string
  readonly prefectures: readonly string[] | null
  readonly counties: readonly string[] | null
  readonly stationId: string | null
  readonly staffId: string | null
}

export const scopeOfSent = (sent: SentScope): UserScope => ({
  companyId: sent.companyId,
  prefectures: sent.prefectures ?? undefined,
  counties: sent.counties ?? undefined,
  stationId: sent.stationId ?? undefined,
  staffId: sent.staffId ?? undefined,
})

/** What an audit entry says of roles and scope, before and after. */
export const auditedGrant = (grant: UserScope & { readonly roles: readonly string[] }) => ({
  roles: grant.roles,
  companyId: grant.companyId,
  prefectures: grant.prefectures ?? null,
  counties: grant.counties ?? null,
  stationId: grant.stationId ?? null,
  staffId: grant.staffId ?? null,
})

export const groundOf = async (tx: Tx, scope: UserScope, directory: Directory): Promise<UserGround> => {
  const found = await findGround(tx, scope)
  return {
    company: found.companyKind === null ? undefined : { id: scope.companyId, kind: found.companyKind },
    station: found.stationCompanyId === null ? undefined : { companyId: found.stationCompanyId },
    staff:
      found.staffCompanyId === null
        ? undefined
        : { companyId: found.staffCompanyId, login: found.staffLogin ?? undefined },
    regions: directory.regions.regions,
    hasOfficer: found.hasOfficer,
  }
}

export const presentUser = (row: UserRow, actor: Actor, now: Instant): UserItem => ({
  id: row.id,
  login: row.login,
  name: row.name,
  phone: (can(actor, 'personal-data.full') ? row.phone : maskPhone(row.phone)) ?? null,
  language: row.language,
  company: { id: row.companyId, name: row.companyName, kind: row.companyKind },
  roles: row.roles.filter(isRoleName),
  prefectures: row.prefectures ? [...row.prefectures] : null,
  counties: row.counties ? [...row.counties] : null,
  // Only where the reader sees them too.
  station: row.stationId && row.stationName ? { id: row.stationId, name: row.stationName } : null,
  staff: row.staffId && row.staffNumber ? { id: row.staffId, number: row.staffNumber } : null,
  isActive: row.isActive,
  lockedUntil: row.lockedUntil !== null && row.lockedUntil > now ? row.lockedUntil : null,
  mustChangePassword: row.mustChangePassword,
  hasPassword: row.hasPassword,
  hasTotp: row.hasTotp,
  hasSingleSignOn: row.hasSingleSignOn,
  createdAt: row.createdAt,
  version: row.version,
})

export const presentUserDetail = (row: UserRow, actor: Actor, now: Instant): z.infer<typeof userDetailSchema> => ({
  ...presentUser(row, actor, now),
  offers: [...userOffers(userOfRow(row), actor, now)],
})
