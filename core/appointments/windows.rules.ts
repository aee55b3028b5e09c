/**
 * Which windows can be kept, and what is offered: minutes of work by county, kind and window against what is promised already, a
 * contractor's quota, windows that were closed, days without visits, holidays, service hours. A window whose minutes are used up is
 * shown as full, one that is closed says why. Without a row of a manager the capacity follows from the people on post. (R-V1, R-V4)
 */
import type { Shift } from '#core/organisation/organisation.parameters.ts'
import { shiftOn } from '#core/people/duty.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import {
  addDays,
  addMinutes,
  DAY_MS,
  type Day,
  dayOf,
  type Instant,
  minuteOfDay,
  minutesBetween,
  startOfDay,
} from '#core/time.ts'
import type { OrderKind } from '#core/work-orders/work-order.ts'
import type { Blackout, CapacityRow, DayWindow, Held, OfferedWindow, OnPost, VisitWindow } from './windows.ts'

export type WindowRules = {
  readonly table: readonly DayWindow[]
  readonly serviceHours: Shift
  readonly quietHours: Shift
  readonly offeredDays: number
  readonly maxDaysAhead: number
  readonly leadMinutes: number
  readonly workMinutes: Readonly<Partial<Record<OrderKind, number>>>
  readonly capacityPercent: number
  readonly holidayPercent: number
}

/** What is wanted a place for. */
export type Wanted = {
  readonly kind: OrderKind
  readonly companyId?: string | undefined
  /** Its own place does not stand in its way. */
  readonly orderId?: string | undefined
}

export type WindowGround = {
  readonly rows: readonly CapacityRow[]
  readonly blackouts: readonly Blackout[]
  readonly held: readonly Held[]
  /** Of the company that answers; nothing known of its people limits nothing. */
  readonly onPost: readonly OnPost[]
  readonly calendar: WorkCalendar
}

const minutesOfClock = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const instantAt = (day: Day, clock: string): Instant => addMinutes(startOfDay(day), minutesOfClock(clock))

/** The windows of a day by the table. */
export const windowsOn = (day: Day, table: readonly DayWindow[]): readonly VisitWindow[] =>
  table.map(({ from, to }) => ({ from: instantAt(day, from), to: instantAt(day, to) }))

/** Whether any minute of the time lies in the quiet hours; those run over midnight. */
export const isQuiet = ({ from, to }: VisitWindow, quietHours: Shift): boolean => {
  const [begins, ends] = [minutesOfClock(quietHours.from), minutesOfClock(quietHours.to)]
  if (begins === ends) return false
  const length = (ends - begins + 1440) % 1440
  const last = to > from ? to : addMinutes(from, 1)
  for (const day of [addDays(dayOf(from), -1), dayOf(from), dayOf(last)]) {
    const start = addMinutes(startOfDay(day), begins)
    if (from < addMinutes(start, length) && last > start) return true
  }
  return false
}

/** The first instant at or after `at` that is not in the quiet hours. */
export const afterQuiet = (at: Instant, quietHours: Shift): Instant => {
  if (!isQuiet({ from: at, to: at }, quietHours)) return at
  const ends = minutesOfClock(quietHours.to)
  const day = minuteOfDay(at) < ends ? dayOf(at) : addDays(dayOf(at), 1)
  return addMinutes(startOfDay(day), ends)
}

const dayNumberOf = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
/** A public holiday by the calendar: not the ordinary weekend. */
export const isHoliday = (day: Day, calendar: WorkCalendar): boolean => calendar.freeDays.has(dayNumberOf(day))

/** A limit in force in a window: for whose and which orders, and how much. */
export type Limit = {
  readonly companyId?: string | undefined
  readonly kind?: OrderKind | undefined
  readonly minutes: number
  readonly closedReason?: string | undefined
  readonly isDerived: boolean
}

/** Named for the day before every day, named for the window before every window. */
const strength = (row: CapacityRow): number =>
  (row.onDay === undefined ? 0 : 2) + (row.windowFrom === undefined ? 0 : 1)

/**
 * The limits of a window: of all orders, of a contractor, of a kind, of a contractor's kind, each by its strongest row. Where no row
 * speaks of all kinds, what follows from the people on post.
 */
export const limitsOf = (
  rows: readonly CapacityRow[],
  { kind, companyId }: Wanted,
  day: Day,
  windowFrom: string,
  derivedMinutes: number | undefined,
): readonly Limit[] => {
  const best = new Map<string, CapacityRow>()
  for (const row of rows) {
    const isOf =
      (row.companyId === undefined || row.companyId === companyId) &&
      (row.kind === undefined || row.kind === kind) &&
      (row.onDay === undefined || row.onDay === day) &&
      (row.windowFrom === undefined || row.windowFrom === windowFrom)
    if (!isOf) continue
    const key = `${row.companyId ?? ''}/${row.kind ?? ''}`
    const known = best.get(key)
    if (!known || strength(row) > strength(known)) best.set(key, row)
  }
  const limits = [...best.values()].map(
    ({ companyId, kind, minutes, closedReason }): Limit => ({
      companyId,
      kind,
      minutes,
      closedReason,
      isDerived: false,
    }),
  )
  const isSaid = limits.some((limit) => limit.kind === undefined)
  return isSaid || derivedMinutes === undefined
    ? limits
    : [...limits, { companyId, kind: undefined, minutes: derivedMinutes, isDerived: true }]
}

