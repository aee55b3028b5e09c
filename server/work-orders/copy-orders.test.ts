import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PastOrder, pastOrderOf } from '#core/work-orders/order-copies.rules.ts'
import { asSystem } from '#server/access/index.ts'
import { seedFirstStart } from '#server/demo/index.ts'
import { prepareInstance } from '#server/platform/instance-clock.ts'
import { createTestInstance, type TestInstance } from '#testing/server.ts'
import { copyOrders } from './copy-orders.ts'
import { recountFigures } from './figures.store.ts'
import { type OrderRow, orderOfRow } from './work-order.row.ts'

const COPIES = 45

let instance: TestInstance
let past: readonly PastOrder[]
const rows = <Row>(text: string): Promise<Row[]> => asSystem(instance.deps, (tx) => tx.rows<Row>({ text }))
const figures = () =>
  Promise.all([
    rows<{ gross_minutes: number; net_minutes: number }>(
      `SELECT month, prefecture, county, company_id, line, kind, clock, party, orders, on_time, round(gross_minutes) AS gross_minutes,
         round(net_minutes) AS net_minutes FROM month_figure ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`,
    ),
    rows('SELECT * FROM day_figure ORDER BY day, prefecture, county, company_id, line, kind'),
  ])
const indexes = () =>
  rows(`SELECT indexdef AS made FROM pg_indexes WHERE tablename IN ('work_order', 'task', 'visit', 'event')
        UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ANY ('{work_order,task,visit,event}'::regclass[])
        ORDER BY 1`)

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  await prepareInstance(deps.db, { demo: 'small' }, deps.clock.now())
  await deps.facts.refresh()
  await seedFirstStart(deps)
  const found = await rows<OrderRow>(
    `SELECT w.*, '[]'::json AS tasks, NULL::json AS visits FROM work_order w WHERE state = 'archived' ORDER BY number LIMIT 30`,
  )
  past = found.map((row) => pastOrderOf(orderOfRow(row), String(row.updated_at), deps.clock.now()))
}, 120_000)
afterAll(() => instance.stop())

describe.each(['in batches beside others', 'at once by the owner', 'a second time at once'])(
  'copies made %s',
  (way) => {
    it('have numbers of their own, are counted in months and days, and leave the indexes as they were', async () => {
      const before = await indexes()
      const [{ count: orders } = { count: 0 }] = await rows<{ count: number }>(
        'SELECT count(*) AS count FROM work_order',
      )
      await copyOrders(
        instance.deps,
        past,
        way.startsWith('in') ? 10 : COPIES * (way.startsWith('a ') ? 2 : 1),
        way.startsWith('in') ? undefined : instance.database.ownerUrl,
      )
      const made = way.startsWith('in') ? 10 : COPIES * (way.startsWith('a ') ? 2 : 1)
      const [after] = await rows<{ count: number }>('SELECT count(DISTINCT number) AS count FROM work_order')
      expect(after?.count).toBe(orders + past.length * made)
      expect(await indexes()).toEqual(before)
      const kept = await figures()
      await recountFigures(instance.deps)
      expect(kept).toEqual(await figures())
    }, 120_000)
  },
)

describe('copies that are broken off behind the rows', () => {
  it('leave every row and every index as it was', async () => {
    const state = async () => ({
      indexes: await indexes(),
      figures: await figures(),
      counts: await rows(`SELECT (SELECT count(*) FROM work_order) AS orders, (SELECT count(*) FROM event) AS events`),
    })
    const before = await state()
    const [{ count = 0 } = {}] = await rows<{ count: number }>('SELECT count(*) AS count FROM work_order')
    const breaking = {
      ...instance.deps.log,
      info: (message: string) => {
        if (message === 'copies: references') throw new Error('the power fails')
      },
    } as typeof instance.deps.log
    const copies = Math.ceil((count + 1) / past.length)
    const made = copyOrders({ ...instance.deps, log: breaking }, past, copies, instance.database.ownerUrl)
    await expect(made).rejects.toThrow('the power fails')
    expect(await state()).toEqual(before)
  }, 120_000)
})

describe('a copy', () => {
  it('moves with everything that happened to it, and nothing of it lies ahead', async () => {
    // Distances within an order are the same for each original and its copies.
    const originals = past.map(({ order }) => `'${order.number}'`).join(', ')
    const shapes = await rows<{ of: string; shapes: number; days: number; months: number; copies: number }>(`
      WITH shape AS (
        SELECT left(w.number, 2) || right(w.number, 4) || w.id::text AS each, w.id, w.created_at,
          (SELECT string_agg(extract(epoch FROM m[1]::timestamptz - w.created_at)::text, ' ' ORDER BY n)
             FROM regexp_matches(w.clocks::text || w.spans::text || w.pauses::text || w.details::text
               || (SELECT string_agg(e.data::text, ' ' ORDER BY e.id) FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id)
               || coalesce((SELECT string_agg(v.evidence::text || coalesce(v.arrival::text, ''), ' ' ORDER BY v.id) FROM visit v WHERE v.prefecture = w.prefecture AND v.work_order_id = w.id), ''),
               '([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z)', 'g') WITH ORDINALITY AS r(m, n))
          || (SELECT string_agg(extract(epoch FROM e.at - w.created_at)::text, ' ' ORDER BY e.id) FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id)
          || coalesce(extract(epoch FROM w.due_at - w.created_at)::text, '') || extract(epoch FROM w.archived_at - w.created_at)::text AS shape
        FROM work_order w WHERE w.state = 'archived'
      ), original AS (SELECT s.shape FROM shape s JOIN work_order w ON w.id = s.id WHERE w.number IN (${originals}))
      SELECT count(*) AS copies, count(DISTINCT shape) AS shapes, count(DISTINCT created_at::date) AS days,
        count(DISTINCT date_trunc('month', created_at)) AS months
      FROM shape WHERE shape IN (SELECT shape FROM original)`)
    expect(shapes[0]?.copies).toBe(past.length * (1 + 10 + 3 * COPIES))
    expect(shapes[0]?.days).toBeGreaterThan(200)
    expect(shapes[0]?.months).toBeGreaterThan(8)
    const now = instance.deps.clock.now()
    const ahead = await rows(
      `SELECT 1 FROM work_order WHERE state = 'archived' AND (updated_at > '${now}' OR archived_at > '${now}')
       UNION ALL SELECT 1 FROM event WHERE at > '${now}'`,
    )
    expect(ahead).toEqual([])
    const misnamed = await rows(
      `SELECT number FROM work_order WHERE substr(number, 3, 6) <> to_char(created_at AT TIME ZONE 'Asia/Shanghai', 'YYMMDD')
       UNION ALL SELECT w.number FROM event e JOIN work_order w ON w.id = e.subject_id WHERE e.data->>'number' <> w.number
       UNION ALL SELECT 't' FROM task t LEFT JOIN work_order w ON w.id = t.work_order_id WHERE w.id IS NULL
       UNION ALL SELECT 'v' FROM visit v LEFT JOIN task t ON t.id = v.task_id AND t.work_order_id = v.work_order_id WHERE t.id IS NULL`,
    )
    expect(misnamed).toEqual([])
  }, 60_000)
})
