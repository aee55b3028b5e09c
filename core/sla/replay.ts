/**
 * The timed side of an order after an event, and after all of them: what is stored is always what its events give when they are
 * taken again in the order of their time. An event that reaches us late (a phone that was offline) counts at its own time: starts,
 * stops, pauses and changes of hands may come in any order, as long as a start comes before its stop; promises and rework may
 * not, and then all events are replayed. (R-B1)
 */
import type { Instant } from '#core/time.ts'
import type { WorkCalendar } from './calendar.ts'
import { isLate, settleClock, startClock, stopClock } from './clock.ts'
import { changeHolder, closeHolders, settleHolders } from './holders.ts'
import { endOf } from './pause.ts'
import {
  type Clock,
  type ClockKind,
  type ClockTerms,
  clockKinds,
  type Pause,
  type SlaEvent,
  type SlaState,
} from './sla.ts'

export const noSla: SlaState = { clocks: [], pauses: [], holders: [] }

/** The state from nothing but the events, taken in the order of their time (as given where that is equal). */
export const replaySla = (events: readonly SlaEvent[], calendar: WorkCalendar): SlaState =>
  [...events]
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .reduce((state, event) => applySla(state, event, calendar), noSla)

/** Whether the event is older than something the state knows: a phone that was offline. Then replay all events, this one among them. */
export const isBehind = (state: SlaState, event: SlaEvent): boolean => {
  const { at } = event
  return (
    state.clocks.some(
      (clock) =>
        clock.startedAt > at ||
        (clock.stopped && clock.stopped.at > at) ||
        (clock.promise && clock.promise.promisedAt > at),
    ) ||
    state.pauses.some((pause) => pause.startedAt > at || (pause.endedAt !== undefined && pause.endedAt > at)) ||
    state.holders.some((span) => span.from > at)
  )
}

/** The state after several events. */
export const applyAllSla = (state: SlaState, events: readonly SlaEvent[], calendar: WorkCalendar): SlaState =>
  events.reduce((current, event) => applySla(current, event, calendar), state)

/** The state after one event. */
export const applySla = (state: SlaState, event: SlaEvent, calendar: WorkCalendar): SlaState => {
  const { at } = event
  switch (event.type) {
    case 'started':
      return {
        ...state,
        clocks: event.terms.reduce((clocks, terms) => begin(clocks, terms, at, state.pauses, calendar), state.clocks),
      }
    case 'stopped':
      return { ...state, clocks: stopAll(state.clocks, event.kinds, at, state.pauses, calendar) }
    case 'promised':
      return { ...state, clocks: promise(state, event, calendar) }
    case 'paused':
      return withPauses(state, addPause(state.pauses, { ...event.pause, startedAt: at }), event.pause.stops, calendar)
    case 'resumed': {
      const resumed = state.pauses.find((pause) => pause.id === event.pauseId)
      if (!resumed) return state
      return withPauses(
        state,
        endPauses(state.pauses, at, (pause) => pause === resumed),
        resumed.stops,
        calendar,
      )
    }
    case 'holderChanged':
      return {
        ...state,
        holders: settleHolders(changeHolder(state.holders, event.holder, at, event.byRule), state.pauses),
      }
    case 'reopened':
      return reopen(state, event, calendar)
    case 'fired':
      return { ...state, clocks: fire(state.clocks, event) }
    case 'ended': {
      const pauses = endPauses(state.pauses, at, (pause) => pause.endedAt === undefined || endOf(pause) > at)
      const ended = withPauses(state, pauses, clockKinds, calendar)
      return {
        clocks: stopAll(ended.clocks, clockKinds, at, pauses, calendar),
        pauses,
        holders: settleHolders(closeHolders(ended.holders, at), pauses),
      }
    }
  }
}

type Pauses = readonly Pause[]
type Clocks = readonly Clock[]

const isRunningAt = (clock: Clock, at: Instant): boolean =>
  clock.startedAt <= at && (!clock.stopped || clock.stopped.at > at)

/** A clock that starts again for the same party stops the one before: a transfer starts the next engineer's acceptance. */
const begin = (
  clocks: Clocks,
  terms: ClockTerms,
  at: Instant,
  pauses: Pauses,
  calendar: WorkCalendar,
  window?: Extract<SlaEvent, { type: 'promised' }>['promise'],
): Clocks => {
  const isSame = (clock: Clock) => clock.kind === terms.kind && clock.party === terms.party
  const before = clocks.map((clock) =>
    isSame(clock) && isRunningAt(clock, at) ? stopClock(clock, at, pauses, calendar) : clock,
  )
  const next = clocks.find((clock) => isSame(clock) && clock.startedAt > at)
  const started = startClock(terms, at, pauses, calendar, window)
  const entered = next ? stopClock(started, next.startedAt, pauses, calendar) : started
  const index = before.findIndex((clock) => clock.startedAt > at)
  return index === -1 ? [...before, entered] : [...before.slice(0, index), entered, ...before.slice(index)]
}

