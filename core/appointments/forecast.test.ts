import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, type Instant } from '#core/time.ts'
import { type ForecastRules, forecast, type OpenVisit, sayOf, travelMinutes } from './forecast.rules.ts'

const rules: ForecastRules = {
  workMinutes: { fault: 60, installation: 90 },
  visitMinutes: 45,
  speedKmh: { urban: 20, rural: 40 },
  detourPercent: 100,
  unknownTravelMinutes: 15,
  toleranceMinutes: { urban: 15, rural: 30 },
}
const at = (clock: string): Instant => new Date(`2026-11-23T${clock}:00+08:00`).toISOString()
const visit = (number: string, more: Partial<OpenVisit> = {}): OpenVisit => ({
  ...{ number, kind: 'fault', areaClass: 'urban', windowFrom: null, windowTo: null, departedAt: null, arrivedAt: null },
  ...more,
})
const promised = (number: string, from: string, to = from, more: Partial<OpenVisit> = {}) =>
  visit(number, { windowFrom: at(from), windowTo: at(to), ...more })
const seen = (visits: readonly OpenVisit[], now: string) =>
  forecast(visits, undefined, at(now), rules).map(({ number, arriveAt, lateMinutes }) => [
    number,
    arriveAt,
    lateMinutes,
  ])

describe('the forecast', () => {
  it('a visit under way takes the rest of its time, then comes the road, then the next one', () => {
    const now = visit('A', { arrivedAt: at('13:30') })
    expect(seen([promised('B', '14:00', '14:20'), now], '14:00')).toEqual([
      ['A', at('13:30'), 0],
      ['B', at('14:45'), 25],
    ])
  })
  it('what runs over its time delays what follows minute by minute', () => {
    const now = visit('A', { arrivedAt: at('12:00') })
    expect(seen([now, promised('B', '14:30')], '14:20')[1]).toEqual(['B', at('14:35'), 0])
    expect(seen([now, promised('B', '14:30')], '14:40')[1]).toEqual(['B', at('14:55'), 25])
  })
  it('nobody is expected before the promised time, and an exact time has its tolerance', () => {
    expect(seen([promised('A', '16:00')], '14:00')).toEqual([['A', at('16:00'), 0]])
    expect(seen([promised('A', '14:00')], '14:00')).toEqual([['A', at('14:15'), 0]])
    expect(seen([promised('A', '14:00')], '14:01')).toEqual([['A', at('14:16'), 16]])
    expect(seen([promised('A', '14:00', '14:00', { areaClass: 'rural' })], '14:10')[0]?.[2]).toBe(0)
  })
  it('whoever is on the way counts from when they left', () => {
    const leaving = promised('A', '14:00', '14:00', { departedAt: at('13:55') })
    expect(seen([leaving], '14:00')).toEqual([['A', at('14:10'), 0]])
    expect(seen([leaving], '14:30')).toEqual([['A', at('14:30'), 30]])
  })
  it('goes by the distance where both places are known', () => {
    const [a, b] = [
      { lon: 106.7, lat: 26.57 },
      { lon: 106.7, lat: 26.66 },
    ]
    expect(Math.round(travelMinutes(a, b, 'urban', rules))).toBe(30)
    expect(Math.round(travelMinutes(a, b, 'rural', rules))).toBe(15)
    expect(travelMinutes(undefined, b, 'urban', rules)).toBe(15)
  })
  it('never foresees an earlier arrival when time goes on, and one visit more never makes another earlier', () => {
    const minute = fc.integer({ min: 480, max: 1140 })
    const day = (minutes: number) => addMinutes(at('00:00'), minutes)
    fc.assert(
      fc.property(
        fc.array(minute, { minLength: 1, maxLength: 6 }),
        minute,
        fc.nat(120),
        minute,
        (starts, now, more, extra) => {
          const visits = starts.map((from, index) => visit(`V${index}`, { windowFrom: day(from), windowTo: day(from) }))
          const first = forecast(visits, undefined, day(now), rules)
          const then = new Map(forecast(visits, undefined, day(now + more), rules).map((each) => [each.number, each]))
          const fuller = visits.concat(visit('extra', { windowFrom: day(extra), windowTo: day(extra) }))
          const pressed = new Map(forecast(fuller, undefined, day(now), rules).map((each) => [each.number, each]))
          let before = ''
          for (const each of first) {
            expect((then.get(each.number)?.arriveAt ?? '') >= each.arriveAt).toBe(true)
            expect((pressed.get(each.number)?.arriveAt ?? '') >= each.arriveAt).toBe(true)
            expect(each.arriveAt >= before && each.arriveAt >= day(now)).toBe(true)
            before = each.endsAt
          }
        },
      ),
    )
  })
})

describe('what is said of it', () => {
  const limits = { warnMinutes: 10, tellAgainMinutes: 20 }
  const late = { number: 'A', arriveAt: at('15:05'), endsAt: at('16:05'), lateMinutes: 25 }
  it('is said once, and again when the arrival has moved by so much', () => {
    expect(sayOf(late, undefined, limits)).toEqual({ isWarned: true, isTold: true })
    const said = { arriveAt: at('15:00'), toldArriveAt: at('15:00') }
    expect(sayOf(late, said, limits)).toEqual({ isWarned: false, isTold: false })
    expect(sayOf({ ...late, arriveAt: at('15:20') }, said, limits)).toEqual({ isWarned: true, isTold: true })
    expect(sayOf({ ...late, lateMinutes: 9 }, undefined, limits)).toEqual({ isWarned: false, isTold: false })
  })
})
