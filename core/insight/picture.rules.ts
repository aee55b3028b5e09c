/**
 * The live picture added up (R-B9): rows of county × company × line become figures of the whole, of each prefecture and its
 * companies, and of each company. A number on a screen is always a sum of the rows that its link leads to.
 */
import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Hourly, PictureRow } from './insight.contract.ts'

export type PictureFilter = {
  readonly prefecture?: string | undefined
  readonly company?: string | undefined
  readonly line?: BusinessLine | undefined
}

type Counted = Pick<
  PictureRow,
  'open' | 'risk' | 'late' | 'unassigned' | 'received' | 'receivedFaults' | 'archived' | 'onTime' | 'archivedWeek'
>
export type Sum = Counted & { readonly oldestDueAt: Instant | null; readonly unassignedSince: Instant | null }

const nothing: Sum = {
  open: 0,
  risk: 0,
  late: 0,
  unassigned: 0,
  received: 0,
  receivedFaults: 0,
  archived: 0,
  onTime: 0,
  archivedWeek: 0,
  oldestDueAt: null,
  unassignedSince: null,
}

const earliest = (a: Instant | null, b: Instant | null): Instant | null => (a === null || (b !== null && b < a) ? b : a)

export const sumOf = (rows: readonly PictureRow[]): Sum =>
  rows.reduce<Sum>(
    (sum, row) => ({
      open: sum.open + row.open,
      risk: sum.risk + row.risk,
      late: sum.late + row.late,
      unassigned: sum.unassigned + row.unassigned,
      received: sum.received + row.received,
      receivedFaults: sum.receivedFaults + row.receivedFaults,
      archived: sum.archived + row.archived,
      onTime: sum.onTime + row.onTime,
      archivedWeek: sum.archivedWeek + row.archivedWeek,
      oldestDueAt: earliest(sum.oldestDueAt, row.oldestDueAt),
      unassignedSince: earliest(sum.unassignedSince, row.unassignedSince),
    }),
    nothing,
  )

const fits = (
  row: Pick<PictureRow, 'prefecture' | 'companyId' | 'line'>,
  { prefecture, company, line }: PictureFilter,
): boolean =>
  (prefecture === undefined || row.prefecture === prefecture) &&
  (company === undefined || row.companyId === company) &&
  (line === undefined || row.line === line)

export const rowsFor = (rows: readonly PictureRow[], filter: PictureFilter): readonly PictureRow[] =>
  rows.filter((row) => fits(row, filter))

/** A group of rows under a key, with its sum and what it consists of. */
export type Group = { readonly key: string; readonly rows: readonly PictureRow[]; readonly sum: Sum }

export const groupBy = (rows: readonly PictureRow[], keyOf: (row: PictureRow) => string): readonly Group[] => {
  const found = new Map<string, PictureRow[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const known = found.get(key)
    if (known) known.push(row)
    else found.set(key, [row])
  }
  return [...found].map(([key, own]) => ({ key, rows: own, sum: sumOf(own) }))
}

/** Late orders among the open ones; null where nothing is open. */
export const lateShare = ({ open, late }: Pick<Sum, 'open' | 'late'>): number | null => (open > 0 ? late / open : null)

/** In time among the archived of the day. */
export const onTimeShare = ({ archived, onTime }: Pick<Sum, 'archived' | 'onTime'>): number | null =>
  archived > 0 ? onTime / archived : null

/** 压单比: open orders per mean archived order of a day, of the last seven days. (DOMAIN §1.1) */
export const backlogRatio = ({ open, archivedWeek }: Pick<Sum, 'open' | 'archivedWeek'>): number | null =>
  archivedWeek > 0 ? open / (archivedWeek / 7) : null

/** Which of the map's printed steps a share falls into: 0 below the first. */
export const rampStep = (share: number | null, steps: readonly number[]): number =>
  share === null ? 0 : steps.filter((step) => share >= step).length

export const pictureOrders = ['share', 'late', 'open', 'unassigned'] as const
export type PictureOrder = (typeof pictureOrders)[number]

/** Worst first. */
export const sorted = (groups: readonly Group[], by: PictureOrder): readonly Group[] => {
  const weight = ({ sum }: Group): number => (by === 'share' ? (lateShare(sum) ?? -1) : sum[by])
  return [...groups].sort((a, b) => weight(b) - weight(a) || b.sum.open - a.sum.open || (a.key < b.key ? -1 : 1))
}

/** The hours of several series added up; an hour that was not recorded is null in all of them. */
export const hourlySum = (
  series: readonly Hourly[],
  filter: PictureFilter,
  what: 'open' | 'late',
): readonly (number | null)[] => {
  const own = series.filter((each) => fits(each, filter))
  const hours = Math.max(0, ...own.map((each) => each[what].length))
  return Array.from({ length: hours }, (_, hour) => {
    let sum: number | null = null
    for (const each of own) {
      const value = each[what][hour]
      if (value !== null && value !== undefined) sum = (sum ?? 0) + value
    }
    return sum
  })
}
