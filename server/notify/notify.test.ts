import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RoleName } from '#core/access/role.ts'
import type { Actor } from '#core/access/scope.ts'
import { listNotifications } from '#core/notify/notify.contract.ts'
import { addMinutes } from '#core/time.ts'
import { runConsumer } from '#server/platform/events/consumers.ts'
import { ensureCursor } from '#server/platform/events/events.store.ts'
import { record } from '#server/platform/record.store.ts'
import type { CallParts } from '#testing/call.ts'
import { type ActorOptions, anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { bindNotify, logDriver, notifyConsumer, sendOutside, tellCustomer } from './index.ts'
import type { OutsideMessage } from './outside.store.ts'

let ground: Ground
let web: TestHttp
const [station, otherStation, leadStaff, helperStaff, idleStaff] = Array.from({ length: 5 }, () => randomUUID())
let orderId: string

/** Somebody who signs in, and the account that the rules look at. */
const aUser = async (
  role: RoleName,
  options: ActorOptions & { language?: string; phone?: string } = {},
): Promise<Actor> => {
  const actor = anActor(role, { name: role, ...options })
  await ground.asOwner(
    `INSERT INTO app_user (id, login, name, company_id, prefectures, counties, station_id, staff_id, roles, language, phone, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())`,
    [
      actor.userId,
      `u${actor.userId.slice(0, 8)}`,
      actor.name,
      actor.scope.companyId ?? 'operator',
      options.prefectures ?? null,
      options.counties ?? null,
      options.stationId ?? null,
      options.staffId ?? null,
      actor.roles,
      options.language ?? 'zh-CN',
      options.phone ?? null,
    ],
  )
  return actor
}

const anOrder = async (values: Record<string, unknown> = {}): Promise<string> => {
  const id = randomUUID()
  const row = {
    prefecture: '520100',
    id,
    number: 'GY261122-00012',
    kind: 'fault',
    line: 'home',
    state: 'working',
    is_open: true,
    county: '520102',
    area_class: 'urban',
    holder_level: 'engineer',
    company_id: 'north',
    station_id: station,
    staff_id: leadStaff,
    crew: [helperStaff],
    channel: 'desk',
    symptom: '无法上网',
    source: 'x',
    created_at: '2026-11-22T00:00:00Z',
    created_by_name: 'x',
    updated_at: '2026-11-22T00:00:00Z',
    ...values,
  }
  const names = Object.keys(row)
  await ground.asOwner(
    `INSERT INTO work_order (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  )
  return id
}

const noLink = (id: string) => `no link ${id}`
const consumer = () => notifyConsumer(ground.deps)
const happen = async (
  kind: string,
  data: object = {},
  actor: Actor = ground.deps.system.actor(),
  subjectId = orderId,
) => {
  await ground.deps.db.withTransaction(ground.deps.system.actor().scope, async (tx) => {
    tx.act()
    await record(tx, {
      actor,
      at: ground.deps.clock.now(),
      events: [
        { prefecture: '520100', subjectType: 'workOrder', subjectId, kind: `workOrder.${kind}`, data: { ...data } },
      ],
    })
  })
  while ((await runConsumer(ground.deps, consumer())) !== 'done');
}

const told = async (): Promise<string[]> =>
  (
    await ground.asOwner<{ name: string }>(
      'SELECT u.name FROM notification n JOIN app_user u ON u.id = n.user_id ORDER BY u.name',
    )
  ).map((row) => row.name)
const bellOf = async (actor: Actor, query: CallParts<typeof listNotifications>['query'] = {}) =>
  (await web.call(actor, listNotifications, { query })).body

beforeAll(async () => {
  ground = await createGround()
  web = await createTestHttp((http) => bindNotify(http, ground.deps))
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(async () => {
  await ground.asOwner(
    'TRUNCATE app_user, notification, outside_message, work_order, event, consumer_cursor, dead_letter CASCADE',
  )
  await ground.deps.db.withTransaction(ground.deps.system.actor().scope, (tx) => ensureCursor(tx, 'notify', 'now'))
  orderId = await anOrder()
})

describe('notifications', () => {
  test('an assigned order reaches its engineer and the crew, and nobody else', async () => {
    await aUser('engineer', { name: 'lead', stationId: station, staffId: leadStaff })
    await aUser('communityManager', { name: 'helper', stationId: station, staffId: helperStaff })
    await aUser('engineer', { name: 'idle', stationId: station, staffId: idleStaff })
    await aUser('stationHead', { name: 'head', stationId: station })
    await aUser('dispatcher', { name: 'dispatcher' })
    await happen('assigned')
    expect(await told()).toEqual(['helper', 'lead'])
  })

  test('roles are reached by station, company and region, each as far as it answers', async () => {
    await aUser('stationHead', { name: 'head', stationId: station })
    await aUser('stationHead', { name: 'other head', stationId: otherStation })
    await aUser('dispatcher', { name: 'dispatcher' })
    await aUser('dispatcher', { name: 'dispatcher of the county', prefectures: ['520100'], counties: ['520102'] })
    await aUser('dispatcher', { name: 'dispatcher of another county', prefectures: ['520100'], counties: ['520103'] })
    await aUser('dispatcher', { name: 'dispatcher of another company', companyId: 'south' })
    await aUser('contractorManager', { name: 'manager', prefectures: ['520100'] })
    await aUser('contractorManager', { name: 'manager elsewhere', prefectures: ['520300'] })
    await aUser('countyDesk', { name: 'desk', prefectures: ['520100'], counties: ['520102'] })
    await aUser('countyDesk', { name: 'other desk', prefectures: ['520100'], counties: ['520103'] })
    await aUser('prefectureManager', { name: 'prefecture manager', prefectures: ['520100'] })
    await aUser('prefectureManager', { name: 'other prefecture manager', prefectures: ['520300'] })
    await aUser('provinceManager', { name: 'province manager' })
    await happen('escalated', { level: 1, roles: ['stationHead', 'dispatcher'] })
    expect(await told()).toEqual(['dispatcher', 'dispatcher of the county', 'head'])
    await ground.asOwner('TRUNCATE notification')
    await happen('escalated', { level: 2, roles: ['contractorManager', 'countyDesk'] })
    expect(await told()).toEqual(['desk', 'manager'])
    await ground.asOwner('TRUNCATE notification')
    await happen('escalated', { level: 3, roles: ['prefectureManager'] })
    await happen('escalated', { level: 4, roles: ['provinceManager'] })
    expect(await told()).toEqual(['prefecture manager', 'province manager'])
  })

  test('an order in the pool is offered to the engineers of its station', async () => {
    await aUser('engineer', { name: 'near', stationId: station, staffId: idleStaff })
    await aUser('engineer', { name: 'far', stationId: otherStation, staffId: randomUUID() })
    await happen('pooled')
    expect(await told()).toEqual(['near'])
  })

  test("a group customer's manager hears of acceptance, progress, restoration and return of own orders", async () => {
    const own = await aUser('customerManager', { name: 'own' })
    await aUser('customerManager', { name: 'another' })
    const id = await anOrder({ number: 'GY261122-00013', customer_manager_id: own.userId })
    for (const kind of ['progressReported', 'restored', 'returned']) await happen(kind, {}, undefined, id)
    await happen('accepted', { level: 'engineer' }, undefined, id)
    await happen('accepted', { level: 'station' }, undefined, id)
    expect(await told()).toEqual(['own', 'own', 'own', 'own'])
  })

  test('nobody is told of what they did themselves, nor is whoever left', async () => {
    const head = await aUser('stationHead', { name: 'head', stationId: station })
    await aUser('engineer', { name: 'gone', stationId: station, staffId: leadStaff })
    await ground.asOwner(`UPDATE app_user SET is_active = false WHERE name = 'gone'`)
    await happen('urged', { count: 1 }, head)
    expect(await told()).toEqual([])
  })

  test('the same event told twice rings once', async () => {
    await aUser('engineer', { name: 'lead', stationId: station, staffId: leadStaff })
    await happen('assigned')
    await ground.asOwner(`UPDATE consumer_cursor SET seen = '1:1:', upto = NULL, xact = 0, position = 0`)
    while ((await runConsumer(ground.deps, consumer())) !== 'done');
    expect(await told()).toEqual(['lead'])
  })

  test('the bell rings on the screens of those concerned, once for a batch', async () => {
    const lead = await aUser('engineer', { name: 'lead', stationId: station, staffId: leadStaff })
    await happen('assigned')
    const rung = await ground.asOwner<{ data: { users: string[] } }>(
      `SELECT data FROM event WHERE kind = 'notification.new'`,
    )
    expect(rung).toEqual([{ data: { users: [lead.userId] } }])
  })

  test('the list is the reader’s own, in the reader’s language, page by page; reading takes it off the count', async () => {
    const lead = await aUser('engineer', { name: 'lead', stationId: station, staffId: leadStaff })
    const other = await aUser('engineer', { name: 'other' })
    for (let index = 1; index <= 5; index += 1) await happen('urged', { count: index, note: '客户很急' })
    const first = await bellOf(lead, { limit: 2 })
    expect(first.unread).toBe(5)
    expect(first.items[0]).toMatchObject({
      title: 'GY261122-00012 被催单（第 5 次）',
      text: '南明 · 无法上网 · 客户很急',
      tone: 'risk',
      path: '/orders/GY261122-00012',
      isRead: false,
    })
    const second = await bellOf(lead, { limit: 2, cursor: String(first.nextCursor) })
    expect(second.items.map((item) => item.title)).toEqual([
      'GY261122-00012 被催单（第 3 次）',
      'GY261122-00012 被催单（第 2 次）',
    ])
    expect(await bellOf(other)).toEqual({ unread: 0, items: [], nextCursor: null })
    const ids = first.items.map((item) => item.id)
    expect((await web.post(other, '/api/v1/notifications/read', { ids })).body).toEqual({ unread: 0 })
    expect((await web.post(lead, '/api/v1/notifications/read', { ids })).body).toEqual({ unread: 3 })
    expect((await bellOf(lead, { unread: true })).items).toHaveLength(3)
    expect((await web.post(lead, '/api/v1/notifications/read')).body).toEqual({ unread: 0 })
    expect((await bellOf(lead)).items.every((item) => item.isRead)).toBe(true)
  })

  test('the end of a job reaches whoever started it', async () => {
    const starter = await aUser('resourceManager', { name: 'starter' })
    await ground.deps.db.withTransaction(ground.deps.system.actor().scope, async (tx) => {
      tx.act()
      const data = { jobKind: 'import', title: '台账.xlsx', status: 'failed', userId: starter.userId }
      await record(tx, {
        actor: starter,
        at: ground.deps.clock.now(),
        events: [{ prefecture: '520000', subjectType: 'job', subjectId: randomUUID(), kind: 'job.finished', data }],
      })
    })
    while ((await runConsumer(ground.deps, consumer())) !== 'done');
    expect((await bellOf(starter)).items).toMatchObject([
      { title: '后台任务失败：台账.xlsx', tone: 'risk', path: '/jobs' },
    ])
  })

  test('what the ladder sends outside is kept with its words, and the log driver says so without sending', async () => {
    await aUser('stationHead', { name: 'head', stationId: station, phone: '13800138000' })
    await aUser('dispatcher', { name: 'dispatcher', language: 'en' })
    await happen('late', { kind: 'restore', roles: ['stationHead', 'dispatcher'], channels: ['app', 'sms', 'call'] })
    const said: unknown[] = []
    const log = { info: (fields: unknown) => said.push(fields) } as never
    const task = sendOutside(ground.deps, logDriver(log), noLink)
    await task.run({ signal: new AbortController().signal })
    await task.run({ signal: new AbortController().signal })
    const kept = await ground.asOwner(
      `SELECT u.name, m.channel, m.text, m.status, m.driver, m.attempts FROM outside_message m JOIN app_user u ON u.id = m.user_id
       ORDER BY u.name, m.channel`,
    )
    const outcome = { status: 'recorded', driver: 'log', attempts: 1 }
    expect(kept).toEqual([
      { name: 'dispatcher', channel: 'call', text: 'GY261122-00012 Restoration is late 南明 · 无法上网', ...outcome },
      { name: 'dispatcher', channel: 'sms', text: 'GY261122-00012 Restoration is late 南明 · 无法上网', ...outcome },
      { name: 'head', channel: 'call', text: 'GY261122-00012 恢复已超时 南明 · 无法上网', ...outcome },
      { name: 'head', channel: 'sms', text: 'GY261122-00012 恢复已超时 南明 · 无法上网', ...outcome },
    ])
    expect(said).toHaveLength(4)
    expect(JSON.stringify(said)).not.toContain('13800138000')
  })

  test('a message that the driver refuses is kept with the reason', async () => {
    await aUser('stationHead', { name: 'head', stationId: station })
    await happen('late', { kind: 'restore', roles: ['stationHead'], channels: ['sms'] })
    const broken = sendOutside(
      ground.deps,
      { name: 'sms', send: async () => Promise.reject(new Error('no credit')) },
      noLink,
    )
    await broken.run({ signal: new AbortController().signal })
    expect(await ground.asOwner('SELECT status, error, driver FROM outside_message')).toEqual([
      { status: 'failed', error: 'no credit', driver: 'sms' },
    ])
  })

  test('a customer’s message waits for its time, goes to the order’s telephone, and only then holds the link', async () => {
    await ground.asOwner('UPDATE work_order SET customer_phone = $1 WHERE id = $2', ['13812345678', orderId])
    const linkId = randomUUID()
    await ground.asOwner(
      `INSERT INTO customer_link (prefecture, id, work_order_id, token_hash, created_at, expires_at) VALUES ('520100', $1, $2, 'x', now(), now())`,
      [linkId, orderId],
    )
    const { clock, db, system } = ground.deps
    const notBefore = addMinutes(clock.now(), 60)
    await db.withTransaction(system.actor().scope, (tx) => {
      tx.act()
      const order = { prefecture: '520100', id: orderId }
      const told = { at: clock.now(), notBefore, eventId: randomUUID(), params: { phone: '10086' } }
      return tellCustomer(tx, order, 'workOrder.customerLinkSent', told)
    })
    const sent: OutsideMessage[] = []
    const send = async (message: OutsideMessage) => {
      sent.push(message)
      return { status: 'sent' as const }
    }
    const task = sendOutside(ground.deps, { name: 'sms', send }, (id) => `https://x/c/${id}`)
    await task.run({ signal: new AbortController().signal })
    expect(sent).toEqual([])
    ground.setClock(notBefore)
    await task.run({ signal: new AbortController().signal })
    expect(sent).toMatchObject([{ phone: '13812345678', userId: null, channel: 'sms' }])
    expect(sent[0]?.text).toContain(`https://x/c/${linkId}`)
    const [kept] = await ground.asOwner<{ text: string }>('SELECT text FROM outside_message')
    expect(kept?.text).toContain('{link}')
    expect(kept?.text).toContain('10086')
  })
})
