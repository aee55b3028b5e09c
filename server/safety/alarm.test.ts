import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alarmRoutes } from '#core/safety/alarm.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { notifyConsumer } from '#server/notify/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
const [station, engineerId] = [newId(), newId()]
type Names = 'desk' | 'farDesk' | 'dispatcher' | 'engineer' | 'head' | 'supervisor' | 'stranger'
let people: Readonly<Record<Names, Client>>

const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem(instance.deps, (tx) => tx.rows<Row>({ text, values }))

beforeAll(async () => {
  instance = await createTestInstance()
  await rows(
    `INSERT INTO station (id, company_id, prefecture, county, name, counties) VALUES ($1, 'tietong', '520100', '520102', '南明站', '{520102}')`,
    [station],
  )
  await rows(
    `INSERT INTO staff (id, number, name, company_id, station_id, prefecture, county, post, status, joined_on, updated_at, phone)
     VALUES ($1, 'T001', '吴启明', 'tietong', $2, '520100', '520102', 'engineer', 'active', '2024-01-01', now(), '13900000001')`,
    [engineerId, station],
  )
  people = {
    desk: await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] }),
    farDesk: await instance.signIn({ roles: ['countyDesk'], prefectures: ['520300'] }),
    dispatcher: await instance.signIn({ roles: ['dispatcher'], prefectures: ['520100'] }),
    engineer: await instance.signIn({ roles: ['engineer'], stationId: station, staffId: engineerId }),
    head: await instance.signIn({ roles: ['stationHead'], stationId: station }),
    supervisor: await instance.signIn({ roles: ['supervisor'] }),
    stranger: await instance.signIn({ roles: ['supervisor'], companyId: 'chengxing' }),
  }
}, 60_000)
afterAll(() => instance.stop())

const raise = (headers: Record<string, string> = {}) => {
  people.engineer.headers = headers
  return people.engineer.call(alarmRoutes.raise, {
    body: { position: { lon: 106.7, lat: 26.5, accuracyMetres: 20 }, note: '被狗咬了' },
  })
}
const open = async (client: Client) => (await client.call(alarmRoutes.list)).body.items ?? []

