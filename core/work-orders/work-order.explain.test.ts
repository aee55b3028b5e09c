import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { carryOut, checkAction } from './work-order.decide.ts'
import { aContext, anActor, aWorkOrder, ENGINEER, everyFact, NOON } from './work-order.fixtures.ts'
import type { ActionInput } from './work-order.inputs.ts'
import type { OrderAction } from './work-order.transitions.ts'
import type { WorkOrder } from './work-order.ts'

const step = (order: WorkOrder, action: OrderAction, input: object = {}, minutes = 0) =>
  carryOut(
    order,
    action,
    input as ActionInput<OrderAction>,
    aContext({ at: addMinutes(NOON, minutes), actor: anActor('engineer'), facts: everyFact }),
  )
const must = (decided: ReturnType<typeof step>): WorkOrder => {
  if (!decided.ok) throw new Error(decided.refusal.code)
  return decided.value.order
}
const taken = (more: object = {}): WorkOrder =>
  (
    [
      ['dispatch', { mode: 'rule' }],
      ['accept', {}],
      ['assign', { staffId: ENGINEER.staffId, helpers: [], mode: 'name' }],
      ['accept', {}],
    ] as const
  ).reduce((order, [action, input]) => must(step(order, action, input)), aWorkOrder(more))
const explain = (order: WorkOrder, more: Partial<ActionInput<'explainCause'>> = {}) =>
  step(
    order,
    'explainCause',
    { party: 'ours', stage: 'repaired', case: 3, text: '已经修好，详细原因再告诉您', ...more },
    10,
  )
const refusalOf = (decided: ReturnType<typeof step>) => (decided.ok ? undefined : decided.refusal.code)

describe('explaining the cause', () => {
  it('keeps the sentence as it was said, with what it promises: who answers, and until when', () => {
    const decided = explain(taken())
    if (!decided.ok) throw new Error(decided.refusal.code)
    const promise = { owner: 'faultDesk', dueAt: '2026-11-19T04:30:00.000Z' }
    expect(decided.value.order.explanations).toMatchObject([{ case: 3, text: '已经修好，详细原因再告诉您', promise }])
    expect(decided.value.events).toMatchObject([
      { kind: 'causeExplained', data: { case: 3, moment: 'oursRepaired', promise } },
    ])
    expect(decided.value.state).toBe('taken')
  })
  it('promises nothing where the sentence promises nothing', () => {
    const decided = explain(taken(), { stage: 'repairing', case: 2, feedbackBy: 'station' })
    expect(decided.ok && decided.value.order.explanations?.[0]?.promise).toBeUndefined()
  })
  it('is refused with the case that is right, with gaps, and by whom it cannot be answered', () => {
    const order = taken()
    expect(explain(order, { case: 1 })).toMatchObject({
      refusal: { code: 'work-orders.explanation-other', params: { right: 3 } },
    })
    expect(refusalOf(explain(order, { text: '原因是{cause}' }))).toBe('work-orders.explanation-unfilled')
    expect(refusalOf(explain(order, { feedbackBy: 'station' }))).toBe('work-orders.explanation-owner')
    expect(refusalOf(explain(order, { feedbackBy: 'customerManager' }))).toBe('work-orders.explanation-no-manager')
    const managed = taken({ customerManagerId: '00000000-0000-7000-8000-00000000c001' })
    expect(explain(managed, { feedbackBy: 'customerManager' }).ok).toBe(true)
  })
  it('is for whoever has the order', () => {
    expect(checkAction(taken(), 'explainCause', anActor('hotlineAgent')).ok).toBe(false)
  })
  it('can be said again: each stays', () => {
    const once = must(explain(taken(), { stage: 'searching', case: 1, feedbackBy: 'station' }))
    expect(must(explain(once)).explanations?.map((each) => each.case)).toEqual([1, 3])
  })
})
