import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { opticalParameters } from './optical.parameters.ts'
import { expectedLight } from './optical.rules.ts'

const budget = opticalParameters.budget.default
const way = [
  { kind: 'box', splitRatio: '1:8', parentKm: 1 },
  { kind: 'splitter', splitRatio: '1:8', parentKm: 4 },
  { kind: 'ponPort', splitRatio: null, parentKm: null },
  { kind: 'olt', splitRatio: null, parentKm: null },
  { kind: 'room', splitRatio: null, parentKm: null },
] as const

describe('the light that a node should get', () => {
  it('is what the OLT sends less splitters, fibre and joints', () => {
    expect(expectedLight(way, budget)).toEqual([-22.6, -11.7, 0, 3, null])
  })
  it('is unknown below a length that nobody wrote down and a ratio that the table does not have', () => {
    const unknown = way.map((step) => (step.kind === 'splitter' ? { ...step, parentKm: null } : step))
    expect(expectedLight(unknown, budget)).toEqual([null, null, 0, 3, null])
    const odd = way.map((step) => (step.kind === 'box' ? { ...step, splitRatio: '1:5' } : step))
    expect(expectedLight(odd, budget)).toEqual([null, -11.7, 0, 3, null])
    expect(expectedLight(way.slice(0, 2), budget)).toEqual([null, null])
  })
  it('never grows on the way down', () => {
    const step = fc.record({
      kind: fc.constantFrom('splitter' as const, 'box' as const),
      splitRatio: fc.constantFrom(null, '1:2', '1:4', '1:8', '1:16'),
      parentKm: fc.double({ min: 0, max: 20, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (below) => {
        const light = expectedLight([...below, ...way.slice(2)], budget)
        const known = light.filter((each) => each !== null)
        expect(known).toHaveLength(light.length - 1)
        expect([...known].sort((a, b) => a - b)).toEqual(known)
      }),
    )
  })
})
