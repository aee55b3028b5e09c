import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { customerLinkRoutes, customerRoutes } from '#core/customer-link/customer-link.contract.ts'
import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import { addDays, addMinutes, dayOf, startOfDay } from '#core/time.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem, systemActor } from '#server/access/index.ts'
import { runConsumer } from '#server/platform/events/consumers.ts'
import { ensureCursor } from '#server/platform/events/events.store.ts'
import { newId } from '#server/platform/new-id.ts'
import { homeUserIn } from '#testing/customers.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { keepCustomerLinks } from './index.ts'

let instance: TestInstance
let account: string
let station: string
let engineerId: string
let desk: Client
let dispatcher: Client
let engineer: Client
let hotline: Client
let manager: Client
let visitor: Client

const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem(instance.deps, (tx) => tx.rows<Row>({ text, values }))

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  station = await stationIn(deps)
  engineerId = await staffIn(deps, { stationId: station, name: '吴启明', number: 'T20318', phone: '13900001111' })
  await rows(
    `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31') RETURNING id`,
    [newId(), engineerId],
  )
  // Colleagues on post, so that there is room for every visit of these tests.
  for (let count = 0; count < 40; count += 1) await staffIn(deps, { stationId: station, number: `P${count}` })
  account = (await homeUserIn(deps, { name: '王小明', phone: '13812345678' })).account
  const inGuiyang = { prefectures: ['520100'] }
  desk = await instance.signIn({ roles: ['countyDesk'], ...inGuiyang })
  dispatcher = await instance.signIn({ roles: ['dispatcher'], ...inGuiyang })
  hotline = await instance.signIn({ roles: ['hotlineAgent'], ...inGuiyang })
  manager = await instance.signIn('provinceManager')
  engineer = await instance.signIn({ roles: ['engineer'], stationId: station, staffId: engineerId })
  await asSystem(deps, (tx) => ensureCursor(tx, 'customer-links', 'now'))
}, 60_000)
afterAll(() => instance.stop())
beforeEach(() => {
  visitor = instance.visitor()
})

const done = async (client: Client, number: string, action: OrderAction, body: object = {}): Promise<void> => {
  const answer = await client.call(actionRouteOf(action), { params: { number }, body })
  expect(answer.problem.title ?? '', action).toBe('')
}
/** Tomorrow at that hour in China. */
const tomorrowAt = (hour: number): string =>
  addMinutes(startOfDay(addDays(dayOf(instance.deps.clock.now()), 1)), hour * 60)

const taken = async (): Promise<string> => {
  const { body } = await desk.call(workOrderRoutes.create, { body: { account, symptom: '上网时断时续' } })
  const { number } = body
  await done(desk, number, 'dispatch')
  await done(dispatcher, number, 'accept')
  await done(dispatcher, number, 'assign', { staffId: engineerId })
  await done(engineer, number, 'accept')
  return number
}
const appointed = async (): Promise<string> => {
  const number = await taken()
  await done(engineer, number, 'appoint', { from: tomorrowAt(10), to: tomorrowAt(12) })
  return number
}
const restored = async (): Promise<string> => {
  const number = await appointed()
  await done(engineer, number, 'depart')
  await done(engineer, number, 'arrive', { exception: '室内无定位' })
  await done(engineer, number, 'start')
  await done(engineer, number, 'restore')
  return number
}
const tokenFor = async (number: string): Promise<string> => {
  const { body, problem } = await desk.call(customerLinkRoutes.show, { params: { number }, body: {} })
  expect(problem.title ?? '').toBe('')
  return body.url.slice(body.url.lastIndexOf('/') + 1)
}
const pageOf = (token: string, client = visitor) => client.call(customerRoutes.page, { params: { token } })
const kindsOf = async (number: string): Promise<string[]> =>
  (await desk.call(workOrderRoutes.detail, { params: { number } })).body.events.map(({ kind }) => kind)
const consume = async (): Promise<void> => {
  while ((await runConsumer(instance.deps, keepCustomerLinks(instance.deps))) !== 'done');
}

