import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aRegionDirectory } from '#core/organisation/region.fixtures.ts'
import { ledgerTerms } from './ledger-query.rules.ts'
import { bigramsOf, phoneTails, searchForm } from './search-text.rules.ts'

const directory = aRegionDirectory()

describe('pairs', () => {
  it('hold a Chinese character each, or two digits beside one', () => {
    expect(bigramsOf('花果园16栋A座')).toEqual(['花果', '果园', '园1', '园16', '6栋', '16栋', '栋A', 'A座'])
    expect(bigramsOf('老城,北门', undefined, 'Wi-Fi 123')).toEqual(['老城', '北门'])
    expect(bigramsOf('𠮷野家')).toEqual(['𠮷野', '野家'])
  })
  it('of a fragment are among those of the whole', () => {
    const text = fc.string({ unit: fc.constantFrom(...'花果园栋单元号0123AB,-'), maxLength: 20 })
    fc.assert(
      fc.property(text, fc.nat(20), fc.nat(20), (whole, from, length) => {
        const all = new Set(bigramsOf(whole))
        for (const pair of bigramsOf(whole.slice(from, from + length))) expect(all).toContain(pair)
      }),
    )
  })
  it('anything goes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(bigramsOf(searchForm(text)).every((pair) => [...pair].length >= 2)).toBe(true)
        ledgerTerms(directory, text)
      }),
    )
  })
})

describe('a search', () => {
  it('takes Chinese as a fragment, and a place in front as a region', () => {
    expect(ledgerTerms(directory, '老城 7幢')).toMatchObject([
      { kind: 'text', name: '老城', place: '老城', region: '' },
      { kind: 'text', name: '7幢', place: '7栋' },
    ])
    expect(ledgerTerms(directory, '贵州省遵义市遵义县老城北门')).toMatchObject([
      { place: '老城北门', region: '520304' },
    ])
    expect(ledgerTerms(directory, '南明区')).toMatchObject([{ name: '南明区', place: '', region: '520102' }])
    expect(ledgerTerms(directory, '遵义市')).toMatchObject([{ region: '5203' }])
  })
  it('tells numbers, initials and codes apart', () => {
    expect(ledgerTerms(directory, '138-4455-1234 zs １２３４ gz520')).toEqual([
      { kind: 'digits', text: '13844551234', tail: '#1234' },
      { kind: 'letters', lower: 'zs', upper: 'ZS' },
      { kind: 'digits', text: '1234', tail: '#1234' },
      { kind: 'code', lower: 'gz520', upper: 'GZ520' },
    ])
    expect(phoneTails('123')).toEqual([])
  })
  it('of one character or of punctuation alone has no terms', () => {
    for (const text of ['', ' ', '张', '%', '1', 'a', "'"]) expect(ledgerTerms(directory, text)).toEqual([])
  })
})
