import { describe, expect, it } from 'vitest'
import { factOf, markFar } from './outcomes.rules.ts'

const limits = { factor: 2, minimum: 5 }

describe('outcomes of calls and visits', () => {
  it('a rate far above the colleagues’ is marked, from so many cases on', () => {
    const rows = [
      { name: 'A', counts: { agreed: 90, noAnswer: 10 } },
      { name: 'B', counts: { agreed: 85, noAnswer: 15 } },
      { name: 'C', counts: { agreed: 50, noAnswer: 50 } },
      { name: 'D', counts: { agreed: 1, neverAsked: 4 } },
    ]
    expect(markFar(rows, limits).map(({ name, far, total }) => [name, far, total])).toEqual([
      ['A', [], 100],
      ['B', [], 100],
      ['C', ['noAnswer'], 100],
      ['D', [], 5],
    ])
  })
  it('nobody is far above colleagues that are not there', () => {
    expect(markFar([{ counts: { noAnswer: 50 } }], limits)[0]?.far).toEqual([])
  })
  it('are taken from what happened, and an arrival says whether the promise was kept', () => {
    expect(factOf('workOrder.contacted', { outcome: 'neverAsked' })).toEqual({ kind: 'neverAsked' })
    expect(factOf('workOrder.contacted', { outcome: 'other' })).toBeUndefined()
    expect(factOf('workOrder.arrived', { onTime: false, minutesOff: -20 })).toEqual({ kind: 'offTime', minutes: -20 })
    expect(factOf('workOrder.arrived', {})).toBeUndefined()
    expect(factOf('workOrder.rescheduled', { count: 1 })).toEqual({ kind: 'rescheduled' })
  })
})
