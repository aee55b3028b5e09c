import type { AreaClass } from '#core/organisation/region.ts'
import type { Day } from '#core/time.ts'
import type { AccessMethod, ServiceStatus } from './ledger-words.ts'

/** A home broadband customer as the ledger knows them; the account (宽带账号) tells one from another. */
export type HomeUser = {
  readonly id: string
  readonly prefecture: string
  readonly userCode: string
  readonly account: string
  readonly name: string
  readonly phone?: string | undefined
  readonly county: string
  readonly community?: string | undefined
  readonly address: string
  /** The one form of all its spellings: `core/organisation/address.rules.ts`. */
  readonly addressKey: string
  readonly bandwidthMbps?: number | undefined
  readonly accessMethod?: AccessMethod | undefined
  readonly boxCode?: string | undefined
  readonly onuSerial?: string | undefined
  readonly joinedOn?: Day | undefined
  readonly status: ServiceStatus
  readonly customerLevel?: string | undefined
  readonly areaClass: AreaClass
  readonly gridId?: string | undefined
  readonly version: number
}
