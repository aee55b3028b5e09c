/**
 * What an archived order adds to the month's figures: for each clock and party one order, in time when no clock of that kind was
 * late. Orders count in the month of their archiving; the same function makes the roll-up and the recount. (DOMAIN §3.3, R-B9)
 */
import { dayOf } from '#core/time.ts'
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
    const key = `${clock.kind} ${clock.party}`
    const known = figures.get(key)
    const { isLate, grossMinutes, netMinutes } = clock.stopped
    figures.set(key, {
      ...{ month, prefecture, county, companyId, line, kind, clock: clock.kind, party: clock.party, orders: 1 },
      onTime: isLate || known?.onTime === 0 ? 0 : 1,
      grossMinutes: grossMinutes + (known?.grossMinutes ?? 0),
      netMinutes: netMinutes + (known?.netMinutes ?? 0),
    })
  }
  return [...figures.values()]
}
