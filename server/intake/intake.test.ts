import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intakeRoutes, type Taken } from '#core/intake/intake.contract.ts'
import { intakeParameters } from '#core/intake/intake.parameters.ts'
import { addMinutes } from '#core/time.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { enterpriseLineIn, homeUserIn, type LedgerUser, type NewHomeUser } from '#testing/customers.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
let desk: Client
let hotline: Client

beforeAll(async () => {
  instance = await createTestInstance()
  desk = await instance.signIn('countyDesk')
  hotline = await instance.signIn({ roles: ['hotlineAgent'], prefectures: ['520100'] })
})
afterAll(() => instance.stop())

const user = (given: NewHomeUser = {}): Promise<LedgerUser> => homeUserIn(instance.deps, given)
const report = (body: object, client = desk, headers: Record<string, string> = {}) =>
  client.send({ method: 'POST', path: '/api/v1/reports', body: { symptom: '光猫LOS灯红', ...body }, headers })
const taken = async (body: object, client = desk): Promise<Taken> => {
  const answer = await report(body, client)
  expect([answer.status, answer.problem]).toEqual([201, answer.body])
  return answer.body as Taken
}
const orders = (account: string): Promise<readonly Record<string, unknown>[]> =>
  asSystem(instance.deps, (tx) =>
    tx.rows({ text: 'SELECT * FROM work_order WHERE account = $1 ORDER BY created_at', values: [account] }),
  )
const eventsOf = (kind: string, report: string): Promise<readonly { data: Record<string, unknown> }[]> =>
  asSystem(instance.deps, (tx) =>
    tx.rows({
      text: `SELECT prefecture, subject_type, data FROM event WHERE kind = $1 AND (data ->> 'report' = $2 OR data ->> 'number' = $2)`,
      values: [kind, report],
    }),
  )

