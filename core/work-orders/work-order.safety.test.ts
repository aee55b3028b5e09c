import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ok } from '#core/result.ts'
import { stopReasons } from '#core/safety/stop.ts'
import { isPaused } from '#core/sla/clock.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import type { Facts } from './work-order.context.ts'
import { carryOut, checkAction, decide } from './work-order.decide.ts'
import { aContext, anActor, aWorkOrder, countedIds, ENGINEER, everyFact, NOON } from './work-order.fixtures.ts'
import { type ActionInput, actionInputs } from './work-order.inputs.ts'
import { reviewsOf } from './work-order.safety.ts'
import { stateOf } from './work-order.state.ts'
import { ringStop, stopBellAt } from './work-order.stop-work.ts'
import type { OrderAction } from './work-order.transitions.ts'
import type { WorkOrder } from './work-order.ts'

const newId = countedIds()
const HERE = { lon: 106.71, lat: 26.57, accuracyMetres: 15 }
const engineer = anActor('engineer', { name: ENGINEER.name })
const act = (
  order: WorkOrder,
  action: OrderAction,
  input: object,
  {
    at = addMinutes(NOON, 60),
    facts = {},
    actor = engineer,
  }: { at?: Instant; facts?: Facts; actor?: typeof engineer } = {},
) =>
  carryOut(
    order,
    action,
    actionInputs[action].parse(input) as ActionInput<OrderAction>,
    aContext({ at, actor, newId, facts: { ...everyFact, ...facts } }),
  )
const done = (...given: Parameters<typeof act>): WorkOrder => {
  const decided = act(...given)
  if (!decided.ok) throw new Error(`${given[1]}: ${decided.refusal.code}`)
  return decided.value.order
}
const refusalOf = (...given: Parameters<typeof act>): string => {
  const decided = act(...given)
  return decided.ok ? 'ok' : decided.refusal.code
}
const enRoute = (number = 'GY261118-0001'): WorkOrder => {
  let order = aWorkOrder({ number })
  const steps: [OrderAction, object][] = [
    ['dispatch', {}],
    ['accept', {}],
    ['assign', { staffId: ENGINEER.staffId }],
    ['accept', {}],
    ['appoint', { from: addMinutes(NOON, 90), to: addMinutes(NOON, 120) }],
    ['depart', {}],
  ]
  for (const [action, input] of steps) order = done(order, action, input, { at: addMinutes(NOON, 10) })
  return order
}
const arrived = (): WorkOrder => done(enRoute(), 'arrive', { position: HERE })
const licence = {
  ...{ id: 'c', staffId: ENGINEER.staffId, kind: 'workAtHeight', number: 'T-1' },
  ...({ issuer: 'authority', validTo: '2027-01-01' } as const),
}
const facts = { safety: { certificates: [licence], weather: [] } }
const TICKS = { hazard: 'height', items: ['belt', 'helmet', 'ladder'] }

