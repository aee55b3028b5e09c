import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appointmentRoutes } from '#core/appointments/appointments.contract.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { homeUserIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
type People = Readonly<Record<'desk' | 'dispatcher' | 'engineer' | 'hotline' | 'elsewhere', Client>>
let people: People
let engineerId: string
let accounts: string[] = []

const COUNT = 8
const ROWS = 20_000
const insert = (text: string, values: unknown[] = []): Promise<number> =>
  asSystem(instance.deps, (tx) => tx.run({ text, values }))

beforeAll(async () => {
  instance = await createTestInstance()
  const station = await stationIn(instance.deps)
  engineerId = await staffIn(instance.deps, { stationId: station })
  await insert(
    `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31')`,
    [newId(), engineerId],
  )
  accounts = Array.from({ length: COUNT }, (_, index) => `gz5201${index}`)
  for (const account of accounts) await homeUserIn(instance.deps, { account })
  people = {
    desk: await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] }),
    dispatcher: await instance.signIn({ roles: ['dispatcher'], prefectures: ['520100'] }),
    engineer: await instance.signIn({ roles: ['engineer'], stationId: station, staffId: engineerId }),
    hotline: await instance.signIn({ roles: ['hotlineAgent'], prefectures: ['520100'] }),
    elsewhere: await instance.signIn({ roles: ['hotlineAgent'], prefectures: ['520300'] }),
  }
}, 60_000)
afterAll(() => instance.stop())
beforeEach(() => insert('UPDATE work_order SET is_open = false'))

const act = (client: Client, number: string, action: OrderAction, body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const taken = async (account: string): Promise<string> => {
  const { body } = await people.desk.call(workOrderRoutes.create, { body: { account, symptom: '不能上网' } })
  for (const [client, action, input] of [
    [people.desk, 'dispatch', {}],
    [people.dispatcher, 'accept', {}],
    [people.dispatcher, 'assign', { staffId: engineerId }],
    [people.engineer, 'accept', {}],
  ] as const)
    expect((await act(client, body.number, action, input)).status).toBe(200)
  return body.number
}
const windowsOf = async (client: Client, number: string) =>
  (await client.call(appointmentRoutes.forOrder, { params: { number } })).body.windows
/** A whole open window of another day: the test may run at any hour. */
const laterWindow = async (number: string): Promise<{ from: Instant; to: Instant }> => {
  const windows = await windowsOf(people.engineer, number)
  const found = windows.findLast(({ state }) => state === 'open')
  if (!found) throw new Error('no window is open')
  return { from: found.from, to: addMinutes(found.from, 60) }
}

describe('windows that can be kept', () => {
  it('come from the people on post: one engineer, seven tenths of two hours, one visit', async () => {
    const [first, second] = [await taken(accounts[0] ?? ''), await taken(accounts[1] ?? '')]
    const time = await laterWindow(first)
    expect((await windowsOf(people.engineer, first)).find(({ from }) => from === time.from)?.minutesLeft).toBe(84)
    expect((await act(people.engineer, first, 'appoint', time)).status).toBe(200)
    const refused = await act(people.engineer, second, 'appoint', time)
    expect(refused.problem).toMatchObject({ code: 'appointments.full' })
    expect(refused.problem.title).toContain('已约满')
    expect((await windowsOf(people.dispatcher, second)).find(({ from }) => from === time.from)?.state).toBe('full')
    // Its own place does not stand in its way.
    expect((await windowsOf(people.engineer, first)).find(({ from }) => from === time.from)?.state).toBe('open')
  })

  it('is booked by one of many who want the last place at once; the others hear of the next windows', async () => {
    const numbers = await Promise.all(accounts.slice(0, 4).map(taken))
    const time = await laterWindow(numbers[0] ?? '')
    const answers = await Promise.all(numbers.map((number) => act(people.engineer, number, 'appoint', time)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ problem }) => problem.code === 'appointments.full')).toHaveLength(3)
    const held = await asSystem(instance.deps, (tx) =>
      tx.rows({ text: 'SELECT id FROM work_order WHERE is_open AND held_from = $1', values: [time.from] }),
    )
    expect(held).toHaveLength(1)
  })

  it('are held by the window that suits the customer, until the engineer agrees the time within it', async () => {
    const [first, second] = [await taken(accounts[0] ?? ''), await taken(accounts[1] ?? '')]
    const time = await laterWindow(first)
    const window = { from: time.from, to: addMinutes(time.from, 120) }
    const said = await act(people.hotline, first, 'logContact', { outcome: 'agreed', preferred: window })
    expect(said.status).toBe(200)
    expect((await act(people.engineer, second, 'appoint', time)).problem.code).toBe('appointments.full')
    const off = { from: addMinutes(window.from, -1440), to: addMinutes(window.from, -1380) }
    expect((await act(people.engineer, first, 'appoint', off)).problem.code).toBe('work-orders.outside-wish')
    const within = { from: addMinutes(window.from, 30), to: addMinutes(window.from, 90) }
    expect((await act(people.engineer, first, 'appoint', within)).status).toBe(200)
  })

  it('are the desk’s before there is an order, and nobody’s outside their places', async () => {
    const query = { county: '520102', kind: 'fault', line: 'home' } as const
    const { body, status } = await people.hotline.call(appointmentRoutes.forPlace, { query })
    expect(status).toBe(200)
    expect(body.windows.length).toBeGreaterThan(30)
    expect((await people.elsewhere.call(appointmentRoutes.forPlace, { query })).status).toBe(404)
    const unknown = await people.hotline.call(appointmentRoutes.forPlace, { query: { ...query, county: '999999' } })
    expect(unknown.problem.code).toBe('appointments.county-unknown')
  })

  it('are refused when they are over, end before they begin, lie too far ahead or at night', async () => {
    const number = await taken(accounts[0] ?? '')
    const now = instance.deps.clock.now()
    const code = async (from: Instant, to: Instant) =>
      (await act(people.engineer, number, 'appoint', { from, to })).problem.code
    expect(await code(addMinutes(now, -120), addMinutes(now, -60))).toBe('work-orders.time-passed')
    expect(await code(addMinutes(now, 120), addMinutes(now, 60))).toBe('platform.invalid')
    const { from } = await laterWindow(number)
    expect(await code(addMinutes(from, 30 * 1440), addMinutes(from, 30 * 1440 + 60))).toBe('appointments.too-far')
    const night = `${from.slice(0, 10)}T15:00:00.000Z`
    expect(await code(night, addMinutes(night, 60))).toBe('appointments.quiet')
  })
})

