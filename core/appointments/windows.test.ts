import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workCalendar } from '#core/sla/calendar.ts'
import { addMinutes, type Instant, instantFromLocal } from '#core/time.ts'
import { appointmentParameters as parameters } from './appointments.parameters.ts'
import {
  afterQuiet,
  isQuiet,
  judgeWindow,
  mayBook,
  offeredWindows,
  type WindowGround,
  type WindowRules,
  windowsOn,
} from './windows.rules.ts'
import type { CapacityRow, Held } from './windows.ts'

const rules: WindowRules = {
  table: parameters.windowTables.default.twoHours,
  serviceHours: parameters.serviceHours.default,
  quietHours: parameters.quietHours.default,
  offeredDays: 3,
  maxDaysAhead: 15,
  leadMinutes: 30,
  workMinutes: parameters.workMinutes.default,
  capacityPercent: 100,
  holidayPercent: 50,
}
const calendar = workCalendar({ years: [2026], fixedHolidays: [], holidays: { '2026-11-24': '某节' }, makeUpDays: {} })
const ground = (more: Partial<WindowGround> = {}): WindowGround => ({
  ...{ rows: [], blackouts: [], held: [], onPost: [], calendar },
  ...more,
})
const DAY = '2026-11-23'
const at = (clock: string, day = DAY): Instant => instantFromLocal(`${day} ${clock}`) ?? ''
const afternoon = { from: at('14:00'), to: at('16:00') }
const fault = { kind: 'fault', companyId: 'north' } as const
const held = (clock: string, count = 1, more: Partial<Held> = {}): Held[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ at: at(clock), kind: 'fault', companyId: 'north', orderId: `${clock} ${index}` },
    ...more,
  }))
const row = (more: Partial<CapacityRow>): CapacityRow => ({ county: '520102', minutes: 120, ...more })
const people = (count: number) => [{ day: DAY, people: count }]
const stateOf = (more: Partial<WindowGround>, wanted: Parameters<typeof judgeWindow>[1] = fault, window = afternoon) =>
  judgeWindow(window, wanted, ground(more), rules)

describe('a window', () => {
  it('is open until the minutes of the people on post are used up, then full', () => {
    expect(stateOf({ onPost: people(1) })).toMatchObject({ state: 'open', minutesLeft: 120 })
    expect(stateOf({ onPost: people(1), held: held('14:00') })).toMatchObject({ state: 'open', minutesLeft: 60 })
    expect(stateOf({ onPost: people(1), held: held('15:30', 2) })).toMatchObject({ state: 'full', minutesLeft: 0 })
    expect(stateOf({ onPost: people(1), held: held('13:59', 9) }).state).toBe('open')
  })
  it('is not limited where nobody is known and nothing is set, and full where everybody is on leave', () => {
    expect(stateOf({ held: held('14:00', 50) })).toEqual({ ...afternoon, state: 'open' })
    expect(stateOf({ onPost: people(0) }).state).toBe('full')
  })
  it('keeps the place that the order itself holds', () => {
    const full = { onPost: people(1), held: held('14:00', 2) }
    expect(stateOf(full, { ...fault, orderId: '14:00 1' }).state).toBe('open')
  })
  it('goes by the row of the day and window before the row of every day', () => {
    const rows = [
      row({ minutes: 600 }),
      row({ minutes: 60, onDay: DAY }),
      row({ minutes: 0, onDay: DAY, windowFrom: '14:00' }),
    ]
    expect(stateOf({ rows }).state).toBe('full')
    expect(stateOf({ rows }, fault, { from: at('16:00'), to: at('18:00') }).minutesLeft).toBe(60)
    expect(
      stateOf({ rows }, fault, { from: at('14:00', '2026-11-25'), to: at('16:00', '2026-11-25') }).minutesLeft,
    ).toBe(600)
  })
  it('holds a contractor to its quota, and a kind to its own', () => {
    const rows = [
      row({ minutes: 600 }),
      row({ companyId: 'north', minutes: 60 }),
      row({ kind: 'installation', minutes: 90 }),
    ]
    expect(stateOf({ rows, held: held('14:00') }).state).toBe('full')
    expect(stateOf({ rows, held: held('14:00') }, { kind: 'fault', companyId: 'south' })).toMatchObject({
      state: 'open',
      minutesLeft: 540,
    })
    const installing = { kind: 'installation', companyId: 'south' } as const
    expect(stateOf({ rows }, installing).state).toBe('open')
    expect(
      stateOf({ rows, held: held('14:00', 1, { kind: 'installation', companyId: 'south' }) }, installing).state,
    ).toBe('full')
  })
  it('says why it is closed: by hand, a day without visits, a holiday, outside the hours', () => {
    expect(stateOf({ rows: [row({ closedReason: '全员培训', onDay: DAY })] })).toMatchObject({
      ...{ state: 'closed', reason: 'closedByHand', note: '全员培训' },
    })
    const blackouts = [{ fromOn: DAY, toOn: DAY, reason: '凝冻' }]
    expect(stateOf({ blackouts })).toMatchObject({ state: 'closed', reason: 'blackout', note: '凝冻' })
    const holiday = { from: at('14:00', '2026-11-24'), to: at('16:00', '2026-11-24') }
    expect(stateOf({ onPost: [{ day: '2026-11-24', people: 1 }] }, fault, holiday).minutesLeft).toBe(60)
    expect(judgeWindow(holiday, fault, ground(), { ...rules, holidayPercent: 0 })).toMatchObject({ reason: 'holiday' })
    expect(stateOf({}, fault, { from: at('20:00'), to: at('20:30') })).toMatchObject({ reason: 'outsideHours' })
  })
})

