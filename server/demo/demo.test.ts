import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { prepareInstance } from '#server/platform/instance-clock.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { enterpriseLineIn, homeUserIn, orderIn, rowIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { addBulkOrders, clearDemo, loginsFile, seedFirstStart } from './demo.service.ts'

let instance: TestInstance
const rows = <Row>(text: string): Promise<Row[]> => asSystem(instance.deps, (tx) => tx.rows<Row>({ text }))

/** Tables of the demo's content with how many rows each has. */
const TABLES = [
  'home_user',
  'enterprise_line',
  'network_node',
  'grid',
  'staff',
  'station',
  'work_order',
  'task',
  'visit',
  'event',
  'report',
  'open_figure',
  'month_figure',
  'day_figure',
  'app_user',
  'certificate',
  'grid_owner',
] as const
const counted = async (): Promise<Readonly<Record<string, number>>> => {
  const found = await rows<{ name: string; count: number }>(
    TABLES.map((name) => `SELECT '${name}' AS name, count(*)::int AS count FROM ${name}`).join(' UNION ALL '),
  )
  return Object.fromEntries(found.map(({ name, count }) => [name, count]))
}
const statesOf = async (client: Client): Promise<string[]> => {
  const { body } = await client.call(workOrderRoutes.list, { query: { limit: 100 } })
  return body.items.map((item) => item.state)
}
const userOf = async (role: string) => {
  const [user] = await rows<{ id: string; station: string | null; staff: string | null }>(
    `SELECT id, station_id AS station, staff_id AS staff FROM app_user WHERE is_demo AND roles[1] = '${role}'`,
  )
  return user
}

beforeAll(async () => {
  instance = await createTestInstance()
  await prepareInstance(instance.deps.db, { demo: 'small' }, instance.deps.clock.now())
  await instance.deps.facts.refresh()
  await seedFirstStart(instance.deps)
}, 120_000)
afterAll(() => instance.stop())

describe('a new demo', () => {
  it('has a day for everybody who looks at it', async () => {
    const engineer = await userOf('engineer')
    const place = { stationId: engineer?.station ?? '', staffId: engineer?.staff ?? '' }
    const own = await statesOf(await instance.signIn({ roles: ['engineer'], ...place }))
    expect(own).toEqual(
      expect.arrayContaining(['pendingTake', 'taken', 'appointed', 'inProgress', 'suspensionRequested']),
    )
    const head = await statesOf(await instance.signIn({ roles: ['stationHead'], ...place }))
    expect(head.filter((state) => state === 'pendingAssignment').length).toBeGreaterThanOrEqual(3)
    const desk = await statesOf(await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] }))
    expect(desk).toEqual(
      expect.arrayContaining(['pendingDispatch', 'pendingAcceptance', 'suspensionRequested', 'handBackRequested']),
    )
    const manager = await userOf('customerManager')
    const managed = await rows<{ open: number }>(
      `SELECT count(*)::int AS open FROM work_order WHERE is_open AND customer_manager_id = '${manager?.id}'`,
    )
    expect(managed[0]?.open).toBeGreaterThanOrEqual(3)
  })
  it('has hours and months behind it', async () => {
    const [hours] = await rows<{ count: number }>('SELECT count(DISTINCT at)::int AS count FROM open_figure')
    expect(hours?.count).toBe(48)
    const [months] = await rows<{ count: number }>('SELECT count(DISTINCT month)::int AS count FROM month_figure')
    expect(months?.count).toBeGreaterThan(1)
  })
  it('promises no visit by night, and nobody leaves long before the promise', async () => {
    const visits = await rows<{ hour: number; ahead: number }>(
      `SELECT extract(hour FROM v.window_from AT TIME ZONE 'Asia/Shanghai')::int AS hour,
              extract(epoch FROM v.window_from - v.departed_at)::int / 60 AS ahead
       FROM visit v JOIN work_order w ON w.prefecture = v.prefecture AND w.id = v.work_order_id
       WHERE w.state = 'archived' AND v.window_from IS NOT NULL AND v.departed_at IS NOT NULL`,
    )
    expect(visits.length).toBeGreaterThan(300)
    expect(visits.filter(({ hour }) => hour < 9 || hour > 19)).toEqual([])
    expect(visits.filter(({ ahead }) => ahead > 60)).toEqual([])
  })
})

