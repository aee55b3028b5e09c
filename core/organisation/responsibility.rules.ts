/**
 * Which company is responsible for a place and a business line on a day (R-A2). The most specific entry wins:
 * grid before county before prefecture before province. Nobody is a gap, two different companies at the same level
 * are an overlap; both are listed for a period, so that they are mended before a fault falls into them.
 */
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { addDays, type Day } from '#core/time.ts'
import type { BusinessLine, Grid, Place } from './organisation.ts'
import { isWithin, levelOf, type Region, regionLevels } from './region.ts'
import { holdsOn, type Responsibility } from './responsibility.ts'

/** How specific an entry is, a grid the most. */
const depthOf = (entry: Responsibility): number =>
  entry.gridId === undefined ? regionLevels.indexOf(levelOf(entry.region)) : regionLevels.length

const covers = (entry: Responsibility, place: Place): boolean =>
  entry.gridId === undefined ? isWithin(place.region, entry.region) : entry.gridId === place.gridId

/** The entries of the most specific level that speak for the place on that day; several only when they disagree or repeat each other. */
const strongest = (
  entries: readonly Responsibility[],
  place: Place,
  line: BusinessLine,
  day: Day,
): readonly Responsibility[] => {
  const holding = entries.filter((entry) => entry.line === line && holdsOn(entry, day) && covers(entry, place))
  const depth = Math.max(...holding.map(depthOf))
  return holding
    .filter((entry) => depthOf(entry) === depth)
    .sort((a, b) => compare(b.effectiveFrom, a.effectiveFrom) || compare(a.id, b.id))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const companiesOf = (entries: readonly Responsibility[]): readonly string[] =>
  [...new Set(entries.map((entry) => entry.companyId))].sort()

/** The one entry that answers. Refusals: `organisation.responsibility-gap`, `organisation.responsibility-overlap` (details name the companies). */
export const responsibleFor = (
  entries: readonly Responsibility[],
  place: Place,
  line: BusinessLine,
  day: Day,
): Result<Responsibility> => {
  const found = strongest(entries, place, line, day)
  const params = { region: place.region, line, day }
  const [first] = found
  if (!first) return refuse('organisation.responsibility-gap', { params })
  const companies = companiesOf(found)
  if (companies.length === 1) return ok(first)
  const details: Refusal[] = found.map((entry) => ({
    code: 'organisation.responsibility-claim',
    params: {
      company: entry.companyId,
      responsibility: entry.id,
      from: entry.effectiveFrom,
      to: entry.effectiveTo ?? '',
    },
  }))
  return refuse('organisation.responsibility-overlap', {
    params: { ...params, companies: companies.join(',') },
    details,
  })
}

export type ResponsibilityIssue = {
  readonly kind: 'gap' | 'overlap'
  readonly region: string
  readonly gridId?: string
  readonly line: BusinessLine
  /** First and last day. */
  readonly from: Day
  readonly to: Day
  /** Who claims it; empty for a gap. */
  readonly companies: readonly string[]
}

/**
 * Every county and every grid with an entry of its own, over the days `from` to `to` (both included):
 * the periods in which nobody or more than one company is responsible. A grid is listed only where it differs from its county.
 */
export const findGapsAndOverlaps = (
  entries: readonly Responsibility[],
  regions: readonly Region[],
  line: BusinessLine,
  from: Day,
  to: Day,
  grids: readonly Grid[] = [],
): readonly ResponsibilityIssue[] => {
  const mine = entries.filter((entry) => entry.line === line)
  const owned = new Set(mine.map((entry) => entry.gridId))
  const places: Place[] = [
    ...regions.filter((region) => region.level === 'county').map((region) => ({ region: region.code })),
    ...grids.filter((grid) => owned.has(grid.id)).map((grid) => ({ region: grid.county, gridId: grid.id })),
  ]
  return places.flatMap((place) => issuesOf(place, line, stretchesOf(mine, place, line, from, to)))
}

export type Stretch = { readonly from: Day; readonly to: Day; readonly entries: readonly Responsibility[] }

/** The days `from` to `to` cut where the answer for the place changes, each stretch with the entries that speak for it. */
export const stretchesOf = (
  entries: readonly Responsibility[],
  place: Place,
  line: BusinessLine,
  from: Day,
  to: Day,
): readonly Stretch[] => {
  const near = entries.filter((entry) => entry.line === line && covers(entry, place))
  const days = turningDays(near, from, to)
  return days.map((day, index) => {
    const next = days[index + 1]
    return { from: day, to: next ? addDays(next, -1) : to, entries: strongest(near, place, line, day) }
  })
}

const issuesOf = (place: Place, line: BusinessLine, stretches: readonly Stretch[]): readonly ResponsibilityIssue[] => {
  const issues: ResponsibilityIssue[] = []
  for (const { from, to, entries } of stretches) {
    const companies = companiesOf(entries)
    const isOfCounty = place.gridId !== undefined && entries.every((entry) => entry.gridId === undefined)
    if (isOfCounty || companies.length === 1) continue
    const last = issues.at(-1)
    if (last && addDays(last.to, 1) === from && last.companies.join() === companies.join()) {
      issues[issues.length - 1] = { ...last, to }
      continue
    }
    const kind = companies.length === 0 ? 'gap' : 'overlap'
    const grid = place.gridId === undefined ? {} : { gridId: place.gridId }
    issues.push({ kind, region: place.region, ...grid, line, from, to, companies })
  }
  return issues
}

/** The days in the period on which an answer can change. */
const turningDays = (entries: readonly Responsibility[], from: Day, to: Day): readonly Day[] => {
  if (to < from) return []
  const days = new Set([from])
  for (const entry of entries) {
    days.add(entry.effectiveFrom)
    if (entry.effectiveTo !== undefined) days.add(addDays(entry.effectiveTo, 1))
  }
  return [...days].filter((day) => from <= day && day <= to).sort()
}
