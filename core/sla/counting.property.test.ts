import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, dayOf, type Instant, instantOf, minuteOfDay } from '#core/time.ts'
import { isWorkDay } from './calendar.ts'
import { addCounted, type Counting, countedMinutes } from './counting.ts'
import { aWorkCalendar, wall } from './sla.fixtures.ts'

const calendar = aWorkCalendar()
const daily: Counting = { kind: 'daily', fromMinute: 480, toMinute: 1200 }
const workingDays: Counting = { kind: 'workingDays' }
const officeHours: Counting = { kind: 'workingDays', fromMinute: 540, toMinute: 1080 }

describe('hours that count', () => {
  it.each<[string, Counting, string, number, string]>([
    ['a report at 20:30 is to be called by 08:30', daily, '2026-11-22 20:30', 30, '2026-11-23 08:30'],
    ['a report at 07:00 is to be called by 08:30', daily, '2026-11-22 07:00', 30, '2026-11-22 08:30'],
    ['a report at 19:45 has 15 minutes left the next day', daily, '2026-11-22 19:45', 30, '2026-11-23 08:15'],
    ['half an hour before the end is the end itself', daily, '2026-11-22 19:30', 30, '2026-11-22 20:00'],
    ['exactly 20:00 starts the next day', daily, '2026-11-22 20:00', 30, '2026-11-23 08:30'],
    ['a full day of service hours', daily, '2026-11-22 09:00', 720, '2026-11-23 09:00'],
    ['enterprise lines count all night', { kind: 'always' }, '2026-11-22 20:30', 240, '2026-11-23 00:30'],
    ['one work day from a Friday ends on Monday', workingDays, '2026-11-20 10:00', 1440, '2026-11-23 10:00'],
    ['from a Saturday it begins on Monday', workingDays, '2026-11-21 10:00', 1440, '2026-11-24 00:00'],
    ['the National Day week does not count', workingDays, '2026-09-30 12:00', 1440, '2026-10-08 12:00'],
    ['a make-up Saturday counts', workingDays, '2026-10-09 12:00', 1440, '2026-10-10 12:00'],
    ['eight hours of office time over a night', officeHours, '2026-11-23 15:00', 480, '2026-11-24 14:00'],
    ['nothing to count is now', daily, '2026-11-22 22:00', 0, '2026-11-22 22:00'],
  ])('%s', (_name, counting, from, minutes, expected) => {
    expect(addCounted(wall(from), minutes, counting, calendar)).toBe(wall(expected))
  })

  it('a window that ends before it begins is a mistake, not an endless search', () => {
    const wrong: Counting = { kind: 'workingDays', fromMinute: 1200, toMinute: 480 }
    expect(() => addCounted(wall('2026-11-22 10:00'), 30, wrong, calendar)).toThrow('ends before it begins')
  })
})

const anInstant = fc.integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2027, 11, 1) }).map(instantOf)
const someMinutes = fc.integer({ min: 0, max: 30 * 1440 * 60_000 }).map((ms) => ms / 60_000)
const aWindow = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([fromMinute, toMinute]) => fromMinute < toMinute)
  .map(([fromMinute, toMinute]) => ({ fromMinute, toMinute }))
const aCounting: fc.Arbitrary<Counting> = fc.oneof(
  fc.constant<Counting>({ kind: 'always' }),
  fc.constant<Counting>({ kind: 'workingDays' }),
  aWindow.map((window) => ({ kind: 'daily' as const, ...window })),
  aWindow.map((window) => ({ kind: 'workingDays' as const, ...window })),
)

describe('counting and adding are inverse', () => {
  it('what was added is counted', () => {
    fc.assert(
      fc.property(anInstant, someMinutes, aCounting, (at, minutes, counting) => {
        const counted = countedMinutes(at, addCounted(at, minutes, counting, calendar), counting, calendar)
        expect(Math.round(counted * 60_000)).toBe(Math.round(minutes * 60_000))
      }),
    )
  })

  it('what was counted, added again, is the first instant with that count', () => {
    fc.assert(
      fc.property(anInstant, someMinutes, aCounting, (at, minutes, counting) => {
        const to = addMinutes(at, minutes)
        const counted = countedMinutes(at, to, counting, calendar)
        const first = addCounted(at, counted, counting, calendar)
        expect(first <= to).toBe(true)
        expect(countedMinutes(first, to, counting, calendar)).toBe(0)
      }),
    )
  })

  it('the count of two stretches is the count of both together', () => {
    fc.assert(
      fc.property(anInstant, someMinutes, someMinutes, aCounting, (at, one, two, counting) => {
        const middle = addMinutes(at, one)
        const end = addMinutes(middle, two)
        const parts = countedMinutes(at, middle, counting, calendar) + countedMinutes(middle, end, counting, calendar)
        expect(parts).toBeCloseTo(countedMinutes(at, end, counting, calendar), 6)
      }),
    )
  })

  it('agrees with looking at every minute', () => {
    const aMinute = fc.integer({ min: 0, max: 60 * 1440 }).map((minute) => addMinutes(wall('2026-09-10 00:00'), minute))
    fc.assert(
      fc.property(aMinute, fc.integer({ min: 0, max: 3 * 1440 }), aCounting, (from, length, counting) => {
        let seen = 0
        for (let minute = 0; minute < length; minute++) if (counts(addMinutes(from, minute), counting)) seen += 1
        expect(countedMinutes(from, addMinutes(from, length), counting, calendar)).toBe(seen)
      }),
      { numRuns: 30 },
    )
  })
})

const counts = (at: Instant, counting: Counting): boolean => {
  if (counting.kind === 'always') return true
  const minute = minuteOfDay(at)
  if (minute < (counting.fromMinute ?? 0) || minute >= (counting.toMinute ?? 1440)) return false
  return counting.kind === 'daily' || isWorkDay(dayOf(at), calendar)
}
