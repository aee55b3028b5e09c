import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, type Instant, minutesBetween } from '#core/time.ts'
import { elapsed, isLate } from './clock.ts'
import { holderMinutes } from './holders.ts'
import { applyAllSla, applySla, isBehind, noSla, replaySla } from './replay.ts'
import { aPause, aWorkCalendar, homeFault, pausedEvent, someSlaRules, someTerms, wall } from './sla.fixtures.ts'
import { promisedEvent, startedEvent } from './sla.rules.ts'
import { type ClockKind, clockKinds, type Holder, type SlaEvent, type SlaState } from './sla.ts'

const calendar = aWorkCalendar()
const rules = someSlaRules()
const facts = homeFault()
const begin = wall('2026-11-23 09:00')
const later = (minutes: number): Instant => addMinutes(begin, minutes)

const holders: readonly Holder[] = [
  { level: 'contractor', companyId: 'c1' },
  { level: 'station', companyId: 'c1', stationId: 's1' },
  { level: 'engineer', companyId: 'c1', stationId: 's1', staffId: 'e1' },
  { level: 'engineer', companyId: 'c1', stationId: 's1', staffId: 'e2' },
  { level: 'secondLine' },
]

const opening: readonly SlaEvent[] = [
  startedEvent(['contractorAccept', 'firstContact', 'restore', 'whole'], facts, rules, begin),
  { type: 'holderChanged', at: begin, holder: { level: 'operatorDesk' }, byRule: false },
]

/** What people do with an order in some order, each at its own minute; `moves` in any order of arrival, `others` only in theirs. */
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.nat(4).map((which) => ({ do: 'holder' as const, which })),
  fc.record({ do: fc.constant('pause' as const), which: fc.nat(3), length: fc.integer({ min: 1, max: 3000 }) }),
  fc.nat(3).map((which) => ({ do: 'resume' as const, which })),
  fc.subarray([...clockKinds], { minLength: 1, maxLength: 2 }).map((kinds) => ({ do: 'stop' as const, kinds })),
  fc.constantFrom<ClockKind>('stationAccept', 'engineerAccept').map((kind) => ({ do: 'start' as const, kind })),
)
const others: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(fc.nat(500), fc.nat(180)).map(([from, length]) => ({ do: 'promise' as const, from, length })),
  fc.boolean().map((isCounted) => ({ do: 'reopen' as const, isCounted })),
)
type Move =
  | { readonly do: 'holder' | 'resume'; readonly which: number }
  | { readonly do: 'pause'; readonly which: number; readonly length: number }
  | { readonly do: 'stop'; readonly kinds: readonly ClockKind[] }
  | { readonly do: 'start'; readonly kind: ClockKind }
  | { readonly do: 'promise'; readonly from: number; readonly length: number }
  | { readonly do: 'reopen'; readonly isCounted: boolean }

const history = (move: fc.Arbitrary<Move>, maxLength = 25) =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), move), { maxLength }).map((list): readonly SlaEvent[] => {
    let minute = 0
    const pauses: string[] = []
    const events = list.flatMap(([gap, next]): SlaEvent[] => {
      minute += gap
      return eventsOf(next, later(minute), pauses)
    })
    return [...opening, ...events]
  })

const eventsOf = (move: Move, at: Instant, pauses: string[]): SlaEvent[] => {
  switch (move.do) {
    case 'holder': {
      const holder = holders[move.which]
      return holder ? [{ type: 'holderChanged', at, holder, byRule: move.which === 1 }] : []
    }
    case 'pause': {
      const id = `p${pauses.push(at)}`
      const stops: readonly ClockKind[] = move.which === 0 ? clockKinds : ['arrival', 'restore', 'whole']
      return [pausedEvent(aPause({ id, startedAt: at, endsAt: addMinutes(at, move.length), stops }))]
    }
    case 'resume':
      return pauses.length > move.which ? [{ type: 'resumed', at, pauseId: `p${pauses.length - move.which}` }] : []
    case 'stop':
      return [{ type: 'stopped', at, kinds: move.kinds }]
    case 'start':
      return [startedEvent([move.kind], facts, rules, at)]
    case 'promise': {
      const fromAt = addMinutes(at, move.from)
      return [promisedEvent({ fromAt, toAt: addMinutes(fromAt, move.length) }, facts, rules, at)]
    }
    case 'reopen':
      return [{ type: 'reopened', at, kinds: ['restore'], isTimeBetweenCounted: move.isCounted }]
  }
}

const run = (events: readonly SlaEvent[]): SlaState => applyAllSla(noSla, events, calendar)
const lastAt = (events: readonly SlaEvent[]): Instant => addMinutes(events.at(-1)?.at ?? begin, 1)

