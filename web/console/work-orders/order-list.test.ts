import { describe, expect, it } from 'vitest'
import type { OrderItem } from '#core/work-orders/work-order.contract.ts'
import { nameIn } from '#web/ui/download.ts'
import { orderedFor } from './bulk.tsx'
import { isAllByItself, isFiltered, queryIn, withPlace } from './order-filters.ts'
import { patched } from './order-rows.queries.ts'
import { readViews } from './saved-views.tsx'

describe('the filters of the order list', () => {
  it('are those that the route knows, from the address', () => {
    expect(queryIn({ prefecture: '520100', state: 'taken,restored', utm: 'x', view: '' })).toEqual({
      prefecture: '520100',
      state: 'taken,restored',
    })
  })
  it('forget a county that is not of the prefecture', () => {
    expect(withPlace({ prefecture: '520300', county: '520103' }, { prefecture: '520100', county: '520103' })).toEqual({
      prefecture: '520300',
    })
    expect(withPlace({ prefecture: '520100', county: '520103' }, { prefecture: '520100' })).toEqual({
      prefecture: '520100',
      county: '520103',
    })
    expect(withPlace({ county: '520103' }, {})).toEqual({ county: '520103' })
  })
  it('mean closed orders too where the server takes them so', () => {
    expect(
      [{}, { state: 'archived' }, { q: '138' }, { sort: '-archived' }, { sort: '-created' }].map(isAllByItself),
    ).toEqual([false, true, true, true, false])
  })
  it('count as none when only the order of rows was chosen', () => {
    expect([isFiltered({ sort: '-created' }), isFiltered({ line: 'home' })]).toEqual([false, true])
  })
})

describe('rows that are kept up to date', () => {
  const row = (number: string, version = 1) => ({ number, version }) as OrderItem
  it('change in place, and pages without a change stay the same objects', () => {
    const pages = [
      { items: [row('A'), row('B')], nextCursor: 'x' },
      { items: [row('C')], nextCursor: null },
    ]
    const after = patched(pages, new Map([['B', row('B', 2)]]))
    expect(after[0]?.items.map((item) => item.version)).toEqual([1, 2])
    expect(after[0]?.items[0]).toBe(pages[0]?.items[0])
    expect(after[1]).toBe(pages[1])
  })
})

describe('many orders at once', () => {
  it('are those at a step where the action can be tried', () => {
    const orders = [
      { number: 'A', state: 'pendingDispatch' as const, title: '' },
      { number: 'B', state: 'taken' as const, title: '' },
      { number: 'C', state: 'archived' as const, title: '' },
    ]
    expect(orderedFor(orders, 'dispatch').map((order) => order.number)).toEqual(['A'])
    expect(orderedFor(orders, 'urge').map((order) => order.number)).toEqual(['A', 'B'])
  })
})

describe('what the browser kept', () => {
  it('is no reason to fail when it is damaged', () => {
    expect(readViews('{{')).toEqual([])
    expect(readViews('[1,{"name":"夜班","search":{"view":"late"}},{"name":3}]')).toEqual([
      { name: '夜班', search: { view: 'late' } },
    ])
  })
  it('has the name that the server gave', () => {
    expect(nameIn(`attachment; filename*=UTF-8''${encodeURIComponent('工单-2026-11-22.xlsx')}`)).toBe(
      '工单-2026-11-22.xlsx',
    )
    expect(nameIn('')).toBe('')
  })
})
