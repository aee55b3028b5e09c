import { type Coverage, coverageOf } from '#core/access/scope.rules.ts'
import { buildRegionDirectory, type RegionDirectory } from '#core/organisation/region.rules.ts'
import type { Region } from '#core/organisation/region.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import type { Day } from '#core/time.ts'
import type { Database } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type CompanyRow, readCompanies, readRegions, readResponsibilities } from './directory.store.ts'

/** The small tables that everything refers to: regions, companies, who is responsible where. */
export type Directory = {
  readonly regions: RegionDirectory
  readonly companies: ReadonlyMap<string, CompanyRow>
  readonly responsibilities: readonly Responsibility[]
  /** Where the company answers on that day. */
  readonly coverageOf: (companyId: string, day: Day) => Coverage
  /** Codes of all prefectures. */
  readonly prefectures: readonly string[]
  /** The province's code, under which stands what has no prefecture. */
  readonly province: string
}

/** A change made by another process is seen after this time. */
const FRESH_MS = 5_000

type Kept = { readonly directory: Promise<Directory>; readonly until: number }
const kept = new WeakMap<Database, Kept>()

/** The directory, at most five seconds old; a change made by this process is seen at once (`forgetDirectory`). */
export const directoryOf = (deps: Pick<Deps, 'db'>): Promise<Directory> => {
  const known = kept.get(deps.db)
  if (known && known.until > performance.now()) return known.directory
  const directory = load(deps.db)
  const entry = { directory, until: performance.now() + FRESH_MS }
  kept.set(deps.db, entry)
  directory.catch(() => kept.get(deps.db) === entry && kept.delete(deps.db))
  return directory
}

export const forgetDirectory = (deps: Pick<Deps, 'db'>): void => void kept.delete(deps.db)

const load = async (db: Database): Promise<Directory> => {
  const [regions, companies, responsibilities] = await Promise.all([
    readRegions(db),
    readCompanies(db),
    readResponsibilities(db),
  ])
  return {
    regions: buildRegionDirectory(regions),
    companies: new Map(companies.map((company) => [company.id, company])),
    responsibilities,
    coverageOf: rememberedCoverage(regions, responsibilities),
    prefectures: regions.filter((region) => region.level === 'prefecture').map((region) => region.code),
    province: regions.find((region) => region.level === 'province')?.code ?? '000000',
  }
}

const rememberedCoverage = (
  regions: readonly Region[],
  responsibilities: readonly Responsibility[],
): Directory['coverageOf'] => {
  const found = new Map<string, Coverage>()
  return (companyId, day) => {
    const key = `${companyId} ${day}`
    const known = found.get(key)
    if (known) return known
    const coverage = coverageOf(companyId, responsibilities, regions, day)
    found.set(key, coverage)
    return coverage
  }
}
