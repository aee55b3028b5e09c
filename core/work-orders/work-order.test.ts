import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ok } from '#core/result.ts'
import { holderMinutes, holderNow } from '#core/sla/holders.ts'
import { replaySla } from '#core/sla/replay.ts'
import type { SlaEvent } from '#core/sla/sla.ts'
import { addMinutes, minutesBetween } from '#core/time.ts'
import { reasonListOf } from './reason.rules.ts'
import { createOrder } from './work-order.create.ts'
import { actionOffers, carryOut, checkAction, decide } from './work-order.decide.ts'
import { figuresOf, monthFiguresOf } from './work-order.figures.ts'
import {
  aContext,
  aNewOrder,
  anActor,
  aWorkOrder,
  BECAUSE,
  countedIds,
  ENGINEER,
  everyFact,
  NOON,
  STATION,
} from './work-order.fixtures.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { actionInputs } from './work-order.inputs.ts'
import { finalStates, isFinal, orderStates, stateOf } from './work-order.state.ts'
import { type OrderAction, orderActions, transitionOf } from './work-order.transitions.ts'
import { currentTask, holderOf, type WorkOrder } from './work-order.ts'

const inputOf = (action: OrderAction, at: string): object => {
  const window = { from: addMinutes(at, 60), to: addMinutes(at, 120) }
  const byAction: Partial<Record<OrderAction, object>> = {
    refuse: { reason: '不在片区', reasonCode: BECAUSE },
    amend: { changes: [{ field: 'boxCode', base: null, value: 'GY-NM-0001' }] },
    assign: { staffId: ENGINEER.staffId, helpers: [], mode: 'name' },
    logContact: { method: 'phone', outcome: 'agreed' },
    appoint: window,
    reschedule: { ...window, reason: '客户改期', reasonCode: BECAUSE, hasConsent: true },
    arrive: { position: { lon: 106.71, lat: 26.57 } },
    addEvidence: { kind: 'onuRxDbm', value: -20, unit: 'dBm' },
    restore: { kind: 'onSite' },
    confirmService: {
      ...{
        mode: 'signed',
        done: '换皮线',
        readings: [],
        checks: {},
        services: {},
        signer: 'customer',
        satisfaction: 4,
      },
      signatureFileId: '019e0000-0000-7000-8000-000000000001',
    },
    comeAgain: { outcome: 'comeAgain', reason: '缺光猫', reasonCode: BECAUSE },
    return: {
      ...{
        kind: 'onSite',
        cause: 'line.drop.fibre.broken',
        segment: 'drop',
        done: '换皮线',
        signatureFileId: '019e0000-0000-7000-8000-000000000001',
        signedBy: 'customer',
      },
      readings: [{ kind: 'onuRxDbm', value: -20, unit: 'dBm' }],
    },
    callBack: { outcome: 'satisfied', scores: {} },
    confirmRestored: { outcome: 'works' },
    requestSuspension: {
      ...{ cause: 'customerAbsent', reason: '客户出差', until: addMinutes(at, 600), evidenceFileIds: [] },
      evidence: ['callRecord', 'message', 'photo'],
    },
    verify: { outcome: 'asked' },
    transfer: { reason: '改派', staffId: ENGINEER.staffId },
    handOver: { reason: '数据问题', reasonCode: BECAUSE, desk: 'data' },
    handBack: { reasonCode: BECAUSE, reason: '不在责任区' },
    askVerification: { why: 'neverAsked' },
    carryOver: { toCompanyId: 'chengxing', reason: '合同到期' },
    supervise: { note: '尽快', replyWithinMinutes: 60 },
    declareHazards: { flags: [], note: '核对过' },
    confirmSafety: { hazard: 'traffic', items: ['cones', 'vest'], evidenceFileIds: [] },
    stopWork: { reason: 'storm', note: '雷雨', evidenceFileIds: [] },
    reviewStop: { measure: 'continue', reason: '雨停了', helpers: [] },
    replySupervision: { text: '已安排' },
  }
  const code = reasonListOf(action, 'engineer') === undefined ? {} : { reasonCode: BECAUSE }
  return byAction[action] ?? { note: '说明', reason: '原因', ...code }
}

