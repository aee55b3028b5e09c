import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { workOrderTexts } from '#core/work-orders/work-order.text.ts'
import { orderActions, type transitions } from '#core/work-orders/work-order.transitions.ts'
import { inReadingOrder, nextAction, offersFor } from './action-icons.ts'
import { mayNotLead } from './actions/candidates.tsx'
import { type Cause, tierOf } from './actions/cause-picker.tsx'
import { evidenceBodies } from './actions/evidence.tsx'
import { resultChoices } from './actions/restore.tsx'
import { readingKinds } from './actions/return.tsx'
import { causesFor } from './actions/suspension.tsx'
import { clocksInOrder, holderBar, holderSums, type OrderClock, putOff } from './order-clocks.ts'
import { metresOff } from './order-files.ts'
import { missingReadings, proofsOf, proofValue } from './order-proof.ts'
import { orderTimelineTexts } from './order-timeline.text.ts'
import { countsOf, happenings } from './order-timeline.ts'

const AT = '2026-11-22T00:00:00.000Z'
const at = (minutes: number) => addMinutes(AT, minutes)

const aClock = (given: Partial<OrderClock> = {}): OrderClock => ({
  kind: 'restore',
  party: 'province',
  startedAt: AT,
  limitMinutes: 240,
  dueAt: at(240),
  originalDueAt: at(240),
  warnAt: at(200),
  isPaused: false,
  isLate: false,
  stoppedAt: null,
  grossMinutes: 10,
  pausedMinutes: 0,
  netMinutes: 10,
  countedMinutes: 10,
  leftMinutes: 230,
  ...given,
})
const aHolder = (from: number, to: number | null, given: object = {}): OrderDetail['holders'][number] => ({
  level: 'station',
  companyId: 'tietong',
  stationId: 's',
  staffId: null,
  name: '站',
  from: at(from),
  to: to === null ? null : at(to),
  byRule: false,
  grossMinutes: (to ?? 100) - from,
  pausedMinutes: 0,
  netMinutes: (to ?? 100) - from,
  ...given,
})

describe('files of an order', () => {
  it('say how far from the customer they were taken, where both places are known', () => {
    const position = { lon: 106.7, lat: 26.58, accuracyMetres: null }
    expect(metresOff({ position }, { lon: 106.7, lat: 26.58 })).toBe(0)
    expect(metresOff({ position }, { lon: 106.71, lat: 26.58 })).toBeGreaterThan(900)
    expect(metresOff({ position: null }, { lon: 106.7, lat: 26.58 })).toBeUndefined()
    expect(metresOff({ position }, { lon: null, lat: null })).toBeUndefined()
  })
  it('go one by one with what they prove; reading and note go with the first', () => {
    expect(evidenceBodies({ kind: 'onuRxDbm', value: -19.4, note: '客厅', fileId: ['a', 'b'] })).toEqual([
      { kind: 'onuRxDbm', value: -19.4, unit: 'dBm', note: '客厅', fileId: 'a' },
      { kind: 'onuRxDbm', fileId: 'b' },
    ])
    expect(evidenceBodies({ kind: 'note', note: '说明', fileId: [] })).toEqual([{ kind: 'note', note: '说明' }])
  })
})

describe('the clocks of an order', () => {
  it('stand with the tightest running one first and the finished behind', () => {
    const { running, finished } = clocksInOrder([
      aClock({ kind: 'whole', dueAt: at(500) }),
      aClock({ kind: 'firstContact', stoppedAt: at(5) }),
      aClock({ kind: 'restore' }),
      aClock({ kind: 'contractorAccept', stoppedAt: at(3) }),
    ])
    expect(running.map((clock) => clock.kind)).toEqual(['restore', 'whole'])
    expect(finished.map((clock) => clock.kind)).toEqual(['firstContact', 'contractorAccept'])
  })
  it('say by how much a limit was put off, and whether by a suspension', () => {
    expect(putOff(aClock())).toBeUndefined()
    expect(putOff(aClock({ dueAt: at(388), pausedMinutes: 148 }))).toEqual({ minutes: 148, isPause: true })
    expect(putOff(aClock({ kind: 'arrival', dueAt: at(300) }))).toEqual({ minutes: 60, isPause: false })
  })
})