describe('what is offered', () => {
  it('begins with the window that still has time, and keeps full ones in their place', () => {
    const windows = offeredWindows(at('15:40'), fault, ground({ onPost: people(1), held: held('16:00', 2) }), rules)
    expect(windows[0]).toMatchObject({ from: at('16:00'), state: 'full' })
    expect(windows).toHaveLength(2 + 6 + 6)
    expect(offeredWindows(at('15:29'), fault, ground(), rules)[0]?.from).toBe(at('14:00'))
  })
  it('is refused when it is full, with the next windows, and at night unless the customer asked', () => {
    const now = at('09:10')
    const full = ground({ onPost: people(1), held: held('14:00', 2) })
    expect(mayBook(afternoon, false, now, fault, full, rules)).toMatchObject({
      refusal: {
        code: 'appointments.full',
        params: { next: '11-23 08:00–10:00、11-23 10:00–12:00、11-23 12:00–14:00' },
      },
    })
    const night = { from: at('22:00'), to: at('23:00') }
    expect(mayBook(night, false, now, fault, full, rules)).toMatchObject({ refusal: { code: 'appointments.quiet' } })
    expect(mayBook(night, true, now, fault, full, rules).ok).toBe(true)
    const far = { from: at('14:00', '2026-12-20'), to: at('15:00', '2026-12-20') }
    expect(mayBook(far, false, now, fault, full, rules)).toMatchObject({ refusal: { code: 'appointments.too-far' } })
  })
  it('never lets more minutes be booked than there are, in whatever order people book', () => {
    const booking = fc.record({
      kind: fc.constantFrom('fault' as const, 'installation' as const, 'removal' as const),
      companyId: fc.constantFrom('north', 'south'),
      clock: fc.constantFrom('08:00', '09:15', '14:00', '15:59', '18:30'),
    })
    const rows = [
      row({ minutes: 300 }),
      row({ minutes: 180, companyId: 'north' }),
      row({ minutes: 90, kind: 'installation' }),
    ]
    fc.assert(
      fc.property(fc.array(booking, { maxLength: 40 }), (bookings) => {
        const taken: Held[] = []
        for (const [index, { kind, companyId, clock }] of bookings.entries()) {
          const time = { from: at(clock), to: addMinutes(at(clock), 60) }
          const wanted = { kind, companyId }
          if (!mayBook(time, false, at('07:00'), wanted, ground({ rows, held: taken }), rules).ok) continue
          taken.push({ at: time.from, kind, companyId, orderId: String(index) })
        }
        for (const window of windowsOn(DAY, rules.table)) {
          const inside = taken.filter((each) => each.at >= window.from && each.at < window.to)
          const minutes = (which: (each: Held) => boolean) =>
            inside.filter(which).reduce((sum, each) => sum + (rules.workMinutes[each.kind] ?? 0), 0)
          expect(minutes(() => true)).toBeLessThanOrEqual(300)
          expect(minutes((each) => each.companyId === 'north')).toBeLessThanOrEqual(180)
          expect(minutes((each) => each.kind === 'installation')).toBeLessThanOrEqual(90)
        }
      }),
    )
  })
})

describe('quiet hours', () => {
  it('run over midnight; their last minute is over at eight', () => {
    const quiet = (from: string, to: string) => isQuiet({ from: at(from), to: at(to) }, rules.quietHours)
    expect([
      quiet('20:00', '21:00'),
      quiet('20:00', '21:01'),
      quiet('08:00', '09:00'),
      quiet('07:59', '09:00'),
    ]).toEqual([...[false, true, false, true]])
    expect([quiet('00:30', '00:30'), quiet('21:00', '21:00')]).toEqual([true, true])
    expect(afterQuiet(at('21:30'), rules.quietHours)).toBe(at('08:00', '2026-11-24'))
    expect(afterQuiet(at('03:00'), rules.quietHours)).toBe(at('08:00'))
    expect(afterQuiet(at('12:00'), rules.quietHours)).toBe(at('12:00'))
  })
  it('never lie in a window that is offered as open', () => {
    const clock = fc.integer({ min: 0, max: 1439 })
    const text = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    fc.assert(
      fc.property(clock, clock, clock, (from, to, now) => {
        const hours = { ...rules, quietHours: { from: text(from), to: text(to) } }
        for (const window of offeredWindows(at(text(now)), fault, ground(), hours)) {
          if (window.state === 'open') expect(isQuiet(window, hours.quietHours)).toBe(false)
        }
      }),
    )
  })
})
