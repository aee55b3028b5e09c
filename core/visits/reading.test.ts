import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldParameters } from '#core/field/field.parameters.ts'
import { isSignDoubtful, judgeReading, rangeMissed } from './reading.rules.ts'
import { visitParameters } from './visits.parameters.ts'

const rules = { power: fieldParameters.onuPower.default, service: visitParameters.serviceLimits.default }
const ranges = visitParameters.readingRanges.default
const verdict = (kind: string, value: number, more: object = {}) =>
  judgeReading(kind, value, rules, { line: 'home', bandwidthMbps: 1000, ...more })?.verdict

describe('a reading on site', () => {
  it('of light is judged by the path’s limits, at the limit itself it still passes', () => {
    const judged = [-7, -8, -19.6, -24, -24.1, -27, -27.1].map((dbm) => verdict('onuRxDbm', dbm))
    expect(judged).toEqual(['tooStrong', 'good', 'good', 'good', 'marginal', 'marginal', 'bad'])
  })
  it('says how far it is from what the path should give', () => {
    const facts = { line: 'home', expected: -19.6 } as const
    expect(judgeReading('onuRxDbm', -23.8, rules, facts)?.difference).toBe(-4.2)
    expect(judgeReading('onuRxDbm', -23.8, rules, { line: 'home' })).not.toHaveProperty('difference')
  })
  it('of speed is judged by its share of the contract; without one it is kept and not judged', () => {
    expect([verdict('speedMbps', 900), verdict('speedMbps', 899)]).toEqual(['good', 'bad'])
    expect(verdict('speedMbps', 900, { bandwidthMbps: null })).toBeUndefined()
  })
  it('of loss and delay has limits of its own for a line', () => {
    expect([verdict('pingLossPercent', 1), verdict('pingLossPercent', 1, { line: 'enterprise' })]).toEqual([
      ...['good', 'bad'],
    ])
    expect([verdict('pingMs', 50), verdict('pingMs', 50, { line: 'enterprise' })]).toEqual(['good', 'bad'])
  })
  it('that no instrument can show is told with the range that is possible', () => {
    expect(rangeMissed('onuRxDbm', 40, ranges)).toMatchObject({ min: -50, max: 10, unit: 'dBm' })
    expect(rangeMissed('pingLossPercent', 101, ranges)).toBeDefined()
    expect(rangeMissed('onuRxDbm', -23.8, ranges)).toBeUndefined()
  })
  it('typed without its sign is asked about, and only where its opposite is possible', () => {
    expect(isSignDoubtful('onuRxDbm', 23.8, ranges)).toBe(true)
    expect([isSignDoubtful('onuRxDbm', -23.8, ranges), isSignDoubtful('speedMbps', 23.8, ranges)]).toEqual([
      ...[false, false],
    ])
    expect(isSignDoubtful('onuRxDbm', 99, ranges)).toBe(false)
  })
  it('never gets worse with more light below the strong limit', () => {
    const rank = { bad: 0, marginal: 1, good: 2, tooStrong: 3 } as const
    const dbm = fc.double({ min: -50, max: 10, noNaN: true })
    fc.assert(
      fc.property(dbm, dbm, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) => verdict('onuRxDbm', value) ?? 'bad')
        expect(rank[low ?? 'bad']).toBeLessThanOrEqual(rank[high ?? 'bad'])
      }),
    )
  })
})
