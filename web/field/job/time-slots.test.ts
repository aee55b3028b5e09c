import { expect, it } from 'vitest'
import { hoursOf, soonSlots } from './time-slots.ts'

const at = (clock: string, day = '2026-11-23') => new Date(`${day}T${clock}:00+08:00`).toISOString()
const next = '2026-11-24'

it('a time that is offered is half an hour away at least', () => {
  expect(soonSlots(at('14:05'), 3)).toEqual([at('15:00'), at('15:30'), at('16:00')])
})

it.each([
  ['18:40', [at('08:00', next), at('08:30', next), at('09:00', next)]],
  ['21:00', [at('08:00', next), at('08:30', next), at('09:00', next)]],
  ['23:59', [at('08:00', next), at('08:30', next), at('09:00', next)]],
  ['00:30', [at('08:00'), at('08:30'), at('09:00')]],
])('at %s nobody is offered a time by night', (clock, offered) => {
  expect(soonSlots(at(clock), 3)).toEqual(offered)
})

it('hours that have passed are not offered; late in the evening today has none', () => {
  expect(hoursOf('2026-11-23', at('17:20'))).toEqual([at('18:00'), at('19:00')])
  expect(hoursOf('2026-11-23', at('19:00'))).toEqual([])
})
