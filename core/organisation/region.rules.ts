/**
 * Which region a text means (R-A1): a code, the present name, a short form or the name before a renaming,
 * with or without province and prefecture in front. Two names of one place are one region; a text that fits
 * several places is refused with the places that it fits, never guessed.
 */
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { compact } from '#core/spelling.ts'
import { isWithin, type Region, type RegionLevel, regionLevels } from './region.ts'

/** How good a match is: a present name beats a short form, that beats a former name, that beats the former name cut short. */
const NAME_RANKS = { present: 0, short: 1, former: 2, formerShort: 3 }
type Named = { readonly region: Region; readonly rank: number }

export type RegionDirectory = {
  readonly regions: readonly Region[]
  readonly byCode: ReadonlyMap<string, Region>
  readonly byName: ReadonlyMap<string, readonly Named[]>
  /** All names by their first character, the longest first. */
  readonly namesByInitial: ReadonlyMap<string, readonly string[]>
}

/** Indexes regions of one or more provinces; a region may be looked up by a former code too. */
export const buildRegionDirectory = (regions: readonly Region[]): RegionDirectory => {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const byName = new Map<string, Named[]>()
  const add = (name: string, region: Region, rank: number): void => {
    const known = byName.get(name) ?? []
    if (known.some((entry) => entry.region === region)) return
    byName.set(name, [...known, { region, rank }])
  }
  for (const region of regions) {
    for (const code of region.formerCodes) if (!byCode.has(code)) byCode.set(code, region)
    add(region.name, region, NAME_RANKS.present)
    for (const name of region.shortNames) add(name, region, NAME_RANKS.short)
  }
  for (const region of regions) {
    for (const name of region.formerNames) add(name, region, NAME_RANKS.former)
    for (const name of region.formerNames) {
      const short = name.replace(/(?:特区|地区|新区|[市区县])$/, '')
      if (short.length >= 2) add(short, region, NAME_RANKS.formerShort)
    }
  }
  const longestFirst = [...byName.keys()].sort((a, b) => b.length - a.length)
  return { regions, byCode, byName, namesByInitial: Map.groupBy(longestFirst, (name) => name.slice(0, 1)) }
}

/** The names with which the text begins, the longest first. */
export const leadingNames = (directory: RegionDirectory, text: string): readonly string[] =>
  (directory.namesByInitial.get(text.slice(0, 1)) ?? []).filter((name) => text.startsWith(name))

export type ResolveOptions = {
  /** Only regions in this one (itself included). */
  readonly within?: string
  /** Only this level: a column that must name a county. */
  readonly level?: RegionLevel
}

/** The region that the text names. Refusals: `organisation.region-unknown`, `-ambiguous` and `-too-broad`, the last two with candidates as details. */
export const resolveRegion = (
  directory: RegionDirectory,
  text: string,
  options: ResolveOptions = {},
): Result<Region> => {
  const wanted = compact(text)
  if (/^\d+$/.test(wanted)) return resolveCode(directory, wanted, options)
  const fits = (region: Region): boolean => isWithin(region.code, options.within ?? region.code)
  const found = namesakes(directory, wanted).filter((entry) => fits(entry.region))
  const answer = choose(directory, text, found, options)
  if (answer) return answer
  for (const prefix of leadingNames(directory, wanted)) {
    if (prefix.length === wanted.length) continue
    const rest = wanted.slice(prefix.length)
    for (const { region } of namesakes(directory, prefix)) {
      if (region.level === 'county' || !overlaps(region.code, options.within)) continue
      const inside = resolveRegion(directory, rest, { ...options, within: narrower(region.code, options.within) })
      if (inside.ok || inside.refusal.code === 'organisation.region-ambiguous') return inside
    }
  }
  const broad = found.at(0)?.region
  return broad ? tooBroad(directory, text, broad) : refuse('organisation.region-unknown', { params: { text } })
}

const resolveCode = (directory: RegionDirectory, digits: string, options: ResolveOptions): Result<Region> => {
  const code = digits.slice(0, 6).padEnd(6, '0')
  const region = directory.byCode.get(code)
  const isKnown = region && digits.length % 2 === 0 && isWithin(region.code, options.within ?? region.code)
  if (!isKnown) return refuse('organisation.region-unknown', { params: { text: digits } })
  return options.level && region.level !== options.level ? tooBroad(directory, digits, region) : ok(region)
}

const choose = (
  directory: RegionDirectory,
  text: string,
  found: readonly Named[],
  options: ResolveOptions,
): Result<Region> | undefined => {
  const atLevel = found.filter(({ region }) => !options.level || region.level === options.level)
  if (options.level === 'county' && found.some(({ region, rank }) => region.level !== 'county' && isBest(rank, found)))
    return undefined
  const bestRank = Math.min(...atLevel.map((entry) => entry.rank))
  const best = atLevel.filter((entry) => entry.rank === bestRank).map((entry) => entry.region)
  const [first, ...others] = best.sort((a, b) => regionLevels.indexOf(a.level) - regionLevels.indexOf(b.level))
  if (!first) return undefined
  if (others.every((region) => isWithin(region.code, first.code))) return ok(first)
  return refuse('organisation.region-ambiguous', {
    params: { text, candidates: best.map((region) => fullName(directory, region)).join(',') },
    details: candidatesOf(directory, best),
  })
}

const isBest = (rank: number, found: readonly Named[]): boolean => found.every((entry) => rank <= entry.rank)

const namesakes = (directory: RegionDirectory, name: string): readonly Named[] => directory.byName.get(name) ?? []

const tooBroad = (directory: RegionDirectory, text: string, broad: Region): Refused => {
  const inside = directory.regions.filter((region) => region.parent === broad.code)
  return refuse('organisation.region-too-broad', {
    params: { text, region: broad.name },
    details: candidatesOf(directory, inside),
  })
}

const candidatesOf = (directory: RegionDirectory, regions: readonly Region[]) =>
  regions.map((region) => ({
    code: 'organisation.region-candidate',
    params: { code: region.code, name: fullName(directory, region) },
  }))

const overlaps = (code: string, within: string | undefined): boolean =>
  within === undefined || isWithin(code, within) || isWithin(within, code)
const narrower = (code: string, within: string | undefined): string =>
  within !== undefined && isWithin(within, code) ? within : code

/** Prefecture and county as people write them, `遵义市播州区`; the province's name is left out. */
export const fullName = (directory: RegionDirectory, region: Region): string => {
  const parent = region.level === 'county' && region.parent ? directory.byCode.get(region.parent) : undefined
  return `${parent?.name ?? ''}${region.name}`
}
