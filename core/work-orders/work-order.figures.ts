/**
 * What an archived order adds to the month's figures: for each clock and party one order, in time when no clock of that kind was
 * late. Orders count in the month of their archiving; the same function makes the roll-up and the recount. (DOMAIN §3.3, R-B9)
 */
import { isLate } from '#core/sla/clock.ts'
import type { Clock, HolderLevel } from '#core/sla/sla.ts'
import { dayOf, earlier } from '#core/time.ts'
import type { WorkOrder } from './work-order.ts'

export type MonthFigure = {
  /** First day of the month. */
  readonly month: string
  readonly prefecture: string
  readonly county: string
  readonly companyId: string
  readonly line: string
  readonly kind: string
  readonly clock: string
  readonly party: string
  readonly orders: number
  readonly onTime: number
  readonly grossMinutes: number
  readonly netMinutes: number
}

export const monthFiguresOf = (order: WorkOrder): readonly MonthFigure[] => {
  const { archivedAt, companyId, prefecture, county, line, kind } = order
  if (order.closedAs !== 'archived' || !archivedAt || !companyId) return []
  const month = `${dayOf(archivedAt).slice(0, 7)}-01`
  const figures = new Map<string, MonthFigure>()
  for (const clock of order.sla.clocks) {
    if (!clock.stopped) continue
    const company = answeringFor(order, clock) ?? companyId
    const key = `${clock.kind} ${clock.party} ${company}`
    const known = figures.get(key)
    const { isLate, grossMinutes, netMinutes } = clock.stopped
    figures.set(key, {
      ...{
        month,
        prefecture,
        county,
        companyId: company,
        line,
        kind,
        clock: clock.kind,
        party: clock.party,
        orders: 1,
      },
      onTime: isLate || known?.onTime === 0 ? 0 : 1,
      grossMinutes: grossMinutes + (known?.grossMinutes ?? 0),
      netMinutes: netMinutes + (known?.netMinutes ?? 0),
    })
  }
  return [...figures.values()]
}

const LEVELS: Partial<Readonly<Record<Clock['kind'], HolderLevel>>> = {
  contractorAccept: 'contractor',
  stationAccept: 'station',
  engineerAccept: 'engineer',
}

/**
 * The company that a clock is counted for where several had the order: whoever was to accept; whoever had it when the limit ran out,
 * or when it was kept; the whole is that of the one who finished it.
 */
const answeringFor = ({ sla, companyId }: WorkOrder, clock: Clock): string | undefined => {
  if (clock.kind === 'whole' || !clock.stopped) return companyId
  const level = LEVELS[clock.kind]
  const begun = sla.holders.find((span) => span.level === level && span.from === clock.startedAt)
  if (begun) return begun.companyId
  const decidedAt = clock.stopped.isLate ? earlier(clock.dueAt, clock.stopped.at) : clock.stopped.at
  return sla.holders.findLast((span) => span.from < decidedAt)?.companyId
}

export type DayFigure = {
  readonly day: string
  readonly prefecture: string
  readonly county: string
  readonly companyId: string
  readonly line: string
  readonly kind: string
  readonly archived: number
  readonly onTime: number
}

/** What an archived order adds to its day: in time when none of its clocks for the whole was late. */
export const dayFigureOf = (order: WorkOrder): DayFigure | undefined => {
  const { archivedAt, companyId, prefecture, county, line, kind } = order
  if (order.closedAs !== 'archived' || !archivedAt || !companyId) return undefined
  const wasLate = order.sla.clocks.some((clock) => clock.kind === 'whole' && isLate(clock, archivedAt))
  const place = { day: dayOf(archivedAt), prefecture, county, companyId, line, kind }
  return { ...place, archived: 1, onTime: wasLate ? 0 : 1 }
}

export type Figures = { readonly month: readonly MonthFigure[]; readonly day: readonly DayFigure[] }

/** The figures of many orders, added up. */
export const figuresOf = (orders: readonly WorkOrder[]): Figures => ({
  month: sum(
    orders.flatMap(monthFiguresOf),
    (figure) => ({ ...figure, orders: 0, onTime: 0, grossMinutes: 0, netMinutes: 0 }),
    addMonth,
  ),
  day: sum(
    orders.flatMap((order) => dayFigureOf(order) ?? []),
    (figure) => ({ ...figure, archived: 0, onTime: 0 }),
    addDay,
  ),
})

const sum = <T>(figures: readonly T[], keyOf: (figure: T) => T, add: (a: T, b: T) => T): readonly T[] => {
  const byKey = new Map<string, T>()
  for (const figure of figures) {
    const key = JSON.stringify(keyOf(figure))
    const known = byKey.get(key)
    byKey.set(key, known ? add(known, figure) : figure)
  }
  return [...byKey.values()]
}

const addMonth = (a: MonthFigure, b: MonthFigure): MonthFigure => ({
  ...a,
  orders: a.orders + b.orders,
  onTime: a.onTime + b.onTime,
  grossMinutes: a.grossMinutes + b.grossMinutes,
  netMinutes: a.netMinutes + b.netMinutes,
})
const addDay = (a: DayFigure, b: DayFigure): DayFigure => ({
  ...a,
  archived: a.archived + b.archived,
  onTime: a.onTime + b.onTime,
})