describe('the customer’s link', () => {
  it('says nothing of the order, is stored only as a digest, and opens exactly one order', async () => {
    const [number, other] = [await appointed(), await taken()]
    const [token, otherToken] = [await tokenFor(number), await tokenFor(other)]
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(token).not.toBe(otherToken)
    expect(await tokenFor(number)).toBe(token)
    const stored = JSON.stringify(
      await rows('SELECT l.*, encode(l.token_hash, $1) AS hash FROM customer_link l', ['base64']),
    )
    expect(stored).not.toContain(token)
    expect((await pageOf(token)).body).toMatchObject({
      phase: 'agreed',
      numberTail: number.replace(/\D/g, '').slice(-5),
    })
    expect((await pageOf(otherToken)).body).toMatchObject({
      phase: 'received',
      numberTail: other.replace(/\D/g, '').slice(-5),
    })
  })

  it('shows who comes with badge and company, the customer masked, and no phone or full number before the departure', async () => {
    const number = await appointed()
    const token = await tokenFor(number)
    const { body, headers } = await pageOf(token)
    expect(body.visitor).toMatchObject({ name: '吴启明', badge: 'T20318', company: '铁通', phone: null })
    expect(body.customerName).toBe('王**')
    expect(body.doorCode).toMatch(/^\d{4}$/)
    const text = JSON.stringify(body)
    for (const secret of ['13812345678', '王小明', number, '幸福里', account]) expect(text).not.toContain(secret)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' })
    await done(engineer, number, 'depart')
    expect((await pageOf(token)).body).toMatchObject({ phase: 'onTheWay', visitor: { phone: '13900001111' } })
    await done(engineer, number, 'arrive', { exception: '室内无定位' })
    expect((await pageOf(token)).body).toMatchObject({ phase: 'here', doorCode: body.doorCode })
    await done(engineer, number, 'start')
    expect((await pageOf(token)).body).toMatchObject({ phase: 'here', doorCode: null })
  })

  it('answers the same for a link that never was, one that has expired, and that of a voided order', async () => {
    const [expired, voided] = [await taken(), await taken()]
    const [expiredToken, voidedToken] = [await tokenFor(expired), await tokenFor(voided)]
    await rows(
      `UPDATE customer_link l SET expires_at = now() - interval '1 hour' FROM work_order w WHERE w.id = l.work_order_id AND w.number = $1 RETURNING l.id`,
      [expired],
    )
    await done(manager, voided, 'void', { reason: '重复', reasonCode: 'wronglyMade' })
    const answers = [
      await pageOf('AAAAAAAAAAAAAAAAAAAAAA'),
      await pageOf('short'),
      await pageOf(expiredToken),
      await pageOf(voidedToken),
    ]
    for (const { status, problem } of answers) {
      expect(status).toBe(404)
      expect(problem).toEqual(answers[0]?.problem)
    }
    expect(answers[0]?.problem.title).toBe('链接已失效，请拨打 10086')
  })

  it('is made when the order is accepted, lives on after the archive as long as the parameter says, and ends with a voided order', async () => {
    const [number, voided] = [await taken(), await taken()]
    await consume()
    expect((await kindsOf(number)).filter((kind) => kind === 'workOrder.customerLinkMade')).toHaveLength(1)
    const state = (of: string) => desk.call(customerLinkRoutes.state, { params: { number: of } })
    expect((await state(number)).body).toMatchObject({ state: 'live', hasPhone: true })
    await done(manager, voided, 'void', { reason: '重复', reasonCode: 'wronglyMade' })
    await done(manager, number, 'cancel', { reason: '客户不要了', reasonCode: 'customerWithdraws' })
    await consume()
    expect((await state(voided)).body.state).toBe('dead')
    const { body } = await state(number)
    const days = (Date.parse(body.expiresAt ?? '') - Date.parse(instance.deps.clock.now())) / 86_400_000
    expect(days).toBeCloseTo(customerLinkParameters.daysAfterClosing.default, 1)
    expect((await pageOf(await tokenFor(number))).body.phase).toBe('cancelled')
  })

  it('makes whoever tries many links wait, and nobody else', async () => {
    await instance.setParameter(customerLinkParameters.unknownPerAddress, 3)
    const token = await tokenFor(await taken())
    const from = async (ip: string, of: string) =>
      (await instance.http.app.inject({ method: 'GET', url: `/api/v1/customer/${of}`, remoteAddress: ip })).statusCode
    const tries: number[] = []
    for (let count = 0; count < 5; count += 1) tries.push(await from('10.9.9.9', `BBBBBBBBBBBBBBBBBBBBB${count}`))
    expect(tries).toEqual([404, 404, 404, 429, 429])
    expect(await from('10.9.9.9', token)).toBe(429)
    expect(await from('10.9.9.8', token)).toBe(200)
    await instance.setParameter(customerLinkParameters.readsPerLink, 4)
    const reads: number[] = []
    for (let count = 0; count < 5; count += 1) reads.push(await from(`10.8.8.${count}`, token))
    expect(reads).toEqual([200, 200, 200, 429, 429])
    await instance.setParameter(customerLinkParameters.readsPerLink, 1000)
    await instance.setParameter(customerLinkParameters.unknownPerAddress, 1000)
  })

  it('is shown to whoever speaks with the customer, with an audit entry, and to nobody else', async () => {
    const number = await taken()
    const url = (await engineer.call(customerLinkRoutes.show, { params: { number }, body: {} })).body.url
    expect(url).toContain('/c/')
    const audited = await rows(
      `SELECT action, after FROM audit_entry WHERE action = 'customerLink.shown' AND subject_id = $1`,
      [number],
    )
    expect(audited).toEqual([{ action: 'customerLink.shown', after: null }])
    const auditor = await instance.signIn('supervisor')
    expect((await auditor.call(customerLinkRoutes.show, { params: { number }, body: {} })).status).toBe(403)
    const stranger = await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' })
    expect((await stranger.call(customerLinkRoutes.show, { params: { number }, body: {} })).status).toBe(404)
    expect((await stranger.call(customerLinkRoutes.state, { params: { number } })).status).toBe(404)
  })
})