/** Minutes of work that the company's people can be promised for in a window; nothing where nobody is known. */
export const derivedMinutesOf = (
  window: VisitWindow,
  { onPost, calendar }: WindowGround,
  { capacityPercent, holidayPercent }: WindowRules,
): number | undefined => {
  const day = dayOf(window.from)
  const people = onPost.find((each) => each.day === day)?.people
  if (people === undefined) return undefined
  const share = (capacityPercent / 100) * (isHoliday(day, calendar) ? holidayPercent / 100 : 1)
  return Math.floor(people * minutesBetween(window.from, window.to) * share)
}

/** Minutes of what is promised in the window and falls under the limit. */
export const usedMinutes = (
  held: readonly Held[],
  window: VisitWindow,
  limit: Pick<Limit, 'companyId' | 'kind'>,
  { workMinutes }: WindowRules,
  except?: string,
): number =>
  held.reduce((sum, each) => {
    const isUnder =
      each.at >= window.from &&
      each.at < window.to &&
      each.orderId !== except &&
      (limit.companyId === undefined || limit.companyId === each.companyId) &&
      (limit.kind === undefined || limit.kind === each.kind)
    return isUnder ? sum + (workMinutes[each.kind] ?? 0) : sum
  }, 0)

/** One window as it is offered for what is wanted. */
export const judgeWindow = (
  window: VisitWindow,
  wanted: Wanted,
  ground: WindowGround,
  rules: WindowRules,
): OfferedWindow => {
  const day = dayOf(window.from)
  const { from, to } = window
  const hours = shiftOn(rules.serviceHours, day)
  const blackout = ground.blackouts.find(({ fromOn, toOn }) => fromOn <= day && day <= toOn)
  if (blackout) return { from, to, state: 'closed', reason: 'blackout', note: blackout.reason }
  if (isHoliday(day, ground.calendar) && rules.holidayPercent === 0)
    return { from, to, state: 'closed', reason: 'holiday' }
  if (from < hours.from || to > hours.to) return { from, to, state: 'closed', reason: 'outsideHours' }
  if (isQuiet(window, rules.quietHours)) return { from, to, state: 'closed', reason: 'quiet' }
  const clock = clockOf(from)
  const limits = limitsOf(ground.rows, wanted, day, clock, derivedMinutesOf(window, ground, rules))
  const shut = limits.find(({ closedReason }) => closedReason !== undefined)
  if (shut) return { from, to, state: 'closed', reason: 'closedByHand', note: shut.closedReason ?? '' }
  const needed = rules.workMinutes[wanted.kind] ?? 0
  if (needed === 0 || limits.length === 0) return { from, to, state: 'open' }
  const minutesLeft = Math.min(
    ...limits.map((limit) => limit.minutes - usedMinutes(ground.held, window, limit, rules, wanted.orderId)),
  )
  return { from, to, state: minutesLeft >= needed ? 'open' : 'full', minutesLeft: Math.max(0, minutesLeft) }
}

/** `14:00` in China. */
export const clockOf = (at: Instant): string => {
  const minutes = Math.floor(minuteOfDay(at))
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The windows of the next days, those that are over or nearly so left out; full and closed ones stay, with their reason. */
export const offeredWindows = (
  now: Instant,
  wanted: Wanted,
  ground: WindowGround,
  rules: WindowRules,
): readonly OfferedWindow[] =>
  Array.from({ length: rules.offeredDays }, (_, index) => addDays(dayOf(now), index))
    .flatMap((day) => windowsOn(day, rules.table))
    .filter(({ to }) => addMinutes(now, rules.leadMinutes) < to)
    .map((window) => judgeWindow(window, wanted, ground, rules))

/** `11-23 14:00–16:00`, the next ones that are open, for somebody who has to choose again. */
export const nextOpen = (windows: readonly OfferedWindow[], count: number): string =>
  windows
    .filter(({ state }) => state === 'open')
    .slice(0, count)
    .map(({ from, to }) => `${dayOf(from).slice(5)} ${clockOf(from)}–${clockOf(to)}`)
    .join('、')

/**
 * Whether a visit may be promised for this time. Refusals: `appointments.quiet`, `appointments.too-far`, `appointments.blackout`,
 * `appointments.closed`, `appointments.full`, which names the next windows. What the customer asked for breaks the quiet hours,
 * nothing else.
 */
export const mayBook = (
  time: VisitWindow,
  isAsked: boolean,
  now: Instant,
  wanted: Wanted,
  ground: WindowGround,
  rules: WindowRules,
): Result<null> => {
  if (!isAsked && isQuiet(time, rules.quietHours)) {
    return refuse('appointments.quiet', { field: 'from', params: { ...rules.quietHours } })
  }
  if (dayOf(time.from) > addDays(dayOf(now), rules.maxDaysAhead)) {
    return refuse('appointments.too-far', { field: 'from', params: { days: rules.maxDaysAhead } })
  }
  const window = windowsOn(dayOf(time.from), rules.table).find(({ from, to }) => from <= time.from && time.from < to)
  if (!window) return ok(null)
  const { state, reason, note } = judgeWindow(window, wanted, ground, rules)
  const next = () => nextOpen(offeredWindows(now, wanted, ground, rules), 3)
  if (state === 'full') {
    return refuse('appointments.full', { kind: 'conflict', field: 'from', params: { next: next() } })
  }
  if (reason === 'blackout' || reason === 'closedByHand') {
    return refuse('appointments.closed', { kind: 'conflict', field: 'from', params: { why: note ?? '', next: next() } })
  }
  if (reason === 'holiday') {
    return refuse('appointments.holiday', { kind: 'conflict', field: 'from', params: { next: next() } })
  }
  return ok(null)
}
