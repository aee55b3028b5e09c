import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMinutes, instantOf, minutesBetween } from '#core/time.ts'
import { type DeviceAction, type DeviceReading, effectiveTime } from './device-time.ts'
import { wall } from './sla.fixtures.ts'

const rules = { toleranceMinutes: 2, maxOfflineMinutes: 4320 }
const contactAt = wall('2026-11-23 10:00')
const minute = 60_000

/** A phone that spoke with us at 10:00, did something at 10:30 and could send it at 12:00; its clock is off by so much. */
const phone = (
  offMinutes: number,
  more: { readonly steady?: boolean; readonly rebooted?: boolean } = {},
): DeviceAction => {
  const reading = (minutes: number, bootId: string): DeviceReading => ({
    deviceAt: addMinutes(contactAt, minutes + offMinutes),
    ...(more.steady === false ? {} : { steadyMs: 5_000_000 + minutes * minute, bootId }),
  })
  const [before, after] = more.rebooted ? ['one', 'two'] : ['one', 'one']
  return {
    done: reading(30, after),
    sent: reading(120, after),
    receivedAt: addMinutes(contactAt, 120),
    lastContact: { serverAt: contactAt, reading: reading(0, before) },
  }
}

describe('an action without network', () => {
  it('counts at the phone’s time', () => {
    expect(effectiveTime(phone(0), rules)).toMatchObject({ at: wall('2026-11-23 10:30'), outsideMinutes: 0 })
    expect(effectiveTime(phone(0), rules).flag).toBeUndefined()
  })

  it.each([
    ['a clock that is an hour slow', -60, 'too-early', '10:28'],
    ['a clock that was set back to save a limit', -25, 'too-early', '10:28'],
    ['a clock that is an hour fast', 60, 'too-late', '10:32'],
  ] as const)('%s is seen through by the steady counter', (_name, off, flag, time) => {
    expect(effectiveTime(phone(off), rules)).toMatchObject({ at: wall(`2026-11-23 ${time}`), flag })
  })

  it('a steady counter without the number of its boot, or one that runs backwards, counts for nothing', () => {
    const honest = phone(0)
    const bounds = (change: (reading: DeviceReading) => DeviceReading) => {
      const { notBefore, notAfter } = effectiveTime({ ...honest, done: change(honest.done) }, rules)
      return [notBefore, notAfter]
    }
    const unbounded = [contactAt, honest.receivedAt]
    expect(bounds((reading) => reading)).not.toEqual(unbounded)
    expect(bounds(({ bootId: _bootId, ...reading }) => reading)).toEqual(unbounded)
    const { lastContact } = honest
    if (!lastContact) throw new Error('no contact')
    const nameless = ({ bootId: _bootId, ...reading }: DeviceReading): DeviceReading => reading
    const action: DeviceAction = {
      ...honest,
      done: nameless(honest.done),
      sent: nameless(honest.sent),
      lastContact: { ...lastContact, reading: nameless(lastContact.reading) },
    }
    expect(effectiveTime(action, rules)).toMatchObject({ notBefore: unbounded[0], notAfter: unbounded[1] })
    expect(bounds((reading) => ({ ...reading, steadyMs: 1 }))[0]).toBe(contactAt)
  })

  it('exactly the tolerance is no flag', () => {
    expect(effectiveTime(phone(4), rules)).toMatchObject({ outsideMinutes: 2 })
    expect(effectiveTime(phone(4), rules).flag).toBeUndefined()
    expect(effectiveTime(phone(5), rules).flag).toBe('too-late')
  })

  it('a small difference is no matter for a flag', () => {
    expect(effectiveTime(phone(-3), rules)).toMatchObject({ at: wall('2026-11-23 10:28'), outsideMinutes: 1 })
    expect(effectiveTime(phone(-3), rules).flag).toBeUndefined()
  })

  it('after a restart of the phone the last contact and the sending bound it', () => {
    expect(effectiveTime(phone(-25, { rebooted: true }), rules)).toMatchObject({ at: wall('2026-11-23 10:05') })
    expect(effectiveTime(phone(-60, { rebooted: true }), rules)).toMatchObject({ at: contactAt, flag: 'too-early' })
    expect(effectiveTime(phone(60, { rebooted: true }), rules)).toMatchObject({ at: wall('2026-11-23 10:32') })
  })

  it('a phone without steady counter is bounded by contact and arrival', () => {
    expect(effectiveTime(phone(-60, { steady: false }), rules)).toMatchObject({ at: contactAt, flag: 'too-early' })
    expect(effectiveTime(phone(600, { steady: false }), rules)).toMatchObject({
      at: wall('2026-11-23 12:00'),
      flag: 'too-late',
    })
  })

  it('without any contact it is at most three days old', () => {
    const { lastContact: _contact, ...action } = phone(-10_000, { steady: false })
    expect(effectiveTime(action, rules)).toMatchObject({ at: wall('2026-11-20 12:00'), flag: 'too-early' })
  })
})

describe('whatever a phone says', () => {
  const anInstant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }).map(instantOf)
  const steady = fc.record(
    { steadyMs: fc.integer({ min: 0, max: 40 * 86_400_000 }), bootId: fc.constantFrom('a', 'b') },
    { requiredKeys: [] },
  )
  const aReading = fc.tuple(anInstant, steady).map(([deviceAt, counter]): DeviceReading => ({ deviceAt, ...counter }))
  const anAction: fc.Arbitrary<DeviceAction> = fc.record(
    {
      done: aReading,
      sent: aReading,
      receivedAt: anInstant,
      lastContact: fc.record({ serverAt: anInstant, reading: aReading }),
    },
    { requiredKeys: ['done', 'sent', 'receivedAt'] },
  )

  it('the time lies between the last contact and the arrival, and is the phone’s own where that is possible', () => {
    fc.assert(
      fc.property(anAction, (action) => {
        const { at, notBefore, notAfter, flag, outsideMinutes } = effectiveTime(action, rules)
        expect(notBefore <= at && at <= notAfter && notAfter <= action.receivedAt).toBe(true)
        const { lastContact } = action
        if (lastContact && lastContact.serverAt <= action.receivedAt) expect(at >= lastContact.serverAt).toBe(true)
        const { deviceAt } = action.done
        if (deviceAt >= notBefore && deviceAt <= notAfter) expect(at).toBe(deviceAt)
        expect(outsideMinutes).toBe(Math.abs(minutesBetween(deviceAt, at)))
        expect(flag === undefined).toBe(outsideMinutes <= rules.toleranceMinutes)
      }),
    )
  })

  it('an honest phone with a wrong clock is off by no more than the tolerance', () => {
    const off = fc.integer({ min: -100_000, max: 100_000 })
    fc.assert(
      fc.property(off, (minutes) => {
        const { at } = effectiveTime(phone(minutes), rules)
        expect(Math.abs(minutesBetween(wall('2026-11-23 10:30'), at))).toBeLessThanOrEqual(rules.toleranceMinutes)
      }),
    )
  })
})
