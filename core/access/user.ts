import type { Instant } from '#core/time.ts'
import type { RoleName } from './role.ts'

/** How far an account reaches, as an administrator sets it. `undefined`: every prefecture, every county of them. */
export type UserScope = {
  readonly companyId: string
  readonly prefectures?: readonly string[] | undefined
  readonly counties?: readonly string[] | undefined
  readonly stationId?: string | undefined
  /** The row of the people's list that this person is. */
  readonly staffId?: string | undefined
}

/** Somebody who signs in (账号). */
export type User = UserScope & {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly roles: readonly RoleName[]
  readonly isActive: boolean
  readonly lockedUntil?: Instant | undefined
  /** Has set up a second factor. */
  readonly hasTotp: boolean
  readonly version: number
}
