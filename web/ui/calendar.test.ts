import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, clockFromTyped, dayFromTyped, monthGrid } from './calendar.ts'

const anyDay = fc
  .date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('days as people type them', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026/1/2', '2026-01-02'],
    ['20261122', '2026-11-22'],
    ['11-22', '2026-11-22'],
    ['1122', '2026-11-22'],
    ['11月22日', '2026-11-22'],
    ['2026年2月3日', '2026-02-03'],
    ['２０２６-１１-２２', '2026-11-22'],
    ['2026-02-30', undefined],
    ['1322', undefined],
    ['soon', undefined],
  ])('%s is %s', (typed, day) => {
    expect(dayFromTyped(typed, '2026-06-01')).toBe(day)
  })
  it.each([
    ['14:30', '14:30'],
    ['1430', '14:30'],
    ['9', '09:00'],
    ['9：05', '09:05'],
    ['24:00', undefined],
    ['12:60', undefined],
  ])('the time %s is %s', (typed, clock) => {
    expect(clockFromTyped(typed)).toBe(clock)
  })
})

describe('a month', () => {
  it('is whole weeks from Monday that hold every one of its days', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const grid = monthGrid(day)
        expect(grid.length % 7).toBe(0)
        expect(new Date(`${grid[0]}T00:00:00Z`).getUTCDay()).toBe(1)
        expect(grid).toContain(day)
        expect(grid).toContain(`${day.slice(0, 7)}-01`)
        expect(grid).toContain(`${day.slice(0, 7)}-28`)
        expect(new Set(grid).size).toBe(grid.length)
      }),
    )
  })
  it('moved from the 31st lands on the last day there is', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
    expect(addMonths('2026-01-05', -1)).toBe('2025-12-05')
  })
})
