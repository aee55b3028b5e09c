import { describe, expect, it } from 'vitest'
import { hadInHand, keepLate } from './late-fact.rules.ts'
import { aContext, anActor, aWorkOrder, ENGINEER, NOON } from './work-order.fixtures.ts'
import { currentTask, type Visit, type WorkOrder } from './work-order.ts'

const engineer = anActor('engineer')
const visitOf = (more: Partial<Visit>): Visit => ({
  id: '00000000-0000-7000-8000-00000000d001',
  taskId: 'another task',
  number: 1,
  leadStaffId: ENGINEER.staffId,
  helpers: [],
  arrivedAt: NOON,
  endedAt: NOON,
  outcome: 'withdrawn',
  evidence: [],
  ...more,
})
const having = (...visits: readonly Partial<Visit>[]): WorkOrder => {
  const order = aWorkOrder()
  return { ...order, visits: visits.map((visit, index) => visitOf({ id: `visit ${index}`, ...visit })) }
}
const context = aContext({ actor: engineer })
const late = (order: WorkOrder, input: object) =>
  keepLate(order, 'addEvidence', { kind: 'onuRxDbm', ...input }, 'work-orders.not-yours', context)

describe('a fact about an order that went on without the person', () => {
  it('comes to their own last visit, which stays ended, and is marked', () => {
    const order = having(
      {},
      {},
      { leadStaffId: 'somebody else', endedAt: undefined, taskId: currentTask(aWorkOrder()).id },
    )
    const kept = late(order, { value: -19, unit: 'dBm' })
    if (!kept.ok) throw new Error(kept.refusal.code)
    const { visits, version, sla } = kept.value.order
    expect(visits.map(({ evidence }) => evidence.length)).toEqual([0, 1, 0])
    expect(visits[1]).toMatchObject({ endedAt: NOON, taskId: 'another task', evidence: [{ value: -19, isLate: true }] })
    expect([version, sla]).toEqual([order.version + 1, order.sla])
    expect(kept.value.events).toMatchObject([
      { kind: 'lateFact', data: { action: 'addEvidence', why: 'work-orders.not-yours', value: -19 } },
    ])
  })

  it('material goes to the visit too; a note stands in the timeline alone', () => {
    const order = having({})
    const material = keepLate(
      order,
      'recordMaterial',
      { direction: 'used', name: '皮线', quantity: 30, unit: '米' } as never,
      'work-orders.wrong-state',
      context,
    )
    expect(material.ok && material.value.order.visits[0]?.materials).toMatchObject([{ name: '皮线', quantity: 30 }])
    const note = keepLate(order, 'addNote', { note: '客户不在' }, 'work-orders.wrong-state', context)
    expect(note.ok && note.value.order.visits).toEqual(order.visits)
  })

  it('without a visit stands in the timeline, and what is no fact is refused', () => {
    const kept = late(having(), { value: -19 })
    expect(kept.ok && [kept.value.order.visits, kept.value.events.length]).toEqual([[], 1])
    expect(late(having({}), {})).toMatchObject({ ok: false, refusal: { code: 'work-orders.evidence-empty' } })
    const gone = keepLate(having({}), 'withdrawEvidence', { evidenceId: 'x' }, 'work-orders.not-yours', context)
    expect(gone.ok && gone.value.events[0]?.kind).toBe('lateFact')
  })

  it('is theirs to add who had the order in hand once', () => {
    const order = having({ helpers: ['a helper'] })
    expect([ENGINEER.staffId, 'a helper', 'a stranger', undefined].map((id) => hadInHand(order, id))).toEqual([
      ...[true, true, false, false],
    ])
  })
})
