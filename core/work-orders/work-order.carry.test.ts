import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ok } from '#core/result.ts'
import { holderMinutes } from '#core/sla/holders.ts'
import { addMinutes, minutesBetween } from '#core/time.ts'
import { carryOut } from './work-order.decide.ts'
import { monthFiguresOf } from './work-order.figures.ts'
import { aContext, anActor, aWorkOrder, BECAUSE, countedIds, ENGINEER, everyFact, NOON } from './work-order.fixtures.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { stateOf } from './work-order.state.ts'
import type { OrderAction } from './work-order.transitions.ts'
import { appointmentOf, currentTask, holderOf, isFinishedByFormer, type WorkOrder } from './work-order.ts'

/** An order of 铁通 whose region goes to 澄星. */
const NEXT = { id: '00000000-0000-7000-8000-00000000a002', companyId: 'chengxing', name: '花溪站' }
const newId = countedIds()
const ROUTE = ok({ companyId: 'chengxing', station: NEXT, why: [] })
const AGREED = { from: addMinutes(NOON, 600), to: addMinutes(NOON, 660) }

const INPUTS: Partial<Record<OrderAction, object>> = {
  assign: { staffId: ENGINEER.staffId, helpers: [], mode: 'name' },
  appoint: { ...AGREED, isAsked: true },
  handOver: { reason: '数据问题', reasonCode: BECAUSE, desk: 'data' },
  handBack: { reasonCode: BECAUSE, reason: '不在责任区' },
  requestSuspension: {
    ...{ cause: 'customerAbsent', reason: '客户出差', until: addMinutes(NOON, 900), evidenceFileIds: [] },
    evidence: ['callRecord', 'message', 'photo'],
  },
  arrive: { position: { lon: 106.71, lat: 26.57 } },
  restore: { kind: 'onSite' },
  logContact: { method: 'phone', outcome: 'neverAsked' },
  return: {
    ...{ kind: 'onSite', cause: 'line.drop.fibre.broken', segment: 'drop', done: '换皮线', signatureException: '不便' },
    readings: [{ kind: 'onuRxDbm', value: -20, unit: 'dBm' }],
  },
  archive: {},
  giveBack: { note: '已处理' },
}
const step = (order: WorkOrder, action: OrderAction, at: string, more: object = {}) => {
  const context = aContext({ at, actor: anActor('countyDesk'), newId, facts: everyFact, ...more })
  return carryOut(order, action, (INPUTS[action] ?? { note: '说明' }) as ActionInput<OrderAction>, context)
}
const going = (order: WorkOrder, actions: readonly OrderAction[], from = NOON, more: object = {}): WorkOrder =>
  actions.reduce((current, action, index) => {
    const decided = step(current, action, addMinutes(from, (index + 1) * 10), more)
    if (!decided.ok) throw new Error(`${action}: ${decided.refusal.code}`)
    return decided.value.order
  }, order)
const having = (...actions: readonly OrderAction[]): WorkOrder => going(aWorkOrder(), actions)
const AT = addMinutes(NOON, 480)
const carried = (order: WorkOrder, settings: object = {}, at = AT) => {
  const context = aContext({ at, newId, facts: { route: ROUTE } })
  return carryOut(
    order,
    'carryOver',
    { toCompanyId: 'chengxing', reason: '合同到期' },
    { ...context, settings: { ...context.settings, ...settings } },
  )
}
const moved = (order: WorkOrder, settings: object = {}): WorkOrder => {
  const decided = carried(order, settings)
  if (!decided.ok) throw new Error(decided.refusal.code)
  return decided.value.order
}
const BY_HAND = { isContractorAcceptedByRule: false }
const toEngineer = ['dispatch', 'accept', 'assign', 'accept'] as const

