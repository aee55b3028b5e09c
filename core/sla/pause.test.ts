import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { checkPause, type PauseRequest, spansOf } from './pause.ts'
import { shippedPauseCauses } from './pause-causes.ts'
import { aPause, wall } from './sla.fixtures.ts'

const DAY = 1440
const begin = wall('2026-11-23 10:00')
const request = (days: number, more: Partial<PauseRequest> = {}): PauseRequest => ({
  cause: 'customerAbsent',
  orderKind: 'fault',
  startsAt: begin,
  endsAt: addMinutes(begin, days * DAY),
  evidence: ['callRecord', 'photo'],
  ...more,
})
const check = (wanted: PauseRequest, earlier = [] as Parameters<typeof checkPause>[1]) =>
  checkPause(wanted, earlier, shippedPauseCauses, 2)

describe('who approves a pause', () => {
  it.each([
    ['a fault for three days: the county desk', request(3), 'countyDesk'],
    ['a fault for longer: the prefecture', request(4), 'prefectureManager'],
    ['an installation for 30 days: the county desk', request(30, { orderKind: 'installation' }), 'countyDesk'],
    ['an installation for 90 days: the prefecture', request(90, { orderKind: 'installation' }), 'prefectureManager'],
    ['a later appointment within a day: nobody', request(1, { cause: 'laterAppointment' }), null],
    ['a later appointment after more: the county desk', request(2, { cause: 'laterAppointment' }), 'countyDesk'],
    [
      'a later appointment of an installation within 15 days: nobody',
      request(15, { cause: 'laterAppointment', orderKind: 'installation' }),
      null,
    ],
    [
      'a mass fault that is being handled: nobody',
      request(2, { cause: 'parentOrder', evidence: ['parentOrder'] }),
      null,
    ],
  ])('%s', (_name, wanted, approver) => {
    expect(check(wanted)).toMatchObject({ ok: true, value: { approver } })
  })

  it('what is automatic is sampled afterwards', () => {
    expect(check(request(1, { cause: 'laterAppointment' }))).toMatchObject({ value: { isSampled: true } })
    expect(check(request(1))).toMatchObject({ value: { isSampled: false } })
  })
})

