import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { prepareInstance } from '#server/platform/instance-clock.ts'
import { stationIn } from '#testing/people.ts'
import { homeUserIn, rowIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { clearDemo, loginsFile, seedFirstStart } from './demo.service.ts'

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
