import { describe, expect, it } from 'vitest'
import { addMinutes, type Instant } from '#core/time.ts'
import { callBackBellAt, ringCallBack } from './call-back.rules.ts'
import { decide } from './work-order.decide.ts'
import { aContext, anActor, aWorkOrder, countedIds, ENGINEER, NOON } from './work-order.fixtures.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { stateOf } from './work-order.state.ts'
import type { OrderAction } from './work-order.transitions.ts'
import type { WorkOrder } from './work-order.ts'

const newId = countedIds()
const people = {
  desk: anActor('countyDesk'),
  dispatcher: anActor('dispatcher'),
  hotline: anActor('hotlineAgent'),
  engineer: anActor('engineer'),
  manager: anActor('customerManager'),
}
const act = (order: WorkOrder, by: keyof typeof people, action: OrderAction, input: object = {}, at: Instant = NOON) =>
  decide(order, action, input as ActionInput<OrderAction>, aContext({ at, actor: people[by], newId }))
const done = (
  order: WorkOrder,
  ...rest: Parameters<typeof act> extends [WorkOrder, ...infer R] ? R : never
): WorkOrder => {
  const decided = act(order, ...rest)
  if (!decided.ok) throw new Error(`${rest[1]}: ${decided.refusal.code}`)
  return decided.value.order
}
const taken = (): WorkOrder => {
  let order = done(aWorkOrder(), 'desk', 'dispatch')
  order = done(order, 'dispatcher', 'accept')
  order = done(order, 'dispatcher', 'assign', { staffId: ENGINEER.staffId, helpers: [], mode: 'name' })
  return done(order, 'engineer', 'accept')
}
const said = (outcome: string, more: object = {}) => ({ method: 'phone', outcome, ...more })
const window = { from: addMinutes(NOON, 120), to: addMinutes(NOON, 240) }

describe('two calls', () => {
  it('the hotline hears the window, the engineer agrees the exact time within it', () => {
    const wished = done(taken(), 'hotline', 'logContact', said('agreed', { preferred: window }))
    expect(wished.preferred).toMatchObject(window)
    expect(wished.contact).toMatchObject({ firstAt: NOON })
    expect(wished.contact?.secondAt).toBeUndefined()
    const exact = { from: addMinutes(NOON, 150), to: addMinutes(NOON, 150) }
    expect(done(wished, 'engineer', 'appoint', exact).contact).toMatchObject({ firstAt: NOON, secondAt: NOON })
    const off = { from: addMinutes(NOON, 300), to: addMinutes(NOON, 300) }
    expect(act(wished, 'engineer', 'appoint', off)).toMatchObject({ refusal: { code: 'work-orders.outside-wish' } })
    expect(act(wished, 'engineer', 'appoint', { ...off, hasConsent: true }).ok).toBe(true)
  })
  it('the exact time is for nobody else to agree', () => {
    const order = taken()
    expect(act(order, 'hotline', 'appoint', window)).toMatchObject({ refusal: { kind: 'forbidden' } })
    expect(act(order, 'dispatcher', 'appoint', window)).toMatchObject({ refusal: { kind: 'forbidden' } })
    expect(act(order, 'hotline', 'logContact', said('agreed', { call: 'second' }))).toMatchObject({
      refusal: { code: 'work-orders.second-call-is-the-leads' },
    })
  })
  it('a customer manager may make the first, for their own customer', () => {
    const order = { ...taken(), customerManagerId: people.manager.userId }
    expect(done(order, 'manager', 'logContact', said('agreed')).contact?.firstAt).toBe(NOON)
    expect(act(taken(), 'manager', 'logContact', said('agreed')).ok).toBe(false)
  })
})

