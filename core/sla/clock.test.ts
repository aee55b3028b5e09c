import { describe, expect, it } from 'vitest'
import { elapsed, isLate, isPaused, startClock, stopClock, tightest } from './clock.ts'
import { aPause, aWorkCalendar, someTerms, wall } from './sla.fixtures.ts'

const calendar = aWorkCalendar()
const nine = wall('2026-11-23 09:00')

describe('the limit', () => {
  it('is in time exactly at it, and late a millisecond after', () => {
    const clock = startClock(someTerms({ limitMinutes: 480 }), nine, [], calendar)
    expect(clock.dueAt).toBe(wall('2026-11-23 17:00'))
    expect(isLate(clock, clock.dueAt)).toBe(false)
    expect(isLate(clock, '2026-11-23T09:00:00.001Z')).toBe(true)
    expect(stopClock(clock, clock.dueAt, [], calendar).stopped?.isLate).toBe(false)
  })

  it('is late exactly at it when the parameter says so', () => {
    const clock = startClock(someTerms({ isLimitLate: true }), nine, [], calendar)
    expect(isLate(clock, clock.dueAt)).toBe(true)
    expect(isLate(clock, '2026-11-23T08:59:59.999Z')).toBe(false)
    expect(stopClock(clock, clock.dueAt, [], calendar).stopped?.isLate).toBe(true)
  })

  it('of a first contact reported at 20:30 is 08:30, warned at 08:10', () => {
    const counting = { kind: 'daily', fromMinute: 480, toMinute: 1200 } as const
    const terms = someTerms({ kind: 'firstContact', limitMinutes: 30, counting, warnBeforeMinutes: [20, 10] })
    const clock = startClock(terms, wall('2026-11-22 20:30'), [], calendar)
    expect(clock.dueAt).toBe(wall('2026-11-23 08:30'))
    expect(clock.warnAt).toBe(wall('2026-11-23 08:10'))
    expect(elapsed(clock, wall('2026-11-23 08:20'), calendar)).toMatchObject({ grossMinutes: 710, countedMinutes: 20 })
  })
})