describe('counting the places of a day', () => {
  it('walks the index of the county’s held places, as the serving role, among many open orders', async () => {
    const owner = new pg.Pool({ connectionString: instance.database.ownerUrl, max: 1 })
    try {
      // Past the policies: a whole prefecture of open orders at once.
      await owner.query(`SET app.acting = '1'; SET app.prefectures = '520100';
        INSERT INTO work_order (prefecture, id, number, kind, line, state, is_open, county, area_class, holder_level, channel, symptom,
          source, created_at, created_by_name, updated_at, held_from)
        SELECT '520100', gen_random_uuid(), 'X' || n, 'fault', 'home', 'taken', true, '520102', 'urban', 'engineer', 'hotline', 's',
          'console', now(), 'x', now(), '2026-11-23T00:00:00Z'::timestamptz + n * interval '5 minutes'
        FROM generate_series(1, ${ROWS}) n`)
      await owner.query('ANALYZE work_order')
    } finally {
      await owner.end()
    }
    const scope = { userId: newId(), prefectures: ['520100'], reach: 'regions' } as const
    const plan = await instance.deps.db.withTransaction(scope, (tx) => {
      tx.act()
      return tx.rows<{ 'QUERY PLAN': string }>({
        text: `EXPLAIN (ANALYZE, COSTS OFF) SELECT w.held_from FROM work_order w WHERE w.prefecture = '520100' AND w.county = '520102'
               AND w.is_open AND w.held_from >= '2026-11-24T16:00:00Z' AND w.held_from < '2026-11-25T16:00:00Z'`,
      })
    })
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/(Bitmap )?Index Scan (using|on) work_order_held/)
  }, 120_000)
})