const step = (order: WorkOrder, action: OrderAction, at: string, input: object = inputOf(action, at)) =>
  carryOut(
    order,
    action,
    input as ActionInput<OrderAction>,
    aContext({ at, actor: anActor('countyDesk'), newId: freshIds }),
  )
const freshIds = countedIds()

/** The order after these actions, ten minutes apart; each must be allowed. */
const having = (...actions: (OrderAction | [OrderAction, object])[]): WorkOrder => {
  let order = aWorkOrder()
  let at = NOON
  for (const each of actions) {
    const [action, input] = Array.isArray(each) ? each : [each, undefined]
    at = addMinutes(at, 10)
    const decided = step(order, action, at, input)
    if (!decided.ok) throw new Error(`${action}: ${decided.refusal.code}`)
    order = decided.value.order
  }
  return order
}
const toEngineer = ['dispatch', 'accept', 'assign', 'accept'] as const
const onSite = [...toEngineer, 'appoint', 'depart', 'arrive', 'start'] as const

describe('the lifecycle table', () => {
  it('reaches every state from a new order, and gives every state that is not final a way out', () => {
    const reached = new Set(['pendingDispatch'])
    for (let size = 0; size < reached.size; ) {
      size = reached.size
      for (const action of orderActions) {
        const { from, to } = transitionOf(action)
        if (from.some((state) => reached.has(state))) for (const state of to) reached.add(state)
      }
    }
    expect([...reached].sort()).toEqual([...orderStates].sort())
    for (const state of orderStates.filter((each) => !isFinal(each))) {
      expect(
        orderActions.some(
          (action) => transitionOf(action).from.includes(state) && transitionOf(action).to.some((to) => to !== state),
        ),
        state,
      ).toBe(true)
    }
    for (const state of finalStates)
      expect(orderActions.filter((action) => transitionOf(action).from.includes(state))).toEqual([])
  })

  it('has an input for every action', () => {
    expect(Object.keys(actionInputs).sort()).toEqual([...orderActions].sort())
  })

  it('keeps its word for any sequence of actions: the state it promises, minutes that add up, clocks that can be computed again', () => {
    const plan = fc.array(
      fc.record({ action: fc.constantFrom(...orderActions), minutes: fc.integer({ min: 1, max: 400 }) }),
      { minLength: 5, maxLength: 60 },
    )
    fc.assert(
      fc.property(plan, fc.constantFrom('0', '3', '7', '9'), (actions, digit) => {
        const newId = countedIds()
        const created = createOrder(aNewOrder({ number: `GY261118-000${digit}` }), aContext({ newId }))
        let { order } = created
        const sla: SlaEvent[] = created.events.flatMap((event) => event.data.sla as SlaEvent[])
        let at = NOON
        for (const { action, minutes } of actions) {
          at = addMinutes(at, minutes)
          const context = aContext({ at, actor: anActor('countyDesk'), newId })
          const decided = carryOut(order, action, inputOf(action, at) as ActionInput<OrderAction>, context)
          if (!decided.ok) continue
          expect(transitionOf(action).to, `${action} from ${decided.value.before}`).toContain(decided.value.state)
          expect(decided.value.order.version).toBe(order.version + 1)
          order = decided.value.order
          sla.push(...decided.value.events.flatMap((event) => (event.data.sla as SlaEvent[] | undefined) ?? []))
          const minutesOfAll = holderMinutes(order.sla.holders, order.sla.pauses, at).reduce(
            (sum, each) => sum + each.grossMinutes,
            0,
          )
          if (!order.closedAs) {
            expect(minutesOfAll).toBeCloseTo(minutesBetween(NOON, at), 3)
            expect(holderNow(order.sla.holders), action).toMatchObject(holderOf(order))
          }
        }
        expect(replaySla(sla, aContext().calendar)).toEqual(order.sla)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the way of an order', () => {
  it('passes contractor, station and engineer, each minute with one holder', () => {
    const order = having(...toEngineer)
    expect(stateOf(order)).toBe('taken')
    expect(order.sla.holders.map((span) => [span.level, span.byRule])).toEqual([
      ['operatorDesk', false],
      ['contractor', false],
      ['station', true],
      ['engineer', false],
    ])
    expect(currentTask(order).holder).toMatchObject({ staffId: ENGINEER.staffId, stationId: STATION.id })
  })

  it('stops each acceptance clock at its own level', () => {
    const order = having(...toEngineer)
    const stopped = order.sla.clocks.filter((clock) => clock.stopped).map((clock) => clock.kind)
    expect(stopped).toEqual(expect.arrayContaining(['contractorAccept', 'stationAccept', 'engineerAccept']))
    expect(order.sla.clocks.find((clock) => clock.kind === 'restore')?.stopped).toBeUndefined()
  })

  it('goes from restored over the checks to the archive and then stands in the month', () => {
    const order = having(...onSite, 'restore', 'return', 'passContractorCheck', 'archive')
    expect(stateOf(order)).toBe('archived')
    const figures = monthFiguresOf(order)
    expect(figures.map((figure) => figure.clock)).toEqual(
      expect.arrayContaining(['restore', 'whole', 'arrival', 'firstContact']),
    )
    expect(figures.every((figure) => figure.month === '2026-11-01' && figure.orders === 1)).toBe(true)
    expect(figuresOf([order, order]).day).toEqual([expect.objectContaining({ archived: 2 })])
  })

  it('goes back to the same engineer when a check fails, and the operator looks again', () => {
    const failed = having(...onSite, 'restore', 'return', 'failContractorCheck')
    expect(stateOf(failed)).toBe('pendingTake')
    expect(currentTask(failed).holder.staffId).toBe(ENGINEER.staffId)
    expect(failed.counters.reworks).toBe(1)
    const again = having(
      ...onSite,
      'restore',
      'return',
      'failContractorCheck',
      'accept',
      'appoint',
      'depart',
      'arrive',
      'restore',
      'return',
      'passContractorCheck',
    )
    expect(stateOf(again)).toBe('pendingQualityCheck')
  })

  it('leaves the engineer’s hands with the return: the contractor has it for its check, then the operator’s desk', () => {
    const levels = (order: WorkOrder) => order.sla.holders.map((span) => [span.level, span.byRule]).slice(3)
    const returned = having(...onSite, 'restore', 'return')
    expect(levels(returned)).toEqual([
      ['engineer', false],
      ['contractor', false],
    ])
    expect(holderOf(returned)).toEqual({ level: 'contractor', companyId: STATION.companyId })
    const passed = having(...onSite, 'restore', 'return', 'passContractorCheck')
    expect(levels(passed).slice(2)).toEqual([['operatorDesk', false]])
    expect(passed.sla.holders.find(({ level }) => level === 'engineer')?.to).toBe(returned.returnedAt)
    // Who did the work is still known.
    expect(currentTask(passed).holder.staffId).toBe(ENGINEER.staffId)
  })

  it('records the contractor as passed by rule where its check is not drawn', () => {
    const restored = having(...onSite, 'restore')
    const at = addMinutes(NOON, 200)
    const settings = { ...aContext().settings, contractorCheckDigits: '' }
    const input = actionInputs.return.parse(inputOf('return', at))
    const returned = carryOut(restored, 'return', input, aContext({ at, settings }))
    if (!returned.ok) throw new Error(returned.refusal.code)
    expect(returned.value.state).toBe('returned')
    expect(returned.value.order.sla.holders.slice(-2)).toEqual([
      expect.objectContaining({ level: 'contractor', from: at, to: at, byRule: true }),
      expect.objectContaining({ level: 'operatorDesk', from: at, byRule: false }),
    ])
  })

  it('is the same engineer’s time again from the failed check on', () => {
    const failed = having(...onSite, 'restore', 'return', 'failContractorCheck')
    const minutes = holderMinutes(failed.sla.holders, failed.sla.pauses, addMinutes(NOON, 140))
    expect(minutes.slice(-3).map(({ span, grossMinutes }) => [span.level, span.staffId, grossMinutes])).toEqual([
      ['engineer', ENGINEER.staffId, 70],
      ['contractor', undefined, 10],
      ['engineer', ENGINEER.staffId, 30],
    ])
  })

  it('is returned without arrival or signature when it was solved remotely, and only with proof', () => {
    const order = having(...toEngineer, ['restore', { kind: 'remote' }])
    const remote = { kind: 'remote', cause: 'x', segment: 'core', done: '重置会话', readings: [] }
    const bare = step(order, 'return', addMinutes(NOON, 90), remote)
    expect(bare.ok ? '' : bare.refusal.code).toBe('work-orders.proof-needed')
    const proven = step(order, 'return', addMinutes(NOON, 90), { ...remote, callLog: '与客户通话确认恢复' })
    expect(proven.ok && stateOf(proven.value.order)).toBe('pendingContractorCheck')
  })

  it('has the party of the boundary table unless one is named', () => {
    const partyOf = (more: object) => {
      const input = { ...inputOf('return', NOON), ...more }
      const decided = step(having(...onSite, 'restore'), 'return', addMinutes(NOON, 200), input)
      return decided.ok ? currentTask(decided.value.order).result?.party : decided.refusal.code
    }
    expect([partyOf({}), partyOf({ party: 'customer' })]).toEqual(['contractor', 'customer'])
  })

  it('goes back from an unsatisfied customer with the reason only, and waits for one who was not reached', () => {
    const order = having(...onSite, 'restore', 'return')
    const waiting = { ...order, tasks: order.tasks.map((task) => ({ ...task, stage: 'callback' as const })) }
    const called = (input: object) => {
      const decided = step(waiting, 'callBack', addMinutes(NOON, 200), { scores: {}, ...input })
      return decided.ok ? currentTask(decided.value.order).stage : decided.refusal.code
    }
    expect(called({ outcome: 'unsatisfied' })).toBe('work-orders.reason-needed')
    expect(called({ outcome: 'unsatisfied', note: '仍然掉线' })).toBe('work')
    expect(called({ outcome: 'unreachable' })).toBe('callback')
    expect(called({ outcome: 'satisfied' })).not.toBe('callback')
  })

  it('says in its timeline by which sample rule it was drawn for a check', () => {
    const order = having(...onSite, 'restore')
    const settings = { ...aContext().settings, contractorCheckDigits: '15', qualityCheckDigits: '' }
    const returned = carryOut(order, 'return', inputOf('return', NOON) as ActionInput<'return'>, {
      ...aContext({ at: addMinutes(NOON, 200), newId: freshIds }),
      settings,
    })
    if (!returned.ok) throw new Error(returned.refusal.code)
    expect(returned.value.events[0]?.data).toMatchObject({
      ...{ next: 'contractorCheck', drawn: { by: 'digits', digits: '1,5', sharePercent: 20 } },
    })
    const again = { ...order, counters: { ...order.counters, reworks: 1 } }
    const reworked = carryOut(again, 'return', inputOf('return', NOON) as ActionInput<'return'>, {
      ...aContext({ at: addMinutes(NOON, 200), newId: freshIds }),
      settings: { ...settings, contractorCheckDigits: '' },
    })
    expect(reworked).toMatchObject({
      value: { events: [{ data: { next: 'qualityCheck', drawn: { by: 'rework' } } }] },
    })
    // What a phone did at a time that cannot be is looked at, be it the return itself or something before it.
    for (const [before, isTimeFlagged] of [
      [{ ...order, flaggedTimes: 1 }, false],
      [order, true],
    ] as const) {
      const flagged = carryOut(before, 'return', inputOf('return', NOON) as ActionInput<'return'>, {
        ...aContext({ at: addMinutes(NOON, 200), newId: freshIds, isTimeFlagged }),
        settings: { ...settings, contractorCheckDigits: '' },
      })
      expect(flagged).toMatchObject({
        value: { order: { flaggedTimes: 1 }, events: [{ data: { drawn: { by: 'deviceTime' } } }] },
      })
    }
  })
  it('wants a signature or its exception, and the readings of its kind, for a return on site', () => {
    const order = having(...onSite, 'restore')
    const bare = { ...inputOf('return', NOON), signatureFileId: undefined, signedBy: undefined }
    const unsigned = step(order, 'return', addMinutes(NOON, 200), bare)
    expect(unsigned.ok ? '' : unsigned.refusal.code).toBe('work-orders.signature-needed')
    const signed = { ...bare, signatureFileId: '019e0000-0000-7000-8000-000000000001' }
    expect(step(order, 'return', addMinutes(NOON, 200), signed)).toMatchObject({
      refusal: { code: 'work-orders.signer-needed', field: 'signedBy' },
    })
    expect(step(order, 'return', addMinutes(NOON, 200), { ...signed, signedBy: 'family' }).ok).toBe(true)
    const unread = step(order, 'return', addMinutes(NOON, 200), { ...inputOf('return', NOON), readings: [] })
    expect(unread.ok ? '' : unread.refusal.code).toBe('work-orders.reading-needed')
  })

  it('is not sent while the customer says they never asked, and not verified by whoever reported that', () => {
    const order = having(...toEngineer, ['logContact', { method: 'phone', outcome: 'neverAsked' }])
    expect(stateOf(order)).toBe('verifying')
    const departed = step(order, 'depart', addMinutes(NOON, 70))
    expect(departed.ok ? '' : departed.refusal.code).toBe('work-orders.wrong-state')
    const reporter = anActor('countyDesk')
    const context = aContext({ at: addMinutes(NOON, 80), actor: reporter })
    const own = carryOut(order, 'verify', { outcome: 'asked' }, context)
    expect(own.ok ? '' : own.refusal.code).toBe('work-orders.verified-by-reporter')
    const other = carryOut(
      order,
      'verify',
      { outcome: 'asked' },
      { ...context, actor: { ...reporter, userId: 'somebody else' } },
    )
    expect(other.ok && stateOf(other.value.order)).toBe('taken')
  })

  it('keeps its clocks still while it is suspended, and runs on when it is resumed', () => {
    const suspended = having(...toEngineer, 'requestSuspension', 'approveSuspension')
    expect(stateOf(suspended)).toBe('suspended')
    const before = having(...toEngineer).sla.clocks.find((clock) => clock.kind === 'restore')
    const during = suspended.sla.clocks.find((clock) => clock.kind === 'restore')
    expect(during && before && during.dueAt > before.dueAt).toBe(true)
    expect(during?.originalDueAt).toBe(before?.originalDueAt)
    expect(stateOf(having(...toEngineer, 'requestSuspension', 'approveSuspension', 'resume'))).toBe('taken')
  })

  it('stands still from the request on where the operator says so, and otherwise from the approval', () => {
    const pauseFrom = (isPausedFromRequest: boolean): readonly [string | undefined, boolean] => {
      const asked = having(...toEngineer, 'requestSuspension')
      const requestedAt = asked.pending?.requestedAt
      const now = addMinutes(requestedAt ?? NOON, 45)
      const rules = { ...aContext().rules, isPausedFromRequest }
      const answered = carryOut(asked, 'approveSuspension', {}, aContext({ at: now, now, rules, facts: everyFact }))
      if (!answered.ok) throw new Error(answered.refusal.code)
      const [pause] = answered.value.order.sla.pauses
      return [pause?.startedAt, pause?.startedAt === (isPausedFromRequest ? requestedAt : now)]
    }
    expect(pauseFrom(true)[1]).toBe(true)
    expect(pauseFrom(false)[1]).toBe(true)
    expect(pauseFrom(true)[0]).not.toBe(pauseFrom(false)[0])
  })

  it('has the limits of its customer’s class, in the words of the ledger', () => {
    const limitOf = (more: Parameters<typeof aWorkOrder>[0]): number | undefined =>
      aWorkOrder(more).sla.clocks.find(({ kind, party }) => kind === 'restore' && party === 'province')?.limitMinutes
    expect(limitOf({})).toBe(24 * 60)
    expect(limitOf({ grade: '全球通钻石卡' })).toBe(8 * 60)
    expect(limitOf({ grade: 'VIP客户', areaClass: 'rural' })).toBe(24 * 60)
    expect(limitOf({ grade: '普通', areaClass: 'rural' })).toBe(48 * 60)
    expect(limitOf({ line: 'enterprise', grade: 'AAA' })).toBe(4 * 60)
    expect(limitOf({ line: 'enterprise', grade: 'standard' })).toBe(12 * 60)
  })

  it('has its restoration measured until the restoration, and the whole until the archive', () => {
    const order = having(...toEngineer, 'appoint', 'depart', 'arrive', 'start', 'restore', 'return')
    const stopsOf = (at: WorkOrder) =>
      Object.fromEntries(at.sla.clocks.filter(({ party }) => party === 'province').map((c) => [c.kind, c.stopped?.at]))
    expect(stopsOf(order)).toMatchObject({ restore: order.restoredAt, whole: undefined })
    expect(order.returnedAt).toBeDefined()
    const now = addMinutes(order.returnedAt ?? NOON, 600)
    const closed = carryOut(
      order,
      'forceArchive',
      { reason: '资料齐全', evidenceFileIds: [] },
      aContext({ at: now, now, facts: everyFact }),
    )
    expect(closed.ok && stopsOf(closed.value.order)).toMatchObject({ restore: order.restoredAt, whole: now })
  })

  it('comes back to the engineer from the second line', () => {
    const there = having(...toEngineer, 'handOver', 'accept')
    expect(stateOf(there)).toBe('inProgress')
    expect(currentTask(there).desk).toBe('data')
    const back = step(there, 'giveBack', addMinutes(NOON, 100))
    expect(back.ok && stateOf(back.value.order)).toBe('taken')
  })

  it('goes back one level, and with the reason, when a level refuses it', () => {
    const why = { reason: '不在片区', reasonCode: BECAUSE }
    const refusedAt = (...before: OrderAction[]) => holderOf(having(...before, ['refuse', why])).level
    expect(refusedAt('dispatch')).toBe('operatorDesk')
    expect(refusedAt('dispatch', 'accept')).toBe('contractor')
    expect(refusedAt('dispatch', 'accept', 'assign')).toBe('station')
  })

  it('is accepted by a station that names an engineer', () => {
    const settings = { ...aContext().settings, isStationAcceptedByRule: false }
    const context = aContext({ settings, at: addMinutes(NOON, 30) })
    const at = carryOut(having('dispatch'), 'accept', {}, context)
    if (!at.ok) throw new Error(at.refusal.code)
    const named = carryOut(at.value.order, 'assign', { staffId: ENGINEER.staffId, helpers: [], mode: 'name' }, context)
    if (!named.ok) throw new Error(named.refusal.code)
    const stoppedIn = (order: WorkOrder) =>
      order.sla.clocks.flatMap((clock) => (clock.stopped === undefined ? [] : [clock.kind]))
    expect(stoppedIn(at.value.order)).not.toContain('stationAccept')
    expect(stoppedIn(named.value.order)).toContain('stationAccept')
  })

  it('is grabbed from the pool by an engineer only', () => {
    const pooled = having('dispatch', 'accept', ['assign', { mode: 'pool', helpers: [] }])
    expect(currentTask(pooled).isInPool).toBe(true)
    const grabbed = step(pooled, 'grab', addMinutes(NOON, 60), {})
    expect(grabbed.ok && holderOf(grabbed.value.order)).toMatchObject({ level: 'engineer' })
    const { lead: _lead, ...withoutLead } = everyFact
    const nobody = carryOut(pooled, 'grab', {}, aContext({ facts: withoutLead }))
    expect(nobody.ok ? '' : nobody.refusal.code).toBe('work-orders.not-an-engineer')
  })

  it('ends the visit that is open when somebody else gets it, and no earlier one', () => {
    const order = having(...onSite, 'comeAgain', 'appoint', 'depart', 'transfer')
    expect(order.visits.map((visit) => visit.outcome)).toEqual(['comeAgain', 'withdrawn'])
  })

  it('is come to again at a whole window or at none', () => {
    const order = having(...onSite)
    const at = addMinutes(NOON, 200)
    const again = (window: object) => {
      const decided = step(order, 'comeAgain', at, { outcome: 'comeAgain', reason: '缺光猫', ...window })
      return decided.ok ? '' : decided.refusal.code
    }
    const [from, to] = [addMinutes(at, 60), addMinutes(at, 120)]
    expect([again({}), again({ from, to })]).toEqual(['', ''])
    expect([again({ from }), again({ to })]).toEqual(['work-orders.window-incomplete', 'work-orders.window-incomplete'])
  })

  it('keeps the evidence of a visit one beside the other, and takes nothing empty for evidence', () => {
    const order = having(...onSite, ['addEvidence', { kind: 'note', note: '换皮线' }])
    const at = addMinutes(NOON, 200)
    const two = step(order, 'addEvidence', at, { kind: 'onuRxDbm', value: -20, unit: 'dBm' })
    expect(two.ok && two.value.order.visits.at(-1)?.evidence.map(({ kind }) => kind)).toEqual(['note', 'onuRxDbm'])
    const empty = step(order, 'addEvidence', at, { kind: 'note' })
    expect(empty.ok ? '' : empty.refusal.code).toBe('work-orders.evidence-empty')
  })

  it('takes a sign-in exactly as far off as is tolerated', () => {
    const order = having(...toEngineer, 'appoint', 'depart')
    const at = addMinutes(NOON, 70)
    const position = { lon: 106.712, lat: 26.57 }
    const arrived = (arrivalToleranceMetres: number) =>
      carryOut(
        order,
        'arrive',
        { position },
        aContext({ at, settings: { ...aContext().settings, arrivalToleranceMetres } }),
      )
    const first = arrived(10_000)
    const off = (first.ok && first.value.order.visits.at(-1)?.arrival?.metresOff) || 0
    expect(off).toBeGreaterThan(100)
    expect([arrived(off).ok, arrived(off - 1).ok]).toEqual([true, false])
  })

  it('limits how often it is rescheduled', () => {
    const order = having(...toEngineer, 'appoint', 'reschedule', 'reschedule', 'reschedule')
    const fourth = step(order, 'reschedule', addMinutes(NOON, 100))
    expect(fourth.ok ? '' : fourth.refusal.code).toBe('work-orders.rescheduled-too-often')
  })

  it('refuses a sign-in far from the address without a reason', () => {
    const order = having(...toEngineer, 'appoint', 'depart')
    const far = { position: { lon: 107.5, lat: 26.57 } }
    const refused = step(order, 'arrive', addMinutes(NOON, 70), far)
    expect(refused.ok ? '' : refused.refusal.code).toBe('work-orders.too-far')
    expect(step(order, 'arrive', addMinutes(NOON, 70), { ...far, exception: '定位漂移' }).ok).toBe(true)
  })
})

describe('who may act', () => {
  it('lets the operator dispatch, the contractor accept and only the engineer who has it depart', () => {
    const fresh = aWorkOrder()
    expect(checkAction(fresh, 'dispatch', anActor('countyDesk')).ok).toBe(true)
    expect(checkAction(fresh, 'dispatch', anActor('dispatcher')).ok).toBe(false)
    const taken = having(...toEngineer)
    expect(checkAction(taken, 'depart', anActor('engineer')).ok).toBe(true)
    const colleague = anActor('engineer')
    const other = { ...colleague, scope: { ...colleague.scope, staffId: 'somebody else' } }
    const refused = checkAction(taken, 'depart', other)
    expect(refused.ok ? '' : refused.refusal.code).toBe('work-orders.not-yours')
  })

  it('takes the customer’s word from that customer’s own manager alone, and a “still broken” only in words', () => {
    const manager = anActor('customerManager')
    const restored = { ...having(...onSite, 'restore'), customerManagerId: manager.userId }
    expect(checkAction(restored, 'confirmRestored', manager).ok).toBe(true)
    const foreign = checkAction({ ...restored, customerManagerId: 'somebody else' }, 'confirmRestored', manager)
    expect(foreign.ok ? '' : foreign.refusal.code).toBe('work-orders.not-yours')
    const silent = step(restored, 'confirmRestored', addMinutes(NOON, 200), { outcome: 'broken' })
    expect(silent.ok ? '' : silent.refusal).toMatchObject({ code: 'work-orders.reason-needed', field: 'note' })
  })

  it('leaves the answer to a suspension to the role that its length asks for, and to those above', () => {
    const asked = (minutes: number) =>
      having(...toEngineer, [
        'requestSuspension',
        { ...inputOf('requestSuspension', NOON), until: addMinutes(NOON, 50 + minutes) },
      ])
    const DAY = 24 * 60
    const roles = ['countyDesk', 'prefectureManager', 'provinceManager', 'dispatcher'] as const
    const answers = (order: WorkOrder, action: OrderAction) =>
      roles.map((role) => {
        const checked = checkAction(order, action, anActor(role))
        return checked.ok ? 'may' : checked.refusal.code.replace('work-orders.', '')
      })
    const [short, long] = [asked(DAY), asked(20 * DAY)]
    expect([short, long].map(({ pending }) => pending?.kind === 'suspension' && pending.approver)).toEqual([
      'countyDesk',
      'prefectureManager',
    ])
    for (const action of ['approveSuspension', 'denySuspension'] as const) {
      expect(answers(short, action)).toEqual(['may', 'may', 'may', 'no-permission'])
      expect(answers(long, action)).toEqual(['other-approver', 'may', 'may', 'no-permission'])
    }
    const handBack = having(...toEngineer, 'handBack')
    expect(answers(handBack, 'approveHandBack')).toEqual(['may', 'may', 'may', 'no-permission'])
  })

  it('refuses a contractor of another company', () => {
    const sent = having('dispatch')
    const stranger = anActor('dispatcher')
    const other = { ...stranger, scope: { ...stranger.scope, companyId: 'chengxing' } }
    const decided = decide(sent, 'accept', {}, aContext({ actor: other, facts: everyFact }))
    expect(decided.ok ? '' : decided.refusal.code).toBe('work-orders.not-yours')
  })

  it('is not passed to a station of another company', () => {
    const station = ok({ id: 'elsewhere', companyId: 'chengxing', name: '别家的站' })
    const byHand = aContext({
      settings: { ...aContext().settings, isContractorAcceptedByRule: false },
      facts: everyFact,
    })
    const sent = decide(aWorkOrder(), 'dispatch', { mode: 'rule' }, { ...byHand, actor: anActor('countyDesk') })
    if (!sent.ok) throw new Error(sent.refusal.code)
    const context = { ...byHand, actor: anActor('dispatcher'), facts: { station } }
    const refused = decide(sent.value.order, 'accept', { stationId: 'elsewhere' }, context)
    expect(refused.ok ? '' : refused.refusal.code).toBe('work-orders.other-company')
  })

  it('offers what is open now and says of the rest why not', () => {
    const offers = actionOffers(having(...toEngineer), anActor('engineer'))
    expect(offers.find((offer) => offer.action === 'appoint')?.refusal).toBeUndefined()
    expect(offers.find((offer) => offer.action === 'return')?.refusal?.code).toBe('work-orders.wrong-state')
    expect(offers.some((offer) => offer.action === 'forceArchive')).toBe(false)
  })
})
