import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { carryOut } from '#core/work-orders/work-order.decide.ts'
import { aContext, anActor, aWorkOrder, ENGINEER, NOON } from '#core/work-orders/work-order.fixtures.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import { crewOf, misuseOf } from './misuse.rules.ts'
import { customerPage, type PageFacts, phaseOf } from './page.rules.ts'

const facts: PageFacts = {
  ...{ now: NOON, servicePhone: '10086', callBackMinutes: 120, maxReschedules: 3, toleranceMinutes: 15 },
  ...{ visitor: { name: '吴启明', badge: '20318', phone: '13900001111' }, company: '铁通', operator: '中国移动' },
  doorCode: '4729',
}
const at = addMinutes(NOON, 60)
const inputs: Partial<Record<OrderAction, object>> = {
  assign: { staffId: ENGINEER.staffId, helpers: [], mode: 'name' },
  appoint: { from: addMinutes(NOON, 120), to: addMinutes(NOON, 120) },
  arrive: { position: { lon: 106.71, lat: 26.57 } },
  restore: { kind: 'onSite' },
  askVerification: { why: 'cancel' },
}
const having = (...actions: readonly OrderAction[]): WorkOrder =>
  actions.reduce((order, action) => {
    const context = aContext({ at: NOON, actor: anActor('countyDesk') })
    const decided = carryOut(order, action, (inputs[action] ?? {}) as ActionInput<OrderAction>, context)
    if (!decided.ok) throw new Error(`${action}: ${decided.refusal.code}`)
    return decided.value.order
  }, aWorkOrder())
const taken = ['dispatch', 'accept', 'assign', 'accept'] as const

describe('what the customer sees', () => {
  it('is a phase in the customer’s words, whoever of ours has the order', () => {
    expect(phaseOf(aWorkOrder())).toBe('received')
    expect(phaseOf(having(...taken))).toBe('received')
    expect(phaseOf(having(...taken, 'appoint'))).toBe('agreed')
    expect(phaseOf(having(...taken, 'appoint', 'depart'))).toBe('onTheWay')
    expect(phaseOf(having(...taken, 'appoint', 'depart', 'arrive'))).toBe('here')
    expect(phaseOf(having(...taken, 'appoint', 'depart', 'arrive', 'start', 'restore'))).toBe('repaired')
    expect(phaseOf(having(...taken, 'appoint', 'askVerification'))).toBe('verifying')
  })

  it('names nobody before somebody has taken it, and nobody while it is stopped', () => {
    expect(customerPage(aWorkOrder(), facts).visitor).toBeNull()
    expect(customerPage(having(...taken), facts).visitor).toMatchObject({ name: '吴启明', phone: null })
    expect(customerPage(having(...taken, 'askVerification'), facts)).toMatchObject({ visitor: null, doorCode: null })
  })

  it('a forecast is told when it is later than the promise and its tolerance', () => {
    const order = having(...taken, 'appoint', 'depart')
    const promised = addMinutes(NOON, 120)
    const lateUntil = (expectedAt: string) => customerPage(order, { ...facts, expectedAt }).lateUntil
    expect(lateUntil(addMinutes(promised, 15))).toBeNull()
    expect(lateUntil(addMinutes(promised, 16))).toBe(addMinutes(promised, 16))
  })

  it('offers what the order’s rule would let through, and no more', () => {
    expect(customerPage(having(...taken), facts).can).toEqual({
      ...{ reschedule: false, stop: true, resume: false, rate: false, sayBroken: false },
    })
    expect(customerPage(having(...taken, 'appoint'), facts).can).toMatchObject({ reschedule: true, stop: true })
    const used = { ...having(...taken, 'appoint') }
    const often = { ...used, counters: { ...used.counters, reschedules: 3 } }
    expect(customerPage(often, facts)).toMatchObject({ reschedulesLeft: 0, can: { reschedule: false } })
    expect(customerPage(having(...taken, 'appoint', 'depart', 'arrive', 'start', 'restore'), facts).can).toEqual({
      ...{ reschedule: false, stop: false, resume: false, rate: true, sayBroken: true },
    })
  })
})

describe('misuse', () => {
  const order = having(...taken, 'appoint', 'depart', 'arrive', 'start', 'restore')
  const clean = { hasStaffSession: false, isCrewDevice: false, isOpinion: true }

  it('an opinion while the engineer is on site is flagged; a look is not, nor an opinion afterwards', () => {
    expect(crewOf(order)).toEqual([ENGINEER.staffId])
    expect(misuseOf(order, clean)).toEqual(['beforeLeaving'])
    expect(misuseOf(order, { ...clean, isOpinion: false })).toEqual([])
    expect(misuseOf(order, clean, at)).toEqual([])
    expect(misuseOf({ ...order, returnedAt: at }, clean)).toEqual([])
  })
})
