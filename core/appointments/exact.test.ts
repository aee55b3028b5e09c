import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { exactTimes, isBusyAt } from './exact.rules.ts'

const at = (clock: string) => new Date(`2026-11-23T${clock}:00+08:00`).toISOString()
const day = { busy: [], visitMinutes: 60, quietHours: { from: '21:00', to: '08:00' } }
const window = { from: at('14:00'), to: at('15:00') }

describe('exact times', () => {
  it('lie within the customer’s window, a quarter of an hour apart, from now on', () => {
    expect(exactTimes(window, at('14:05'), 15, day)).toEqual([at('14:15'), at('14:30'), at('14:45')])
    expect(exactTimes(window, at('16:00'), 15, day)).toEqual([])
  })
  it('leave a whole visit before and after what is promised already', () => {
    const busy = [{ from: at('15:30'), to: at('15:30') }]
    expect(exactTimes(window, at('13:00'), 15, { ...day, busy })).toEqual([at('14:00'), at('14:15'), at('14:30')])
  })
  it('never run into another visit and never lie by night', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(fc.array(minute, { maxLength: 6 }), minute, minute, (starts, from, length) => {
        const busy = starts.map((start) => ({
          from: addMinutes(at('00:00'), start),
          to: addMinutes(at('00:00'), start),
        }))
        const begins = addMinutes(at('00:00'), from)
        for (const time of exactTimes({ from: begins, to: addMinutes(begins, length) }, at('00:00'), 15, {
          ...day,
          busy,
        })) {
          expect(isBusyAt(time, { ...day, busy })).toBe(false)
          const clock = new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(11, 16)
          expect(clock >= '08:00' && clock < '21:00').toBe(true)
        }
      }),
    )
  })
})