describe('a report', () => {
  test('of a known account makes one order in the customer’s region, with what the customer said', async () => {
    const { account, address } = await user()
    const made = await taken({ account: account.toUpperCase(), callerPhone: '138 0013 8000', isTold: true })
    expect(made).toMatchObject({ joined: false, matched: true, state: 'pendingDispatch', reason: null, repeats: null })
    expect(made.report).toMatch(/^BGY\d{6}-\d{4}$/)
    expect(made.warnings).toMatchObject([{ code: 'intake.warn-phone' }])
    const [order] = await orders(account)
    expect(order).toMatchObject({
      number: made.order,
      prefecture: '520100',
      county: '520102',
      line: 'home',
      channel: 'hotline',
      symptom_code: 'losRed',
      customer_phone: '13800138000',
      address,
    })
    const detail = await desk.call(intakeRoutes.detail, { params: { number: made.report } })
    expect(detail.body).toMatchObject({
      state: 'matched',
      basis: 'account',
      order: made.order,
      callerPhone: '138****8000',
      companyId: 'tietong',
      firstFeedbackAt: expect.any(String),
    })
    expect(await eventsOf('report.received', made.report)).toHaveLength(1)
    expect(await eventsOf('workOrder.created', made.report)).toHaveLength(1)
  })

  test('is matched by phone, and by address alone', async () => {
    const one = await user()
    const two = await user()
    expect(await taken({ callerPhone: `+86${one.phone}` })).toMatchObject({ matched: true, joined: false })
    expect(await taken({ address: two.address.replace('贵州省', '').replace('栋', '号楼') })).toMatchObject({
      matched: true,
    })
    expect(await orders(one.account)).toHaveLength(1)
    expect(await orders(two.account)).toHaveLength(1)
  })

  test('of an enterprise line is the line’s, whatever the letters', async () => {
    const { code } = await enterpriseLineIn(instance.deps)
    const made = await taken({ account: code.toLowerCase(), channel: 'customerManager' })
    expect(await orders(code)).toMatchObject([{ number: made.order, line: 'enterprise', grade: 'AAA' }])
  })

  test('joins the open order of the same customer within the window, counted there and not as an urge', async () => {
    const { account, phone } = await user()
    const first = await taken({ account })
    const second = await taken({ callerPhone: phone })
    expect(second).toMatchObject({ order: first.order, joined: true, matched: true })
    expect(await orders(account)).toMatchObject([{ urge_count: 0, version: 1 }])
    expect(await eventsOf('workOrder.reportJoined', second.report)).toMatchObject([
      { data: { number: first.order, count: 2, ground: 'account' } },
    ])
    const pressed = await taken({ account, isUrge: true, description: '还没来人' })
    expect(pressed).toMatchObject({ order: first.order, joined: true })
    expect(await orders(account)).toMatchObject([{ urge_count: 1, version: 2 }])
  })

  test('makes an order of its own when a person says that it is another matter, or when the window is over', async () => {
    const { account } = await user()
    const { deps } = instance
    const received = addMinutes(deps.clock.now(), -intakeParameters.duplicateWindowMinutes.default - 5)
    const first = await taken({ account, receivedAt: received })
    const separate = await taken({ account, receivedAt: addMinutes(received, 1), isSeparate: true })
    expect(separate).toMatchObject({ joined: false })
    expect(separate.order).not.toBe(first.order)
    const late = await taken({ account })
    expect(late).toMatchObject({ joined: false, matched: true })
    expect(await orders(account)).toHaveLength(3)
  })

  test('repeats the last order of the customer that was archived within the window', async () => {
    const { account } = await user()
    const first = await taken({ account })
    await asSystem(instance.deps, (tx) =>
      tx.run({
        text: `UPDATE work_order SET state = 'archived', is_open = false, archived_at = now() - interval '2 days' WHERE number = $1`,
        values: [first.order],
      }),
    )
    const again = await taken({ account })
    expect(again).toMatchObject({ joined: false, repeats: first.order })
    const [old, repeat] = await orders(account)
    expect(repeat).toMatchObject({ repeats_id: old?.id })
  })

  test('with the sender’s number is one report, however often it is sent', async () => {
    const { account } = await user()
    const body = { account, channel: 'eoms', sourceKey: 'EOMS-20261122-0001' }
    const first = await taken(body)
    expect(await taken(body)).toMatchObject({ report: first.report, order: first.order, joined: false })
    const both = await Promise.all([
      taken({ ...body, sourceKey: 'EOMS-20261122-0002' }),
      taken({ ...body, sourceKey: 'EOMS-20261122-0002' }),
    ])
    expect(both[0].report).toBe(both[1].report)
    expect(both[0].joined).toBe(true)
  })

  test('sent twice with one key acts once; the same key for something else is refused', async () => {
    const { account } = await user()
    const key = { 'idempotency-key': `report-${account}` }
    const first = await report({ account }, desk, key)
    const again = await report({ account }, desk, key)
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect(await report({ account, symptom: '网速慢' }, desk, key)).toMatchObject({
      status: 409,
      problem: { code: 'platform.command-reused' },
    })
    expect(await orders(account)).toHaveLength(1)
  })

  test('of one customer arriving many times at once makes one order', async () => {
    const { account, phone, address } = await user()
    const ways = [{ account }, { callerPhone: phone }, { address }, { account, callerPhone: phone }]
    const answers = await Promise.all([...ways, ...ways].map((way) => taken(way)))
    expect(new Set(answers.map(({ order }) => order)).size).toBe(1)
    expect(answers.filter(({ joined }) => !joined)).toHaveLength(1)
    expect(await orders(account)).toHaveLength(1)
  })
})