describe('whatever happens to an order', () => {
  it('net and paused time of each clock are its gross time', () => {
    fc.assert(
      fc.property(history(fc.oneof(moves, others)), fc.integer({ min: 0, max: 20_000 }), (events, minute) => {
        for (const clock of run(events).clocks) {
          const at = later(minute)
          const { grossMinutes, pausedMinutes, netMinutes, countedMinutes } = elapsed(clock, at, calendar)
          const end = clock.stopped?.at ?? at
          expect(grossMinutes).toBe(Math.max(0, minutesBetween(clock.startedAt, end)))
          expect(netMinutes + pausedMinutes).toBeCloseTo(grossMinutes, 9)
          expect(Math.min(netMinutes, pausedMinutes, countedMinutes)).toBeGreaterThanOrEqual(0)
          expect(countedMinutes).toBeLessThanOrEqual(netMinutes)
          if (clock.stopped) expect(clock.stopped).toMatchObject({ grossMinutes, pausedMinutes, netMinutes })
        }
      }),
    )
  })

  it('the limit is where nothing is left, and a pause before it never brings it nearer', () => {
    fc.assert(
      fc.property(history(moves), (events) => {
        for (const clock of run(events).clocks) {
          if (clock.stopped) continue
          expect(elapsed(clock, clock.dueAt, calendar).leftMinutes).toBe(0)
          expect(clock.dueAt >= clock.originalDueAt).toBe(true)
          expect(clock.pauses.every((span) => span.from < span.to)).toBe(true)
        }
      }),
    )
  })

  it('a clock that was late stays late', () => {
    fc.assert(
      fc.property(history(moves), moves, fc.integer({ min: 1, max: 600 }), (events, next, gap) => {
        const before = run(events)
        const at = addMinutes(lastAt(events), gap)
        const after = applyAllSla(before, eventsOf(next, at, ['0', '1', '2', '3']), calendar)
        for (const clock of before.clocks) {
          if (clock.stopped || !isLate(clock, at)) continue
          const same = after.clocks.find(
            (other) => other.kind === clock.kind && other.party === clock.party && other.startedAt === clock.startedAt,
          )
          expect(same && isLate(same, addMinutes(at, 5))).toBe(true)
        }
      }),
    )
  })

  it('a clock in time has at least two hours after a pause, or its whole limit', () => {
    fc.assert(
      fc.property(history(moves), (events) => {
        for (const clock of run(events).clocks)
          for (const { from, to } of clock.pauses) {
            if (clock.stopped || isLate(clock, from)) continue
            const left = elapsed(clock, to, calendar).leftMinutes
            expect(left).toBeGreaterThanOrEqual(Math.min(120, clock.limitMinutes))
          }
      }),
    )
  })

  it('the minutes of its holders add up to its time', () => {
    fc.assert(
      fc.property(history(fc.oneof(moves, others)), (events) => {
        const { holders: spans, pauses } = run(events)
        const at = lastAt(events)
        const minutes = holderMinutes(spans, pauses, at)
        const sum = minutes.reduce((total, { grossMinutes }) => total + grossMinutes, 0)
        expect(sum).toBeCloseTo(minutesBetween(begin, at), 6)
        for (const { grossMinutes, pausedMinutes, netMinutes } of minutes)
          expect(netMinutes + pausedMinutes).toBeCloseTo(grossMinutes, 9)
        spans.forEach((span, index) => {
          expect(span.to).toBe(spans[index + 1]?.from)
        })
      }),
    )
  })

  it('a recomputation from its events is what is stored', () => {
    fc.assert(
      fc.property(history(fc.oneof(moves, others)), (events) => {
        const stored: SlaState = JSON.parse(JSON.stringify(run(events)))
        expect(replaySla(events, calendar)).toEqual(stored)
      }),
    )
  })

  it('also when starts, stops, pauses and changes of hands arrive in another order', () => {
    fc.assert(
      fc.property(
        history(moves, 12).chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events.keys()], { minLength: events.length })),
        ),
        ([events, order]) => {
          const arrived = causal(order.flatMap((index) => events[index] ?? []))
          expect(run(arrived)).toEqual(replaySla(events, calendar))
        },
      ),
    )
  })

  it('ended, it has no running clock and no holder', () => {
    fc.assert(
      fc.property(history(fc.oneof(moves, others)), (events) => {
        const at = lastAt(events)
        const ended = applySla(run(events), { type: 'ended', at }, calendar)
        expect(ended.clocks.every((clock) => clock.stopped && clock.stopped.at <= at)).toBe(true)
        expect(ended.holders.every((span) => span.to !== undefined)).toBe(true)
        expect(ended.pauses.every((pause) => pause.endedAt !== undefined && pause.endedAt <= at)).toBe(true)
      }),
    )
  })

  it('an event that is behind is told from one that is not', () => {
    fc.assert(
      fc.property(history(fc.oneof(moves, others)), (events) => {
        let state = noSla
        for (const event of events) {
          expect(isBehind(state, event)).toBe(false)
          state = applySla(state, event, calendar)
        }
        expect(isBehind(state, { type: 'stopped', at: addMinutes(begin, -1), kinds: ['restore'] })).toBe(true)
      }),
    )
  })
})

