import { describe, expect, it } from 'vitest'
import { addMinutes, type Instant } from '#core/time.ts'
import { applySla, isBehind, noSla, replaySla } from './replay.ts'
import { aPause, aWorkCalendar, pausedEvent, someTerms, wall } from './sla.fixtures.ts'
import type { ClockKind, SlaEvent, SlaState } from './sla.ts'

const calendar = aWorkCalendar()
const begin = wall('2026-11-23 09:00')
const later = (minutes: number): Instant => addMinutes(begin, minutes)
const run = (...events: readonly SlaEvent[]): SlaState => replaySla(events, calendar)
const started = (minute: number, ...kinds: ClockKind[]): SlaEvent => ({
  type: 'started',
  at: later(minute),
  terms: kinds.map((kind) => someTerms({ kind })),
})
const stopped = (minute: number, ...kinds: ClockKind[]): SlaEvent => ({ type: 'stopped', at: later(minute), kinds })
const stopAt = (minute: number): SlaEvent => stopped(minute, 'restore')

describe('an event is behind', () => {
  const pause = aPause({ id: 'p', startedAt: later(10), endsAt: later(500) })
  const held: SlaEvent = { type: 'holderChanged', at: later(30), holder: { level: 'secondLine' }, byRule: false }
  const promised: SlaEvent = {
    type: 'promised',
    at: later(30),
    promise: { fromAt: later(100), toAt: later(200), promisedAt: later(30), toleranceMinutes: 0 },
    terms: someTerms({ kind: 'arrival' }),
  }
  it.each([
    ['the start of a clock', run(started(0, 'whole'), started(30, 'restore'))],
    ['the stop of a clock', run(started(0, 'restore', 'whole'), stopAt(30))],
    ['a promise that moved a clock', run(started(0, 'whole', 'arrival'), promised)],
    ['the beginning of a pause', run(started(0, 'whole'), pausedEvent({ ...pause, startedAt: later(30) }))],
    [
      'the end of a pause',
      run(started(0, 'whole'), pausedEvent(pause), { type: 'resumed', at: later(30), pauseId: 'p' }),
    ],
    ['a change of hands', run(started(0, 'whole'), held)],
  ])('%s, and not at the same instant', (_name, state) => {
    expect(isBehind(state, stopAt(29))).toBe(true)
    expect(isBehind(state, stopAt(30))).toBe(false)
  })

  it('not because of the planned end of a pause', () => {
    expect(isBehind(run(started(0, 'whole'), pausedEvent(pause)), stopAt(30))).toBe(false)
  })
})

describe('the end of an order', () => {
  it('cuts off a pause that was to last longer, and leaves one that was over', () => {
    const over = aPause({ id: 'over', startedAt: later(10), endsAt: later(20) })
    const open = aPause({ id: 'open', startedAt: later(60), endsAt: later(500) })
    const ended: SlaEvent = { type: 'ended', at: later(100) }
    const resumed: SlaEvent = { type: 'resumed', at: later(15), pauseId: 'over' }
    const { pauses } = run(started(0, 'whole'), pausedEvent(over), resumed, pausedEvent(open), ended)
    expect(pauses.map(({ id, endedAt }) => [id, endedAt])).toEqual([
      ['over', later(15)],
      ['open', later(100)],
    ])
  })

  it('stops a clock where it stopped before, though the order went on', () => {
    const { clocks } = run(started(0, 'restore', 'whole'), stopAt(50), { type: 'ended', at: later(100) })
    expect(clocks.map(({ kind, stopped: outcome }) => [kind, outcome?.at])).toEqual([
      ['restore', later(50)],
      ['whole', later(100)],
    ])
  })
})

describe('a promise', () => {
  it('moves the running arrival clock alone, and begins one where the last has stopped', () => {
    const window = { fromAt: later(100), toAt: later(200), promisedAt: later(30), toleranceMinutes: 0 }
    const promised: SlaEvent = {
      type: 'promised',
      at: later(30),
      promise: window,
      terms: someTerms({ kind: 'arrival' }),
    }
    const moved = run(started(0, 'whole', 'arrival'), promised)
    expect(moved.clocks.map(({ kind, promise }) => [kind, promise?.toAt])).toEqual([
      ['whole', undefined],
      ['arrival', later(200)],
    ])
    const again = run(started(0, 'arrival'), stopped(20, 'arrival'), promised)
    expect(again.clocks.map(({ startedAt, promise }) => [startedAt, promise?.toAt])).toEqual([
      [begin, undefined],
      [later(30), later(200)],
    ])
  })
})

describe('rework', () => {
  it('runs on the last clock of each party, and not the ones before it', () => {
    const first = started(0, 'restore')
    const second: SlaEvent = {
      type: 'started',
      at: later(60),
      terms: [someTerms({ kind: 'restore' }), someTerms({ kind: 'restore', party: 'group' })],
    }
    const reopened: SlaEvent = { type: 'reopened', at: later(200), kinds: ['restore'], isTimeBetweenCounted: false }
    const { clocks, pauses } = run(first, second, stopAt(100), reopened)
    expect(clocks.map(({ startedAt, party, stopped: outcome }) => [startedAt, party, outcome?.at])).toEqual([
      [begin, 'province', later(60)],
      [later(60), 'province', undefined],
      [later(60), 'group', undefined],
    ])
    expect(pauses).toMatchObject([{ cause: 'checking', startedAt: later(100), endedAt: later(200) }])
  })

  it('leaves a clock alone that has not stopped', () => {
    const reopened: SlaEvent = { type: 'reopened', at: later(200), kinds: ['restore'], isTimeBetweenCounted: false }
    expect(run(started(0, 'restore'), reopened).pauses).toEqual([])
  })
})

describe('what a clock has said', () => {
  const fired = (minute: number, ...keys: string[]): SlaEvent => ({
    type: 'fired',
    at: later(minute),
    kind: 'restore',
    party: 'province',
    keys,
  })

  it('is noted once, however often it is told', () => {
    const twice = applySla(run(started(0, 'restore'), fired(10, 'warn:30')), fired(20, 'warn:30', 'late'), calendar)
    expect(twice.clocks[0]?.fired).toEqual(['warn:30', 'late'])
  })

  it('belongs to the clock that had started by then', () => {
    const two = [started(0, 'restore'), started(60, 'restore')].reduce(
      (state, event) => applySla(state, event, calendar),
      noSla,
    )
    expect(applySla(two, fired(30, 'late'), calendar).clocks.map((clock) => clock.fired)).toEqual([['late'], []])
    expect(applySla(two, fired(60, 'late'), calendar).clocks.map((clock) => clock.fired)).toEqual([[], ['late']])
  })
})
