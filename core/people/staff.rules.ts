/**
 * Who may change the people's list, and how (R-V6): a contractor keeps its own people; permits that the operator's branch
 * network department tests for are given, renewed and revoked by the operator alone, because a contractor cannot certify
 * itself. Licences of public authorities may be entered by the employer.
 */
import { Temporal } from 'temporal-polyfill'
import type { Actor } from '#core/access/scope.ts'
import { answersInRegion, reachesRegion } from '#core/organisation/edit.rules.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import type { Day } from '#core/time.ts'
import type { CertificateKind } from './certificate.ts'
import type { Leave } from './staff.ts'

export type StaffDraft = {
  readonly number: string
  readonly companyId: string
  readonly county: string
  readonly stationId: string | null
}

/** `undefined` for what does not exist or is closed. */
export type StaffGround = {
  readonly company: { readonly kind: 'operator' | 'contractor' } | undefined
  readonly station: { readonly companyId: string } | undefined
  readonly isCounty: boolean
  readonly isNumberTaken: boolean
}

/** Refusals: `people.invalid` with a detail for each wrong field, `people.beyond-reach`. */
export const checkStaff = (draft: StaffDraft, actor: Actor, ground: StaffGround): Result<null> => {
  const details: Refusal[] = []
  const add = (field: string, code: string, params = {}): void => void details.push({ code, field, params })
  if (ground.company?.kind !== 'contractor') add('companyId', 'people.company-unknown', { id: draft.companyId })
  if (!ground.isCounty) add('county', 'people.county-unknown', { code: draft.county })
  if (draft.stationId !== null && ground.station?.companyId !== draft.companyId)
    add('stationId', 'people.station-unknown')
  if (ground.isNumberTaken) add('number', 'people.number-taken', { number: draft.number })
  if (details.length > 0) return refuse('people.invalid', { params: { count: details.length }, details })
  const isPlaced = mayEditStaff(actor, draft) && answersInRegion(actor, draft.county)
  return isPlaced ? ok(null) : refuse('people.beyond-reach', { kind: 'forbidden', field: 'county' })
}

export const mayEditStaff = (actor: Actor, staff: Pick<StaffDraft, 'companyId' | 'county'>): boolean =>
  (actor.isOperator || actor.scope.companyId === staff.companyId) && reachesRegion(actor, staff.county)

/** Refusals: `people.leaves-later`, `people.left-before-joining`, `people.holds-orders`. */
export const decideLeaving = (
  staff: { readonly name: string; readonly joinedOn: Day | null },
  leftOn: Day,
  today: Day,
  openOrders: number,
): Result<null> => {
  if (leftOn > today) return refuse('people.leaves-later', { field: 'leftOn' })
  if (staff.joinedOn !== null && leftOn < staff.joinedOn)
    return refuse('people.left-before-joining', { field: 'leftOn' })
  if (openOrders > 0) {
    return refuse('people.holds-orders', { kind: 'conflict', params: { name: staff.name, count: openOrders } })
  }
  return ok(null)
}

/** Into another company, with nothing in hands. Refusals: `people.same-company`, `people.holds-orders`. */
export const decideTransfer = (
  staff: { readonly name: string; readonly companyId: string },
  companyId: string,
  openOrders: number,
): Result<null> => {
  const { name } = staff
  if (staff.companyId === companyId) return refuse('people.same-company', { field: 'companyId', params: { name } })
  return openOrders > 0
    ? refuse('people.holds-orders', { kind: 'conflict', params: { name, count: openOrders } })
    : ok(null)
}

/** Refusals: `people.leave-order`, `people.leave-overlap`. */
export const checkLeave = (
  leave: Pick<Leave, 'fromOn' | 'toOn'>,
  others: readonly Pick<Leave, 'fromOn' | 'toOn'>[],
): Result<null> => {
  if (leave.toOn < leave.fromOn) return refuse('people.leave-order', { field: 'toOn' })
  const other = others.find((each) => each.fromOn <= leave.toOn && leave.fromOn <= each.toOn)
  return other
    ? refuse('people.leave-overlap', { kind: 'conflict', params: { from: other.fromOn, to: other.toOn } })
    : ok(null)
}

/** The kind, when this actor may give, renew or revoke it. Refusals: `people.kind-unknown`, `people.cannot-certify`. */
export const certifiableKind = (
  kinds: readonly CertificateKind[],
  code: string,
  actor: Actor,
): Result<CertificateKind> => {
  const kind = kinds.find((each) => each.code === code)
  if (!kind) return refuse('people.kind-unknown', { field: 'kind', params: { kind: code } })
  if (kind.issuer === 'operator' && !actor.isOperator) {
    return refuse('people.cannot-certify', {
      kind: 'forbidden',
      params: { certificate: kind.name['zh-CN'], certificateEn: kind.name.en, kind: code },
    })
  }
  return ok(kind)
}

/** The last day: as said, or by the kind's validity; `null` where it has no end. Refusals: `people.validity-order`. */
export const validityOf = (
  kind: Pick<CertificateKind, 'validityMonths'>,
  validFrom: Day,
  validTo: Day | null,
): Result<Day | null> => {
  const end = validTo ?? (kind.validityMonths === 0 ? null : lastDay(validFrom, kind.validityMonths))
  return end !== null && end < validFrom ? refuse('people.validity-order', { field: 'validTo' }) : ok(end)
}

const lastDay = (from: Day, months: number): Day =>
  Temporal.PlainDate.from(from).add({ months }).subtract({ days: 1 }).toString()
