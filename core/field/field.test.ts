import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderStates } from '#core/work-orders/work-order.state.ts'
import { transitionOf } from '#core/work-orders/work-order.transitions.ts'
import { type dayStates, judgePower, nextActionOf, presentOrder } from './field.rules.ts'

describe('the one next thing', () => {
  it('is always open in the lifecycle table from that state, to whoever works on orders', () => {
    for (const state of orderStates) {
      for (const isInPool of [false, true]) {
        const next = nextActionOf(state, isInPool)
        if (!next) continue
        const { from, by } = transitionOf(next)
        expect(from, `${next} from ${state}`).toContain(state)
        expect(by.map(({ permission }) => permission)).toContain('work-orders.work')
      }
    }
  })

  it('leads from the day to the return without a gap', () => {
    const walked = ['pendingTake', 'taken', 'appointed', 'enRoute', 'arrived', 'inProgress', 'restored'] as const
    const following = walked.map((state) => transitionOf(nextActionOf(state, false) ?? 'addNote').to)
    for (const [index, to] of following.slice(0, -1).entries()) expect(to).toContain(walked[index + 1])
  })

  it('is nobody’s where the order waits for an answer, and grabbing only from the pool', () => {
    expect(nextActionOf('suspensionRequested', false)).toBeUndefined()
    expect(nextActionOf('pendingAssignment', false)).toBeUndefined()
    expect(nextActionOf('pendingAssignment', true)).toBe('grab')
  })
})

it('a person is at the order that is furthest under way, and at none when all are still to come', () => {
  const at = (...states: (typeof dayStates)[number][]) => presentOrder(states.map((state) => ({ state })))?.state
  expect(at('taken', 'enRoute', 'inProgress')).toBe('inProgress')
  expect(at('taken', 'appointed', 'suspended')).toBeUndefined()
})

describe('light at the customer', () => {
  const limits = { strongDbm: -8, acceptanceDbm: -24, weakDbm: -27 }
  it('passes at the limit itself', () => {
    expect([-24, -24.1, -27, -27.1, -8, -7.9].map((dbm) => judgePower(dbm, limits))).toEqual([
      'good',
      'marginal',
      'marginal',
      'weak',
      'good',
      'tooStrong',
    ])
  })
  it('never reads better when it is weaker than good', () => {
    const order = ['weak', 'marginal', 'good', 'tooStrong']
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (a, more) => order.indexOf(judgePower(a, limits)) <= order.indexOf(judgePower(a + more, limits)),
      ),
    )
  })
})
