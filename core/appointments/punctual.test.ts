import { expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { punctuality } from './punctual.rules.ts'

const at = '2026-11-23T06:00:00.000Z'
const exact = { from: at, to: at }
const window = { from: at, to: addMinutes(at, 60) }

it.each([
  ['within the window', window, 30, 0, true],
  ['a minute after the window', window, 61, 1, false],
  ['before the window', window, -10, -10, false],
  ['an exact time, a quarter of an hour late', exact, 15, 15, true],
  ['an exact time, sixteen minutes late', exact, 16, 16, false],
  ['an exact time, a quarter of an hour early', exact, -15, -15, true],
  ['an exact time, twenty minutes early', exact, -20, -20, false],
])('%s', (_, promise, minutes, minutesOff, onTime) => {
  expect(punctuality(promise, addMinutes(at, minutes), 15, false)).toEqual({ onTime, minutesOff })
})
it('early with the customer’s consent is on time', () => {
  expect(punctuality(window, addMinutes(at, -30), 15, true)).toEqual({ onTime: true, minutesOff: -30 })
})
