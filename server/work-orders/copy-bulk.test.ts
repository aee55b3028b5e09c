import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { createTestInstance, type TestInstance } from '#testing/server.ts'
import { copiedColumns, copyBulk } from './work-order.bulk.store.ts'

let instance: TestInstance

beforeAll(async () => {
  instance = await createTestInstance()
})
afterAll(() => instance.stop())

const COPIES = 120

it('copies of an order have numbers of their own, however many', async () => {
  const count = await asSystem(instance.deps, async (tx) => {
    await tx.run({
      text: `INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, channel, symptom,
               source, created_at, created_by_name, updated_at)
             SELECT '520100', id::uuid, number, 'fault', 'home', 'archived', false, '520103', 'urban', 'contractor', 'hotline', 'x',
               'demo', now(), 'x', now() FROM unnest($1::text[], $2::text[]) AS o(id, number)`,
      values: [
        [newId(), newId(), newId()],
        ['GY261101-0001', 'GY261101-0010', 'GY261101-0100'],
      ],
    })
    await copyBulk(tx, ['GY261101-0001', 'GY261101-0010', 'GY261101-0100'], COPIES, await copiedColumns(tx))
    return tx.first<{ numbers: number }>({
      text: `SELECT count(DISTINCT number) AS numbers FROM work_order WHERE number LIKE 'GY261101-%'`,
    })
  })
  expect(count?.numbers).toBe(3 * (COPIES + 1))
})
