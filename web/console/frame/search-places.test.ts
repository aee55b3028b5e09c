import { describe, expect, it } from 'vitest'
import { addressOf, listOf, optionsOf } from './search-places.ts'

const item = { name: null, phone: null, address: null, county: null, state: null, isOpen: false, order: null }

describe('what was found in the box', () => {
  it('opens where its slice shows it', () => {
    expect(addressOf({ kind: 'workOrder', key: 'GY261122-0417' })).toBe('/orders/GY261122-0417')
    expect(addressOf({ kind: 'homeUser', key: 'gz1@gz' })).toBe('/ledger?open=gz1%40gz')
    expect(addressOf({ kind: 'report', key: 'BGY1', order: 'GY261122-0417' })).toBe('/orders/GY261122-0417')
    expect(addressOf({ kind: 'report', key: 'BGY1', order: null })).toBe('/intake?view=waiting')
  })

  it('is gone through in the order in which it is shown, the way to all of a kind behind those of the kind', () => {
    const groups = [
      { kind: 'workOrder' as const, items: [{ ...item, key: 'a' }], isCut: true },
      { kind: 'homeUser' as const, items: [{ ...item, key: 'b' }], isCut: true },
    ]
    expect(optionsOf(groups).map(({ key, isAll }) => (isAll ? 'all' : key))).toEqual(['a', 'b', 'all'])
    expect(listOf('homeUser', '王 花果园')).toBe('/ledger?q=%E7%8E%8B%20%E8%8A%B1%E6%9E%9C%E5%9B%AD')
  })
})