describe('orders in bulk', () => {
  it('that were broken off half-way are gone on with', async () => {
    const { deps } = instance
    const ofAll = 'SELECT count(*) AS count, count(DISTINCT number) AS numbers FROM work_order'
    const [before] = await rows<{ count: number }>(ofAll)
    const breakOff = (done: number): void => {
      if (done > 200) throw new Error('the power fails')
    }
    await expect(addBulkOrders(deps, 600, breakOff)).rejects.toThrow('the power fails')
    // What was on its way when it broke off.
    await asSystem(deps, (tx) => tx.run({ text: 'LOCK TABLE work_order IN EXCLUSIVE MODE' }))
    const [left] = await rows<{ count: number }>(ofAll)
    expect(left?.count).toBeGreaterThan(before?.count ?? 0)
    await addBulkOrders(deps, 600, () => undefined)
    const [after] = await rows<{ count: number; numbers: number }>(ofAll)
    expect(after?.count).toBe((left?.count ?? 0) + 600)
    expect(after?.numbers).toBe(after?.count)
  }, 60_000)
})

describe('a demo that is cleared', () => {
  it('leaves what was not of the demo, with its figures, and nothing else; and once more changes nothing', async () => {
    const { deps } = instance
    await stationIn(deps, { name: '真实驻点' })
    await homeUserIn(deps, { county: '520102', account: 'real-1' })
    const desk = await instance.signIn('countyDesk')
    const made = await desk.call(workOrderRoutes.create, { body: { account: 'real-1', symptom: '不能上网' } })
    expect(made.status).toBe(201)
    await clearDemo(deps)
    const left = await counted()
    expect(left).toMatchObject({
      home_user: 1,
      station: 1,
      work_order: 1,
      task: 1,
      visit: 0,
      report: 0,
      staff: 0,
      grid: 0,
    })
    expect(left).toMatchObject({
      enterprise_line: 0,
      network_node: 0,
      certificate: 0,
      grid_owner: 0,
      month_figure: 0,
      day_figure: 0,
    })
    expect((await rows('SELECT 1 FROM app_user WHERE is_demo')).length).toBe(0)
    expect(
      (await rows('SELECT 1 FROM notification n WHERE NOT EXISTS (SELECT 1 FROM app_user u WHERE u.id = n.user_id)'))
        .length,
    ).toBe(0)
    expect((await rows(`SELECT 1 FROM event WHERE subject_type = 'workOrder'`)).length).toBeGreaterThan(0)
    const figure = { at: deps.clock.now(), prefecture: '520100', county: '520102', company_id: 'tietong', line: 'home' }
    await rowIn(deps, 'open_figure', { ...figure, open: 1, late: 0, unassigned: 0 })
    await writeFile(loginsFile(deps.config.dataDir), '[]')
    await clearDemo(deps)
    expect(await counted()).toEqual({ ...left, open_figure: 1 })
    expect(existsSync(loginsFile(deps.config.dataDir))).toBe(true)
  })
})

