import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, searchText, valuesOf, withValues } from './filters.ts'

describe('filters in the address', () => {
  it('read as people write them', () => {
    expect(searchText({ prefecture: '520100', state: 'assigned,accepted', due: '' })).toBe(
      '?prefecture=520100&state=assigned,accepted',
    )
    expect(parseSearch('?prefecture=520100&state=')).toEqual({ prefecture: '520100' })
  })
  it('changing one takes the cursor away, since it belongs to the old rows', () => {
    expect(withValues({ state: 'a', cursor: 'x' }, 'state', ['b', 'c'])).toEqual({ state: 'b,c' })
    expect(withValues({ state: 'a', line: 'home' }, 'state', [])).toEqual({ line: 'home' })
  })
  it('any values come back as they were, through the address bar', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }).filter((text) => !text.includes('\\'))), (values) => {
        const search = parseSearch(searchText(withValues({}, 'key', values)))
        expect(valuesOf(search, 'key')).toEqual(values)
      }),
    )
  })
})