describe('what the customer does', () => {
  it('another time goes through the rule: counted, limited, in the timeline as the customer’s', async () => {
    const number = await appointed()
    const token = await tokenFor(number)
    const times = [13, 15, 17].map((hour) => ({ from: tomorrowAt(hour), to: tomorrowAt(hour + 2) }))
    for (const [index, time] of times.entries()) {
      const { body, problem } = await visitor.call(customerRoutes.reschedule, {
        params: { token },
        body: { ...time, reason: 'customerAway' },
      })
      expect(problem.title ?? '').toBe('')
      expect(body).toMatchObject({ appointment: time, reschedulesLeft: 2 - index })
    }
    const refused = await visitor.call(customerRoutes.reschedule, {
      params: { token },
      body: { from: tomorrowAt(10), to: tomorrowAt(12), reason: 'customerAway' },
    })
    expect(refused.problem.code).toBe('work-orders.rescheduled-too-often')
    const order = (await desk.call(workOrderRoutes.detail, { params: { number } })).body
    const event = order.events.find(({ kind }) => kind === 'workOrder.rescheduled')
    expect(event).toMatchObject({ actorName: '客户', source: 'customer', data: { reasonCode: 'customerAway' } })
  })

  it('offers the windows that can be kept, the full ones shown and refused', async () => {
    const number = await appointed()
    const token = await tokenFor(number)
    await rows(
      `INSERT INTO visit_capacity (prefecture, id, county, on_day, window_from, minutes, updated_at, updated_by_name)
       VALUES ('520100', $1, '520102', $2, '14:00', 0, now(), 'test') RETURNING id`,
      [newId(), dayOf(tomorrowAt(14))],
    )
    const { body } = await visitor.call(customerRoutes.windows, { params: { token } })
    const at = (from: string) => body.items.find((window) => window.from === from)
    expect(at(tomorrowAt(14))).toMatchObject({ isOpen: false, reason: 'full', left: 0 })
    expect(at(tomorrowAt(16))).toMatchObject({ isOpen: true, reason: null })
    const { problem } = await visitor.call(customerRoutes.reschedule, {
      params: { token },
      body: { from: tomorrowAt(14), to: tomorrowAt(16), reason: 'customerAway' },
    })
    expect(problem.code).toBe('appointments.full')
    await rows(`DELETE FROM visit_capacity RETURNING id`)
  })

  it('a time that is over is refused and nothing moves', async () => {
    const token = await tokenFor(await appointed())
    const { problem } = await visitor.call(customerRoutes.reschedule, {
      params: { token },
      body: { from: '2026-01-01T02:00:00.000Z', to: '2026-01-01T04:00:00.000Z', reason: 'customerAway' },
    })
    expect(problem.code).toBe('work-orders.time-passed')
    expect((await pageOf(token)).body.appointment?.from).toBe(tomorrowAt(10))
  })

  it('“I never asked” sends nobody until somebody called back; wanting it after all is still one call', async () => {
    const number = await appointed()
    const token = await tokenFor(number)
    const stop = () => visitor.call(customerRoutes.stop, { params: { token }, body: { why: 'neverAsked' } })
    const { body } = await stop()
    expect(body).toMatchObject({
      phase: 'verifying',
      visitor: null,
      doorCode: null,
      appointment: { from: tomorrowAt(10) },
    })
    expect(body.stopped).toMatchObject({ why: 'neverAsked', isResumeAsked: false })
    expect(body.stopped?.callBy).toBe(addMinutes(body.stopped?.at ?? '', 120))
    // Pressed twice: the page is told that nothing is left to stop.
    expect((await stop()).problem.code).toBe('customer-link.not-now')
    const departing = await engineer.call(actionRouteOf('depart'), { params: { number }, body: {} })
    expect(departing.problem.code).toBe('work-orders.wrong-state')
    const resumed = await visitor.call(customerRoutes.resume, { params: { token }, body: {} })
    expect(resumed.body).toMatchObject({ phase: 'verifying', stopped: { isResumeAsked: true } })
    await visitor.call(customerRoutes.resume, { params: { token }, body: {} })
    expect((await kindsOf(number)).filter((kind) => kind === 'workOrder.customerWantsVisit')).toHaveLength(1)
    await done(hotline, number, 'verify', { outcome: 'asked' })
    expect((await pageOf(token)).body).toMatchObject({ phase: 'agreed', stopped: null })
    // A second stop begins anew.
    expect((await stop()).body.stopped).toMatchObject({ isResumeAsked: false })
  })

  it('cancelling is a question to us, too, and counts nobody’s “never asked”', async () => {
    const number = await appointed()
    const token = await tokenFor(number)
    const { body } = await visitor.call(customerRoutes.stop, {
      params: { token },
      body: { why: 'cancel', note: '自己好了' },
    })
    expect(body).toMatchObject({ phase: 'verifying', stopped: { why: 'cancel' } })
    const order = (await desk.call(workOrderRoutes.detail, { params: { number } })).body
    expect(order.state).toBe('verifying')
    expect(order.events.some(({ kind }) => kind === 'workOrder.contacted')).toBe(false)
    expect(order.events.at(-1)?.data).toMatchObject({ why: 'cancel', note: '自己好了' })
  })

  it('the same press twice acts once', async () => {
    const number = await restored()
    const token = await tokenFor(number)
    visitor.headers['idempotency-key'] = 'press-once-1'
    const rate = () =>
      visitor.call(customerRoutes.rate, { params: { token }, body: { level: 4, ticks: ['onTime', 'noCharge'] } })
    expect((await rate()).body.rating).toMatchObject({ level: 4, ticks: ['onTime', 'noCharge'] })
    expect((await rate()).status).toBe(200)
    expect((await kindsOf(number)).filter((kind) => kind === 'workOrder.customerRated')).toHaveLength(1)
  })

  it('nobody rates before it is repaired; “still broken” reaches those who mend it', async () => {
    const before = await tokenFor(await appointed())
    const early = await visitor.call(customerRoutes.rate, { params: { token: before }, body: { level: 1 } })
    expect(early.problem.code).toBe('customer-link.not-now')
    const number = await restored()
    const token = await tokenFor(number)
    const { body } = await visitor.call(customerRoutes.sayBroken, { params: { token }, body: { note: '又断了' } })
    expect(body.isBrokenSaid).toBe(true)
    const order = (await desk.call(workOrderRoutes.detail, { params: { number } })).body
    expect(order.events.at(-1)).toMatchObject({
      kind: 'workOrder.customerConfirmed',
      actorName: '客户',
      data: { outcome: 'broken', note: '又断了' },
    })
  })
})