describe('a call for help', () => {
  it('is seen by the station head, dispatcher, supervisor and the desk of the region, and by nobody else', async () => {
    const { body } = await raise()
    for (const client of [people.head, people.dispatcher, people.supervisor, people.desk]) {
      expect((await open(client)).map(({ id }) => id)).toContain(body.id)
    }
    for (const client of [people.stranger, people.farDesk]) expect(await open(client)).toEqual([])
    expect((await people.engineer.call(alarmRoutes.list)).status).toBe(403)
    expect((await people.stranger.call(alarmRoutes.take, { params: { id: body.id }, body: {} })).status).toBe(404)
  })

  it('sent twice is one call', async () => {
    const headers = { 'idempotency-key': newId() }
    const [first, second] = [await raise(headers), await raise(headers)]
    people.engineer.headers = {}
    expect(second.body.id).toBe(first.body.id)
    const found = await rows<{ count: number }>('SELECT count(*)::int AS count FROM safety_alarm WHERE id = $1', [
      first.body.id,
    ])
    expect(found[0]?.count).toBe(1)
  })

  it('shows number and position to who takes it, which is recorded, and is closed with what happened', async () => {
    const { body } = await raise()
    const params = { id: body.id }
    expect((await open(people.head)).find(({ id }) => id === body.id)).toMatchObject({
      ...{ state: 'open', hasPosition: true, position: null, personPhone: null },
    })
    expect((await people.head.call(alarmRoutes.close, { params, body: { happened: 'x' } })).problem.code).toBe(
      'safety.alarm-untaken',
    )
    const taken = await people.head.call(alarmRoutes.take, { params, body: {} })
    expect(taken.body).toMatchObject({
      state: 'taken',
      personPhone: '13900000001',
      position: { lon: 106.7, lat: 26.5 },
    })
    expect((await open(people.dispatcher)).find(({ id }) => id === body.id)).toMatchObject({
      position: null,
      takenByName: people.head.user?.name,
    })
    const looks = await rows(`SELECT 1 FROM audit_entry WHERE action = 'alarm.taken' AND subject_id = $1`, [body.id])
    expect(looks).toHaveLength(1)
    await people.dispatcher.call(alarmRoutes.close, { params, body: { happened: '已送医院包扎，无大碍' } })
    expect((await open(people.desk)).map(({ id }) => id)).not.toContain(body.id)
    expect((await people.head.call(alarmRoutes.take, { params, body: {} })).problem.code).toBe('safety.alarm-closed')
  })

  it('rings for those who answer and goes out as a message', async () => {
    const { body } = await raise()
    const [event] = await rows<{ id: string; prefecture: string; data: object }>(
      'SELECT * FROM event WHERE subject_id = $1',
      [body.id],
    )
    const batch = [
      {
        ...{
          id: event?.id,
          prefecture: '520100',
          subjectType: 'alarm',
          subjectId: body.id,
          kind: 'safety.alarmRaised',
        },
        ...{ data: event?.data, at: instance.deps.clock.now(), actorId: people.engineer.user?.id, actorName: '吴启明' },
      },
    ]
    await asSystem(instance.deps, async (tx) => {
      await notifyConsumer(instance.deps).handle(batch as never, { tx, now: instance.deps.clock.now() } as never)
    })
    const told = await rows<{ userId: string }>(
      `SELECT user_id AS "userId" FROM notification WHERE subject_id = $1 AND severity = 'late'`,
      [body.id],
    )
    const ids = told.map(({ userId }) => userId)
    for (const client of [people.head, people.dispatcher, people.supervisor, people.desk])
      expect(ids).toContain(client.user?.id)
    for (const client of [people.stranger, people.farDesk, people.engineer]) expect(ids).not.toContain(client.user?.id)
    const messages = await rows<{ text: string }>('SELECT text FROM outside_message WHERE event_id = $1', [event?.id])
    expect(messages.length).toBe(ids.length)
    expect(messages[0]?.text).toContain('求助')
  })
})

describe('a near miss', () => {
  it('reported unnamed leaves no trace of the reporter, and is handled by the company’s own supervisor', async () => {
    const body = { text: '梯子打滑，差点摔下来', hazard: 'height' as const, isAnonymous: true }
    people.engineer.headers = { 'idempotency-key': newId() }
    await people.engineer.call(alarmRoutes.reportNearMiss, { body })
    people.engineer.headers = {}
    const list = async (client: Client) => (await client.call(alarmRoutes.nearMisses)).body.items ?? []
    const [found] = await list(people.supervisor)
    expect(found).toMatchObject({ reporterName: null, state: 'open', text: body.text })
    const id = found?.id ?? ''
    const traces = await rows<{ count: number }>(
      `SELECT ((SELECT count(*) FROM event WHERE subject_id::text = $1 AND actor_id = $2)
         + (SELECT count(*) FROM near_miss WHERE id::text = $1 AND reporter_id IS NOT NULL)
         + (SELECT count(*) FROM command_receipt WHERE sender_id = $2 AND reply ? 'done')
         + (SELECT count(*) FROM audit_entry WHERE subject_id = $1))::int AS count`,
      [id, people.engineer.user?.id],
    )
    expect(traces[0]?.count).toBe(0)
    expect(await list(people.stranger)).toEqual([])
    expect((await people.engineer.call(alarmRoutes.nearMisses)).status).toBe(403)
    const params = { id }
    const handled = await people.supervisor.call(alarmRoutes.handleNearMiss, {
      params,
      body: { isClosed: true, measure: '换防滑梯脚' },
    })
    expect(handled.body).toMatchObject({ state: 'closed', measure: '换防滑梯脚' })
    expect(await list(people.head)).toEqual([])
  })

  it('reported by name says who', async () => {
    await people.engineer.call(alarmRoutes.reportNearMiss, { body: { text: '井盖没盖好' } })
    const [found] = (await people.head.call(alarmRoutes.nearMisses)).body.items
    expect(found?.reporterName).toBe(people.engineer.user?.name)
  })
})
