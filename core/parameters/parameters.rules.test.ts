import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OverrideLevel, overrideLevels, strongestValue } from '#core/parameter.ts'
import { heldAt, type StoredValue, valueState } from './parameters.rules.ts'

const day = fc.integer({ min: 1, max: 28 }).map((each) => `2026-11-${String(each).padStart(2, '0')}`)
const history = fc
  .array(
    fc.record({
      level: fc.constantFrom<OverrideLevel>('province', 'prefecture', 'county'),
      subject: fc.constantFrom('a', 'b'),
      effectiveFrom: day,
      withdrawnAt: fc.constantFrom(null, null, null, '2026-11-01T00:00:00.000Z'),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(
      (row, index): StoredValue => ({
        ...row,
        subject: row.level === 'province' ? '' : row.subject,
        version: index + 1,
        value: index,
      }),
    ),
  )

describe('which value holds', () => {
  test('a later value never changes what an earlier day saw, unless it begins on that day or before', () => {
    fc.assert(
      fc.property(history, day, day, (rows, asked, from) => {
        fc.pre(from > asked)
        const place = { prefecture: 'a', county: 'b' }
        const added: StoredValue = {
          version: 99,
          level: 'county',
          subject: 'b',
          effectiveFrom: from,
          value: 0,
          withdrawnAt: null,
        }
        const valid = rows.filter((row) => row.withdrawnAt === null)
        expect(strongestValue([...valid, added], asked, place)).toEqual(strongestValue(valid, asked, place))
      }),
    )
  })

  test('the answer does not depend on the order of the values', () => {
    fc.assert(
      fc.property(history, day, fc.nat(), (rows, asked, turn) => {
        const turned = [...rows.slice(turn % (rows.length + 1)), ...rows.slice(0, turn % (rows.length + 1))]
        const place = { prefecture: 'a', county: 'b' }
        expect(strongestValue(turned, asked, place)?.version).toBe(strongestValue(rows, asked, place)?.version)
      }),
    )
  })

  test('a stronger level wins whatever its date', () => {
    const values: StoredValue[] = overrideLevels.map((level, index) => ({
      version: 10 - index,
      level,
      subject: level === 'province' ? '' : 'x',
      effectiveFrom: `2026-11-${String(20 - index)}`,
      value: level,
      withdrawnAt: null,
    }))
    const place = { prefecture: 'x', county: 'x', contract: 'x', company: 'x' }
    expect(strongestValue(values, '2026-11-25', place)?.value).toBe('company')
    expect(strongestValue(values, '2026-11-25', { prefecture: 'x' })?.value).toBe('prefecture')
    expect(strongestValue(values, '2026-11-01', place)).toBeUndefined()
  })

  test('at each level and subject at most one value is in force, and it is the one that holds', () => {
    fc.assert(
      fc.property(history, day, (rows, today) => {
        for (const row of rows) {
          const same = rows.filter((other) => other.level === row.level && other.subject === row.subject)
          const inForce = same.filter((other) => valueState(other, rows, today) === 'inForce')
          expect(inForce.length).toBeLessThanOrEqual(1)
          expect(inForce[0]?.version).toBe(heldAt(rows, row, today)?.version)
        }
      }),
    )
  })
})