describe('the confirmation', () => {
  it('is downloaded by the link of its own order once it is repaired, and by no other', async () => {
    const [number, other] = [await restored(), await restored()]
    const [token, otherToken] = [await tokenFor(number), await tokenFor(other)]
    const { deps } = instance
    const get = (of: string) => instance.http.app.inject({ method: 'GET', url: `/api/v1/customer/${of}/confirmation` })
    expect((await get(token)).statusCode).toBe(404)
    expect((await pageOf(token)).body.confirmation).toBeNull()
    const pdf = Buffer.from('%PDF-1.7 test')
    const kept = await deps.files.put(
      { actor: systemActor(deps, 'test'), at: deps.clock.now() },
      { stream: Readable.from([pdf]), name: 'x.pdf', purpose: 'document', prefecture: '520100' },
    )
    if (!kept.ok) throw new Error(kept.refusal.code)
    await rows(
      `UPDATE stored_file SET subject_type = 'workOrder', subject_id = (SELECT id FROM work_order WHERE number = $1) WHERE id = $2 RETURNING id`,
      [number, kept.value.id],
    )
    const answer = await get(token)
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' })
    expect(answer.rawPayload.equals(pdf)).toBe(true)
    expect((await pageOf(token)).body.confirmation).toEqual({ bytes: pdf.length })
    expect((await get(otherToken)).statusCode).toBe(404)
  })
})

