import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskRoutes } from '#core/intake/desk.contract.ts'
import { intakeRoutes } from '#core/intake/intake.contract.ts'
import { addMinutes } from '#core/time.ts'
import { asSystem } from '#server/access/index.ts'
import { enterpriseLineIn, homeUserIn } from '#testing/customers.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
let desk: Client
let hotline: Client

beforeAll(async () => {
  instance = await createTestInstance()
  await staffIn(instance.deps, { stationId: await stationIn(instance.deps, { name: '南明一站' }), name: '石玉梅' })
  desk = await instance.signIn('countyDesk')
  hotline = await instance.signIn({ roles: ['hotlineAgent'], prefectures: ['520100'] })
})
afterAll(() => instance.stop())

const lookUp = async (q: string, client = desk) => (await client.call(deskRoutes.lookup, { query: { q } })).body.items
const count = async (): Promise<number> => {
  const rows = await asSystem(instance.deps, (tx) =>
    tx.rows<{ count: number }>({
      text: 'SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM work_order) + (SELECT count(*) FROM event) AS count',
    }),
  )
  return rows[0]?.count ?? -1
}

describe('the search box of the desk', () => {
  test('finds a customer by phone, account and address, masked, with what is open and what was', async () => {
    const user = await homeUserIn(instance.deps, { account: 'gz52017770001', phone: '13977700001' })
    const take = (body: object) =>
      desk.call(intakeRoutes.take, { body: { account: user.account, symptom: '不能上网', ...body } })
    const first = await take({})
    await take({})
    for (const q of [user.phone, '13977700', user.account, 'GZ5201777', user.address.slice(-12), 'wxm gz5201777']) {
      const found = (await lookUp(q)).find(({ id }) => id === user.id)
      expect(found, q).toMatchObject({
        name: '王**',
        phone: '139****0001',
        place: '贵阳市南明区',
        ordersInYear: 1,
        reportsInYear: 2,
        orders: [{ number: first.body.order, isOpen: true, symptom: '不能上网', reports: 2, closedAt: null }],
      })
      expect(found?.orders[0]?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/)
    }
    const line = await enterpriseLineIn(instance.deps, { phone: '13977700002' })
    expect(await lookUp('13977700')).toHaveLength(2)
    expect((await lookUp(line.code.toLowerCase()))[0]).toMatchObject({ line: 'enterprise', grade: 'AAA' })
  })

  test('says which mass fault the customer’s open order belongs to, as long as that is open', async () => {
    const [mass, user] = [await homeUserIn(instance.deps), await homeUserIn(instance.deps)]
    const numberOf = async (account: string) =>
      (await desk.call(intakeRoutes.take, { body: { account, symptom: '断网' } })).body.order
    const [parent, number] = [await numberOf(mass.account), await numberOf(user.account)]
    const cardOf = async () => (await lookUp(user.account))[0]?.orders
    expect(await cardOf()).toMatchObject([{ number, parent: null }])
    await asSystem(instance.deps, (tx) =>
      tx.run({
        text: 'UPDATE work_order SET parent_id = (SELECT id FROM work_order WHERE number = $1) WHERE number = $2',
        values: [parent, number],
      }),
    )
    expect(await cardOf()).toMatchObject([{ number, parent }])
    await asSystem(instance.deps, (tx) =>
      tx.run({ text: 'UPDATE work_order SET is_open = false WHERE number = $1', values: [parent] }),
    )
    expect(await cardOf()).toMatchObject([{ number, parent: null }])
  })

  test('shows nobody outside the reader’s scope, and nothing for what means nothing', async () => {
    const { phone } = await homeUserIn(instance.deps, {
      county: '520302',
      address: '遵义市红花岗区测试路1号',
      phone: '13977700003',
    })
    expect(await lookUp(phone)).toHaveLength(1)
    expect(await lookUp(phone, hotline)).toHaveLength(0)
    expect(await lookUp('。。')).toHaveLength(0)
    expect(await lookUp(`'; DROP TABLE report; --`)).toHaveLength(0)
  })
})

describe('what saving would do', () => {
  const preview = (body: object, client = desk) => client.call(deskRoutes.preview, { body })

  test('a new order: where, whose, until when, whom the rule would send; and no trace of the question', async () => {
    const user = await homeUserIn(instance.deps)
    const before = await count()
    const { body, status } = await preview({ account: user.account, symptom: '光猫红灯' })
    expect([status, body]).toEqual([200, expect.anything()])
    expect(body).toMatchObject({
      customer: { id: user.id, line: 'home' },
      joins: null,
      reason: null,
      makes: { place: '贵阳市南明区', companyId: 'tietong', company: '铁通', station: '南明一站' },
      windowMinutes: 720,
    })
    expect(body.makes?.limits.map(({ clock }) => clock)).toContain('restore')
    expect(body.feedbackDueAt && body.feedbackDueAt > instance.deps.clock.now()).toBe(true)
    expect(await count()).toBe(before)
  })

  test('joining what is open, repeating what was finished, following what waits', async () => {
    const user = await homeUserIn(instance.deps)
    const first = await desk.call(intakeRoutes.take, { body: { account: user.account, symptom: '不能上网' } })
    expect((await preview({ homeUserId: user.id })).body).toMatchObject({
      joins: { order: first.body.order, state: 'pendingDispatch', count: 2, minutesApart: 0 },
      makes: null,
    })
    expect((await preview({ homeUserId: user.id, isSeparate: true })).body).toMatchObject({
      joins: null,
      related: [{ order: first.body.order }],
      makes: { line: 'home' },
    })
    await asSystem(instance.deps, (tx) =>
      tx.run({
        text: `UPDATE work_order SET state = 'archived', is_open = false, archived_at = $2 WHERE number = $1`,
        values: [first.body.order, addMinutes(instance.deps.clock.now(), -60)],
      }),
    )
    expect((await preview({ homeUserId: user.id })).body).toMatchObject({ repeats: { order: first.body.order } })
    const unknown = { callerPhone: '13977700009', address: '贵阳市南明区无人路1号' }
    const waiting = await desk.call(intakeRoutes.take, { body: { ...unknown, symptom: '不能上网' } })
    expect((await preview(unknown)).body).toMatchObject({
      customer: null,
      reason: { code: 'intake.nothing-known' },
      follows: waiting.body.report,
      makes: null,
    })
  })

  test('candidates for a slip of the finger, and a clear no outside the scope', async () => {
    const user = await homeUserIn(instance.deps, { account: 'gz52017770055' })
    expect((await preview({ account: 'gz52017770065' })).body).toMatchObject({
      reason: { code: 'intake.account-unknown' },
      candidates: [{ id: user.id, reasons: ['similarAccount'], name: '王**' }],
    })
    const elsewhere = await homeUserIn(instance.deps, {
      county: '520302',
      account: 'gz52037770055',
      address: '遵义市红花岗区测试路2号',
    })
    expect((await preview({ account: 'gz52037770065' }, hotline)).body.candidates).toEqual([])
    expect(await preview({ account: elsewhere.account }, hotline)).toMatchObject({
      status: 403,
      problem: { code: 'intake.outside-scope' },
    })
  })

  test('the dictionary of symptoms', async () => {
    const { body } = await desk.call(deskRoutes.words)
    expect(body.symptoms.find(({ code }) => code === 'losRed')).toMatchObject({ isOutage: true })
  })
})