const stopAll = (
  clocks: Clocks,
  kinds: readonly ClockKind[],
  at: Instant,
  pauses: Pauses,
  calendar: WorkCalendar,
): Clocks =>
  clocks.map((clock) =>
    kinds.includes(clock.kind) && isRunningAt(clock, at) ? stopClock(clock, at, pauses, calendar) : clock,
  )

/** A promise moves the arrival clock; one that was missed already stays missed, and the new promise gets its own clock. */
const promise = (state: SlaState, event: Extract<SlaEvent, { type: 'promised' }>, calendar: WorkCalendar): Clocks => {
  const { at, terms, promise: window } = event
  const running = state.clocks.filter((clock) => clock.kind === 'arrival' && isRunningAt(clock, at))
  if (running.length === 0) return begin(state.clocks, terms, at, state.pauses, calendar, window)
  return running.reduce<Clocks>((clocks, clock) => {
    if (isLate(clock, at)) return begin(clocks, { ...terms, party: clock.party }, at, state.pauses, calendar, window)
    const moved: Clock = { ...clock, promise: window, counting: { kind: 'always' }, fired: [] }
    return clocks.map((other) => (other === clock ? settleClock(moved, state.pauses, calendar) : other))
  }, state.clocks)
}

const addPause = (pauses: Pauses, added: Pause): Pauses => {
  const index = pauses.findIndex((pause) => pause.startedAt > added.startedAt)
  return index === -1 ? [...pauses, added] : [...pauses.slice(0, index), added, ...pauses.slice(index)]
}

const endPauses = (pauses: Pauses, at: Instant, isEnded: (pause: Pause) => boolean): Pauses =>
  pauses.map((pause) => (isEnded(pause) ? { ...pause, endedAt: at < endOf(pause) ? at : endOf(pause) } : pause))

const withPauses = (
  state: SlaState,
  pauses: Pauses,
  kinds: readonly ClockKind[],
  calendar: WorkCalendar,
): SlaState => ({
  clocks: state.clocks.map((clock) => (kinds.includes(clock.kind) ? settleClock(clock, pauses, calendar) : clock)),
  pauses,
  holders: settleHolders(state.holders, pauses),
})

/** The latest stopped clock of each kind and party runs again; time that does not count becomes a pause of these clocks alone. */
const reopen = (state: SlaState, event: Extract<SlaEvent, { type: 'reopened' }>, calendar: WorkCalendar): SlaState => {
  let { pauses } = state
  const reopened = new Set<Clock>()
  for (const kind of event.kinds) {
    const clocks = state.clocks.filter((clock) => clock.kind === kind)
    const last = clocks.filter(
      (clock) => !clocks.some((other) => other.party === clock.party && other.startedAt > clock.startedAt),
    )
    for (const clock of last) if (clock.stopped && clock.stopped.at <= event.at) reopened.add(clock)
    const [first] = last.filter((clock) => reopened.has(clock))
    if (!first?.stopped || event.isTimeBetweenCounted) continue
    const between = { startedAt: first.stopped.at, endsAt: event.at, endedAt: event.at }
    pauses = addPause(pauses, { id: `checking:${kind}:${event.at}`, cause: 'checking', stops: [kind], ...between })
  }
  const clocks = state.clocks.map((clock) => {
    if (!reopened.has(clock)) return clock
    const { stopped: _stopped, ...running } = clock
    return settleClock(running, pauses, calendar)
  })
  return { ...state, clocks, pauses }
}

/** It was given by the clock that had started last; that it had stopped before became known only later. */
const fire = (clocks: Clocks, event: Extract<SlaEvent, { type: 'fired' }>): Clocks => {
  const { kind, party, at, keys } = event
  const given = clocks.findLast((clock) => clock.kind === kind && clock.party === party && clock.startedAt <= at)
  return clocks.map((clock) =>
    clock === given
      ? { ...clock, fired: [...clock.fired, ...keys.filter((key) => !clock.fired.includes(key))] }
      : clock,
  )
}
