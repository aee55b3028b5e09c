import { describe, expect, test } from 'vitest'
import { aWorkOrder } from '#core/work-orders/work-order.fixtures.ts'
import { currentTask, type Task, type WorkOrder } from '#core/work-orders/work-order.ts'
import { leavesOf } from './sight.ts'

const held = (companyId: string, stationId?: string, task: Partial<Task> = {}): WorkOrder => {
  const order = aWorkOrder()
  return { ...order, companyId, stationId, tasks: [{ ...currentTask(order), ...task }] }
}
const by = (staffId: string): Partial<Task> => ({
  holder: { level: 'engineer', companyId: 'north', stationId: 'one', staffId },
})
const { county } = held('north')

describe('who loses an order from sight', () => {
  test('nobody, while it goes further down the same line', () => {
    expect(leavesOf(held('north'), held('north', 'one'))).toEqual([])
    expect(leavesOf(held('north', 'one'), held('north', 'one', by('a')))).toEqual([])
  })

  test('the engineer whose order goes to another, and the helper who goes along no longer', () => {
    const before = held('north', 'one', { ...by('a'), helpers: ['h'] })
    expect(leavesOf(before, held('north', 'one', by('b')))).toEqual([
      { companyId: 'north', county, staffId: 'a' },
      { companyId: 'north', county, staffId: 'h' },
    ])
  })

  test('the station and the company that it goes from', () => {
    expect(leavesOf(held('north', 'one'), held('north', 'two'))).toEqual([
      { companyId: 'north', county, stationId: 'one' },
    ])
    expect(leavesOf(held('north', 'one'), held('south'))).toEqual([
      { companyId: 'north', county },
      { companyId: 'north', county, stationId: 'one' },
    ])
  })

  test('everybody who could have grabbed it, once somebody did', () => {
    const pool = held('north', 'one', { isInPool: true })
    expect(leavesOf(pool, held('north', 'one', by('a')))).toEqual([
      { companyId: 'north', county, stationId: 'one', isPool: true },
    ])
  })
})
