import { describe, expect, it } from 'vitest'
import { changeHolder, closeHolders, holderMinutes, holderNow, settleHolders } from './holders.ts'
import { aPause, wall } from './sla.fixtures.ts'
import type { HolderSpan } from './sla.ts'

const at = (time: string) => wall(`2026-11-23 ${time}`)
const desk = { level: 'operatorDesk' } as const
const contractor = { level: 'contractor', companyId: 'c1' } as const
const station = { level: 'station', companyId: 'c1', stationId: 's1' } as const
const engineer = { level: 'engineer', companyId: 'c1', stationId: 's1', staffId: 'e1' } as const

const chain = [
  [desk, '09:00', false],
  [contractor, '09:10', false],
  [station, '09:10', true],
  [engineer, '09:30', false],
] as const
const spans = chain.reduce<readonly HolderSpan[]>(
  (known, [holder, time, byRule]) => changeHolder(known, holder, at(time), byRule),
  [],
)

describe('holders', () => {
  it('each minute belongs to one holder', () => {
    expect(holderMinutes(spans, [], at('11:00')).map(({ grossMinutes }) => grossMinutes)).toEqual([10, 0, 20, 90])
    expect(holderNow(spans)).toMatchObject({ level: 'engineer' })
  })

  it('whoever takes it up after the end holds it until the next, and the gap belongs to nobody', () => {
    const closed = closeHolders(spans, at('10:00'))
    const again = changeHolder(closed, desk, at('12:00'), false)
    expect(again.at(-1)).toMatchObject({ level: 'operatorDesk', from: at('12:00') })
    expect(again.at(-1)).not.toHaveProperty('to')
    expect(again.at(-2)).toMatchObject({ level: 'engineer', to: at('10:00') })
    const between = changeHolder(again, station, at('11:00'), false)
    expect(between.map(({ level, to }) => [level, to]).slice(-3)).toEqual([
      ['engineer', at('10:00')],
      ['station', at('12:00')],
      ['operatorDesk', undefined],
    ])
  })

  it('an end that is told late does not lie before the last holder’s beginning, and leaves the others as they are', () => {
    expect(closeHolders(spans, at('09:20')).map(({ to }) => to)).toEqual(['09:10', '09:10', '09:30', '09:30'].map(at))
    expect(closeHolders(closeHolders(spans, at('10:00')), at('11:00')).at(-1)?.to).toBe(at('10:00'))
  })

  it('a level that a rule passes is recorded with no time of its own', () => {
    expect(spans[1]).toMatchObject({ level: 'contractor', from: at('09:10'), to: at('09:10') })
    expect(spans[2]).toMatchObject({ level: 'station', byRule: true })
  })

  it('a change that became known later takes its place', () => {
    const second = changeHolder(spans, { level: 'secondLine' }, at('09:15'), false)
    expect(second.map(({ level, from, to }) => [level, from, to])).toEqual([
      ['operatorDesk', at('09:00'), at('09:10')],
      ['contractor', at('09:10'), at('09:10')],
      ['station', at('09:10'), at('09:15')],
      ['secondLine', at('09:15'), at('09:30')],
      ['engineer', at('09:30'), undefined],
    ])
  })

  it('paused minutes are charged to who held the order then', () => {
    const pause = aPause({ startedAt: at('09:20'), endsAt: at('10:00') })
    expect(settleHolders(spans, [pause]).map(({ pausedMinutes }) => pausedMinutes)).toEqual([0, 0, 10, 30])
    expect(holderMinutes(spans, [pause], at('09:40'))[3]).toMatchObject({
      grossMinutes: 10,
      pausedMinutes: 10,
      netMinutes: 0,
    })
  })

  it('a pause that stops only some clocks does not pause the holder', () => {
    const pause = aPause({ startedAt: at('09:20'), endsAt: at('10:00'), stops: ['restore'] })
    expect(settleHolders(spans, [pause]).every(({ pausedMinutes }) => pausedMinutes === 0)).toBe(true)
  })

  it('after the end nobody holds it, until somebody takes it up again', () => {
    const closed = closeHolders(spans, at('12:00'))
    expect(holderNow(closed)).toBeUndefined()
    const again = changeHolder(closed, desk, at('15:00'), false)
    expect(again.slice(3).map(({ level, from, to }) => [level, from, to])).toEqual([
      ['engineer', at('09:30'), at('12:00')],
      ['operatorDesk', at('15:00'), undefined],
    ])
  })
})