describe('a pause', () => {
  const pause = aPause({ startedAt: wall('2026-11-23 12:00'), endsAt: wall('2026-11-24 12:00') })
  const clock = startClock(someTerms({ limitMinutes: 480 }), nine, [pause], calendar)

  it('moves the limit by its length and keeps the old one', () => {
    expect(clock.originalDueAt).toBe(wall('2026-11-23 17:00'))
    expect(clock.dueAt).toBe(wall('2026-11-24 17:00'))
  })

  it('stands still while it lasts: not late, though the old limit has passed', () => {
    const at = wall('2026-11-23 20:00')
    expect(isPaused(clock, at)).toBe(true)
    expect(isLate(clock, at)).toBe(false)
    expect(elapsed(clock, at, calendar)).toEqual({
      grossMinutes: 660,
      pausedMinutes: 480,
      netMinutes: 180,
      countedMinutes: 180,
      leftMinutes: 300,
    })
  })

  it('begins at its beginning, and not before', () => {
    expect(isPaused(clock, pause.startedAt)).toBe(true)
    expect(isPaused(clock, wall('2026-11-23 11:59'))).toBe(false)
  })

  it('does not go on in a clock that has stopped in it', () => {
    expect(isPaused(stopClock(clock, wall('2026-11-23 13:00'), [pause], calendar), wall('2026-11-23 12:30'))).toBe(
      false,
    )
  })

  it('that comes after a warning leaves the warning where it was', () => {
    const after = aPause({ startedAt: wall('2026-11-23 15:40'), endsAt: wall('2026-11-23 17:40') })
    const warned = startClock(someTerms({ minRemainingMinutes: 0, warnBeforeMinutes: [120] }), nine, [after], calendar)
    expect([warned.warnAt, warned.dueAt]).toEqual([wall('2026-11-23 15:00'), wall('2026-11-23 19:00')])
  })

  it('one of several is enough', () => {
    const second = aPause({ id: '2', startedAt: wall('2026-11-25 08:00'), endsAt: wall('2026-11-25 09:00') })
    const twice = startClock(someTerms({ limitMinutes: 2880 }), nine, [pause, second], calendar)
    expect(isPaused(twice, wall('2026-11-23 13:00'))).toBe(true)
    expect(isPaused(twice, wall('2026-11-25 08:30'))).toBe(true)
    expect(isPaused(twice, wall('2026-11-24 18:00'))).toBe(false)
  })

  it('that begins at the limit saves the clock, unless the limit itself is late', () => {
    const at = aPause({ startedAt: wall('2026-11-23 17:00'), endsAt: wall('2026-11-23 19:00') })
    const dueAt = (isLimitLate: boolean) => startClock(someTerms({ isLimitLate }), nine, [at], calendar).dueAt
    expect(dueAt(false)).toBe(wall('2026-11-23 21:00'))
    expect(dueAt(true)).toBe(wall('2026-11-23 17:00'))
  })

  it('is over at its end, whether anybody looked or not', () => {
    expect(isPaused(clock, pause.endsAt)).toBe(false)
    expect(isLate(clock, wall('2026-11-24 17:01'))).toBe(true)
  })

  it('leaves at least two hours when it ends', () => {
    const late = aPause({ startedAt: wall('2026-11-23 16:50'), endsAt: wall('2026-11-24 10:00') })
    const short = startClock(someTerms({ limitMinutes: 480 }), nine, [late], calendar)
    expect(short.dueAt).toBe(wall('2026-11-24 12:00'))
    expect(elapsed(short, wall('2026-11-24 10:00'), calendar).leftMinutes).toBe(120)
  })

  it('leaves no more than the whole limit when that is shorter than two hours', () => {
    const verification = aPause({
      stops: ['engineerAccept'],
      startedAt: wall('2026-11-23 09:25'),
      endsAt: wall('2026-11-23 11:00'),
    })
    const terms = someTerms({ kind: 'engineerAccept', limitMinutes: 30 })
    expect(startClock(terms, nine, [verification], calendar).dueAt).toBe(wall('2026-11-23 11:30'))
  })

  it('does not help a clock that was late before', () => {
    const after = aPause({ startedAt: wall('2026-11-23 17:01'), endsAt: wall('2026-11-25 12:00') })
    const missed = startClock(someTerms({ limitMinutes: 480 }), nine, [after], calendar)
    expect(missed.dueAt).toBe(wall('2026-11-23 17:00'))
    expect(isLate(missed, wall('2026-11-23 18:00'))).toBe(true)
    expect(stopClock(missed, wall('2026-11-26 12:00'), [after], calendar).stopped?.isLate).toBe(true)
  })

  it('that exactly meets the limit still saves the clock', () => {
    const just = aPause({ startedAt: wall('2026-11-23 17:00'), endsAt: wall('2026-11-24 09:00') })
    const saved = startClock(someTerms({ limitMinutes: 480 }), nine, [just], calendar)
    expect(saved.dueAt).toBe(wall('2026-11-24 11:00'))
  })

  it('of other clocks does not touch this one', () => {
    const other = startClock(someTerms({ kind: 'firstContact', limitMinutes: 480 }), nine, [pause], calendar)
    expect(other.dueAt).toBe(other.originalDueAt)
  })

  it('that overlaps another counts once', () => {
    const second = aPause({
      id: 'pause-2',
      startedAt: wall('2026-11-24 06:00'),
      endsAt: wall('2026-11-24 15:00'),
    })
    const both = startClock(someTerms({ limitMinutes: 480 }), nine, [pause, second], calendar)
    expect(both.pauses).toEqual([{ from: wall('2026-11-23 12:00'), to: wall('2026-11-24 15:00') }])
    expect(both.dueAt).toBe(wall('2026-11-24 20:00'))
  })

  it('that began before the clock counts from the clock’s start', () => {
    const started = startClock(someTerms({ limitMinutes: 480 }), wall('2026-11-24 11:00'), [pause], calendar)
    expect(started.pauses).toEqual([{ from: wall('2026-11-24 11:00'), to: wall('2026-11-24 12:00') }])
    expect(started.dueAt).toBe(wall('2026-11-24 20:00'))
    expect(started.originalDueAt).toBe(wall('2026-11-24 19:00'))
  })
})

