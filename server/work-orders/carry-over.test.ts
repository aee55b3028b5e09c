import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { listNotifications } from '#core/notify/notify.contract.ts'
import { handoverRoutes } from '#core/organisation/handover.contract.ts'
import { addDays, dayOf, epochMsOf, startOfDay } from '#core/time.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { notifyConsumer } from '#server/notify/index.ts'
import { runConsumer } from '#server/platform/events/consumers.ts'
import { ensureCursor } from '#server/platform/events/events.store.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { rowIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { carryOverOrders } from './index.ts'

/** 安顺 goes from 天龙讯 to 澄星 today, 毕节 in three days; each with an order that waits and one with an engineer on the way. */
type Ground = {
  readonly county: string
  readonly waiting: string
  readonly onTheWay: string
  readonly engineer: Client
}
let instance: TestInstance
let manager: Client
let desk: Client
let former: Client
let next: Client
let today: Ground
let soon: Ground
let from = ''

const act = (client: Client, number: string, action: Parameters<typeof actionRouteOf>[0], body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const done = async (client: Client, number: string, action: Parameters<typeof actionRouteOf>[0], body: object = {}) => {
  const answer = await act(client, number, action, body)
  expect([action, answer.status, answer.problem?.code]).toEqual([action, 200, undefined])
  return answer.body.state
}
const listed = async (client: Client): Promise<string[]> => {
  const { body } = await client.call(workOrderRoutes.list, { query: {} })
  return body.items.map((item) => item.number).sort()
}
const detail = async (client: Client, number: string) =>
  (await client.call(workOrderRoutes.detail, { params: { number } })).body
const bells = async (client: Client) =>
  (await client.call(listNotifications, { query: {} })).body.items.filter((item) => item.kind === 'handover.carried')

const groundIn = async (county: string, account: string, stationId: string): Promise<Ground> => {
  const { deps } = instance
  const staffId = await staffIn(deps, { county, companyId: 'tianlongxun', stationId, number: `T-${account}` })
  const certificate = { kind: 'homeFitter', issuer: 'operator', number: account, valid_to: '2999-12-31' }
  await rowIn(deps, 'certificate', { id: newId(), staff_id: staffId, ...certificate })
  const clerk = await instance.signIn('resourceManager')
  const fields = { account, name: '王小明', phone: '13800000001', county, address: '花果园1栋1单元101' }
  expect((await clerk.call(byHandRoutes.homeUser.create, { body: { fields, reason: '测试' } })).status).toBe(201)
  const engineer = await instance.signIn({ roles: ['engineer'], companyId: 'tianlongxun', stationId, staffId })
  const taken = async (symptom: string): Promise<string> => {
    const { body } = await desk.call(workOrderRoutes.create, { body: { account, symptom, county } })
    await done(desk, body.number, 'dispatch')
    await done(former, body.number, 'accept')
    await done(former, body.number, 'assign', { staffId })
    await done(engineer, body.number, 'accept')
    return body.number
  }
  const waiting = await taken('不能上网')
  const onTheWay = await taken('电视卡顿')
  await done(engineer, onTheWay, 'depart')
  return { county, waiting, onTheWay, engineer }
}

const handOver = async (
  prefecture: string,
  day: string,
  [fromCompanyId, toCompanyId] = ['tianlongxun', 'chengxing'],
) => {
  const query = { fromCompanyId: fromCompanyId ?? '', toCompanyId: toCompanyId ?? '', from: day }
  const seen = await manager.call(handoverRoutes.preview, {
    query: { ...query, regions: prefecture, lines: 'home,enterprise' } as never,
  })
  expect(seen.status).toBe(200)
  const body = { ...query, regions: [prefecture], lines: ['home' as const, 'enterprise' as const] }
  const saved = await manager.call(handoverRoutes.handOver, {
    body: { ...body, seen: seen.body.seen, reason: '合同到期' },
  })
  expect(saved.status).toBe(200)
  return seen.body.orders
}

beforeAll(async () => {
  instance = await createTestInstance()
  manager = await instance.signIn('provinceManager')
  desk = await instance.signIn({ roles: ['countyDesk'] })
  former = await instance.signIn({ roles: ['dispatcher'], companyId: 'tianlongxun' })
  next = await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' })
  await asSystem(instance.deps, (tx) => ensureCursor(tx, 'notify', 'now'))
  const stations: string[] = []
  for (const county of ['520402', '520502']) {
    stations.push(await stationIn(instance.deps, { county, companyId: 'tianlongxun', name: `甲站${county}` }))
    await stationIn(instance.deps, { county, companyId: 'chengxing', name: `乙站${county}` })
  }
  today = await groundIn('520402', 'as0001', stations[0] ?? '')
  soon = await groundIn('520502', 'bj0001', stations[1] ?? '')
  from = addDays(dayOf(instance.deps.clock.now()), 3)
}, 60_000)
afterAll(() => instance.stop())

describe('open orders of a region that was handed over', () => {
  it('are counted by what becomes of them before it is saved, and go at once when the day is today', async () => {
    expect(await carryOverOrders(instance.deps)).toBe(0)
    const counted = await handOver('520400', dayOf(instance.deps.clock.now()))
    expect(counted).toEqual([{ prefecture: '520400', line: 'home', open: 2, underWay: 1 }])
    expect(await carryOverOrders(instance.deps)).toBe(0)
    // The processes have heard of it by then.
    instance.deps.clock.moveTo(instance.deps.clock.offsetMs + 5_000)
    expect(await carryOverOrders(instance.deps)).toBe(1)
    expect(await listed(next)).toEqual([today.waiting])
    expect(await listed(former)).toEqual([today.onTheWay, soon.waiting, soon.onTheWay].sort())
    expect(await listed(today.engineer)).toEqual([today.onTheWay])
    const order = await detail(next, today.waiting)
    expect([order.state, order.companyId]).toEqual(['pendingAcceptance', 'chengxing'])
    expect(await done(next, today.waiting, 'accept')).toBe('pendingAssignment')
  })
  it('say from whom to whom, why and by whose order; who loses the row is told, and the audit has it', async () => {
    const { events } = await detail(desk, today.waiting)
    const carried = events.find((event) => event.kind === 'workOrder.carriedOver')
    expect(carried).toMatchObject({
      actorRole: 'system',
      data: { fromCompanyId: 'tianlongxun', companyId: 'chengxing', reason: '合同到期', byRule: true },
    })
    expect(carried?.data.orderedByName).toBe(manager.user?.name)
    const [left, audited] = await asSystem(instance.deps, (tx) =>
      Promise.all([
        tx.rows<{ leaves: { companyId: string }[] }>({
          text: `SELECT data->'leaves' AS leaves FROM event WHERE kind = 'workOrder.carriedOver'`,
        }),
        tx.rows<{ subject_id: string; reason: string }>({
          text: `SELECT subject_id, reason FROM audit_entry WHERE action = 'workOrder.carriedOver'`,
        }),
      ]),
    )
    expect(left.map(({ leaves }) => leaves.map(({ companyId }) => companyId))).toEqual([
      ['tianlongxun', 'tianlongxun', 'tianlongxun'],
    ])
    expect(audited).toEqual([{ subject_id: today.waiting, reason: '合同到期' }])
  })
  it('ring once for the dispatchers of both companies', async () => {
    while ((await runConsumer(instance.deps, notifyConsumer(instance.deps))) !== 'done');
    for (const client of [former, next]) {
      expect((await bells(client)).map(({ title, path }) => [title, path])).toEqual([
        ['责任区移交 天龙讯 → 澄星：在途工单移交 1 张', '/orders'],
      ])
    }
    expect(await bells(desk)).toEqual([])
  })
  it('wait for a day to come, and go once however many processes look', async () => {
    await handOver('520500', from)
    expect(await carryOverOrders(instance.deps)).toBe(0)
    expect(await listed(former)).toContain(soon.waiting)
    const { clock } = instance.deps
    clock.moveTo(clock.offsetMs + epochMsOf(startOfDay(from)) + 60_000 - epochMsOf(clock.now()))
    const runs = await Promise.all([carryOverOrders(instance.deps), carryOverOrders(instance.deps)])
    expect(runs.sort()).toEqual([0, 1])
    expect(await carryOverOrders(instance.deps)).toBe(0)
    const order = await detail(desk, soon.waiting)
    expect([order.state, order.companyId]).toEqual(['pendingAcceptance', 'chengxing'])
    expect(order.events.filter((event) => event.kind === 'workOrder.carriedOver')).toHaveLength(1)
    const held = order.holders.reduce((sum, { grossMinutes }) => sum + grossMinutes, 0)
    expect(held).toBeCloseTo((epochMsOf(clock.now()) - epochMsOf(order.createdAt)) / 60_000, 0)
  })
  it('stay where they are when the handover is undone before its day', async () => {
    const day = addDays(from, 3)
    await handOver('520500', day, ['chengxing', 'tietong'])
    await handOver('520500', day, ['tietong', 'chengxing'])
    const { clock } = instance.deps
    clock.moveTo(clock.offsetMs + epochMsOf(startOfDay(day)) + 60_000 - epochMsOf(clock.now()))
    expect(await carryOverOrders(instance.deps)).toBe(0)
    expect((await detail(desk, soon.waiting)).companyId).toBe('chengxing')
  })
  it('that are under way are finished by the former company, and go to the new one when they are handed back', async () => {
    const dispatcher = await instance.signIn({ roles: ['dispatcher'], companyId: 'tianlongxun' })
    const codes = { reasonCode: 'notOurArea', reason: '责任区已移交' }
    const asked = await act(dispatcher, today.onTheWay, 'handBack', codes)
    const code = String(asked.problem?.params?.codes ?? '').split(',')[0]
    if (asked.status !== 200) await done(dispatcher, today.onTheWay, 'handBack', { ...codes, reasonCode: code })
    const again = await instance.signIn({ roles: ['countyDesk'] })
    expect(await done(again, today.onTheWay, 'approveHandBack')).toBe('pendingDispatch')
    // Dispatch takes responsibilities as they were up to three seconds ago.
    await setTimeout(3_100)
    await done(again, today.onTheWay, 'dispatch')
    expect((await detail(again, today.onTheWay)).companyId).toBe('chengxing')
  })
  it('is nothing that a person may do by hand', async () => {
    const path = `/api/v1/work-orders/${today.waiting}/actions/carryOver`
    const body = { toCompanyId: 'tianlongxun', reason: '要回来' }
    expect((await manager.send({ method: 'POST', path, body })).status).toBe(404)
  })
})