describe('the bar of holders', () => {
  it('hatches what did not count where it was', () => {
    const bar = holderBar({
      holders: [aHolder(0, 30), aHolder(30, null)],
      pauses: [{ cause: 'x', from: at(20), to: at(50), endsAt: at(60) }],
      now: at(100),
    })
    expect(bar.grossMinutes).toBe(100)
    expect(bar.spans.map((span) => span.stretches)).toEqual([
      [
        { isPaused: false, minutes: 20 },
        { isPaused: true, minutes: 10 },
      ],
      [
        { isPaused: true, minutes: 20 },
        { isPaused: false, minutes: 50 },
      ],
    ])
  })
  it('counts a pause that is in force no further than now', () => {
    const bar = holderBar({
      holders: [aHolder(0, null)],
      pauses: [{ cause: 'x', from: at(90), to: null, endsAt: at(900) }],
      now: at(100),
    })
    expect(bar.spans[0]?.stretches).toEqual([
      { isPaused: false, minutes: 90 },
      { isPaused: true, minutes: 10 },
    ])
  })
  it('always adds up to the gross time', () => {
    const minute = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(
        fc.array(minute, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(minute, minute), { maxLength: 4 }),
        (cuts, pairs) => {
          const edges = [0, ...cuts.sort((a, b) => a - b)]
          const holders = edges.map((edge, index) => aHolder(edge, edges[index + 1] ?? null))
          const pauses = pairs.map(([a, b]) => ({
            cause: 'x',
            from: at(Math.min(a, b)),
            to: at(Math.max(a, b)),
            endsAt: at(100),
          }))
          const bar = holderBar({ holders, pauses, now: at(100) })
          const stretched = bar.spans.flatMap((span) => span.stretches).reduce((sum, each) => sum + each.minutes, 0)
          expect(stretched).toBeCloseTo(100)
          expect(bar.grossMinutes).toBeCloseTo(100)
        },
      ),
    )
  })
  it('joins the times of one holder', () => {
    const sums = holderSums([aHolder(0, 10), aHolder(10, 30, { level: 'contractor' }), aHolder(30, 100)])
    expect(sums.map(({ holder, minutes }) => [holder.level, minutes])).toEqual([
      ['station', 80],
      ['contractor', 20],
    ])
  })
})

describe('the timeline', () => {
  const anEvent = (kind: string, given: object = {}): OrderDetail['events'][number] => ({
    id: kind,
    kind: `workOrder.${kind}`,
    at: at(10),
    deviceAt: null,
    actorName: 'x',
    actorRole: 'engineer',
    source: 'field',
    data: {},
    ...given,
  })
  it('shows the newest first, at the time of the act, and says when it was heard of later', () => {
    const [first, second] = happenings([anEvent('created'), anEvent('arrived', { deviceAt: at(4) })])
    expect(first).toMatchObject({ text: 'arrived', at: at(4), heardAt: at(10) })
    expect(second).toMatchObject({ text: 'created', heardAt: undefined })
  })
  it('counts its kinds, and shows what it does not know by its name', () => {
    const list = happenings([anEvent('contacted'), anEvent('evidenceAdded'), anEvent('late'), anEvent('somethingNew')])
    expect(countsOf(list)).toEqual({ all: 4, contact: 1, state: 1, proof: 1, clock: 1 })
    expect(list[0]?.text).toBe('unknown')
  })
  it('has a line for every event of the lifecycle', () => {
    const kinds = [
      'created',
      'dispatched',
      'sentToStation',
      'pauseEnded',
      'visitEnded',
      'supervisionReplied',
      'returned',
    ]
    expect(kinds.filter((kind) => !(kind in orderTimelineTexts))).toEqual([])
  })
})