describe('a report that fits nobody', () => {
  test('waits under the province with those whom it may mean, and a person says who it is', async () => {
    const { id, account, phone } = await user()
    const wrong = `${account.slice(0, -1)}${account.endsWith('7') ? '8' : '7'}`
    const made = await taken({ account: wrong, customerName: '王先生' })
    expect(made).toMatchObject({ order: null, matched: false, reason: { code: 'intake.account-unknown' } })
    expect(made.report).toMatch(/^B52\d{6}-\d{4}$/)
    const queue = await desk.call(intakeRoutes.queue, { query: { limit: 200 } })
    const waiting = queue.body.items.find(({ number }) => number === made.report)
    expect(waiting).toMatchObject({
      prefecture: '520000',
      customerName: '王**',
      reason: { code: 'intake.account-unknown' },
      candidates: [{ id, account, phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`, reasons: ['similarAccount'] }],
    })
    const matched = await desk.call(intakeRoutes.match, { params: { number: made.report }, body: { homeUserId: id } })
    expect(matched).toMatchObject({ status: 200, body: { report: made.report, matched: true, joined: false } })
    expect(await orders(account)).toMatchObject([{ number: matched.body.order, prefecture: '520100' }])
    const detail = await desk.call(intakeRoutes.detail, { params: { number: made.report } })
    expect(detail.body).toMatchObject({
      prefecture: '520100',
      state: 'resolved',
      basis: 'person',
      account: wrong,
      order: matched.body.order,
    })
    const again = await desk.call(intakeRoutes.match, { params: { number: made.report }, body: { homeUserId: id } })
    expect(again).toMatchObject({ status: 409, problem: { code: 'intake.not-waiting' } })
    const pointer = await asSystem(instance.deps, (tx) =>
      tx.rows({ text: `SELECT * FROM report WHERE number = $1 AND prefecture = '520000'`, values: [made.report] }),
    )
    expect(pointer).toMatchObject([{ moved_to_prefecture: '520100', account: null, customer_name: null }])
  })

  test('joins what is open when a person has found the customer', async () => {
    const { id, account } = await user()
    const open = await taken({ account })
    const unknown = await taken({ callerPhone: '18908510001', address: '遵义市红花岗区某处' })
    expect(unknown).toMatchObject({ matched: false })
    expect(unknown.report).toMatch(/^BZY/)
    const matched = await desk.call(intakeRoutes.match, {
      params: { number: unknown.report },
      body: { homeUserId: id },
    })
    expect(matched.body).toMatchObject({
      joined: true,
      order: open.order,
      warnings: [{ code: 'intake.warn-phone' }, {}],
    })
  })

  test('gets an order by a person with county and address, and later calls join it', async () => {
    const phone = '18908510002'
    const unknown = await taken({ callerPhone: phone, address: '贵阳市云岩区没有台账路9号' })
    expect(unknown).toMatchObject({ matched: false, reason: { code: 'intake.nothing-known' } })
    const made = await desk.call(intakeRoutes.makeOrder, {
      params: { number: unknown.report },
      body: { county: '云岩区', address: '没有台账路9号3单元', customerName: '赵大爷' },
    })
    expect(made).toMatchObject({ status: 200, body: { joined: false, matched: true, state: 'pendingDispatch' } })
    const order = await desk.call(workOrderRoutes.detail, { params: { number: made.body.order ?? '' } })
    expect(order.body).toMatchObject({ county: '520103', customerPhone: '189****0002', line: 'home' })
    const later = await taken({ callerPhone: phone, address: '云岩区没有台账路9号3单元' })
    expect(later).toMatchObject({ joined: true, order: made.body.order, matched: true })
  })

  test('and says no place waits with the same phone’s earlier call, not with one that said where', async () => {
    const callerPhone = '13999990042'
    const first = await taken({ callerPhone })
    expect(first).toMatchObject({ matched: false, joined: false })
    expect(await taken({ callerPhone: '139 9999 0042' })).toMatchObject({ matched: false, joined: true, order: null })
    expect(await taken({ callerPhone, address: '某某小区' })).toMatchObject({ matched: false, joined: false })
    expect(await taken({ callerPhone, address: '南明区无名路9号' })).toMatchObject({ matched: false, joined: false })
  })

  test('and comes again follows the first: one decision places both, wherever they lay', async () => {
    const { id } = await user()
    const again = { callerPhone: '18908510011', address: '遵义市红花岗区没有台账路1号' }
    const first = await taken(again)
    const second = await taken(again)
    const third = await taken({ ...again, isSeparate: true })
    expect([first.joined, second.joined, second.order, third.joined]).toEqual([false, true, null, false])
    const { items } = (await desk.call(intakeRoutes.queue, { query: { limit: 200 } })).body
    expect(items.find(({ number }) => number === first.report)).toMatchObject({ followers: 1 })
    expect(items.some(({ number }) => number === second.report)).toBe(false)
    const matched = await desk.call(intakeRoutes.match, { params: { number: first.report }, body: { homeUserId: id } })
    expect(matched.body).toMatchObject({ joined: false, matched: true })
    const detail = await desk.call(intakeRoutes.detail, { params: { number: second.report } })
    expect(detail.body).toMatchObject({
      state: 'resolved',
      prefecture: '520100',
      order: matched.body.order,
      isDuplicate: true,
    })
    expect(await eventsOf('workOrder.reportJoined', second.report)).toMatchObject([{ data: { count: 2 } }])
    expect(await taken({ ...again, account: undefined })).toMatchObject({ joined: true, order: matched.body.order })
  })

  test('is discarded with a reason, which is audited', async () => {
    const unknown = await taken({ callerPhone: '18908510003' })
    const params = { number: unknown.report }
    expect((await desk.call(intakeRoutes.discard, { params, body: { reason: '打错电话' } })).body).toMatchObject({
      state: 'discarded',
    })
    const audited = await asSystem(instance.deps, (tx) =>
      tx.rows({ text: 'SELECT action, reason FROM audit_entry WHERE subject_id = $1', values: [unknown.report] }),
    )
    expect(audited).toEqual([{ action: 'report.discarded', reason: '打错电话' }])
  })

  test('the first feedback to whoever reported is measured, the next ones are not', async () => {
    const at = addMinutes(instance.deps.clock.now(), -45)
    const unknown = await taken({ callerPhone: '18908510004', receivedAt: at })
    const params = { number: unknown.report }
    const first = await desk.call(intakeRoutes.giveFeedback, { params, body: { method: 'phone' } })
    expect(first.body).toMatchObject({ minutes: 45, isLate: true })
    const second = await desk.call(intakeRoutes.giveFeedback, { params, body: {} })
    expect(second.body.firstFeedbackAt).toBe(first.body.firstFeedbackAt)
  })
})

describe('scope', () => {
  test('a contractor’s hotline takes what its company answers for and nothing else, and learns nothing of the rest', async () => {
    const mine = await user()
    const elsewhere = await user({ county: '520302', address: '遵义市红花岗区海尔大道1号1栋101' })
    expect(await taken({ account: mine.account }, hotline)).toMatchObject({ matched: true })
    for (const way of [
      { account: elsewhere.account },
      { callerPhone: elsewhere.phone },
      { homeUserId: elsewhere.id },
      { callerPhone: '18908510005', address: '遵义市红花岗区某处' },
    ]) {
      const answer = await report(way, hotline)
      expect(answer).toMatchObject({ status: 403, problem: { code: 'intake.outside-scope' } })
      expect(JSON.stringify(answer.body)).not.toContain('遵义')
    }
    expect(await orders(elsewhere.account)).toHaveLength(0)
  })

  test('what a hotline could not place waits where the hotline sees it, with the candidates of its own area only', async () => {
    const phone = '18908510006'
    await user({ phone, county: '520302', address: '遵义市红花岗区海尔大道2号1栋101' })
    const mine = await user({ phone })
    const made = await taken({ callerPhone: phone }, hotline)
    expect(made).toMatchObject({ matched: false, reason: { code: 'intake.phone-ambiguous' } })
    const queue = await hotline.call(intakeRoutes.queue, { query: { limit: 200 } })
    const waiting = queue.body.items.find(({ number }) => number === made.report)
    expect(waiting?.prefecture).toBe('520100')
    expect(waiting?.candidates.map(({ id }) => id)).toEqual([mine.id])
    const atDesk = (await desk.call(intakeRoutes.queue, { query: { limit: 200 } })).body.items
    expect(atDesk.find(({ number }) => number === made.report)?.candidates).toHaveLength(2)
    const other = await instance.signIn({ roles: ['hotlineAgent'], companyId: 'chengxing' })
    expect((await other.call(intakeRoutes.detail, { params: { number: made.report } })).status).toBe(404)
    expect(
      (await other.call(intakeRoutes.discard, { params: { number: made.report }, body: { reason: '试' } })).status,
    ).toBe(404)
  })

  test('a customer manager reports for their own customers', async () => {
    const manager = await instance.signIn('customerManager')
    const own = await enterpriseLineIn(instance.deps, { managerUserId: manager.user?.id ?? '' })
    const other = await enterpriseLineIn(instance.deps)
    expect(await taken({ account: own.code, channel: 'customerManager' }, manager)).toMatchObject({ matched: true })
    expect((await report({ account: other.code }, manager)).status).toBe(403)
  })
})

describe('bad input gets its clear answer and leaves nothing half written', () => {
  const count = async (): Promise<number> => {
    const rows = await asSystem(instance.deps, (tx) =>
      tx.rows<{ count: number }>({
        text: 'SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM work_order) AS count',
      }),
    )
    return rows[0]?.count ?? -1
  }
  test.each([
    ['nothing to find anybody by', { callerPhone: '' }, 422, 'platform.invalid'],
    ['no symptom', { account: 'gz1', symptom: '  ' }, 422, 'platform.invalid'],
    ['a county that does not exist', { account: 'gz1', county: '火星县' }, 422, 'organisation.region-unknown'],
    ['a prefecture for a county', { account: 'gz1', county: '遵义市' }, 422, 'organisation.region-too-broad'],
    ['a day that does not exist', { account: 'gz1', receivedAt: '2026-02-30T08:00:00+08:00' }, 422, 'platform.invalid'],
    ['a day that does not exist', { account: 'gz1', preferredAt: '2026-02-30T08:00:00Z' }, 422, 'platform.invalid'],
    ['a year before our time', { account: 'gz1', receivedAt: '0000-01-01T00:00:00Z' }, 422, 'platform.invalid'],
    ['tomorrow', { account: 'gz1', receivedAt: '2199-01-01T00:00:00Z' }, 422, 'intake.in-future'],
    ['a phone without digits', { callerPhone: '不知道' }, 422, 'intake.not-a-phone'],
    ['a channel that nobody knows', { account: 'gz1', channel: 'pigeon' }, 422, 'platform.invalid'],
    [
      'a customer that is not there',
      { homeUserId: '00000000-0000-7000-8000-00000000abcd' },
      404,
      'intake.customer-unknown',
    ],
    ['no text', { account: 'gz1', symptom: 7 }, 422, 'platform.invalid'],
    ['a novel', { account: 'gz1', description: 'x'.repeat(5000) }, 422, 'platform.invalid'],
  ])('%s', async (_, body, status, code) => {
    const before = await count()
    expect(await report(body)).toMatchObject({ status, problem: { code } })
    expect(await count()).toBe(before)
  })

  test('a body that is not JSON, or none', async () => {
    for (const payload of ['{"account":', 'account=1', '[]', '"text"', '']) {
      const answer = await desk.send({
        method: 'POST',
        path: '/api/v1/reports',
        body: payload,
        headers: { 'content-type': 'application/json' },
      })
      expect([400, 422]).toContain(answer.status)
      expect(answer.problem.title).toBeTruthy()
    }
  })

  test('HTML, SQL, formulas and broken characters are text like any other', async () => {
    const nasty = `<script>alert(1)</script>'; DROP TABLE report; -- =cmd|'/c calc'!A1 \u0000\ud800\u202e`
    const made = await taken({
      callerPhone: '18908510007',
      customerName: nasty,
      symptom: nasty,
      description: nasty,
      address: nasty,
      sourceKey: nasty,
      channel: 'web',
    })
    const detail = await desk.call(intakeRoutes.detail, { params: { number: made.report } })
    expect(detail.body.symptom).toContain(`<script>alert(1)</script>'; DROP TABLE report; -- =cmd|'/c calc'!A1`)
    const unknown = await taken({ account: nasty })
    expect(unknown).toMatchObject({ matched: false })
    const found = await desk.call(intakeRoutes.list, { query: { q: `'; DROP TABLE report; --` } })
    expect(found).toMatchObject({ status: 200, body: { items: [] } })
    expect((await desk.call(intakeRoutes.list, { query: { q: made.report } })).body.items).toHaveLength(1)
  })

  test('a phone whose customer lives in another prefecture than the address waits for a person', async () => {
    const { phone } = await user({ county: '520302', address: '遵义市红花岗区海尔大道3号1栋101' })
    expect(await taken({ callerPhone: phone, address: '贵阳市南明区中华南路1号' })).toMatchObject({
      matched: false,
      reason: { code: 'intake.phone-elsewhere' },
    })
  })

  test('a cursor that is none', async () => {
    expect((await desk.call(intakeRoutes.list, { query: { cursor: 'x' } })).problem.code).toBe('intake.bad-cursor')
    expect((await desk.call(intakeRoutes.queue, { query: { cursor: 'x' } })).problem.code).toBe('intake.bad-cursor')
  })
})

describe('lists', () => {
  test('go on by key and leave nothing out', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await desk.call(intakeRoutes.list, { query: { limit: 7, ...(cursor ? { cursor } : {}) } })
      expect(page.status).toBe(200)
      seen.push(...page.body.items.map(({ number }) => number))
      cursor = page.body.nextCursor ?? undefined
    } while (cursor)
    const all = await desk.call(intakeRoutes.list, { query: { limit: 200 } })
    expect(seen).toEqual(all.body.items.map(({ number }) => number))
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('filter by what stands in the address bar', async () => {
    const list = async (query: object) =>
      (await desk.call(intakeRoutes.list, { query: { limit: 200, ...query } })).body.items
    expect((await list({ state: 'unmatched' })).every(({ state }) => state === 'unmatched')).toBe(true)
    expect((await list({ channel: 'customerManager' })).length).toBeGreaterThan(0)
    expect((await list({ prefecture: '520300' })).every(({ prefecture }) => prefecture === '520300')).toBe(true)
    expect((await list({ awaitsFeedback: 'true' })).every(({ firstFeedbackAt }) => firstFeedbackAt === null)).toBe(true)
  })
})
