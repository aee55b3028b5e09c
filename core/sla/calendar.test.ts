import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addDays } from '#core/time.ts'
import { hasYear, isWorkDay, missingYears, type WorkCalendarData, workCalendar } from './calendar.ts'
import { aWorkCalendar } from './sla.fixtures.ts'

const shipped: WorkCalendarData = JSON.parse(
  readFileSync(new URL('../../defaults/calendar.json', import.meta.url), 'utf8'),
)

describe('the shipped work calendar', () => {
  const calendar = workCalendar(shipped)

  it.each([
    ['2026-01-01', false, 'New Year'],
    ['2026-01-04', true, 'a Sunday made up for New Year'],
    ['2026-02-14', true, 'a Saturday made up for the Spring Festival'],
    ['2026-02-17', false, 'Spring Festival'],
    ['2026-02-24', true, 'the day after'],
    ['2026-09-25', false, 'Mid-Autumn'],
    ['2026-09-20', true, 'a Sunday made up for the National Day'],
    ['2026-10-07', false, 'the last day of the National Day week'],
    ['2026-10-08', true, 'the day after'],
    ['2026-11-21', false, 'a plain Saturday'],
    ['2026-11-22', false, 'a plain Sunday'],
    ['2026-11-23', true, 'a plain Monday'],
  ])('%s is a work day: %s (%s)', (day, expected) => {
    expect(isWorkDay(day, calendar)).toBe(expected)
  })

  it('has 248 work days in 2026', () => {
    let count = 0
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) if (isWorkDay(day, calendar)) count += 1
    expect(count).toBe(248)
  })

  it('holds every year from 2004 to 2026 and says that it does not know 2027', () => {
    expect(shipped.years).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index))
    expect(hasYear(2026, calendar)).toBe(true)
    expect(hasYear(2027, calendar)).toBe(false)
    expect(missingYears('2025-06-01', '2028-01-01', calendar)).toEqual([2027, 2028])
    expect(missingYears('2025-06-01', '2026-12-31', calendar)).toEqual([])
  })
})

describe('a year that is not announced', () => {
  it('is free on the fixed holidays and on weekends, and works on other days', () => {
    const calendar = aWorkCalendar()
    expect(isWorkDay('2027-10-01', calendar)).toBe(false)
    expect(isWorkDay('2027-10-04', calendar)).toBe(true)
    expect(isWorkDay('2027-10-09', calendar)).toBe(false)
  })

  it('is known once an administrator has entered it', () => {
    const data = { years: [2026], fixedHolidays: ['10-01'], holidays: { '2026-10-02': '国庆节' }, makeUpDays: {} }
    const calendar = workCalendar(data, {
      years: [2027],
      days: [
        { on: '2027-10-04', isWorkDay: false, reason: '国庆节' },
        { on: '2027-10-09', isWorkDay: true, reason: '调休' },
        { on: '2026-10-02', isWorkDay: true, reason: '省内抢修' },
      ],
    })
    expect(hasYear(2027, calendar)).toBe(true)
    expect(isWorkDay('2027-10-04', calendar)).toBe(false)
    expect(isWorkDay('2027-10-09', calendar)).toBe(true)
    expect(isWorkDay('2026-10-02', calendar)).toBe(true)
  })
})
