import { type RoleName, roleOf } from '#core/access/role.ts'
import { asSystem, hashPassword } from '#server/access/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'

export const TEST_PASSWORD = 'Water-under-7-bridges'
const hashed = hashPassword(TEST_PASSWORD)
let count = 0

export type NewUser = {
  readonly roles: readonly RoleName[]
  readonly login?: string
  readonly name?: string
  /** By the first role's side when absent: the operator, or 铁通. */
  readonly companyId?: string
  readonly prefectures?: readonly string[]
  readonly counties?: readonly string[]
  readonly stationId?: string
  readonly staffId?: string
  readonly mustChangePassword?: boolean
}

export type TestUser = NewUser & {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly companyId: string
  readonly password: string
}

/** Puts a user into the database; what is not said is filled in. */
export const userIn = async (deps: Pick<Deps, 'db' | 'clock' | 'system'>, user: NewUser): Promise<TestUser> => {
  count += 1
  const side = user.roles[0] ? roleOf(user.roles[0]).side : 'operator'
  const made = {
    id: newId(),
    login: `${user.roles[0] ?? 'nobody'}-${count}`.toLowerCase(),
    name: `测试${count}`,
    companyId: side === 'contractor' ? 'tietong' : 'operator-gz',
    password: TEST_PASSWORD,
    ...user,
  }
  const hash = await hashed
  await asSystem(deps, (tx) =>
    tx.run({
      text: `INSERT INTO app_user (id, login, name, company_id, prefectures, counties, station_id, staff_id, roles,
               password_hash, must_change_password, password_changed_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
      values: [
        made.id,
        made.login,
        made.name,
        made.companyId,
        made.prefectures ?? null,
        made.counties ?? null,
        made.stationId ?? null,
        made.staffId ?? null,
        made.roles,
        hash,
        made.mustChangePassword ?? false,
        deps.clock.now(),
      ],
    }),
  )
  return made
}
