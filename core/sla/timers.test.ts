import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, type Instant } from '#core/time.ts'
import { applyAllSla, applySla, noSla } from './replay.ts'
import {
  aPause,
  aWorkCalendar,
  enterpriseFault,
  homeFault,
  homeInstallation,
  pausedEvent,
  someSlaRules,
  wall,
} from './sla.fixtures.ts'
import { promisedEvent, startedEvent } from './sla.rules.ts'
import type { ClockKind, SlaFacts, SlaState } from './sla.ts'
import { nextTimerAt, type Timer, timersDue } from './timers.ts'

const eventsOf = (timers: readonly Timer[]) => timers.map(({ event }) => event)
const calendar = aWorkCalendar()
const rules = someSlaRules()
const nine = wall('2026-11-23 09:00')
const start = (facts: SlaFacts, kinds: ClockKind[] = ['restore'], at = nine): SlaState =>
  applySla(noSla, startedEvent(kinds, facts, rules, at), calendar)

const keysOf = (state: SlaState, facts: SlaFacts, upTo: Instant) =>
  timersDue(state, facts, upTo, rules, calendar).flatMap((timer) =>
    timer.type === 'pauseEnd'
      ? []
      : [`${timer.party} ${timer.key} ${Math.floor((Date.parse(timer.at) - Date.parse(nine)) / 60_000)}`],
  )
const far = addMinutes(nine, 20 * 1440)

describe('what a clock says by itself', () => {
  it('an urban home fault (24 h): warnings, late, then 2 h, 4 h and 72 h, for the province only', () => {
    expect(keysOf(start(homeFault()), homeFault(), far)).toEqual([
      'province warn:120 1320',
      'province warn:30 1410',
      'province late 1440',
      'province L1 1440',
      'province L2 1560',
      'province L3 1680',
      'group warn:120 2760',
      'group warn:30 2850',
      'group late 2880',
      'province L4 4320',
    ])
  })

  it('an AAA line (4 h): a quarter and a half of the limit come before 2 h and 4 h, the province is told at 6 h', () => {
    const facts = enterpriseFault()
    expect(keysOf(start(facts), facts, far)).toEqual([
      'province warn:120 120',
      'province warn:30 210',
      'province late 240',
      'province L1 240',
      'province L2 300',
      'province L3 360',
      'province L4 360',
    ])
  })

  it('a mass fault tells the province at 48 h', () => {
    const facts = homeFault({ kind: 'massFault', area: 'rural' })
    expect(keysOf(start(facts), facts, far)).toContain('province L4 2880')
  })

  it('a level never comes before the one below it', () => {
    const facts = homeInstallation({ area: 'rural' })
    const levels = keysOf(start(facts, ['whole']), facts, far).filter((key) => key.startsWith('province L'))
    expect(levels).toEqual(['province L1 4320', 'province L2 4440', 'province L3 4560', 'province L4 4560'])
  })

  it('a first contact warns with 20 and with 10 minutes left', () => {
    expect(keysOf(start(homeFault(), ['firstContact']), homeFault(), far)).toEqual([
      'province warn:20 10',
      'province warn:10 20',
      'province late 30',
      'province L1 30',
    ])
  })

  it('a warning that is longer than the limit is none', () => {
    const facts = homeFault({ bandwidth: 'gigabit', kind: 'installation' })
    expect(keysOf(start(facts, ['whole']), facts, far)[0]).toBe('province warn:120 360')
  })

  it('exactly at the limit nothing is late yet', () => {
    const due = addMinutes(nine, 240)
    const facts = enterpriseFault()
    expect(keysOf(start(facts), facts, due)).not.toContain('province late 240')
    expect(keysOf(start(facts), facts, addMinutes(due, 1))).toContain('province late 240')
  })

  it('names the people of each level', () => {
    const facts = enterpriseFault()
    const timers = timersDue(start(facts), facts, far, rules, calendar)
    const rolesOf = (key: string) => timers.flatMap((timer) => ('key' in timer && timer.key === key ? timer.roles : []))
    expect(rolesOf('warn:30')).toEqual(['engineer', 'stationHead'])
    expect(rolesOf('late')).toEqual(['stationHead', 'dispatcher'])
    expect(rolesOf('L2')).toEqual(['contractorManager', 'countyDesk'])
    expect(rolesOf('L3')).toEqual(['prefectureManager'])
    expect(rolesOf('L4')).toEqual(['provinceManager', 'contractorManager'])
  })

  it('each is of its type: warnings tell what is left, escalations their level', () => {
    const told = timersDue(start(homeFault()), homeFault(), addMinutes(nine, 1561), rules, calendar)
    const saidBy = told.map((timer) => ({
      type: timer.type,
      ...(timer.type === 'warning' ? { minutesLeft: timer.minutesLeft } : {}),
      ...(timer.type === 'escalation' ? { level: timer.level } : {}),
    }))
    expect(saidBy).toEqual([
      { type: 'warning', minutesLeft: 120 },
      { type: 'warning', minutesLeft: 30 },
      { type: 'late' },
      { type: 'escalation', level: 1 },
      { type: 'escalation', level: 2 },
    ])
  })

  it('what is due at the very instant is given, and the next look is at the nearest of all clocks', () => {
    const state = start(homeFault(), ['restore', 'firstContact'])
    expect(nextTimerAt(state, homeFault(), rules, calendar)).toBe(addMinutes(nine, 10))
    expect(keysOf(state, homeFault(), addMinutes(nine, 10))).toEqual(['province warn:20 10'])
    const given = applyAllSla(state, eventsOf(timersDue(state, homeFault(), far, rules, calendar)), calendar)
    expect(nextTimerAt(given, homeFault(), rules, calendar)).toBeUndefined()
  })

  it('is late at the limit itself where the parameter says so', () => {
    const strict = someSlaRules({ isLimitLate: true })
    const state = applySla(noSla, startedEvent(['restore'], homeFault(), strict, nine), calendar)
    const [late] = timersDue(state, homeFault(), far, strict, calendar).filter(({ type }) => type === 'late')
    expect(late?.at).toBe(addMinutes(nine, 1440))
  })

  it('a stopped clock says nothing', () => {
    const stopped = applySla(
      start(homeFault()),
      { type: 'stopped', at: addMinutes(nine, 60), kinds: ['restore'] },
      calendar,
    )
    expect(timersDue(stopped, homeFault(), far, rules, calendar)).toEqual([])
    expect(nextTimerAt(stopped, homeFault(), rules, calendar)).toBeUndefined()
  })
})

