import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enterpriseLineRows } from '#core/ledger/enterprise-line-row.rules.ts'
import { homeUserRows } from '#core/ledger/home-user-row.rules.ts'
import { changesBetween, maskedChange, maskedText, mergedTexts, unknownFields } from './by-hand.rules.ts'
import { readFields } from './import.fixtures.ts'
import type { ImportDefinition } from './import.ts'

const homeUsers = homeUserRows as unknown as ImportDefinition
const lines = enterpriseLineRows as unknown as ImportDefinition
const stored = {
  account: 'gz52010011111',
  name: '王小明',
  phone: '13800001111',
  county: '520102',
  address: '花果园1栋1单元101',
}

describe('a row edited by hand', () => {
  it('keeps what was not written, and empties what was emptied', () => {
    expect(mergedTexts(homeUsers, { ...stored, community: '花果园' }, { community: '', name: '王大明' })).toEqual({
      ...stored,
      name: '王大明',
      community: '',
    })
  })
  it('never takes a mask of what stands there for something new', () => {
    fc.assert(
      fc.property(fc.constantFrom('name', 'phone', 'address'), fc.string({ minLength: 1 }), (field, text) => {
        const present = { ...stored, [field]: text }
        expect(mergedTexts(homeUsers, present, { [field]: maskedText(field, text) })).toEqual(present)
      }),
    )
  })
  it('refuses any other mask, in a file as on a screen', () => {
    for (const cells of [{ name: '李**' }, { address: '观山湖区****' }, { phone: '139****2222' }]) {
      const outcome = readFields(homeUserRows, { ...stored, ...cells })
      expect(outcome.isGood ? [] : outcome.problems).toMatchObject([
        { field: Object.keys(cells)[0], code: 'import.masked' },
      ])
    }
  })
  it('says what changed, personal data masked', () => {
    const changes = changesBetween(
      lines,
      { contactPhone: '13800001111', grade: 'A' },
      { contactPhone: '13900002222', grade: 'AA' },
    )
    expect(changes.map((change) => maskedChange(lines, change))).toEqual([
      { field: 'grade', before: 'A', after: 'AA' },
      { field: 'contactPhone', before: '138****1111', after: '139****2222' },
    ])
  })
  it('has no fields but those of its kind', () => {
    expect(unknownFields(homeUsers, { name: 'x', version: '3', __proto__x: '' })).toEqual(['version', '__proto__x'])
  })
})