describe('what a reader may do', () => {
  const offer = (action: keyof typeof transitions) => ({ action, needs: [], refusal: null })
  const anOrder = (given: object) =>
    ({
      isInPool: false,
      isAccepted: true,
      supervision: null,
      holder: { level: 'station' },
      ...given,
    }) as unknown as OrderDetail
  it('leaves out what the order itself has no use for', () => {
    const order = anOrder({
      actions: [offer('replySupervision'), offer('grab'), offer('accept'), offer('supervise'), offer('urge')],
    })
    const say = (code: keyof typeof workOrderTexts) => workOrderTexts[code].en
    const open = offersFor(order, say).filter((each) => each.refusal === null)
    expect(open.map((each) => each.action)).toEqual(['supervise', 'urge'])
    const supervised = offersFor(anOrder({ supervision: { note: 'x' }, actions: order.actions }), say)
    expect(supervised.filter((each) => each.refusal === null).map((each) => each.action)).toEqual([
      'replySupervision',
      'urge',
    ])
  })
  it('has one next step, which moves the order on', () => {
    expect(nextAction(['urge', 'cancel', 'assign', 'appoint'])).toBe('assign')
    expect(nextAction(['urge', 'addNote'])).toBeUndefined()
  })
  it('puts the ends of an order last and forgets nothing', () => {
    const order = inReadingOrder(orderActions.map((action) => ({ action })))
    expect(order.at(-1)?.action).toBe('forceArchive')
    expect(new Set(order.map(({ action }) => action)).size).toBe(orderActions.length)
  })
})

describe('the forms', () => {
  it('offer a tier of causes beneath what is chosen', () => {
    const cause = (code: string) => ({ code }) as Cause
    const causes = [
      'line.drop.fibre.broken',
      'line.drop.fibre.bent',
      'line.trunk.fibre.broken',
      'power.home.plug.loose',
    ].map(cause)
    expect(tierOf(causes, []).map(({ part }) => part)).toEqual(['line', 'power'])
    expect(tierOf(causes, ['line']).map(({ part }) => part)).toEqual(['drop', 'trunk'])
    expect(tierOf(causes, ['line', 'drop', 'fibre']).map(({ cause: { code } }) => code)).toEqual(
      causes.slice(0, 2).map(({ code }) => code),
    )
  })
  it('take the row of a kind before the row for all', () => {
    const row = (code: string, kinds?: string[]) => ({
      code,
      title: { 'zh-CN': '', en: '' },
      ...(kinds ? { kinds } : {}),
      stopsClocks: true,
      evidence: [],
      maxMinutes: kinds ? 9 : 1,
      automaticMinutes: 0,
    })
    const causes = [row('a', ['installation']), row('a'), row('b', ['installation'])]
    expect(causesFor(causes, 'installation').map((cause) => [cause.code, cause.maxMinutes])).toEqual([
      ['a', 9],
      ['b', 9],
    ])
    expect(causesFor(causes, 'fault').map((cause) => [cause.code, cause.maxMinutes])).toEqual([['a', 1]])
  })
  it('keep on site from who never arrived', () => {
    const visit = (arrivedAt: string | null) => ({ arrivedAt, endedAt: null })
    const order = (arrivedAt: string | null, level = 'engineer') =>
      ({ holder: { level }, visits: [visit(arrivedAt)] }) as unknown as OrderDetail
    expect(resultChoices(order(AT))).toEqual(['onSite'])
    expect(resultChoices(order(null))).toEqual(['remote', 'outside'])
    expect(resultChoices(order(null, 'secondLine'))).toHaveLength(3)
  })
  it('let somebody be named who is off shift, and nobody without a certificate', () => {
    expect(mayNotLead({ reasons: [{ code: 'people.off-shift', title: '' }] })).toBe(false)
    expect(mayNotLead({ reasons: [{ code: 'people.certificate-expired', title: '' }] })).toBe(true)
    expect(mayNotLead({ reasons: [{ code: 'people.not-employed', title: '' }] })).toBe(true)
  })
  it('ask for the needed readings first', () => {
    expect(readingKinds({ line: 'home', requiredReadings: ['speedMbps'] })).toEqual(['speedMbps', 'onuRxDbm', 'pingMs'])
  })
})

describe('the proof', () => {
  const order = {
    requiredReadings: ['onuRxDbm', 'speedMbps'],
    visits: [{ number: 1, evidence: [{ id: 'a', kind: 'onuRxDbm', value: -28.6, unit: 'dBm' }] }],
    result: null,
  } as unknown as OrderDetail
  it('says what is missing until the return', () => {
    expect(missingReadings(order)).toEqual(['speedMbps'])
    expect(missingReadings({ ...order, result: {} })).toEqual([])
  })
  it('holds what was measured on site and at the return', () => {
    const result = { readings: [{ kind: 'speedMbps', value: 930, unit: 'Mbps' }] }
    expect(proofsOf({ ...order, result }).map(proofValue)).toEqual(['−28.6 dBm', '930 Mbps'])
  })
})
