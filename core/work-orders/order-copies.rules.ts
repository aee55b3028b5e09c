/**
 * Where in time a copy of a past order of the demo stands: whole weeks earlier, round about the period of the originals, and some
 * minutes; so that weekday and hour, and with them everything that was on time or late, vary as they do with the originals, and
 * nothing of it lies ahead of now. All times of one copy move together.
 */
import { DAY_MS, epochMsOf, type Instant, MINUTE_MS, minuteOfDay, ZONE_OFFSET_MS } from '#core/time.ts'
import type { Figures } from './work-order.figures.ts'
import { figuresOf } from './work-order.figures.ts'
import type { WorkOrder } from './work-order.ts'

export const COPY_WEEKS = 43
/** No common divisor with the weeks, so that successive copies lie far apart. */
export const COPY_STEP = 17
export const COPY_PERIOD_DAYS = 7 * COPY_WEEKS
export const COPY_MINUTES = 60

/** A past order and what decides how far its copies move. */
export type PastOrder = {
  readonly order: WorkOrder
  /** Whole days since its last change. */
  readonly ageDays: number
  /** Reported in the first hour of the day: no minutes are taken away, for the number names the day. */
  readonly isEarly: boolean
}

export const pastOrderOf = (order: WorkOrder, changedAt: Instant, now: Instant): PastOrder => ({
  order,
  ageDays: Math.floor((epochMsOf(now) - epochMsOf(changedAt)) / DAY_MS),
  isEarly: minuteOfDay(order.createdAt) < COPY_MINUTES,
})

/** By how many minutes the copy stands after its original; mostly negative. */
export const copyMoveMinutes = ({ ageDays, isEarly }: Omit<PastOrder, 'order'>, copy: number): number => {
  const daysBack = 7 * ((copy * COPY_STEP) % COPY_WEEKS)
  const days = (ageDays + daysBack < COPY_PERIOD_DAYS ? 0 : COPY_PERIOD_DAYS) - daysBack
  return days * 1440 - (isEarly ? 0 : (copy * 7) % COPY_MINUTES)
}

const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** What so many copies of each order add to months and days. */
export const copiedFigures = (past: readonly PastOrder[], copies: number): Figures => {
  const month = new Map<string, Figures['month'][number]>()
  const day = new Map<string, Figures['day'][number]>()
  const texts = new Map<number, string>()
  for (const each of past) {
    const own = figuresOf([each.order])
    if (!each.order.archivedAt) continue
    const keyed = own.month.map((figure) => ({ figure, key: JSON.stringify({ ...figure, month: '', ...NOTHING }) }))
    const keyedDay = own.day.map((figure) => ({ figure, key: JSON.stringify({ ...figure, day: '', ...NOTHING }) }))
    const archivedMs = epochMsOf(each.order.archivedAt) + ZONE_OFFSET_MS
    for (let copy = 1; copy <= copies; copy += 1) {
      const number = Math.floor((archivedMs + copyMoveMinutes(each, copy) * MINUTE_MS) / DAY_MS)
      const at = texts.get(number) ?? dayText(number)
      texts.set(number, at)
      const inMonth = `${at.slice(0, 7)}-01`
      for (const { figure, key } of keyed) {
        const known = month.get(inMonth + key)
        month.set(inMonth + key, {
          ...figure,
          month: inMonth,
          orders: figure.orders + (known?.orders ?? 0),
          onTime: figure.onTime + (known?.onTime ?? 0),
          grossMinutes: figure.grossMinutes + (known?.grossMinutes ?? 0),
          netMinutes: figure.netMinutes + (known?.netMinutes ?? 0),
        })
      }
      for (const { figure, key } of keyedDay) {
        const known = day.get(at + key)
        day.set(at + key, {
          ...figure,
          day: at,
          archived: figure.archived + (known?.archived ?? 0),
          onTime: figure.onTime + (known?.onTime ?? 0),
        })
      }
    }
  }
  return { month: [...month.values()], day: [...day.values()] }
}

/** What is counted, left out of the key. */
const NOTHING = { orders: 0, onTime: 0, grossMinutes: 0, netMinutes: 0, archived: 0 }