describe('a sign-in', () => {
  it('keeps what its position proves and no coordinates', () => {
    const visit = arrived().visits.at(-1)
    expect(visit?.arrival).toMatchObject({ outcome: 'ok', metresOff: 0, accuracyMetres: 15 })
  })

  it('that proves nothing lets the work go on and waits for the station head, who is not the engineer', () => {
    const order = done(enRoute(), 'arrive', { exception: '地下室' })
    expect(order.visits.at(-1)?.arrival).toMatchObject({ outcome: 'noFix', exception: '地下室', needsReview: true })
    expect(reviewsOf(order)).toEqual(['arrival'])
    expect(stateOf(done(order, 'start', {}))).toBe('inProgress')
    const head = anActor('stationHead')
    expect(checkAction(order, 'approveArrival', head).ok).toBe(true)
    expect(checkAction(order, 'approveArrival', engineer).ok).toBe(false)
    const self = { ...head, scope: { ...head.scope, staffId: ENGINEER.staffId } }
    const own = checkAction(order, 'approveArrival', self)
    expect(own.ok ? '' : own.refusal.code).toBe('safety.own-arrival')
    const approved = done(order, 'approveArrival', {}, { actor: head })
    expect(approved.visits.at(-1)?.arrival).toMatchObject({
      outcome: 'exceptionApproved',
      review: { isApproved: true },
    })
    expect(reviewsOf(approved)).toEqual([])
  })

  it('that was denied brings the order to the quality check whatever its number', () => {
    for (const isDenied of [true, false]) {
      let order = done(enRoute(), 'arrive', { exception: '地下室' })
      order = done(
        order,
        isDenied ? 'denyArrival' : 'approveArrival',
        { reason: '不像' },
        { actor: anActor('stationHead') },
      )
      order = done(done(order, 'start', {}), 'restore', {})
      const settings = { ...aContext().settings, contractorCheckDigits: '', qualityCheckDigits: '', callbackDigits: '' }
      const input = actionInputs.return.parse({
        ...{ cause: 'line.drop.fibre.broken', segment: 'drop', done: '换皮线', signedBy: 'customer' as const },
        signatureFileId: '019e0000-0000-7000-8000-000000000001',
        readings: [{ kind: 'onuRxDbm', value: -20, unit: 'dBm' }],
      })
      const returned = carryOut(order, 'return', input, aContext({ at: addMinutes(NOON, 70), newId, settings }))
      expect(returned.ok && returned.value.state).toBe(isDenied ? 'pendingQualityCheck' : 'returned')
    }
  })

  it('takes no position from who has not acknowledged it, and says so without asking for a reason', () => {
    const given = { facts: { fix: { absence: 'notAcknowledged' as const, isRepeated: false } } }
    const order = done(enRoute(), 'arrive', { position: HERE }, given)
    expect(order.visits.at(-1)?.arrival).toMatchObject({
      outcome: 'noFix',
      absence: 'notAcknowledged',
      needsReview: true,
    })
  })
})

describe('dangerous work', () => {
  it('starts only after its checks, also where somebody restores at once', () => {
    const order = done(arrived(), 'declareHazards', { flags: ['height'] })
    expect(refusalOf(order, 'start', {}, { facts })).toBe('safety.second-person-needed')
    const withCrew = {
      ...order,
      visits: order.visits.map((visit) => ({ ...visit, helpers: ['00000000-0000-7000-8000-00000000b002'] })),
    }
    expect(refusalOf(withCrew, 'start', {}, { facts })).toBe('safety.checks-open')
    expect(refusalOf(withCrew, 'restore', {}, { facts })).toBe('safety.checks-open')
    expect(refusalOf(withCrew, 'confirmSafety', { ...TICKS, items: ['belt'] }, { facts })).toBe('safety.items-missing')
    const confirmed = done(withCrew, 'confirmSafety', TICKS, { facts })
    expect(stateOf(done(confirmed, 'start', {}, { facts }))).toBe('inProgress')
  })

  it('is refused with a licence that ran out while the phone was offline, by the day on which the engineer acted', () => {
    const order = done(arrived(), 'declareHazards', { flags: ['height'] })
    const expired = { safety: { certificates: [{ ...licence, validTo: '2026-11-17' }], weather: [] } }
    expect(refusalOf(order, 'confirmSafety', TICKS, { facts: expired })).toBe('safety.certificate-expired')
  })

  it('keeps a flag until somebody says why it is taken off', () => {
    const order = done(arrived(), 'declareHazards', { flags: ['height', 'traffic'] })
    expect(refusalOf(order, 'declareHazards', { flags: ['traffic'] })).toBe('safety.note-needed')
    expect(done(order, 'declareHazards', { flags: ['traffic'], note: '地面作业' }).safety?.flags).toEqual(['traffic'])
  })
})

