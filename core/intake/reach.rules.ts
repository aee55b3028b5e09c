/**
 * Whether somebody may take a report about a place, and where a report is kept that has no customer yet. A contractor's hotline
 * takes what its company answers for; what lies elsewhere is refused, so that the caller is sent to the right number and nobody
 * learns more about the customer than that (R-B2, R-V5).
 */
import { type Actor, placesOf, type Scope } from '#core/access/scope.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { levelOf, prefectureOf } from '#core/organisation/region.ts'
import type { Refusal } from '#core/result.ts'

export type ReportPlace = {
  /** County, or wider when that is all that is known. */
  readonly region: string
  readonly line?: BusinessLine | undefined
  /** Who answers for the place and line on that day; unknown where there is a gap. */
  readonly companyId?: string | undefined
  readonly managerUserId?: string | undefined
}

/** Refusal: `intake.outside-scope`. */
export const reachRefusal = (actor: Actor, place: ReportPlace): Refusal | undefined =>
  isInReach(actor.scope, place) ? undefined : { code: 'intake.outside-scope', kind: 'forbidden' }

const isInReach = (scope: Scope, place: ReportPlace): boolean => {
  if (scope.reach === 'customers') return place.line === undefined || place.managerUserId === scope.userId
  if (scope.reach !== 'regions') return false
  const isCounty = levelOf(place.region) === 'county'
  const { prefectures, counties } = placesOf(scope, place.line ?? 'any')
  if (!prefectures.includes(prefectureOf(place.region))) return false
  if (isCounty && counties && !counties.includes(place.region)) return false
  return !scope.companyId || !place.companyId || scope.companyId === place.companyId
}

/**
 * Under which code a report without a customer is kept: the prefecture that it names; else the province's, or for somebody
 * who does not see what lies there the first of their own prefectures, so that whoever took it finds it again.
 */
export const keptUnder = (scope: Scope, region: string | undefined, province: string): string => {
  if (region !== undefined && levelOf(region) !== 'province') return prefectureOf(region)
  return scope.prefectures.includes(province) ? province : (scope.prefectures[0] ?? province)
}
