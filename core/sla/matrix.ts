/**
 * Which limit holds for an order: a table of rows, each naming what it asks for (kind, line, area, grade, customer level,
 * bandwidth, resource). Of the rows that fit, the most specific decides. Where neither contains the other, the first dimension
 * in the order of `dimensions` that only one of them names decides, so that the answer is always exactly one row. A county,
 * a contract or a company stores only the rows in which it differs. (R-B1; DOMAIN: SLA clocks)
 */
import type { Confidence } from '#core/parameter.ts'
import { type ClockKind, clockKinds, type Party, type SlaFacts } from './sla.ts'

/** What a row does not name, it accepts. No limit (`null`): such an order has no such clock. */
export type LimitRow = Partial<SlaFacts> & {
  readonly clock: ClockKind
  readonly party: Party
  readonly limitMinutes: number | null
  /** Name of a counting of `sla.countings`. */
  readonly hours: string
  readonly mark: Confidence
}

export type VersionedLimitRow = LimitRow & { readonly version: number }

/** Heaviest first: a missing resource outweighs everything, gigabit the customer and the community, a grade the area. */
const dimensions = ['resource', 'bandwidth', 'customerLevel', 'grade', 'area', 'kind', 'line'] as const

/** The rows of each clock, heaviest first: the first that fits decides. Build it once per place and day. */
export type LimitMatrix = ReadonlyMap<ClockKind, readonly VersionedLimitRow[]>

/** Layers from weak (the shipped rows) to strong (the company's); a row replaces the weaker one that asks for the same. */
export const limitMatrix = (
  layers: readonly { readonly rows: readonly LimitRow[]; readonly version: number }[],
): LimitMatrix => {
  const byKey = new Map<string, VersionedLimitRow>()
  for (const { rows, version } of layers) for (const row of rows) byKey.set(limitKey(row), { ...row, version })
  const sorted = [...byKey.values()].sort((a, b) => weightOf(b) - weightOf(a))
  return new Map(clockKinds.map((kind) => [kind, sorted.filter((row) => row.clock === kind)]))
}

/** What makes two rows the same question: clock, party, and every dimension with its value. */
export const limitKey = (row: LimitRow): string =>
  JSON.stringify([row.clock, row.party, ...dimensions.map((dimension) => row[dimension] ?? '')])

/** The deciding row of each party that has one. */
export const limitsFor = (facts: SlaFacts, clock: ClockKind, matrix: LimitMatrix): readonly VersionedLimitRow[] => {
  const found: VersionedLimitRow[] = []
  for (const row of matrix.get(clock) ?? [])
    if (!found.some(({ party }) => party === row.party) && fits(row, facts)) found.push(row)
  return found
}

const fits = (row: LimitRow, facts: SlaFacts): boolean => {
  for (const dimension of dimensions) {
    const asked = row[dimension]
    if (asked !== undefined && asked !== facts[dimension]) return false
  }
  return true
}

/** A bit for each dimension that is named: a row that asks for more always outweighs one whose questions it contains. */
const weightOf = (row: LimitRow): number =>
  dimensions.reduce((weight, dimension) => weight * 2 + (row[dimension] === undefined ? 0 : 1), 0)

/** Whether a row asks for nothing, so that every order finds at least this one. */
export const isForEveryOrder = (row: LimitRow): boolean => weightOf(row) === 0

/** The class of a bandwidth: the highest whose threshold it reaches. */
export const bandwidthClassOf = (
  mbps: number,
  classes: readonly { readonly name: string; readonly fromMbps: number }[],
): string | undefined => {
  let best: { name: string; fromMbps: number } | undefined
  for (const candidate of classes)
    if (mbps >= candidate.fromMbps && (!best || candidate.fromMbps > best.fromMbps)) best = candidate
  return best?.name
}

/** The class of a customer's level as ledgers write it, `全球通钻石卡`: the first that has one of its words in it. */
export const customerLevelOf = (
  text: string | undefined,
  levels: readonly { readonly name: string; readonly words: readonly string[] }[],
): string | undefined =>
  text === undefined ? undefined : levels.find(({ words }) => words.some((word) => text.includes(word)))?.name