describe('a call that was agreed on', () => {
  const later = addMinutes(NOON, 30)
  it('is half an hour away when nothing else is said, and waits for the morning by night', () => {
    expect(done(taken(), 'engineer', 'logContact', said('callBackAt')).contact?.callBackAt).toBe(later)
    const evening = '2026-11-18T12:45:00.000Z'
    expect(done(taken(), 'engineer', 'logContact', said('callBackAt'), evening).contact?.callBackAt).toBe(
      '2026-11-19T00:00:00.000Z',
    )
  })
  it('rings for the engineer when it is due, for the dispatcher when it was missed, once each', () => {
    const order = done(taken(), 'engineer', 'logContact', said('callBackAt'))
    expect(callBackBellAt(order, 10)).toBe(later)
    expect(ringCallBack(order, 10, addMinutes(later, -1))).toBeUndefined()
    const due = ringCallBack(order, 10, later)
    expect(due?.event.kind).toBe('callBackDue')
    const waiting = due?.order ?? order
    expect(ringCallBack(waiting, 10, addMinutes(later, 9))).toBeUndefined()
    const missed = ringCallBack(waiting, 10, addMinutes(later, 10))
    expect(missed?.event.kind).toBe('callBackMissed')
    expect(callBackBellAt(missed?.order ?? order, 10)).toBeUndefined()
  })
  it('is over once somebody called, or a time was agreed', () => {
    const order = done(taken(), 'engineer', 'logContact', said('callBackAt'))
    const unheard = done(order, 'engineer', 'logContact', said('noAnswer'), later)
    expect(callBackBellAt(unheard, 10)).toBeUndefined()
    const early = done(order, 'engineer', 'logContact', said('noAnswer'), addMinutes(later, -10))
    expect(callBackBellAt(early, 10)).toBe(later)
    expect(callBackBellAt(done(order, 'engineer', 'appoint', window), 10)).toBeUndefined()
  })
})

describe('who never asked', () => {
  const verifying = () => done(taken(), 'engineer', 'logContact', said('neverAsked'))
  it('is sent nobody until somebody else has called back', () => {
    const order = verifying()
    expect(stateOf(order)).toBe('verifying')
    for (const action of ['depart', 'appoint', 'arrive', 'start', 'restore'] as const)
      expect(act(order, 'engineer', action, window).ok, action).toBe(false)
    for (const action of ['assign', 'transfer'] as const)
      expect(act(order, 'dispatcher', action, { staffId: ENGINEER.staffId, reason: '派' }).ok, action).toBe(false)
    const reporter = {
      ...order,
      verification: { ...order.verification, reportedById: people.hotline.userId, pauseId: 'p', at: NOON },
    }
    expect(act(reporter, 'hotline', 'verify', { outcome: 'asked' })).toMatchObject({
      refusal: { code: 'work-orders.verified-by-reporter' },
    })
    expect(stateOf(done(order, 'hotline', 'verify', { outcome: 'asked' }))).toBe('taken')
  })
  it('and says so again: the order waits for the operator, who alone cancels', () => {
    const order = done(verifying(), 'hotline', 'verify', { outcome: 'neverAsked' })
    expect(stateOf(order)).toBe('verifying')
    expect(order.verification?.confirmed).toMatchObject({ at: NOON })
    for (const who of ['dispatcher', 'hotline', 'engineer'] as const)
      expect(act(order, who, 'cancel', { reason: '未申告', reasonCode: 'because' }).ok).toBe(false)
    expect(act(order, 'desk', 'cancel', { reason: '未申告', reasonCode: 'because' }).ok).toBe(true)
  })
})

describe('a sign-in', () => {
  const here = { position: { lon: 106.71, lat: 26.57 } }
  it('keeps whether the promise was kept, by how many minutes, and that early needs the customer’s consent', () => {
    const exact = { from: addMinutes(NOON, 60), to: addMinutes(NOON, 60) }
    const left = done(done(taken(), 'engineer', 'appoint', exact), 'engineer', 'depart')
    const arrived = (minutes: number, more: object = {}) =>
      done(left, 'engineer', 'arrive', { ...here, ...more }, addMinutes(NOON, minutes)).visits[0]?.arrival
    expect(arrived(70)).toMatchObject({ onTime: true, minutesOff: 10 })
    expect(arrived(80)).toMatchObject({ onTime: false, minutesOff: 20 })
    expect(arrived(30)).toMatchObject({ onTime: false, minutesOff: -30 })
    expect(arrived(30, { hasConsent: true })).toMatchObject({ onTime: true, minutesOff: -30 })
  })
})

it('the event of a call keeps the number that was used apart from the order’s', () => {
  const decided = act(taken(), 'engineer', 'logContact', said('noAnswer', { number: 'own' }))
  expect(decided.ok && decided.value.events[0]?.data).toMatchObject({ numberUsed: 'own' })
  expect(decided.ok && Object.keys(decided.value.events[0]?.data ?? {})).not.toContain('number')
})