describe('a stopped clock', () => {
  it('keeps gross, paused, net and counted time', () => {
    const pause = aPause({ startedAt: wall('2026-11-23 12:00'), endsAt: wall('2026-11-23 14:00') })
    const counting = { kind: 'daily', fromMinute: 480, toMinute: 1200 } as const
    const clock = startClock(someTerms({ counting }), nine, [pause], calendar)
    const { stopped } = stopClock(clock, wall('2026-11-24 09:00'), [pause], calendar)
    expect(stopped).toEqual({
      at: wall('2026-11-24 09:00'),
      isLate: true,
      grossMinutes: 1440,
      pausedMinutes: 120,
      netMinutes: 1320,
      countedMinutes: 600,
    })
  })

  it('that was stopped before it started ran for no time', () => {
    const clock = stopClock(startClock(someTerms(), nine, [], calendar), wall('2026-11-23 08:00'), [], calendar)
    expect(clock.stopped).toMatchObject({ at: nine, grossMinutes: 0, isLate: false })
  })

  it('that was stopped in the middle of a pause counts the pause until then', () => {
    const pause = aPause({ startedAt: wall('2026-11-23 12:00'), endsAt: wall('2026-11-24 12:00') })
    const clock = startClock(someTerms(), nine, [pause], calendar)
    const { stopped, pauses } = stopClock(clock, wall('2026-11-23 13:00'), [pause], calendar)
    expect(stopped).toMatchObject({ grossMinutes: 240, pausedMinutes: 60, netMinutes: 180, isLate: false })
    expect(pauses).toEqual([{ from: wall('2026-11-23 12:00'), to: wall('2026-11-23 13:00') }])
  })
})

describe('arrival against a promise', () => {
  const promisedAt = nine
  const terms = someTerms({ kind: 'arrival', limitMinutes: 420, warnBeforeMinutes: [30, 15] })
  const window = { promisedAt, fromAt: wall('2026-11-23 14:00'), toAt: wall('2026-11-23 16:00'), toleranceMinutes: 0 }
  const exact = { promisedAt, fromAt: wall('2026-11-23 14:00'), toAt: wall('2026-11-23 14:00'), toleranceMinutes: 15 }

  it.each([
    ['before the window', window, '13:59', { isLate: false, isEarly: true }],
    ['at its beginning', window, '14:00', { isLate: false, isEarly: false }],
    ['at its end', window, '16:00', { isLate: false, isEarly: false }],
    ['after its end', window, '16:01', { isLate: true, isEarly: false }],
    ['a quarter of an hour before an exact time', exact, '13:45', { isLate: false, isEarly: false }],
    ['earlier than that', exact, '13:44', { isLate: false, isEarly: true }],
    ['a quarter of an hour after', exact, '14:15', { isLate: false, isEarly: false }],
    ['later than that', exact, '14:16', { isLate: true, isEarly: false }],
  ])('%s', (_name, promise, time, expected) => {
    const clock = startClock(terms, promisedAt, [], calendar, promise)
    expect(stopClock(clock, wall(`2026-11-23 ${time}`), [], calendar).stopped).toMatchObject(expected)
  })

  it('is not moved by a pause that is over long before', () => {
    const pause = aPause({ startedAt: wall('2026-11-23 10:00'), endsAt: wall('2026-11-23 11:00') })
    expect(startClock(terms, promisedAt, [pause], calendar, window).dueAt).toBe(window.toAt)
  })

  it('is moved by a pause that reaches into it', () => {
    const pause = aPause({ startedAt: wall('2026-11-23 13:00'), endsAt: wall('2026-11-23 15:30') })
    expect(startClock(terms, promisedAt, [pause], calendar, window).dueAt).toBe(wall('2026-11-23 17:30'))
  })

  it('warns half an hour before the end that a pause has moved', () => {
    const pause = aPause({ startedAt: wall('2026-11-23 13:00'), endsAt: wall('2026-11-23 15:30') })
    expect(startClock(terms, promisedAt, [pause], calendar, window).warnAt).toBe(wall('2026-11-23 17:00'))
  })

  it('warns half an hour before the end', () => {
    expect(startClock(terms, promisedAt, [], calendar, window).warnAt).toBe(wall('2026-11-23 15:30'))
  })
})

describe('several clocks', () => {
  const clock = (limitMinutes: number, party: 'group' | 'province') =>
    startClock(someTerms({ limitMinutes, party }), nine, [], calendar)

  it('the tightest is the running one with the nearest limit', () => {
    const done = stopClock(clock(60, 'province'), wall('2026-11-23 09:30'), [], calendar)
    expect(tightest([done, clock(2880, 'group'), clock(1440, 'province')])).toMatchObject({ party: 'province' })
    expect(tightest([clock(1440, 'province'), clock(2880, 'group'), done])).toMatchObject({ party: 'province' })
    expect(tightest([done])).toBeUndefined()
  })
})