describe('the code at the door', () => {
  it('is right once the customer’s own is typed, and stands as evidence; guesses run out', async () => {
    const number = await appointed()
    const token = await tokenFor(number)
    const { doorCode } = (await pageOf(token)).body
    await done(engineer, number, 'depart')
    const check = (code: string, client = engineer) =>
      client.call(customerLinkRoutes.checkDoor, { params: { number }, body: { code } })
    const wrong = doorCode === '0000' ? '0001' : '0000'
    expect((await check(wrong)).problem).toMatchObject({ code: 'customer-link.code-wrong', params: { left: 4 } })
    expect((await check(doorCode ?? '')).body).toEqual({ isRight: true })
    const order = (await desk.call(workOrderRoutes.detail, { params: { number } })).body
    expect(order.visits[0]?.evidence).toMatchObject([{ kind: 'identity', note: '门口核对码一致' }])
    const codes: (string | undefined)[] = []
    for (let count = 0; count < 6; count += 1) codes.push((await check(wrong)).problem.code)
    expect(codes.slice(-2)).toEqual(['customer-link.code-locked', 'customer-link.code-locked'])
    expect((await check(doorCode ?? '')).problem.code).toBe('customer-link.code-locked')
    expect((await check(doorCode ?? '', dispatcher)).status).toBe(403)
  })
})

describe('misuse', () => {
  const stateOf = async (number: string) =>
    (await desk.call(customerLinkRoutes.state, { params: { number } })).body.flags

  it('a rating from the engineer’s own browser or before leaving is kept and flagged', async () => {
    const number = await restored()
    const token = await tokenFor(number)
    const own = instance.visitor()
    own.cookie = engineer.cookie
    const { status } = await own.call(customerRoutes.rate, { params: { token }, body: { level: 4 } })
    expect(status).toBe(200)
    expect([...(await stateOf(number))].sort()).toEqual(['beforeLeaving', 'crewDevice', 'staffSession'])
    const order = (await desk.call(workOrderRoutes.detail, { params: { number } })).body
    expect(order.events.find(({ kind }) => kind === 'workOrder.customerRated')?.data.flags).toContain('staffSession')
  })

  it('the same address and browser as a session of the crew is flagged without any cookie; another address is not', async () => {
    const [number, clean] = [await appointed(), await appointed()]
    const [token, cleanToken] = [await tokenFor(number), await tokenFor(clean)]
    await pageOf(token)
    expect(await stateOf(number)).toEqual(['crewDevice'])
    const { statusCode } = await instance.http.app.inject({
      method: 'GET',
      url: `/api/v1/customer/${cleanToken}`,
      remoteAddress: '10.7.7.7',
    })
    expect(statusCode).toBe(200)
    expect(await stateOf(clean)).toEqual([])
  })
})
