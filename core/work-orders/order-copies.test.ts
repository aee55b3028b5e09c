import fc from 'fast-check'
import { expect, it } from 'vitest'
import { COPY_PERIOD_DAYS, copyMoveMinutes } from './order-copies.rules.ts'

const DAY_MINUTES = 1440

it('a copy never lies ahead of now, and hardly further back than the originals', () => {
  fc.assert(
    fc.property(
      fc.nat(COPY_PERIOD_DAYS - 1),
      fc.boolean(),
      fc.integer({ min: 1, max: 600 }),
      (ageDays, isEarly, copy) => {
        const age = ageDays * DAY_MINUTES - copyMoveMinutes({ ageDays, isEarly }, copy)
        expect(age).toBeGreaterThanOrEqual(0)
        expect(age).toBeLessThan(COPY_PERIOD_DAYS * DAY_MINUTES)
      },
    ),
  )
})

it('copies keep the weekday, and orders of two days never come to stand on one', () => {
  const days = (ageDays: number, copy: number) =>
    ageDays - copyMoveMinutes({ ageDays, isEarly: true }, copy) / DAY_MINUTES
  for (let copy = 1; copy <= 100; copy += 1) {
    const ages = Array.from({ length: COPY_PERIOD_DAYS }, (_, age) => days(age, copy))
    expect(new Set(ages).size).toBe(COPY_PERIOD_DAYS)
    expect(ages.every((age, index) => (age - index) % 7 === 0)).toBe(true)
  }
})