describe('a pause', () => {
  const pause = aPause({ startedAt: addMinutes(nine, 60), endsAt: addMinutes(nine, 60 + 1440) })
  const facts = homeFault()
  const paused = applySla(start(facts), pausedEvent(pause), calendar)

  it('holds back what would have come in it, and reports its own end', () => {
    expect(keysOf(paused, facts, addMinutes(nine, 1500))).toEqual([])
    expect(timersDue(paused, facts, pause.endsAt, rules, calendar)).toEqual([
      expect.objectContaining({ type: 'pauseEnd', at: pause.endsAt, pauseId: pause.id, cause: pause.cause }),
    ])
    expect(keysOf(paused, facts, addMinutes(nine, 2881))).toContain('province late 2880')
  })

  it('its end is the next look where no clock says anything before', () => {
    expect(nextTimerAt(paused, facts, rules, calendar)).toBe(pause.endsAt)
  })

  it('its end is reported once', () => {
    const upTo = addMinutes(pause.endsAt, 5)
    const events = eventsOf(timersDue(paused, facts, upTo, rules, calendar))
    const resumed = applyAllSla(paused, events, calendar)
    expect(resumed.pauses[0]?.endedAt).toBe(pause.endsAt)
    expect(timersDue(resumed, facts, upTo, rules, calendar)).toEqual([])
  })
})

describe('a promise', () => {
  const facts = homeFault()
  const promise = (from: string, to: string, at: Instant) =>
    promisedEvent({ fromAt: wall(`2026-11-23 ${from}`), toAt: wall(`2026-11-23 ${to}`) }, facts, rules, at)

  it('that is given shortly before its time does not warn of what was before it', () => {
    const state = applySla(noSla, promise('09:10', '09:20', nine), calendar)
    expect(keysOf(state, facts, far)).toEqual(['province warn:15 5', 'province late 20', 'province L1 20'])
  })

  it('that is moved to shortly after does not warn of what was before', () => {
    const first = applySla(noSla, promise('10:00', '11:00', nine), calendar)
    const moved = applySla(first, promise('10:00', '10:20', addMinutes(nine, 60)), calendar)
    expect(keysOf(moved, facts, far)[0]).toBe('province warn:15 65')
  })

  it('that is moved warns again', () => {
    const first = applySla(noSla, promise('10:00', '11:00', nine), calendar)
    const upTo = addMinutes(nine, 91)
    const warned = applyAllSla(first, eventsOf(timersDue(first, facts, upTo, rules, calendar)), calendar)
    expect(warned.clocks[0]?.fired).toEqual(['warn:30'])
    const moved = applySla(warned, promise('15:00', '16:00', addMinutes(upTo, 1)), calendar)
    expect(moved.clocks).toHaveLength(1)
    expect(moved.clocks[0]).toMatchObject({ dueAt: wall('2026-11-23 16:00'), originalDueAt: wall('2026-11-23 11:00') })
    expect(keysOf(moved, facts, far)[0]).toBe('province warn:30 390')
  })
})

describe('each is given once', () => {
  it('however often and late the timers are looked at', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 12 })
    const pauses = fc.array(fc.tuple(fc.nat(3000), fc.integer({ min: 1, max: 2000 })), { maxLength: 3 })
    fc.assert(
      fc.property(looks, pauses, (steps, breaks) => {
        const facts = homeFault()
        let state = breaks.reduce(
          (known, [from, length], index) => {
            const startedAt = addMinutes(nine, from)
            const pause = aPause({ id: `p${index}`, startedAt, endsAt: addMinutes(startedAt, length) })
            return applySla(known, pausedEvent(pause), calendar)
          },
          start(facts, ['firstContact', 'restore', 'whole']),
        )
        const given: string[] = []
        let now = nine
        for (const step of [...steps, 30_000]) {
          now = addMinutes(now, step)
          const due = timersDue(state, facts, now, rules, calendar)
          for (const timer of due)
            given.push(timer.type === 'pauseEnd' ? timer.pauseId : `${timer.kind} ${timer.party} ${timer.key}`)
          state = applyAllSla(state, eventsOf(due), calendar)
          const next = nextTimerAt(state, facts, rules, calendar)
          expect(next === undefined || next > now).toBe(true)
        }
        expect(new Set(given).size).toBe(given.length)
        expect(nextTimerAt(state, facts, rules, calendar)).toBeUndefined()
        const levels = given.filter((key) => /^restore province L/.test(key)).map((key) => key.at(-1))
        expect(levels).toEqual(['1', '2', '3', '4'])
      }),
      { numRuns: 60 },
    )
  })
})
