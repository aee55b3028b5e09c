import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUuid, uuidV7 } from '#core/id.ts'
import { ok } from '#core/result.ts'
import { decide } from '#core/work-orders/work-order.decide.ts'
import { aContext, anActor, aWorkOrder, ENGINEER, everyFact, NOON } from '#core/work-orders/work-order.fixtures.ts'
import { orderActions } from '#core/work-orders/work-order.transitions.ts'
import { idsOf } from './command-id.rules.ts'
import { phoneContext, sentActorOf, sentCalendarOf, sentRulesOf } from './phone-context.ts'
import { isPhoneRoute, phoneRoutes } from './phone-routes.ts'
import { dependsOnEarlier, isKeptInSpiteOf, policies, policyOf } from './policy.rules.ts'
import { commandSchema, maxCommands, syncRoutes } from './sync.contract.ts'

const anId = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 44 }), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([at, random]) => uuidV7(at, random))

describe('ids that follow from a command', () => {
  it('are ids, all different, and the same on phone and server', () => {
    fc.assert(
      fc.property(anId, (commandId) => {
        const [phone, server] = [idsOf(commandId), idsOf(commandId)]
        const ids = Array.from({ length: 5 }, phone)
        expect(ids.every(isUuid)).toBe(true)
        expect(new Set([commandId, ...ids]).size).toBe(6)
        expect(Array.from({ length: 5 }, server)).toEqual(ids)
      }),
    )
  })

  it('go on at the end of the counter', () => {
    const next = idsOf('0198e8a0-0000-7000-8000-0000ffffffff')
    expect([next(), next()]).toEqual(['0198e8a0-0000-8000-8000-0000ffffffff', '0198e8a0-0000-8000-8000-000000000000'])
  })
})

describe('what becomes of an action when the order went on without the phone', () => {
  it('a photo, a reading, a call and a note are kept; state is the server’s', () => {
    expect(['addEvidence', 'logContact', 'addNote'].map((action) => policyOf(action as 'addNote'))).toEqual([
      'fact',
      'fact',
      'fact',
    ])
    expect([policyOf('arrive'), policyOf('return'), policyOf('requestSuspension')]).toEqual([
      'server',
      'server',
      'server',
    ])
    for (const action of orderActions) expect(policies).toContain(policyOf(action))
  })

  it('a fact is kept in spite of the order’s course, not in spite of being wrong', () => {
    expect(isKeptInSpiteOf('addEvidence', 'work-orders.not-yours')).toBe(true)
    expect(isKeptInSpiteOf('addEvidence', 'work-orders.evidence-empty')).toBe(false)
    expect(isKeptInSpiteOf('arrive', 'work-orders.not-yours')).toBe(false)
  })

  it('facts wait for nothing', () => {
    expect([dependsOnEarlier('addEvidence'), dependsOnEarlier('arrive')]).toEqual([false, true])
  })
})

describe('what a phone may queue', () => {
  it('each route honours the sender’s key, so that it acts once', () => {
    for (const route of Object.values(phoneRoutes)) expect(route.isIdempotent).toBe(true)
    expect([isPhoneRoute('look'), isPhoneRoute('constructor')]).toEqual([true, false])
  })

  it('a batch may be larger than what is looked at, so that the rest is left and not refused', () => {
    const sent = { deviceId: '0198e8a0-0000-7000-8000-0000ffffffff', sent: { deviceAt: NOON }, firstSeq: 1 }
    const ofMany = (count: number) =>
      syncRoutes.commands.body?.safeParse({ ...sent, commands: Array(count).fill({}) }).success
    expect([ofMany(maxCommands), ofMany(maxCommands * 10), ofMany(maxCommands * 100)]).toEqual([true, true, false])
  })

  it('a command is one of two kinds', () => {
    const id = '0198e8a0-0000-7000-8000-0000ffffffff'
    const sent = { id, seq: 1, at: { deviceAt: NOON } }
    expect(commandSchema.safeParse({ ...sent, kind: 'order', number: 'x', action: 'start', input: {} }).success).toBe(
      true,
    )
    expect(commandSchema.safeParse({ ...sent, kind: 'other' }).success).toBe(false)
    expect(commandSchema.safeParse({ ...sent, seq: 0, kind: 'call', route: 'look' }).success).toBe(false)
  })
})

describe('the phone’s own decision', () => {
  const engineer = anActor('engineer')
  const taken = () => {
    const order = aWorkOrder()
    const task = order.tasks[0]
    if (!task) throw new Error('no task')
    const holder = { level: 'engineer' as const, companyId: 'tietong', staffId: ENGINEER.staffId }
    return { ...order, companyId: 'tietong', tasks: [{ ...task, holder, isAccepted: true }] }
  }
  const travelled = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  const commandId = '0198e8a0-1234-7abc-8def-00000000000a'

  it('is the server’s, from parts that travelled as JSON', () => {
    const server = aContext({ actor: engineer, facts: everyFact, newId: idsOf(commandId) })
    const kept = travelled({
      me: sentActorOf(engineer),
      calendar: sentCalendarOf(server.calendar, '2026-11-18'),
      rules: sentRulesOf(server.rules),
      reasons: server.reasons,
    })
    const input = { kind: 'photo', note: '箱体' }
    const phone = phoneContext(kept, travelled({ settings: server.settings }), { id: commandId, now: NOON, input }, [])
    const order = taken()
    const here = decide(travelled(order), 'addEvidence', input, phone)
    const there = decide(order, 'addEvidence', input, server)
    expect(there.ok && here.ok && travelled(here.value)).toEqual(there.ok && travelled(there.value))
    const window = { from: '2026-11-18T06:00:00.000Z', to: '2026-11-18T07:00:00.000Z' }
    const appointed = [phone, server].map((context) =>
      decide(order, 'appoint', window, { ...context, newId: idsOf(commandId) }),
    )
    expect(appointed[0]?.ok && travelled(appointed[0].value)).toEqual(appointed[1]?.ok && travelled(appointed[1].value))
  })

  it('knows who answers for a cause from the choices of the job', () => {
    const kept = { me: sentActorOf(engineer), calendar: { years: [], freeDays: [], workDays: [] }, reasons: [] }
    const { rules, settings } = aContext()
    const partyOf = (cause: string, segment: string) =>
      phoneContext(
        { ...kept, rules: sentRulesOf(rules) },
        { settings },
        { id: commandId, now: NOON, input: { cause, segment } },
        [{ code: 'fibre', segments: [{ code: 'drop', party: 'contractor' }] }],
      ).facts.party
    expect(partyOf('fibre', 'drop')).toEqual(ok('contractor'))
    expect(partyOf('fibre', 'core')).toMatchObject({ ok: false, refusal: { code: 'work-orders.cause-not-here' } })
    expect(partyOf('dig', 'core')).toMatchObject({ ok: false, refusal: { code: 'work-orders.cause-unknown' } })
  })
})
