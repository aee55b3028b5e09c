/**
 * What may be changed in the organisation, by whom (R-A1, R-A2, R-A5): the operator sets regions, companies, grids and
 * responsibilities within its reach, a contractor its own stations and who of its people owns a grid; and what was
 * true on a day that has passed stays true.
 */
import { type Actor, isPlaceWithin, placesOf } from '#core/access/scope.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { addDays, type Day } from '#core/time.ts'
import type { BusinessLine, Company } from './organisation.ts'
import { isWithin, levelOf, type Region } from './region.ts'
import { responsibleFor } from './responsibility.rules.ts'
import type { Responsibility } from './responsibility.ts'

type Known = {
  readonly regions: readonly Region[]
  readonly companies: ReadonlyMap<string, Pick<Company, 'id' | 'kind'> & { readonly isActive: boolean }>
}

/** Whether the region lies within the places of the actor's account; the province needs somebody who reaches all of it. */
export const reachesRegion = (actor: Actor, code: string): boolean => isPlaceWithin(actor.scope, code)

/** The same for what bears no company, such as a grid, and for where a company sets up a station: a contractor's only where it answers today. */
export const answersInRegion = (actor: Actor, code: string, line: BusinessLine | 'any' = 'any'): boolean =>
  isPlaceWithin(placesOf(actor.scope, line), code)

const beyond = (field: string) => refuse('organisation.beyond-reach', { kind: 'forbidden', field })

/** Answers `organisation.invalid` with one detail for each wrong field. */
const checked = (details: readonly Refusal[]): Result<null> =>
  details.length === 0 ? ok(null) : refuse('organisation.invalid', { params: { count: details.length }, details })

const regionFault = (regions: readonly Region[], code: string, field: string, levels: readonly string[]): Refusal[] => {
  const found = regions.find((region) => region.code === code)
  if (!found) return [{ code: 'organisation.region-not-found', field, params: { code } }]
  return levels.includes(found.level) ? [] : [{ code: 'organisation.county-needed', field, params: { code } }]
}

/** Companies are the operator's to make and close, by somebody who reaches the whole province. */
export const mayEditCompanies = (actor: Actor): boolean =>
  actor.isOperator && actor.scope.prefectures.some((code) => levelOf(code) === 'province')

export type StationDraft = {
  readonly companyId: string
  readonly county: string
  readonly counties: readonly string[]
  readonly name: string
}

/** `isNameTaken`: the company has another station of this name in the county. */
export const checkStation = (draft: StationDraft, actor: Actor, known: Known, isNameTaken: boolean): Result<null> => {
  const company = known.companies.get(draft.companyId)
  const details = [...regionFault(known.regions, draft.county, 'county', ['county'])]
  for (const code of draft.counties) details.push(...regionFault(known.regions, code, 'counties', ['county']))
  if (company?.kind !== 'contractor' || !company.isActive) {
    details.push({ code: 'organisation.company-not-found', field: 'companyId', params: { id: draft.companyId } })
  }
  if (!draft.counties.includes(draft.county))
    details.push({ code: 'organisation.own-county-needed', field: 'counties' })
  if (isNameTaken) details.push({ code: 'organisation.name-taken', field: 'name', params: { name: draft.name } })
  const valid = checked(details)
  if (!valid.ok) return valid
  if (!actor.isOperator && actor.scope.companyId !== draft.companyId) return beyond('companyId')
  return [draft.county, ...draft.counties].every((code) => answersInRegion(actor, code)) ? ok(null) : beyond('counties')
}

export type GridDraft = {
  readonly county: string
  readonly name: string
  readonly communities: readonly string[]
  readonly stationId: string | null
}

export type GridGround = Known & {
  readonly isNameTaken: boolean
  /** Communities of the draft that another grid of the county has, with that grid's name. */
  readonly takenCommunities: readonly { readonly community: string; readonly grid: string }[]
  /** The counties that the named station serves; `undefined` when there is no such station. */
  readonly stationCounties: readonly string[] | undefined
}

export const checkGrid = (draft: GridDraft, actor: Actor, ground: GridGround): Result<null> => {
  if (!actor.isOperator) return beyond('county')
  const details = [...regionFault(ground.regions, draft.county, 'county', ['county'])]
  if (ground.isNameTaken) details.push({ code: 'organisation.name-taken', field: 'name', params: { name: draft.name } })
  if (new Set(draft.communities).size !== draft.communities.length) {
    details.push({ code: 'organisation.community-twice', field: 'communities' })
  }
  for (const taken of ground.takenCommunities) {
    details.push({ code: 'organisation.community-taken', field: 'communities', params: taken })
  }
  if (draft.stationId !== null && !ground.stationCounties?.includes(draft.county)) {
    details.push({ code: 'organisation.station-elsewhere', field: 'stationId' })
  }
  const valid = checked(details)
  if (!valid.ok) return valid
  return answersInRegion(actor, draft.county) ? ok(null) : beyond('county')
}

