import type { AreaClass } from '#core/organisation/region.ts'
import type { Day } from '#core/time.ts'
import type { LineGrade, ServiceKind, ServiceStatus } from './ledger-words.ts'

/** A group customer's leased line; the line code (专线编号) tells one from another, and it belongs to its A end. */
export type EnterpriseLine = {
  readonly id: string
  readonly prefecture: string
  readonly lineCode: string
  readonly customerName: string
  readonly grade: LineGrade
  readonly serviceKind: ServiceKind
  readonly bandwidthMbps?: number | undefined
  readonly aAddress: string
  readonly aAddressKey: string
  readonly zAddress?: string | undefined
  readonly county: string
  readonly managerName?: string | undefined
  readonly managerUserId?: string | undefined
  readonly contactPhone?: string | undefined
  readonly openedOn?: Day | undefined
  readonly status: ServiceStatus
  readonly areaClass: AreaClass
  readonly gridId?: string | undefined
  readonly version: number
}
