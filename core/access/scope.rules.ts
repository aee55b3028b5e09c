/**
 * How far a person sees (R-V5): what their account says (company, prefectures, counties, station), and for a contractor
 * no further than where the company is responsible on that day (R-A2). Whoever is bound to no prefecture also sees
 * what has none yet, filed under the province's code. Nothing left is nothing seen, never everything.
 */
import { type BusinessLine, businessLines } from '#core/organisation/organisation.ts'
import { prefectureOf, provinceOf, type Region } from '#core/organisation/region.ts'
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import { holdsOn, type Responsibility } from '#core/organisation/responsibility.ts'
import type { Day } from '#core/time.ts'
import type { RoleName } from './role.ts'
import { reachOf, type Scope } from './scope.ts'

/** Where a company works on a day. */
export type Coverage = {
  readonly counties: ReadonlySet<string>
  readonly lines: readonly BusinessLine[]
}

export type Account = {
  readonly id: string
  readonly companyId: string
  readonly isOperator: boolean
  readonly roles: readonly RoleName[]
  /** `undefined`: every one. */
  readonly prefectures?: readonly string[] | undefined
  readonly counties?: readonly string[] | undefined
  readonly stationId?: string | undefined
  readonly staffId?: string | undefined
}

/** Counties, and prefectures that have none. */
const leavesOf = (regions: readonly Region[]): readonly string[] => {
  const parents = new Set(regions.map((region) => region.parent))
  return regions
    .filter(({ code, level }) => level === 'county' || (level === 'prefecture' && !parents.has(code)))
    .map((region) => region.code)
}

/** The counties and lines for which the company answers on that day: the county itself, or a grid of it. */
export const coverageOf = (
  companyId: string,
  entries: readonly Responsibility[],
  regions: readonly Region[],
  day: Day,
): Coverage => {
  const holding = entries.filter((entry) => holdsOn(entry, day))
  const counties = new Set<string>()
  const lines = new Set<BusinessLine>()
  for (const code of leavesOf(regions)) {
    for (const line of businessLines) {
      if (!answersFor(companyId, holding, code, line, day)) continue
      counties.add(code)
      lines.add(line)
    }
  }
  return { counties, lines: businessLines.filter((line) => lines.has(line)) }
}

const answersFor = (
  companyId: string,
  holding: readonly Responsibility[],
  county: string,
  line: BusinessLine,
  day: Day,
): boolean => {
  const mine = holding.filter((entry) => entry.companyId === companyId && entry.line === line)
  if (mine.length === 0) return false
  if (mine.some((entry) => entry.gridId !== undefined && entry.region === county)) return true
  const found = responsibleFor(holding, { region: county }, line, day)
  if (found.ok) return found.value.companyId === companyId
  return (found.refusal.details ?? []).some((claim) => claim.params?.company === companyId)
}

/** The account's scope among the regions; `coverage` is the company's and is asked for contractors only. */
export const scopeOf = (account: Account, regions: readonly Region[], coverage: Coverage | undefined): Scope => {
  const { id: userId, companyId, isOperator, roles, stationId, staffId } = account
  const limit = isOperator ? undefined : coverage
  const leaves = leavesOf(regions)
  const counties = leaves.filter(
    (code) =>
      (account.prefectures ?? [prefectureOf(code)]).includes(prefectureOf(code)) &&
      (account.counties ?? [code]).includes(code) &&
      (limit?.counties.has(code) ?? isOperator),
  )
  const prefectures = [...new Set(counties.map(prefectureOf))]
  const isProvinceWide = account.prefectures === undefined && account.counties === undefined
  const provinces = isProvinceWide ? [...new Set(prefectures.map(provinceOf))] : []
  const isWhole = leaves.every((code) => counties.includes(code) || !prefectures.includes(prefectureOf(code)))
  return {
    userId,
    companyId: isOperator ? undefined : companyId,
    prefectures: [...prefectures, ...provinces],
    counties: isWhole ? undefined : counties,
    lines: isOperator ? businessLines : (limit?.lines ?? []),
    stationId,
    staffId,
    reach: reachOf(roles),
  }
}