describe('a pause is refused', () => {
  it.each([
    ['for the contractor’s own people', request(1, { cause: 'ownPeople' }), 'sla.pause-own-reason'],
    ['for the contractor’s own material', request(1, { cause: 'ownMaterial' }), 'sla.pause-own-reason'],
    ['for the contractor’s own vehicle', request(1, { cause: 'ownVehicle' }), 'sla.pause-own-reason'],
    ['for a cause that is not in the table', request(1, { cause: 'holidays' }), 'sla.pause-cause-unknown'],
    ['without a photo', request(1, { evidence: ['callRecord'] }), 'sla.pause-evidence-missing'],
    ['without a talk with the customer', request(1, { evidence: ['photo'] }), 'sla.pause-evidence-missing'],
    ['when it would end before it begins', request(-1), 'sla.pause-end-not-later'],
    ['when it is longer than anybody may approve', request(31), 'sla.pause-too-long'],
  ])('%s', (_name, wanted, code) => {
    expect(check(wanted)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('after two suspensions of whatever cause', () => {
    const earlier = [aPause({ id: '1' }), aPause({ id: '2', cause: 'forceMajeure' })]
    expect(check(request(1), earlier)).toMatchObject({ refusal: { code: 'sla.pause-too-many', params: { max: 2 } } })
    expect(check(request(1), earlier.slice(1))).toMatchObject({ ok: true })
    expect(check(request(1, { cause: 'laterAppointment' }), earlier)).toMatchObject({ ok: true })
  })

  it('when its cause was used too often, so that small automatic pauses cannot be strung together', () => {
    const earlier = ['1', '2', '3'].map((id) =>
      aPause({ id, cause: 'laterAppointment', endsAt: wall('2026-11-23 10:05') }),
    )
    const wanted = request(0.01, { cause: 'laterAppointment' })
    expect(check(wanted, earlier)).toMatchObject({ refusal: { code: 'sla.pause-too-many', params: { max: 3 } } })
  })

  it('by no number of automatic pauses, by no cause’s own number but its own, and by no other cause’s length', () => {
    const automatic = ['1', '2'].map((id) => aPause({ id, cause: 'laterAppointment', endsAt: addMinutes(begin, 60) }))
    expect(check(request(1), automatic)).toMatchObject({ ok: true })
    const three = [...automatic, aPause({ id: '3', cause: 'forceMajeure', endsAt: addMinutes(begin, 20 * DAY) })]
    const again = request(1, { cause: 'laterAppointment' })
    expect(check(again, three)).toMatchObject({ ok: true, value: { approver: 'countyDesk' } })
    expect(check(request(30), three.slice(2))).toMatchObject({ ok: true })
  })

  it('when it would last no time at all', () => {
    expect(check(request(0))).toMatchObject({ refusal: { code: 'sla.pause-end-not-later' } })
  })

  it('and the minutes that are left are never less than none', () => {
    const earlier = [aPause({ endsAt: addMinutes(begin, 40 * DAY) })]
    expect(check(request(1), earlier)).toMatchObject({ refusal: { params: { maxMinutes: 0 } } })
  })

  it('when earlier pauses of the cause have used up its length', () => {
    const earlier = [aPause({ endsAt: addMinutes(begin, 25 * DAY), endedAt: addMinutes(begin, 20 * DAY) })]
    expect(check(request(10), earlier)).toMatchObject({ ok: true })
    expect(check(request(11), earlier)).toMatchObject({
      refusal: { code: 'sla.pause-too-long', params: { maxMinutes: 10 * DAY } },
    })
  })
})

describe('spans of pauses', () => {
  const pause = (id: string, from: string, to: string, ended?: string) =>
    aPause({
      id,
      startedAt: wall(`2026-11-23 ${from}`),
      endsAt: wall(`2026-11-23 ${to}`),
      ...(ended ? { endedAt: wall(`2026-11-23 ${ended}`) } : {}),
    })

  it('are merged where they overlap or touch, whatever their order', () => {
    const pauses = [
      pause('a', '10:00', '11:00'),
      pause('d', '15:00', '18:00', '16:00'),
      pause('b', '10:30', '12:00'),
      pause('c', '12:00', '13:00'),
    ]
    expect(spansOf(pauses, 'restore', wall('2026-11-23 09:00'), undefined)).toEqual([
      { from: wall('2026-11-23 10:00'), to: wall('2026-11-23 13:00') },
      { from: wall('2026-11-23 15:00'), to: wall('2026-11-23 16:00') },
    ])
  })

  it('a short one inside a long one changes nothing', () => {
    const pauses = [pause('a', '10:00', '14:00'), pause('b', '11:00', '12:00')]
    expect(spansOf(pauses, 'whole', wall('2026-11-23 09:00'), undefined)).toHaveLength(1)
    expect(spansOf(pauses, 'whole', wall('2026-11-23 09:00'), undefined)[0]?.to).toBe(wall('2026-11-23 14:00'))
  })

  it('come in the order of their time, however the pauses are listed', () => {
    const pauses = [pause('c', '15:00', '16:00'), pause('a', '10:00', '11:00'), pause('b', '12:00', '13:00')]
    const froms = spansOf(pauses, 'restore', wall('2026-11-23 09:00'), undefined).map(({ from }) => from)
    expect(froms).toEqual(['10:00', '12:00', '15:00'].map((time) => wall(`2026-11-23 ${time}`)))
  })

  it('those that stop other clocks are not there', () => {
    expect(spansOf([pause('a', '10:00', '11:00')], 'firstContact', wall('2026-11-23 09:00'), undefined)).toEqual([])
  })
})
