/**
 * Who will be late, before it happens: from where the engineer is now, through what is left before each visit, by the road between
 * them. A visit under way takes the rest of its time, one to come begins when it was promised or when the one before lets it, whichever
 * is later. (R-V4)
 */
import type { AreaClass } from '#core/organisation/region.ts'
import { metresBetween, type Position } from '#core/position.ts'
import { addMinutes, type Instant, later, minutesBetween } from '#core/time.ts'
import type { OrderKind } from '#core/work-orders/work-order.ts'

export type OpenVisit = {
  readonly number: string
  readonly kind: OrderKind
  readonly areaClass: AreaClass
  readonly position?: Position | undefined
  readonly windowFrom: Instant | null
  readonly windowTo: Instant | null
  readonly departedAt: Instant | null
  readonly arrivedAt: Instant | null
}

export type ForecastRules = {
  readonly workMinutes: Readonly<Partial<Record<OrderKind, number>>>
  /** Where a kind is not in the table. */
  readonly visitMinutes: number
  readonly speedKmh: Readonly<Record<AreaClass, number>>
  readonly detourPercent: number
  readonly unknownTravelMinutes: number
  /** Of an exact time. */
  readonly toleranceMinutes: Readonly<Record<AreaClass, number>>
}

export type Foreseen = {
  readonly number: string
  readonly arriveAt: Instant
  readonly endsAt: Instant
  /** Past the promised time; 0 when it will be kept. */
  readonly lateMinutes: number
}

/** Minutes on the way, by the straight line and what roads add to it. */
export const travelMinutes = (
  from: Position | undefined,
  to: Position | undefined,
  areaClass: AreaClass,
  {
    speedKmh,
    detourPercent,
    unknownTravelMinutes,
  }: Pick<ForecastRules, 'speedKmh' | 'detourPercent' | 'unknownTravelMinutes'>,
): number => {
  if (!from || !to) return unknownTravelMinutes
  const kilometres = (metresBetween(from, to) / 1000) * (detourPercent / 100)
  return (kilometres / speedKmh[areaClass]) * 60
}

const order = (visit: OpenVisit): string =>
  `${visit.arrivedAt ? 0 : visit.departedAt ? 1 : 2} ${visit.arrivedAt ?? visit.departedAt ?? visit.windowFrom ?? ''}`

/** The visits of one engineer in the order in which they come, each with when it begins and by how much it misses its promise. */
export const forecast = (
  visits: readonly OpenVisit[],
  start: Position | undefined,
  now: Instant,
  rules: ForecastRules,
): readonly Foreseen[] => {
  const ahead = visits
    .filter(({ windowFrom, departedAt, arrivedAt }) => windowFrom ?? departedAt ?? arrivedAt)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
  const foreseen: Foreseen[] = []
  let [at, place] = [now, start]
  for (const visit of ahead) {
    const { number, kind, areaClass, position, windowFrom, windowTo, departedAt, arrivedAt } = visit
    const travel = travelMinutes(place, position, areaClass, rules)
    // Whoever left earlier than foreseen is on the way already; whoever has not arrived arrives now at the earliest.
    const reached = later(at, addMinutes(departedAt ?? at, travel))
    const arriveAt = arrivedAt ?? (departedAt || !windowFrom ? reached : later(reached, windowFrom))
    const endsAt = later(at, addMinutes(arriveAt, rules.workMinutes[kind] ?? rules.visitMinutes))
    const tolerance = windowFrom === windowTo ? rules.toleranceMinutes[areaClass] : 0
    const off = arrivedAt || !windowTo ? 0 : Math.floor(minutesBetween(windowTo, arriveAt))
    foreseen.push({ number, arriveAt, endsAt, lateMinutes: off > tolerance ? off : 0 })
    at = endsAt
    place = position ?? place
  }
  return foreseen
}

/** What was said of an order before. */
export type Said = { readonly arriveAt: Instant; readonly toldArriveAt: Instant | null }

/** Whether the people are warned now, and whether the customer is told: first, and again when the arrival moves by so much. */
export const sayOf = (
  { arriveAt, lateMinutes }: Foreseen,
  before: Said | undefined,
  { warnMinutes, tellAgainMinutes }: { readonly warnMinutes: number; readonly tellAgainMinutes: number },
): { readonly isWarned: boolean; readonly isTold: boolean } => {
  if (lateMinutes < warnMinutes) return { isWarned: false, isTold: false }
  const moved = (known: Instant | null | undefined): boolean =>
    !known || Math.abs(minutesBetween(known, arriveAt)) >= tellAgainMinutes
  return { isWarned: moved(before?.arriveAt), isTold: moved(before?.toldArriveAt) }
}