describe('a demo beside which real people and places were put', () => {
  let own: TestInstance
  const found = <Row>(text: string): Promise<Row[]> => asSystem(own.deps, (tx) => tx.rows<Row>({ text }))
  beforeAll(async () => {
    own = await createTestInstance()
  })
  afterAll(() => own.stop())

  it('is cleared all the same: they stay and let go of its stations, people and grids', async () => {
    const { deps } = own
    const at = deps.clock.now()
    const [user, order, grid, realGrid] = [newId(), newId(), newId(), newId()]
    const marked = { station: await stationIn(deps), staff: await staffIn(deps) }
    await homeUserIn(deps, { is_demo: true })
    const line = await enterpriseLineIn(deps, { line_code: 'real-line', manager_user_id: user })
    await orderIn(deps, { id: order, is_demo: true })
    await asSystem(deps, async (tx) => {
      for (const [table, id] of Object.entries(marked)) {
        await tx.run({ text: `UPDATE ${table} SET is_demo = true WHERE id = $1`, values: [id] })
      }
    })
    const place = { prefecture: '520100', county: '520102', area_class: 'urban', station_id: marked.station }
    await rowIn(deps, 'grid', { ...place, id: grid, name: '演示网格', is_demo: true })
    await rowIn(deps, 'grid', { ...place, id: realGrid, name: '真实网格' })
    await rowIn(deps, 'grid_owner', {
      ...{ id: newId(), grid_id: realGrid, line: 'home', staff_id: marked.staff, effective_from: '2026-01-01' },
    })
    await staffIn(deps, { name: '真实员工', stationId: marked.station })
    await rowIn(deps, 'responsibility', {
      ...{ id: newId(), region: '520102', grid_id: grid, line: 'home', company_id: 'tietong' },
      ...{ effective_from: '2026-01-01', created_by_name: '测试', created_at: at },
    })
    const account = { login: 'demo-1', name: '演示', language: 'zh-CN', company_id: 'tietong', roles: ['engineer'] }
    await rowIn(deps, 'app_user', { ...account, id: user, password_hash: '', created_at: at, is_demo: true })
    const real = { ...account, login: 'real-1', station_id: marked.station, staff_id: marked.staff }
    await rowIn(deps, 'app_user', { ...real, id: newId(), password_hash: '', created_at: at })
    const about = { prefecture: '520100', id: newId(), subject_type: 'workOrder', subject_id: order }
    await rowIn(deps, 'stored_file', {
      ...{ ...about, sha256: Buffer.alloc(32), bytes: 1, media_type: 'image/png', name: 'a.png', purpose: 'evidence' },
      ...{ storage_key: 'a', created_at: at, created_by_name: '测试' },
    })
    await rowIn(deps, 'reveal', { ...about, user_id: user, at, field: 'phone', reason: '联系' })
    await rowIn(deps, 'outside_message', {
      ...{ prefecture: '520100', id: newId(), at, channel: 'sms', user_id: user, event_id: newId() },
      ...{ kind: 'workOrder.late', text: '超时', status: 'recorded' },
    })
    await rowIn(deps, 'command_receipt', { sender_id: user, command_id: 'c', at, fingerprint: 'f', reply: '{}' })
    await rowIn(deps, 'report_source', { source: 'file', source_key: 'k', prefecture: '520100', report_id: newId() })

    await clearDemo(deps)

    const tables = await found<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'is_demo'`,
    )
    expect(tables.length).toBeGreaterThan(9)
    for (const { name } of tables) expect(await found(`SELECT 1 FROM ${name} WHERE is_demo`), name).toEqual([])
    for (const name of ['stored_file', 'reveal', 'outside_message', 'command_receipt', 'report_source', 'grid_owner']) {
      expect(await found(`SELECT 1 FROM ${name}`), name).toEqual([])
    }
    expect(await found('SELECT 1 FROM responsibility WHERE grid_id IS NOT NULL')).toEqual([])
    expect(await found('SELECT name, station_id FROM staff')).toEqual([{ name: '真实员工', station_id: null }])
    expect(await found('SELECT name, station_id FROM grid')).toEqual([{ name: '真实网格', station_id: null }])
    expect(await found('SELECT id, manager_user_id FROM enterprise_line')).toEqual([
      { id: line, manager_user_id: null },
    ])
    expect(await found(`SELECT station_id, staff_id FROM app_user WHERE login = 'real-1'`)).toEqual([
      { station_id: null, staff_id: null },
    ])
  })
})