/** The beginning of a pause or a clock is known before its end is, and the order before all else. */
const causal = (events: readonly SlaEvent[]): readonly SlaEvent[] => {
  const rank = (event: SlaEvent) =>
    opening.includes(event) ? 0 : event.type === 'started' || event.type === 'paused' ? 1 : 2
  return [...events].sort((a, b) => rank(a) - rank(b))
}

describe('an action done offline', () => {
  const state = run(opening)

  it('stops its clock at the time it was done, whatever happened since', () => {
    const paused = applySla(
      state,
      pausedEvent(aPause({ startedAt: later(40), endsAt: later(400), stops: clockKinds })),
      calendar,
    )
    const { clocks } = applySla(paused, { type: 'stopped', at: later(25), kinds: ['firstContact'] }, calendar)
    const contact = clocks.find(({ kind }) => kind === 'firstContact')
    expect(contact?.stopped).toMatchObject({ at: later(25), isLate: false, pausedMinutes: 0, countedMinutes: 25 })
    expect(contact?.dueAt).toBe(contact?.originalDueAt)
  })
})

describe('a transfer', () => {
  it('stops the first engineer’s acceptance and starts the second’s', () => {
    const first = startedEvent(['engineerAccept'], facts, rules, later(10))
    const second = startedEvent(['engineerAccept'], facts, rules, later(60))
    const clocks = run([...opening, first, second]).clocks.filter(({ kind }) => kind === 'engineerAccept')
    expect(clocks.map(({ startedAt, stopped }) => [startedAt, stopped?.at, stopped?.isLate])).toEqual([
      [later(10), later(60), true],
      [later(60), undefined, undefined],
    ])
  })
})

describe('a promise', () => {
  const promise = (from: number, to: number, at: number) =>
    promisedEvent({ fromAt: later(from), toAt: later(to) }, facts, rules, later(at))

  it('that was missed stays missed when another is given', () => {
    const clocks = run([promise(60, 120, 0), promise(300, 360, 130)]).clocks
    expect(clocks.map(({ stopped, dueAt }) => [stopped?.isLate, dueAt])).toEqual([
      [true, later(120)],
      [undefined, later(360)],
    ])
  })

  it('that was moved in time is kept when the new one is', () => {
    const moved = run([
      promise(60, 120, 0),
      promise(300, 360, 110),
      { type: 'stopped', at: later(350), kinds: ['arrival'] },
    ])
    expect(moved.clocks).toHaveLength(1)
    expect(moved.clocks[0]?.stopped).toMatchObject({ isLate: false, isEarly: false })
    expect(moved.clocks[0]?.originalDueAt).toBe(later(120))
  })

  it('takes the place of the limit until it is given', () => {
    const enterprise = { ...someTerms({ kind: 'arrival', limitMinutes: 120 }) }
    const state = run([{ type: 'started', at: begin, terms: [enterprise] }, promise(200, 240, 20)])
    expect(state.clocks).toHaveLength(1)
    expect(state.clocks[0]).toMatchObject({ originalDueAt: later(120), dueAt: later(240) })
  })
})

describe('rework', () => {
  const restored: readonly SlaEvent[] = [...opening, { type: 'stopped', at: later(600), kinds: ['restore'] }]
  const restore = (isTimeBetweenCounted: boolean) =>
    run([...restored, { type: 'reopened', at: later(900), kinds: ['restore'], isTimeBetweenCounted }]).clocks.find(
      ({ kind, party }) => kind === 'restore' && party === 'province',
    )

  it('lets the clock run again without the time of the check', () => {
    expect(restore(false)).toMatchObject({ dueAt: later(1440 + 300) })
    expect(restore(false)?.stopped).toBeUndefined()
  })

  it('or with it, when the parameter says so', () => {
    expect(restore(true)).toMatchObject({ dueAt: later(1440) })
  })

  it('pauses neither whoever checks nor the whole process', () => {
    const reopened: SlaEvent = { type: 'reopened', at: later(900), kinds: ['restore'], isTimeBetweenCounted: false }
    const pause = aPause({ startedAt: later(1000), endsAt: later(1010) })
    const { clocks, holders: spans } = run([...restored, reopened, pausedEvent(pause)])
    expect(clocks.find(({ kind }) => kind === 'whole')).toMatchObject({ dueAt: later(2880 + 10) })
    expect(spans[0]?.pausedMinutes).toBe(10)
  })
})