describe('an open order whose region was handed over', () => {
  it('waits at the new company’s contractor level with a new limit to accept, and its other clocks run on', () => {
    const before = having(...toEngineer)
    const order = moved(before, BY_HAND)
    expect([stateOf(order), order.companyId, order.stationId]).toEqual(['pendingAcceptance', 'chengxing', undefined])
    expect(holderOf(order)).toEqual({ level: 'contractor', companyId: 'chengxing' })
    const running = (of: WorkOrder, kind: string) => of.sla.clocks.filter((c) => c.kind === kind && !c.stopped)
    expect(running(order, 'contractorAccept').map((clock) => clock.startedAt)).toEqual([AT])
    expect(running(order, 'restore')).toEqual(running(before, 'restore'))
    expect(running(order, 'engineerAccept')).toEqual([])
  })

  it('is passed on to the new company’s station where the parameters pass the contractor', () => {
    const order = moved(having(...toEngineer), { isContractorAcceptedByRule: true })
    expect([stateOf(order), order.stationId]).toEqual(['pendingAssignment', NEXT.id])
  })

  it('says in its timeline from whom to whom and why, and keeps what was agreed with the customer', () => {
    const decided = carried(having(...toEngineer, 'appoint'), BY_HAND)
    if (!decided.ok) throw new Error(decided.refusal.code)
    const { order, events } = decided.value
    expect(events[0]).toMatchObject({
      kind: 'carriedOver',
      data: { fromCompanyId: 'tietong', companyId: 'chengxing', reason: '合同到期', byRule: true, appointment: AGREED },
    })
    expect(appointmentOf(order)).toEqual(AGREED)
    expect(order.visits.at(-1)).toMatchObject({ outcome: 'withdrawn', endedAt: AT })
  })

  it('takes a suspension along, asked for or in force, and a doubt of the customer; a request to hand back has come true', () => {
    const states = (['requestSuspension', 'handBack', 'logContact'] as const).map((action) =>
      stateOf(moved(having(...toEngineer, action), BY_HAND)),
    )
    expect(states).toEqual(['suspensionRequested', 'pendingAcceptance', 'verifying'])
    const suspended = moved(having(...toEngineer, 'requestSuspension', 'approveSuspension'), BY_HAND)
    expect(stateOf(suspended)).toBe('suspended')
    expect(stateOf(going(suspended, ['resume'], AT))).toBe('pendingAcceptance')
  })

  it('stays with the operator’s second line, which gives it back to the new company', () => {
    const order = moved(having(...toEngineer, 'handOver', 'accept'), BY_HAND)
    expect([stateOf(order), order.companyId, currentTask(order).desk]).toEqual(['inProgress', 'chengxing', 'data'])
    const back = going(order, ['giveBack'], AT)
    expect([stateOf(back), holderOf(back)]).toEqual([
      'pendingAcceptance',
      { level: 'contractor', companyId: 'chengxing' },
    ])
  })

  it('is finished by the former company from the departure on, and when it came back from a check', () => {
    const onSite = [...toEngineer, 'appoint', 'depart', 'arrive', 'start', 'restore', 'return'] as const
    for (let count = 6; count <= onSite.length; count += 1) {
      const order = having(...onSite.slice(0, count))
      expect(isFinishedByFormer(order), onSite[count - 1]).toBe(true)
      expect(carried(order).ok, onSite[count - 1]).toBe(false)
    }
    const reworked = { ...having(...toEngineer), counters: { ...having(...toEngineer).counters, reworks: 1 } }
    const refused = carried(reworked)
    expect(refused.ok ? '' : refused.refusal.code).toBe('work-orders.under-way')
    expect(isFinishedByFormer(having(...toEngineer, 'appoint'))).toBe(false)
  })

  it('leaves the former company what it accepted in time or late, and counts the rest for the new one', () => {
    const lead = { ...ENGINEER, companyId: 'chengxing', stationId: NEXT.id }
    const facts = { ...everyFact, station: ok(NEXT), lead: ok(lead) }
    const order = moved(having(...toEngineer), BY_HAND)
    const there = ['accept', 'assign', 'accept', 'depart', 'arrive', 'restore', 'return', 'forceArchive'] as const
    const archived = going(order, there, AT, { facts })
    const companies = (clock: string) =>
      monthFiguresOf(archived)
        .filter((figure) => figure.clock === clock)
        .map((figure) => figure.companyId)
    expect([...new Set(companies('contractorAccept'))]).toEqual(['tietong', 'chengxing'])
    expect([...new Set(companies('whole'))]).toEqual(['chengxing'])
  })

  it('has one holder in each minute, whenever it is carried over, and net and paused minutes make the gross ones', () => {
    const way = [...toEngineer, 'requestSuspension', 'approveSuspension'] as const
    const plan = fc.record({
      length: fc.integer({ min: 1, max: way.length }),
      wait: fc.integer({ min: 0, max: 2_000 }),
      later: fc.integer({ min: 0, max: 2_000 }),
      isContractorAcceptedByRule: fc.boolean(),
      isStationAcceptedByRule: fc.boolean(),
    })
    fc.assert(
      fc.property(plan, ({ length, wait, later, ...settings }) => {
        const before = having(...way.slice(0, length))
        const at = addMinutes(NOON, length * 10 + wait)
        const decided = carried(before, settings, at)
        if (!decided.ok) throw new Error(decided.refusal.code)
        const now = addMinutes(at, later)
        const { holders, pauses } = decided.value.order.sla
        const minutes = holderMinutes(holders, pauses, now)
        const sum = (of: 'grossMinutes' | 'netMinutes' | 'pausedMinutes', company?: string) =>
          minutes
            .filter(({ span }) => company === undefined || span.companyId === company)
            .reduce((total, each) => total + each[of], 0)
        expect(sum('grossMinutes')).toBeCloseTo(minutesBetween(NOON, now), 3)
        expect(sum('netMinutes') + sum('pausedMinutes')).toBeCloseTo(sum('grossMinutes'), 3)
        expect(sum('grossMinutes', 'tietong')).toBeCloseTo(minutesBetween(addMinutes(NOON, 10), at), 3)
        expect(sum('grossMinutes', 'chengxing')).toBeCloseTo(later, 3)
      }),
      { numRuns: 200 },
    )
  })
})
