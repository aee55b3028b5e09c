import { isRoleName, type Permission, permissions, type RoleName } from '#core/access/role.ts'
import { scopeOf } from '#core/access/scope.rules.ts'
import { type Actor, permissionsOf } from '#core/access/scope.ts'
import { dayOf } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type AccountRow, findAccount } from './account.store.ts'

const everyPermission: ReadonlySet<Permission> = new Set(permissions)

type Standing = Pick<Deps, 'db' | 'clock' | 'system'>

/** The system with every permission, for the command line; `source` says what acts: `cli`, `job …`. */
export const systemActor = (deps: Pick<Deps, 'system'>, source: string): Actor => ({
  ...deps.system.actor(),
  permissions: everyPermission,
  source,
})

/** A transaction of the system, bound by no row's owner. */
export const asSystem = async <T>(deps: Pick<Deps, 'db' | 'system'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  deps.db.withTransaction(deps.system.actor().scope, (tx) => {
    tx.act()
    return work(tx)
  })

/** A person as an actor, with the scope of today; `scopes` are a token's, which narrow the permissions. */
export const actorOfAccount = async (
  deps: Standing,
  account: AccountRow,
  source: string,
  scopes?: readonly string[] | null,
): Promise<Actor> => {
  const directory = await directoryOf(deps)
  const isOperator = account.companyKind === 'operator'
  const roles = rolesOf(account)
  return {
    userId: account.id,
    name: account.name,
    roles,
    permissions: permissionsOf(roles, scopes ?? undefined),
    isOperator,
    scope: scopeOf(
      {
        id: account.id,
        companyId: account.companyId,
        isOperator,
        roles,
        prefectures: account.prefectures ?? undefined,
        counties: account.counties ?? undefined,
        stationId: account.stationId ?? undefined,
        staffId: account.staffId ?? undefined,
      },
      directory.regions.regions,
      isOperator ? undefined : directory.coverageOf(account.companyId, dayOf(deps.clock.now())),
    ),
    source,
  }
}

/**
 * Where the audit files what has no prefecture of its own: under the province's code, or, by somebody who does not
 * reach the whole province, under the first of their prefectures.
 */
export const auditPlace = (actor: Actor, province: string): string => {
  const { prefectures } = actor.scope
  return prefectures.includes(province) ? province : (prefectures[0] ?? province)
}

export const rolesOf = (account: Pick<AccountRow, 'roles'>): readonly RoleName[] => account.roles.filter(isRoleName)

/** The person with this login as an actor, for the command line and jobs; nothing when there is no such active account. */
export const actorOfUser = async (deps: Standing, login: string, source = 'cli'): Promise<Actor | undefined> => {
  const account = await asSystem(deps, (tx) => findAccount(tx, login.trim().toLowerCase()))
  return account?.isActive ? actorOfAccount(deps, account, source) : undefined
}