export type OwnerGround = {
  readonly county: string
  readonly gridId: string
  readonly line: BusinessLine
  /** The person; `undefined` when there is none within reach who works there now. */
  readonly staff: { readonly companyId: string } | undefined
  /** The company of whoever has it now. */
  readonly presentCompanyId: string | undefined
  readonly responsibilities: readonly Responsibility[]
}

/** The owner of a grid is one of the people of the company that answers for it on that day. */
export const checkOwner = (staffId: string | null, actor: Actor, today: Day, ground: OwnerGround): Result<null> => {
  if (!answersInRegion(actor, ground.county)) return beyond('id')
  const { companyId } = actor.scope
  if (companyId !== undefined && ground.presentCompanyId !== undefined && ground.presentCompanyId !== companyId) {
    return beyond('line')
  }
  if (staffId === null) return ok(null)
  const { staff } = ground
  if (!staff) return refuse('organisation.owner-unknown', { field: 'staffId' })
  if (companyId !== undefined && staff.companyId !== companyId) return beyond('staffId')
  const place = { region: ground.county, gridId: ground.gridId }
  const answer = responsibleFor(ground.responsibilities, place, ground.line, today)
  const isResponsible = answer.ok && answer.value.companyId === staff.companyId
  return isResponsible ? ok(null) : refuse('organisation.owner-not-responsible', { field: 'staffId' })
}

export type ResponsibilityDraft = Omit<Responsibility, 'id'>

/** `gridCounty`: the county of the grid that the draft names. */
export const checkResponsibility = (
  draft: ResponsibilityDraft,
  actor: Actor,
  known: Known,
  gridCounty: string | undefined,
): Result<null> => {
  const company = known.companies.get(draft.companyId)
  const details = [...regionFault(known.regions, draft.region, 'region', ['province', 'prefecture', 'county'])]
  if (company?.kind !== 'contractor' || !company.isActive) {
    details.push({ code: 'organisation.company-not-found', field: 'companyId', params: { id: draft.companyId } })
  }
  if (draft.gridId !== undefined && gridCounty !== draft.region) {
    details.push({ code: 'organisation.grid-elsewhere', field: 'gridId' })
  }
  if (draft.effectiveTo !== undefined && draft.effectiveTo < draft.effectiveFrom) {
    details.push({ code: 'organisation.ends-before', field: 'effectiveTo' })
  }
  const valid = checked(details)
  if (!valid.ok) return valid
  return actor.isOperator && reachesRegion(actor, draft.region) ? ok(null) : beyond('region')
}

/** Who was responsible on a day that has passed stays so: orders, KPIs and money were decided by it. */
export const decidePeriod = (
  entry: Responsibility,
  period: { readonly effectiveFrom: Day; readonly effectiveTo: Day | undefined },
  today: Day,
): Result<null> => {
  const past = (field: string) => refuse('organisation.past', { kind: 'conflict', field, params: { today } })
  const { effectiveFrom, effectiveTo } = period
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) {
    return checked([{ code: 'organisation.ends-before', field: 'effectiveTo' }])
  }
  const isBegun = entry.effectiveFrom < today
  if (effectiveFrom !== entry.effectiveFrom && (isBegun || effectiveFrom < today)) return past('effectiveFrom')
  if (effectiveTo !== entry.effectiveTo) {
    const isOver = entry.effectiveTo !== undefined && entry.effectiveTo < addDays(today, -1)
    if (isOver || (effectiveTo !== undefined && isBegun && effectiveTo < addDays(today, -1))) return past('effectiveTo')
  }
  return ok(null)
}

/** Only what has not begun can vanish. */
export const decideWithdrawal = (entry: Responsibility, today: Day): Result<null> =>
  entry.effectiveFrom > today ? ok(null) : refuse('organisation.past', { kind: 'conflict', params: { today } })

/** A new entry may not claim days that have passed and on which somebody else answered. */
export const decideBeginning = (
  draft: ResponsibilityDraft,
  entries: readonly Responsibility[],
  today: Day,
): Result<null> => {
  if (draft.effectiveFrom >= today) return ok(null)
  const isClaimed = entries.some(
    (entry) =>
      entry.line === draft.line &&
      entry.gridId === draft.gridId &&
      (isWithin(entry.region, draft.region) || isWithin(draft.region, entry.region)) &&
      entry.effectiveFrom < today &&
      (entry.effectiveTo ?? today) >= draft.effectiveFrom,
  )
  return isClaimed
    ? refuse('organisation.past', { kind: 'conflict', field: 'effectiveFrom', params: { today } })
    : ok(null)
}
