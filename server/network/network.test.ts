import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { networkRoutes as routes } from '#core/network/network.contract.ts'
import { type Query, sql } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import { homeUserIn, networkNodeIn, orderIn, rowIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { boxUsersQuery } from './network.box.view.ts'
import { wayOfUserQuery } from './network.list.view.ts'

let instance: TestInstance
let manager: Client
beforeAll(async () => {
  instance = await createTestInstance()
  manager = await instance.signIn('resourceManager')
  const { deps } = instance
  const chain = [
    { code: 'OLT-1', kind: 'olt' },
    { code: 'PON-1', kind: 'ponPort', parent_code: 'OLT-1' },
    { code: 'POS-1', kind: 'splitter', parent_code: 'PON-1', split_ratio: '1:8', parent_km: 4 },
    { code: 'BOX-1', kind: 'box', parent_code: 'POS-1', split_ratio: '1:8', parent_km: 1 },
  ]
  for (const node of chain) await networkNodeIn(deps, node)
  const on = (account: string, more: object = {}) =>
    homeUserIn(deps, { account, box_code: 'BOX-1', onu_serial: `HWTC${account}`, ...more })
  await on('GZ0001')
  const home_user_id = await on('GZ0002')
  await on('GZ0003', { community: '花果园' })
  await homeUserIn(deps, { account: 'GZ0009', box_code: 'BOX-2' })
  await orderIn(deps, { home_user_id, number: 'GZ-OPEN-1' })
})
afterAll(() => instance.stop())

const usersOf = (query: object = {}, client = manager) =>
  client.call(routes.boxUsers, { params: { code: 'BOX-1' }, query })

const planOf = (query: Query): Promise<string> => {
  const scope = { userId: manager.user?.id ?? '', prefectures: ['520100', '520000'], reach: 'regions' as const }
  return instance.deps.db.withTransaction(scope, async (tx) => {
    // Few rows: what is asked is which ways there are, not which is cheapest for these.
    await tx.run({ text: 'SET LOCAL enable_seqscan = off' })
    const rows = await tx.rows<{ 'QUERY PLAN': string }>(sql`EXPLAIN (COSTS OFF) ${query}`)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
}

describe('a box opened like its door', () => {
  it('shows who is on it, a page at a time, with open orders and no full name', async () => {
    const first = await usersOf({ limit: 2 })
    expect(first.body.items).toMatchObject([
      { account: 'GZ0001', orders: [], measured: null },
      { account: 'GZ0002', orders: ['GZ-OPEN-1'] },
    ])
    expect(first.body.items[0]?.name).toContain('*')
    const rest = await usersOf({ limit: 2, cursor: first.body.nextCursor ?? '' })
    expect([rest.body.items.map((user) => user.account), rest.body.nextCursor]).toEqual([['GZ0003'], null])
  })
  it('is searched by account, ONU and community', async () => {
    for (const q of ['0003', 'hwtcgz0003', '花果园']) {
      expect((await usersOf({ q })).body.items.map((user) => user.account)).toEqual(['GZ0003'])
    }
  })
  it('is not opened by whoever does not reach it', async () => {
    const elsewhere = await instance.signIn({ roles: ['resourceManager'], prefectures: ['520400'] })
    expect((await usersOf({}, elsewhere)).problem.code).toBe('network.unknown')
  })
  it('says how much light should arrive at each step', async () => {
    const { body } = await manager.call(routes.node, { params: { code: 'BOX-1' } })
    expect([body.path.map((node) => node.code), body.expectedDbm]).toEqual([
      ['BOX-1', 'POS-1', 'PON-1', 'OLT-1'],
      [-22.6, -11.7, 0, 3],
    ])
  })
  it('a home user’s way says what light should arrive, and that none was measured yet', async () => {
    const { body } = await manager.call(routes.homeUserPath, { params: { account: 'GZ0002' } })
    expect([body.expectedDbm, body.measured]).toEqual([[-22.6, -11.7, 0, 3], null])
  })
  it('and what was measured with the last order that has a reading', async () => {
    const { deps } = instance
    const home_user_id = await homeUserIn(deps, { account: 'GZ0004', box_code: 'BOX-1' })
    const back = { home_user_id, is_open: false, state: 'archived' }
    for (const [at, result] of [
      ['2026-11-01T02:00:00.000Z', { readings: [{ kind: 'onuRxDbm', value: -23.4 }] }],
      ['2026-11-09T02:00:00.000Z', {}],
    ] as const) {
      const id = await orderIn(deps, { ...back, created_at: at, returned_at: at })
      const task = { id: newId(), prefecture: '520100', work_order_id: id, position: 1, code: 'repair', stage: 'done' }
      await rowIn(deps, 'task', { ...task, holder: '{}', result: JSON.stringify(result) })
    }
    const { body } = await manager.call(routes.homeUserPath, { params: { account: 'GZ0004' } })
    expect(body.measured).toEqual({ dbm: -23.4, at: '2026-11-01T02:00:00.000Z' })
  })
  it('and is looked up by the account, its reading along indexes, as the serving role', async () => {
    const plan = await planOf(wayOfUserQuery('GZ0002'))
    expect(plan).toMatch(/home_user_(prefecture_)?account/)
    expect(plan).not.toContain('Seq Scan')
  })
  it('is read along the index of boxes as the serving role', async () => {
    const plan = await planOf(boxUsersQuery('520100', 'BOX-1', { limit: 50 }))
    expect(plan).toContain('home_user_box')
    expect(plan).not.toContain('Seq Scan')
  })
})
