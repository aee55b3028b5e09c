import { describe, expect, it } from 'vitest'
import type { Texts } from '#core/text.ts'
import { sayIn } from './text.ts'

const texts = {
  late: { 'zh-CN': '超 {minutes} 分', en: '{minutes} min over' },
  orders_one: { 'zh-CN': '{count} 张工单', en: '{count} order' },
  orders_other: { 'zh-CN': '{count} 张工单', en: '{count} orders' },
} as const satisfies Texts
const others = { late: { 'zh-CN': '迟到', en: 'late' } } as const satisfies Texts

describe('texts', () => {
  it('placeholders are filled and nothing is escaped, since React does that', () => {
    expect(sayIn(texts, 'zh-CN')('late', { minutes: '<5>' })).toBe('超 <5> 分')
  })
  it('English counts in singular and plural', () => {
    expect([1, 2].map((count) => sayIn(texts, 'en')('orders', { count }))).toEqual(['1 order', '2 orders'])
    expect(sayIn(texts, 'zh-CN')('orders', { count: 1 })).toBe('1 张工单')
  })
  it('two catalogues may use the same key', () => {
    expect([sayIn(texts, 'en')('late', { minutes: 5 }), sayIn(others, 'en')('late')]).toEqual(['5 min over', 'late'])
  })
})
