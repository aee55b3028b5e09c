import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidV7 } from '#core/id.ts'
import { idsOf } from '#core/sync/command-id.rules.ts'
import { sentActorOf, sentCalendarOf, sentRulesOf } from '#core/sync/phone-context.ts'
import { addMinutes } from '#core/time.ts'
import { orderDetailOf } from '#core/work-orders/order-detail.rules.ts'
import { decide } from '#core/work-orders/work-order.decide.ts'
import { aContext, anActor, aWorkOrder, ENGINEER, NOON } from '#core/work-orders/work-order.fixtures.ts'
import { stateOf } from '#core/work-orders/work-order.state.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import {
  isDecidedHere,
  type KeptOrder,
  projectDay,
  projectDetail,
  replay,
  type WaitingAction,
} from './projection.rules.ts'

const engineer = anActor('engineer')
const taken = (): WorkOrder => {
  const order = aWorkOrder()
  const task = order.tasks[0]
  if (!task) throw new Error('no task')
  const holder = { level: 'engineer' as const, companyId: 'tietong', staffId: ENGINEER.staffId }
  return { ...order, companyId: 'tietong', tasks: [{ ...task, holder, isAccepted: true }] }
}
const server = aContext({ actor: engineer })
const keptOf = (order: WorkOrder): KeptOrder => ({
  sent: {
    ...{ number: order.number, order, isFull: true, isLead: true, settings: server.settings, rules: 'rules' },
  } as KeptOrder['sent'],
  parts: {
    me: sentActorOf(engineer),
    calendar: sentCalendarOf(server.calendar, '2026-11-18'),
    rules: sentRulesOf(server.rules),
    reasons: server.reasons,
  },
  causes: [],
})
const windowFrom = (minutes: number) => ({ from: addMinutes(NOON, minutes), to: addMinutes(NOON, minutes + 60) })
const inputs: readonly (readonly [OrderAction, object])[] = [
  ['logContact', { method: 'phone', outcome: 'agreed' }],
  ['appoint', windowFrom(60)],
  ['depart', {}],
  ['arrive', { exception: '室内无定位' }],
  ['start', {}],
  ['addEvidence', { kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }],
  ['restore', { kind: 'onSite' }],
  ['comeAgain', { outcome: 'comeAgain', reason: '缺件', reasonCode: 'noParts' }],
  ['addNote', { note: '钥匙在门卫' }],
]
const commands = fc
  .array(fc.tuple(fc.constantFrom(...inputs), fc.uint8Array({ minLength: 10, maxLength: 10 })), { maxLength: 14 })
  .map((list): readonly WaitingAction[] =>
    list.map(([[action, input], random], index) => ({
      ...{ id: uuidV7(index, random), action, input, at: addMinutes(NOON, index) },
    })),
  )
/** As the server takes a command: decided on its own order, the refused one changes nothing. */
const taken1 = (order: WorkOrder, { id, action, input, at }: WaitingAction): WorkOrder => {
  const decided = decide(order, action, input as never, { ...server, now: at, at, newId: idsOf(id) })
  return decided.ok ? decided.value.order : order
}
const context = { actor: engineer, now: addMinutes(NOON, 30), calendar: server.calendar, say: () => '' }
const nothing = {
  repeats: null,
  parent: null,
  requiredReadings: [],
  files: [],
  awaitedFiles: [],
  events: [],
  reports: [],
}
const detailOf = (order: WorkOrder) => orderDetailOf(order, { ...nothing, names: new Map() }, context)

describe('the order as the phone shows it', () => {
  it('is what the server will have, and however much of it is confirmed, what is shown does not move', () => {
    fc.assert(
      fc.property(commands, (waiting) => {
        const confirmed = taken()
        const shown = replay(keptOf(confirmed), waiting).order
        let atServer = confirmed
        for (const [index, command] of waiting.entries()) {
          atServer = taken1(atServer, command)
          expect(replay(keptOf(atServer), waiting.slice(index + 1)).order).toEqual(shown)
        }
        expect(atServer).toEqual(shown)
      }),
      { numRuns: 200 },
    )
  })

  it('what does not fit the order any more changes nothing, and what comes after it is looked at by itself', () => {
    const waiting: WaitingAction[] = [
      { id: uuidV7(1, new Uint8Array(10)), action: 'start', input: {}, at: NOON },
      { id: uuidV7(2, new Uint8Array(10)), action: 'appoint', input: windowFrom(60), at: NOON },
    ]
    const { order, misfits, events } = replay(keptOf(taken()), waiting)
    expect(stateOf(order)).toBe('appointed')
    expect(misfits.map(({ refusal }) => refusal.code)).toEqual(['work-orders.wrong-state'])
    expect(events.map(({ kind }) => kind)).toEqual(['workOrder.appointed'])
  })

  it('whom to send, the phone does not decide', () => {
    expect([isDecidedHere(taken(), 'assign'), isDecidedHere(taken(), 'depart')]).toEqual([false, true])
  })

  it('its detail has the next action, the visit and the timeline of what waits; the customer stays masked as the server showed them', () => {
    const order = taken()
    const confirmed = { ...detailOf(order), customerName: '王**' }
    const waiting: WaitingAction[] = [
      { id: uuidV7(1, new Uint8Array(10)), action: 'appoint', input: windowFrom(60), at: NOON },
      { id: uuidV7(2, new Uint8Array(10)), action: 'depart', input: {}, at: addMinutes(NOON, 20) },
    ]
    const shown = projectDetail(confirmed, replay(keptOf(order), waiting), context)
    expect([shown.state, shown.customerName, shown.visits.length, shown.version]).toEqual([
      'enRoute',
      '王**',
      1,
      order.version + 2,
    ])
    expect(shown.events.map(({ kind, at }) => [kind, at])).toEqual([
      ['workOrder.appointed', NOON],
      ['workOrder.departed', addMinutes(NOON, 20)],
    ])
    expect(shown.actions.find(({ action }) => action === 'arrive')?.refusal).toBeNull()
  })
})

it('the day counts what was returned, and lets go of what is out of the engineer’s hands', () => {
  const order = taken()
  const detail = detailOf(order)
  const line = { ...detail, next: 'appoint' as const, distanceMetres: null }
  const day = { orders: [line], pool: [], helping: [], doneToday: 2, now: NOON }
  const returned = projectDay(day, new Map([[order.number, { ...detail, state: 'pendingQualityCheck' as const }]]), 1)
  expect([returned.orders, returned.doneToday]).toEqual([[], 3])
  const moved = projectDay(day, new Map([[order.number, { ...detail, state: 'enRoute' as const }]]), 0)
  expect(moved.orders.map(({ state, next }) => [state, next])).toEqual([['enRoute', 'arrive']])
})
