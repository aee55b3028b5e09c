/**
 * One person's day as a bar, for the station head: what was done, what is under way, what is promised, where a whole visit still
 * fits, and who will be late or already is. A promise is broken when its window ends before the arrival; what is
 * foreseen of it comes from the forecast. (R-A5, R-V1, R-V4)
 */
import type { Shift } from '#core/organisation/organisation.parameters.ts'
import { shiftOn } from '#core/people/duty.rules.ts'
import { addDays, addMinutes, dayOf, earlier, type Instant, later, minutesBetween, startOfDay } from '#core/time.ts'

/** A visit, or a promise that has no visit yet, as far as it has come. */
export type DayVisit = {
  readonly number: string
  readonly windowFrom: Instant | null
  readonly windowTo: Instant | null
  readonly departedAt: Instant | null
  readonly arrivedAt: Instant | null
  readonly endedAt: Instant | null
}

export const blockParts = ['done', 'now', 'planned'] as const
export type BlockPart = (typeof blockParts)[number]

export type DayBlock = {
  readonly number: string
  readonly part: BlockPart
  readonly from: Instant
  readonly to: Instant
  /** Minutes past the promised window without arrival; 0: kept, or still to come. */
  readonly lateMinutes: number
  /** Minutes by which the promise will be missed when everything before it takes its time. */
  readonly foreseenMinutes: number
}

export type Span = { readonly from: Instant; readonly to: Instant }
export type DayRules = { readonly shift: Shift; readonly visitMinutes: number }
/** Minutes by which each promise is foreseen to be missed, by the order's number. */
export type ForeseenLate = ReadonlyMap<string, number>
const nothingForeseen: ForeseenLate = new Map()

const blockOf = (visit: DayVisit, now: Instant, { visitMinutes }: DayRules): DayBlock | undefined => {
  const { number, windowFrom, windowTo, departedAt, arrivedAt, endedAt } = visit
  const began = departedAt ?? arrivedAt
  // An exact time takes as long as a visit does.
  const ends = windowFrom !== null && windowFrom === windowTo ? addMinutes(windowFrom, visitMinutes) : windowTo
  const late = arrivedAt === null && windowTo !== null ? Math.max(0, minutesBetween(windowTo, now)) : 0
  const block = (part: BlockPart, from: Instant, to: Instant, lateMinutes: number): DayBlock => ({
    ...{ number, part, from, to: later(from, to), lateMinutes: Math.floor(lateMinutes), foreseenMinutes: 0 },
  })
  if (endedAt !== null) return began === null ? undefined : block('done', began, endedAt, 0)
  if (began !== null) return block('now', began, later(now, ends ?? addMinutes(began, visitMinutes)), late)
  return windowFrom && ends ? block('planned', windowFrom, ends, late) : undefined
}

/** The blocks of today in their order, each promise with what is foreseen of it. */
export const dayBlocks = (
  visits: readonly DayVisit[],
  now: Instant,
  rules: DayRules,
  foreseen: ForeseenLate = nothingForeseen,
): readonly DayBlock[] => {
  const today = { from: startOfDay(dayOf(now)), to: startOfDay(addDays(dayOf(now), 1)) }
  const blocks = visits
    .flatMap((visit) => blockOf(visit, now, rules) ?? [])
    .filter(({ from, to }) => from < today.to && to > today.from)
    .map((block) => ({ ...block, from: later(block.from, today.from), to: earlier(block.to, today.to) }))
    .sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1))
  return blocks.map((block) =>
    block.part === 'planned' ? { ...block, foreseenMinutes: foreseen.get(block.number) ?? 0 } : block,
  )
}

/** Where a whole visit still fits between now and the end of the shift. */
export const freeSpans = (blocks: readonly DayBlock[], now: Instant, rules: DayRules): readonly Span[] => {
  const shift = shiftOn(rules.shift, dayOf(now))
  const spans: Span[] = []
  let from = later(now, shift.from)
  const keep = (to: Instant) => {
    if (minutesBetween(from, to) >= rules.visitMinutes) spans.push({ from, to })
  }
  for (const block of blocks) {
    if (block.part === 'done' || block.to <= from) continue
    keep(earlier(block.from, shift.to))
    from = later(from, block.to)
  }
  keep(shift.to)
  return spans
}

const HOUR = 60

/** From when to when the bars reach: the shift, and beyond it as far as something is still to be done, in whole hours of today. */
export const barSpan = (blocks: readonly DayBlock[], now: Instant, { shift }: DayRules): Span => {
  const start = startOfDay(dayOf(now))
  const whole = shiftOn(shift, dayOf(now))
  const ahead = blocks.filter(({ part }) => part !== 'done')
  const from = [now, ...ahead.map((block) => block.from)].reduce(earlier, whole.from)
  const to = [now, ...ahead.map((block) => block.to)].reduce(later, whole.to)
  return {
    from: addMinutes(start, Math.max(0, Math.floor(minutesBetween(start, from) / HOUR)) * HOUR),
    to: addMinutes(start, Math.min(24, Math.ceil(minutesBetween(start, to) / HOUR)) * HOUR),
  }
}
