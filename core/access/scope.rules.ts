/**
 * How far a person sees (R-V5): what their account says (company, prefectures, counties, station). A contractor sees its own
 * company's rows there, also where it is responsible no longer: an order stays with whoever does it (R-A3). What bears no company,
 * the customers first, it sees only where it is responsible on that day, for that business line (R-A2). Whoever is bound to no
 * prefecture also sees what has none yet, filed under the province's code. Nothing left is nothing seen, never everything.
 */
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { prefectureOf, provinceOf, type Region } from '#core/organisation/region.ts'
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import { holdsOn, type Responsibility } from '#core/organisation/responsibility.ts'
import type { Day } from '#core/time.ts'
import type { RoleName } from './role.ts'
import { type Places, reachOf, type Scope } from './scope.ts'

/** The counties in which a company answers on a day, by business line. */
export type Coverage = Readonly<Record<BusinessLine, ReadonlySet<string>>>

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

/** The counties for which the company answers on that day, by line: the county itself, or a grid of it. */
export const coverageOf = (
  companyId: string,
  entries: readonly Responsibility[],
  regions: readonly Region[],
  day: Day,
): Coverage => {
  const holding = entries.filter((entry) => holdsOn(entry, day))
  const leaves = leavesOf(regions)
  const of = (line: BusinessLine) => new Set(leaves.filter((code) => answersFor(companyId, holding, code, line, day)))
  return { home: of('home'), enterprise: of('enterprise') }
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
  const leaves = leavesOf(regions)
  const isProvinceWide = account.prefectures === undefined && account.counties === undefined
  const isAccounts = (code: string): boolean =>
    (account.prefectures ?? [prefectureOf(code)]).includes(prefectureOf(code)) &&
    (account.counties ?? [code]).includes(code)
  const within = (isAnswered: (code: string) => boolean): Places =>
    placesWithin(leaves, (code) => isAccounts(code) && isAnswered(code), isProvinceWide)
  const { home = nothing, enterprise = nothing } = coverage ?? {}
  return {
    userId,
    companyId: isOperator ? undefined : companyId,
    ...within(() => true),
    ...(isOperator
      ? {}
      : {
          answers: {
            home: within((code) => home.has(code)),
            enterprise: within((code) => enterprise.has(code)),
            any: within((code) => home.has(code) || enterprise.has(code)),
          },
        }),
    stationId,
    staffId,
    reach: reachOf(roles),
  }
}

const nothing: ReadonlySet<string> = new Set()

/** The counties named one by one only where a prefecture is not whole. */
const placesWithin = (
  leaves: readonly string[],
  isWithin: (code: string) => boolean,
  isProvinceWide: boolean,
): Places => {
  const counties = leaves.filter(isWithin)
  const prefectures = [...new Set(counties.map(prefectureOf))]
  const provinces = isProvinceWide ? [...new Set(prefectures.map(provinceOf))] : []
  const isWhole = leaves.every((code) => counties.includes(code) || !prefectures.includes(prefectureOf(code)))
  return { prefectures: [...prefectures, ...provinces], ...(isWhole ? {} : { counties }) }
}
