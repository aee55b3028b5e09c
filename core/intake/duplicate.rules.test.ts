import { describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { type DuplicateReport, findDuplicate } from './duplicate.rules.ts'
import { anOpenMatter, someReportKeys } from './intake.fixtures.ts'

const WINDOW = 60
const at = '2026-10-01T02:00:00.000Z'
const report = (more: Partial<DuplicateReport> = {}): DuplicateReport => ({
  kind: 'fault',
  receivedAt: at,
  keys: someReportKeys({ account: '' }),
  ...more,
})
const nameless = (id: string, ...keys: ReturnType<typeof someReportKeys>[]) =>
  anOpenMatter({ id, customerId: undefined, keys })
const groundOf = (given: DuplicateReport, matter: ReturnType<typeof anOpenMatter>) =>
  findDuplicate(given, [matter], WINDOW).joins?.ground

describe('the same matter', () => {
  const place = someReportKeys({ account: '' })
  const elsewhere = someReportKeys({ account: '', phone: '13900000000', addressKey: '520102|别处' })

  it('is found by any of its reports', () => {
    expect(groundOf(report(), nameless('o', elsewhere, place))).toBe('phoneAndPlace')
    const second = someReportKeys({ account: 'gz2', phone: '', addressKey: '' })
    expect(groundOf(report({ keys: second }), nameless('o', elsewhere, second))).toBe('account')
  })

  it('wants phone and place both, and both known', () => {
    const phoneOnly = { ...place, addressKey: '520102|别处' }
    const placeOnly = { ...place, phone: '13900000000' }
    for (const keys of [phoneOnly, placeOnly]) expect(groundOf(report(), nameless('o', keys))).toBeUndefined()
    for (const blank of [{ phone: '' }, { addressKey: '' }]) {
      const keys = { ...place, ...blank }
      expect(groundOf(report({ keys }), nameless('o', keys))).toBeUndefined()
    }
  })

  it('is not that of another account at the same place, when both say which', () => {
    const one = report({ keys: someReportKeys({ account: 'gz1' }) })
    expect(groundOf(one, nameless('o', someReportKeys({ account: 'gz2' })))).toBeUndefined()
    expect(groundOf(one, nameless('o', someReportKeys({ account: '' })))).toBe('phoneAndPlace')
    expect(groundOf(report(), nameless('o', someReportKeys({ account: 'gz2' })))).toBe('phoneAndPlace')
  })

  it('is not that of another customer at the same place, when both are known', () => {
    const ours = anOpenMatter({ customerId: 'customer-1', keys: [place] })
    expect(groundOf(report({ customerId: 'customer-2' }), ours)).toBeUndefined()
    expect(groundOf(report({ customerId: undefined }), ours)).toBe('phoneAndPlace')
    expect(groundOf(report({ customerId: 'customer-2' }), { ...ours, customerId: undefined })).toBe('phoneAndPlace')
  })

  it('nearest in time is joined, of equal ones the first by id, and the others are told', () => {
    const far = { ...nameless('a', place), firstReportedAt: addMinutes(at, 30), lastReportedAt: addMinutes(at, 30) }
    const two = ['c', 'b'].map((id) => nameless(id, place))
    const expected = { joins: { id: 'b', ground: 'phoneAndPlace', minutesApart: 0 }, related: ['c', 'a'] }
    expect(findDuplicate(report(), [far, ...two], WINDOW)).toEqual(expected)
    expect(findDuplicate(report(), [...two.toReversed(), far], WINDOW)).toEqual(expected)
  })
})
