import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ArrivalFacts, type ArrivalLimits, judgeArrival } from './arrival.rules.ts'

const limits: ArrivalLimits = {
  ...{ toleranceMetres: 300, mostAccuracyMetres: 200, leastAccuracyMetres: 1 },
  ...{ mostFixAgeSeconds: 120, offlineAfterMinutes: 5 },
}
const site = { lon: 106.71, lat: 26.57 }
/** So many metres to the north. */
const north = (metres: number) => ({ lon: site.lon, lat: site.lat + metres / 111_195 })
const facts = (more: Partial<ArrivalFacts> = {}): ArrivalFacts => ({ site, isRepeated: false, lateMinutes: 0, ...more })
const at = (metres: number, more: object = {}) => facts({ position: { ...north(metres), accuracyMetres: 15, ...more } })
const outcome = (given: ArrivalFacts) => judgeArrival(given, limits).outcome

describe('a sign-in on site', () => {
  it('is proven within the allowed distance and its own accuracy', () => {
    expect(judgeArrival(at(0), limits)).toEqual({ outcome: 'ok', metresOff: 0, accuracyMetres: 15 })
    expect(outcome(at(314))).toBe('ok')
    expect(judgeArrival(at(320), limits)).toEqual({
      ...{ outcome: 'outside', metresOff: 320, accuracyMetres: 15, needsReview: true },
    })
  })

  it('is doubted when the coordinates repeat, are old, too exact or too vague', () => {
    const doubted = (given: ArrivalFacts) => {
      const { outcome: code, doubt, needsReview } = judgeArrival(given, limits)
      return [code, doubt, needsReview]
    }
    expect(doubted({ ...at(5), isRepeated: true })).toEqual(['frozenFixSuspected', 'repeated', true])
    expect(doubted(at(5, { ageSeconds: 121 }))).toEqual(['frozenFixSuspected', 'stale', true])
    expect(doubted(at(5, { accuracyMetres: 0 }))).toEqual(['frozenFixSuspected', 'tooExact', true])
    expect(doubted(at(5000, { accuracyMetres: 4900 }))).toEqual(['frozenFixSuspected', 'tooVague', true])
    expect(outcome(at(5, { ageSeconds: 120, accuracyMetres: 200 }))).toBe('ok')
  })

  it('without a position is an exception, and one made without network says so', () => {
    expect(judgeArrival(facts(), limits)).toEqual({ outcome: 'noFix', absence: 'unavailable', needsReview: true })
    expect(outcome(facts({ lateMinutes: 6 }))).toBe('offline')
  })

  it('takes no position off shift, which nobody has to answer for, nor from who has not acknowledged it', () => {
    const there = at(3)
    expect(judgeArrival({ ...there, absence: 'offShift' }, limits)).toEqual({
      ...{ outcome: 'noFix', absence: 'offShift', needsReview: false },
    })
    expect(judgeArrival({ ...there, absence: 'notAcknowledged' }, limits)).toMatchObject({ needsReview: true })
  })
})

describe('whatever the phone sends', () => {
  const anyFacts: fc.Arbitrary<ArrivalFacts> = fc.record({
    position: fc.option(
      fc.record({
        lon: fc.double({ min: 106.6, max: 106.8, noNaN: true }),
        lat: fc.double({ min: 26.5, max: 26.6, noNaN: true }),
        accuracyMetres: fc.option(fc.double({ min: 0, max: 5000, noNaN: true }), { nil: undefined }),
        ageSeconds: fc.option(fc.nat(1000), { nil: undefined }),
      }),
      { nil: undefined },
    ),
    absence: fc.constantFrom(undefined, undefined, 'offShift' as const, 'notAcknowledged' as const),
    site: fc.constantFrom(site, undefined),
    isRepeated: fc.boolean(),
    lateMinutes: fc.nat(20),
  })

  it('there is an outcome, and only a proven sign-in or one off shift waits for nobody', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const judged = judgeArrival(given, limits)
        expect(judged.needsReview !== true).toBe(judged.outcome === 'ok' || judged.absence === 'offShift')
      }),
    )
  })

  it('a proven sign-in has a position that may be taken, is fresh and within the fence', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { outcome: code, metresOff = 0 } = judgeArrival(given, limits)
        if (code !== 'ok') return
        const { accuracyMetres = 0, ageSeconds = 0 } = given.position ?? { accuracyMetres: Number.NaN }
        expect(given.absence).toBeUndefined()
        expect(given.isRepeated).toBe(false)
        expect(metresOff).toBeLessThanOrEqual(limits.toleranceMetres + accuracyMetres)
        expect(accuracyMetres).toBeLessThanOrEqual(limits.mostAccuracyMetres)
        expect(ageSeconds).toBeLessThanOrEqual(limits.mostFixAgeSeconds)
      }),
    )
  })

  it('nearer is never worse', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), fc.integer({ min: 1, max: 200 }), (one, other, accuracyMetres) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)]
        if (outcome(at(far, { accuracyMetres })) === 'ok') expect(outcome(at(near, { accuracyMetres }))).toBe('ok')
      }),
    )
  })

  it('no coordinates stay with the visit', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const kept = JSON.stringify(judgeArrival(given, limits))
        expect(kept).not.toMatch(/lon|lat"/)
      }),
    )
  })
})