describe('stop work', () => {
  const stopped = (order = arrived()): WorkOrder => done(order, 'stopWork', { reason: 'storm', note: '雷雨' })

  it('stands open to whoever is on the job, from departure to restoration, and stops the clocks at once', () => {
    const restored = done(done(arrived(), 'start', {}), 'restore', {})
    for (const order of [enRoute(), arrived(), done(arrived(), 'start', {}), restored]) {
      expect(checkAction(order, 'stopWork', engineer).ok).toBe(true)
      const after = stopped(order)
      expect(stateOf(after)).toBe('suspended')
      const running = after.sla.clocks.filter((clock) => !clock.stopped && clock.kind !== 'engineerAccept')
      for (const clock of running) expect(isPaused(clock, addMinutes(NOON, 61)), clock.kind).toBe(true)
    }
  })

  it('counts in no figure of the person', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stopReasons), (reason) => {
        const before = arrived()
        const after = done(before, 'stopWork', { reason, note: '危险' })
        expect(after.counters).toEqual(before.counters)
      }),
    )
  })

  it('is not ended by the engineer nor reviewed by who stopped, and goes on when somebody else says so', () => {
    const order = stopped()
    const resumed = checkAction(order, 'resume', engineer)
    expect(resumed.ok ? '' : resumed.refusal.code).toBe('safety.stop-waits')
    const head = anActor('stationHead')
    expect(checkAction(order, 'reviewStop', head).ok).toBe(true)
    expect(checkAction(order, 'reviewStop', anActor('supervisor')).ok).toBe(true)
    expect(checkAction(order, 'reviewStop', anActor('dispatcher')).ok).toBe(true)
    expect(checkAction(order, 'reviewStop', { ...head, userId: engineer.userId }).ok).toBe(false)
    const after = done(
      order,
      'reviewStop',
      { measure: 'continue', reason: '雨停了' },
      { actor: head, at: addMinutes(NOON, 100) },
    )
    expect(stateOf(after)).toBe('arrived')
    expect(after.sla.pauses.at(-1)).toMatchObject({ cause: 'stopWork', endedAt: addMinutes(NOON, 100) })
    expect(after.stop).toBeUndefined()
  })

  it('leads to another time, a second person or the second line', () => {
    const window = { from: addMinutes(NOON, 600), to: addMinutes(NOON, 660) }
    const given = { actor: anActor('stationHead'), at: addMinutes(NOON, 100) }
    expect(stateOf(done(stopped(), 'reviewStop', { measure: 'comeAgain', reason: '明天', ...window }, given))).toBe(
      'appointed',
    )
    const second = { ...ENGINEER, staffId: '00000000-0000-7000-8000-00000000b002', name: '石磊' }
    const joined = done(
      ...([stopped(), 'reviewStop', { measure: 'secondPerson', reason: '两人', helpers: [second.staffId] }] as const),
      { ...given, facts: { helpers: ok([second]) } },
    )
    expect(joined.visits.at(-1)?.helpers).toEqual([second.staffId])
    expect(stateOf(done(stopped(), 'reviewStop', { measure: 'secondLine', reason: '带电', desk: 'data' }, given))).toBe(
      'pendingTake',
    )
    expect(refusalOf(stopped(), 'reviewStop', { measure: 'secondPerson', reason: '两人' }, given)).toBe(
      'safety.helper-needed',
    )
  })

  it('is no way round the table of suspensions', () => {
    const input = { cause: 'stopWork', reason: '想停', until: addMinutes(NOON, 300) }
    expect(refusalOf(arrived(), 'requestSuspension', input)).toBe('safety.stop-not-asked')
  })

  it('rings once when nobody has looked at it', () => {
    const order = stopped()
    expect(stopBellAt(order, 30)).toBe(addMinutes(NOON, 90))
    expect(ringStop(order, 30, addMinutes(NOON, 89))).toBeUndefined()
    const rung = ringStop(order, 30, addMinutes(NOON, 90))
    expect(rung?.event.kind).toBe('stopUnreviewed')
    expect(rung && ringStop(rung.order, 30, addMinutes(NOON, 300))).toBeUndefined()
  })

  it('is the crew’s right as well, and nobody else’s', () => {
    const order = arrived()
    const helper = {
      ...engineer,
      userId: 'h',
      scope: { ...engineer.scope, staffId: '00000000-0000-7000-8000-00000000b002' },
    }
    const input = actionInputs.stopWork.parse({ reason: 'other', note: '危险' })
    const context = aContext({ at: addMinutes(NOON, 60), actor: helper, newId })
    expect(decide(order, 'stopWork', input, context).ok).toBe(false)
    const task = order.tasks[0]
    const withCrew = task
      ? { ...order, tasks: [{ ...task, helpers: ['00000000-0000-7000-8000-00000000b002'] }] }
      : order
    expect(decide(withCrew, 'stopWork', input, context).ok).toBe(true)
  })
})
