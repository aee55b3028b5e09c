import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '#core/access/scope.ts'
import { sql } from '#server/platform/db.ts'
import { createTestInstance, type TestInstance } from '#testing/server.ts'
import { conditionsOf } from './work-order.list.view.ts'

/**
 * The pages of the order list as the serving role reads them: one walk along an index in the order of the page, whoever asks, with
 * nothing sorted and nothing looked up beside it. A policy that needed more would show here.
 */
const user = '018f0000-0000-7000-8000-000000000001'
const every = ['520100', '520200', '520300', '520400', '520500', '520600', '522300', '522600', '522700', '520000']
const some = { prefectures: ['520400', '520500', '520000'] }
const answers = { home: some, enterprise: { prefectures: ['520400'], counties: ['520402'] }, any: some }
const readers: Readonly<Record<string, Scope>> = {
  operator: { userId: user, prefectures: every, reach: 'regions' },
  'county desk': { userId: user, prefectures: ['520100'], counties: ['520102'], reach: 'regions' },
  contractor: { userId: user, companyId: 'tianlongxun', prefectures: every, answers, reach: 'regions' },
  'station head': {
    userId: user,
    companyId: 'tianlongxun',
    prefectures: every,
    answers,
    stationId: user,
    reach: 'station',
  },
  'customer manager': { userId: user, prefectures: every, reach: 'customers' },
}
const NOW = '2026-11-22T06:30:00.000Z'

let instance: TestInstance
beforeAll(async () => {
  instance = await createTestInstance()
})
afterAll(() => instance.stop())

const planOf = (scope: Scope, filter: Parameters<typeof conditionsOf>[0]): Promise<string> =>
  instance.deps.db.withTransaction(scope, async (tx) => {
    // Few rows: what is asked is which ways there are, not which is cheapest for these.
    await tx.run({ text: 'SET LOCAL enable_seqscan = off' })
    await tx.run({ text: 'SET LOCAL enable_bitmapscan = off' })
    await tx.run({ text: 'SET LOCAL enable_sort = off' })
    const plan = await tx.rows<{ 'QUERY PLAN': string }>(
      sql`EXPLAIN (COSTS OFF) SELECT w.* FROM work_order w WHERE ${conditionsOf(filter, NOW)} ORDER BY w.due_at, w.id LIMIT 51`,
    )
    return plan.map((row) => row['QUERY PLAN']).join('\n')
  })

describe('a page of the order list', () => {
  it.each(Object.entries(readers))('of a prefecture and a state walks one index: %s', async (_, scope) => {
    const plan = await planOf(scope, { sort: 'due', prefecture: '520400', state: ['pendingAssignment'] })
    expect(plan.match(/Index Scan using (\w+)/)?.[1]).toMatch(/^work_order_(state|open|company|station)/)
    expect(plan).not.toMatch(/Sort|Seq Scan|SubPlan/)
    expect(plan.match(/Index Scan/g)).toHaveLength(1)
  })
  it.each(Object.entries(readers))('of all prefectures walks one index: %s', async (_, scope) => {
    const plan = await planOf(scope, { sort: 'due' })
    expect(plan).not.toMatch(/Sort|Seq Scan|SubPlan/)
    expect(plan.match(/Index Scan/g)).toHaveLength(1)
  })
})
