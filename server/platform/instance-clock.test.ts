import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { epochMsOf, instantOf } from '#core/time.ts'
import { createGround, type Ground } from '#testing/ground.ts'
import { createClock } from './clock.ts'
import {
  advanceClock,
  endDemo,
  followClock,
  isDemoInstance,
  minutesOf,
  prepareInstance,
  workingHourNear,
} from './instance-clock.ts'

let ground: Ground
const start = '2026-10-01T00:00:00.000Z'
const machineNow = () => instantOf(Date.now())

beforeAll(async () => {
  ground = await createGround()
})
afterAll(() => ground.close())
beforeEach(() => ground.asOwner('DELETE FROM instance_fact'))

describe('the clock of an installation', () => {
  test('begins on a demo where it was told to, goes on from there, and is the same in every process', async () => {
    const { db } = ground.deps
    await prepareInstance(db, { demo: 'small', clockStart: start }, machineNow())
    await prepareInstance(db, { demo: 'small', clockStart: '2026-12-01T00:00:00.000Z' }, machineNow())
    await ground.facts.refresh()
    const [here, there] = [createClock(), createClock()]
    const other = await ground.another()
    await followClock(ground.facts, here)
    await followClock(other.facts, there)
    expect(epochMsOf(here.now()) - epochMsOf(start)).toBeLessThan(5_000)
    const before = here.now()
    const said = await advanceClock(db, ground.facts, 90)
    expect(epochMsOf(said) - epochMsOf(before)).toBeGreaterThanOrEqual(90 * 60_000)
    expect(epochMsOf(here.now()) - epochMsOf(before)).toBeGreaterThanOrEqual(90 * 60_000)
    await expect.poll(() => there.offsetMs, { interval: 20 }).toBe(here.offsetMs)
  })

  test('two who advance it at once both count', async () => {
    const { db } = ground.deps
    await prepareInstance(db, { demo: 'small' }, machineNow())
    const clock = createClock()
    await followClock(ground.facts, clock)
    await ground.facts.refresh()
    const before = clock.offsetMs
    await Promise.all([30, 60].map((minutes) => advanceClock(db, ground.facts, minutes)))
    expect(clock.offsetMs - before).toBe(90 * 60_000)
  })

  test('of a real installation is the machine’s, whatever a later start or command says', async () => {
    const { db } = ground.deps
    expect(await prepareInstance(db, { demo: 'none' }, machineNow())).toBe('real')
    expect(await prepareInstance(db, { demo: 'small', clockStart: start }, machineNow())).toBe('real')
    await ground.facts.refresh()
    expect(isDemoInstance(ground.facts)).toBe(false)
    await expect(advanceClock(db, ground.facts, 90)).rejects.toThrow('not a demo')
    const clock = createClock()
    await followClock(ground.facts, clock)
    expect(clock.offsetMs).toBe(0)
  })

  test('is the machine’s again after the demo was cleared', async () => {
    const { db } = ground.deps
    await prepareInstance(db, { demo: 'small', clockStart: start }, machineNow())
    await ground.facts.refresh()
    const clock = createClock()
    await followClock(ground.facts, clock)
    await endDemo(db, machineNow())
    await ground.facts.refresh()
    expect(clock.offsetMs).toBe(0)
    await expect(advanceClock(db, ground.facts, 90)).rejects.toThrow('not a demo')
  })

  test('of a demo that is first started outside working hours begins at ten that day, and only then', async () => {
    const { db } = ground.deps
    const night = '2026-11-22T19:50:00.000Z'
    const at = (text: string) => workingHourNear(text)
    expect([at(night), at('2026-11-23T12:00:00.000Z')]).toEqual(Array(2).fill('2026-11-23T02:00:00.000Z'))
    expect([at('2026-11-23T01:00:00.000Z'), at('2026-11-23T07:59:00.000Z')]).toEqual([undefined, undefined])
    await prepareInstance(db, { demo: 'small' }, night)
    await prepareInstance(db, { demo: 'small' }, '2026-11-23T13:00:00.000Z')
    await ground.facts.refresh()
    const clock = createClock()
    await followClock(ground.facts, clock)
    expect(clock.offsetMs).toBe(epochMsOf('2026-11-23T02:00:00.000Z') - epochMsOf(night))
    await ground.asOwner('DELETE FROM instance_fact')
    await prepareInstance(db, { demo: 'none' }, night)
    await ground.facts.refresh()
    expect(clock.offsetMs).toBe(0)
  })

  test('never goes back', async () => {
    await prepareInstance(ground.deps.db, { demo: 'small' }, machineNow())
    await expect(advanceClock(ground.deps.db, ground.facts, -5)).rejects.toThrow('forward')
    await expect(advanceClock(ground.deps.db, ground.facts, Number.NaN)).rejects.toThrow('forward')
  })

  test('is moved by days, hours and minutes', () => {
    expect(['90m', '2h', '1d12h', '1h30m'].map(minutesOf)).toEqual([90, 120, 2160, 90])
    expect(['', '90', '-5m', '1m1h', '1.5h', 'x'].map(minutesOf)).toEqual(Array(6).fill(undefined))
  })
})
