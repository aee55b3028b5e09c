import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, type Instant, instantOf, isDay, startOfDay } from './time.ts'

const anInstant = fc.integer({ min: Date.parse('1992-01-01'), max: Date.parse('2100-01-01') }).map(instantOf)

describe('the day of an instant', () => {
  it('is the calendar day of the clock on the wall in Shanghai', () => {
    const wall = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Asia/Shanghai',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    fc.assert(fc.property(anInstant, (at) => dayOf(at) === wall.format(new Date(at))))
  })

  it('changes at 16:00 UTC, also at the end of a year and in February of a leap year', () => {
    const cases: [Instant, string][] = [
      ['2026-12-31T15:59:59.999Z', '2026-12-31'],
      ['2026-12-31T16:00:00.000Z', '2027-01-01'],
      ['2028-02-28T16:00:00.000Z', '2028-02-29'],
      ['2026-02-28T16:00:00.000Z', '2026-03-01'],
    ]
    for (const [at, day] of cases) expect(dayOf(at)).toBe(day)
  })

  it('begins where the day before ends', () => {
    fc.assert(
      fc.property(anInstant, (at) => {
        const start = startOfDay(dayOf(at))
        expect(start <= at && dayOf(start) === dayOf(at)).toBe(true)
        expect(dayOf(instantOf(Date.parse(start) - 1)) < dayOf(at)).toBe(true)
      }),
    )
  })
})

describe('a day', () => {
  it('exists in the calendar', () => {
    expect(['2028-02-29', '2026-11-22'].every(isDay)).toBe(true)
    expect(['2026-02-30', '2026-13-01', '2026-2-3', '2026-11-22T00:00'].some(isDay)).toBe(false)
  })
})
