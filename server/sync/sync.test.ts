import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessParameters } from '#core/access/access.parameters.ts'
import { fieldRoutes } from '#core/field/field.contract.ts'
import { idsOf } from '#core/sync/command-id.rules.ts'
import { maxCommands, type Part, syncRoutes } from '#core/sync/sync.contract.ts'
import { syncParameters } from '#core/sync/sync.parameters.ts'
import { addMinutes, minutesBetween } from '#core/time.ts'
import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { type FieldGround, fieldGround } from '#testing/field-ground.ts'
import { type Phone, phoneOf } from '#testing/phone.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
let ground: FieldGround
let phone: Phone
const now = () => instance.deps.clock.now()

beforeAll(async () => {
  instance = await createTestInstance()
  ground = await fieldGround(instance)
  await instance.setParameter(syncParameters.maxDevices, 50)
  await instance.setParameter(accessParameters.secondFactorRoles, [])
  phone = await phoneOf(ground.people.engineer, undefined, now)
}, 60_000)
afterAll(() => instance.stop())

const detail = async (number: string, client: Client = ground.people.manager) =>
  (await client.call(workOrderRoutes.detail, { params: { number } })).body
const eventsOf = async (number: string, kind: string) =>
  (await detail(number)).events.filter((event) => event.kind === `workOrder.${kind}`)
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  asSystem(instance.deps, (tx) => tx.rows<Row>({ text, values }))
const auditsOf = (action: string) =>
  rows<{ subjectId: string; after: unknown }>(
    'SELECT subject_id AS "subjectId", after FROM audit_entry WHERE action = $1 ORDER BY id',
    [action],
  )
const outcomes = (answers: readonly { outcome: string; problem: { code: string } | null }[]) =>
  answers.map(({ outcome, problem }) => problem?.code ?? outcome)
const soon = () => ({ from: addMinutes(now(), 30), to: addMinutes(now(), 90) })

describe('a phone', () => {
  it('gets its key once and the same again, whoever shares the phone another one; revoked, none any more', async () => {
    const id = newId()
    const { other } = ground.people
    const engineer = await instance.signIn(ground.people.engineer.user ?? 'engineer')
    const body = { id, name: '红米', platform: 'android' as const }
    const register = async (client: Client) => (await client.call(syncRoutes.register, { body })).body
    const first = await register(engineer)
    expect(Buffer.from(first.key ?? '', 'base64')).toHaveLength(32)
    expect(first).toMatchObject({ isRevoked: false, offlineHours: 48, lastSeq: 0 })
    expect(minutesBetween(first.serverAt, first.expiresAt)).toBe(48 * 60)
    expect((await register(engineer)).key).toBe(first.key)
    expect((await register(other)).key).not.toBe(first.key)
    const [row] = await rows<{ box: string }>('SELECT key_box AS box FROM sync_device WHERE id = $1', [id])
    expect(row?.box).not.toContain(first.key)
    const listed = async (client: Client) => (await client.call(syncRoutes.devices)).body.items.find((d) => d.id === id)
    expect(await listed(engineer)).toMatchObject({ name: '红米', revokedAt: null, commands: 0 })
    expect((await engineer.call(syncRoutes.revoke, { params: { id } })).status).toBe(200)
    // Its session ended with it.
    await instance.deps.db.withTransaction(instance.deps.system.actor().scope, async (tx) => {
      tx.act()
      const [session] = await tx.rows<{ count: number }>({
        text: 'SELECT count(*) AS count FROM session WHERE user_id = $1 AND revoked_at IS NOT NULL',
        values: [engineer.user?.id],
      })
      expect(session?.count).toBe(1)
    })
    expect((await listed(other))?.revokedAt).toBeNull()
    const again = await register(ground.people.engineer)
    expect([again.isRevoked, again.key]).toEqual([true, null])
    const refused = await ground.people.engineer.call(syncRoutes.snapshot, { query: { device: id } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'sync.device-revoked'])
    expect(
      (await auditsOf('device.registered')).filter((entry) => JSON.stringify(entry.after).includes(id)),
    ).toHaveLength(2)
    expect((await auditsOf('device.revoked')).filter((entry) => JSON.stringify(entry.after).includes(id))).toHaveLength(
      1,
    )
  })

  it('is revoked by whoever may end sessions, for one account within reach', async () => {
    const admin = await instance.signIn('securityOfficer')
    const lost = await phoneOf(await instance.signIn(ground.people.other.user ?? 'engineer'), undefined, now)
    const login = ground.people.other.user?.login ?? ''
    const { body } = await admin.call(syncRoutes.userDevices, { params: { login } })
    expect(body.items.map(({ id }) => id)).toContain(lost.id)
    const params = { login, id: lost.id }
    const revoke = (client: Client) =>
      client.call(syncRoutes.revokeUserDevice, { params, body: { reason: '手机丢失' } })
    expect((await revoke(ground.people.head)).status).toBe(403)
    expect((await revoke(admin)).status).toBe(200)
    expect((await revoke(admin)).problem.code).toBe('sync.device-unknown')
  })

  it('that nobody registered is told so, and there are only so many', async () => {
    const unknown = await ground.people.engineer.call(syncRoutes.snapshot, { query: { device: newId() } })
    expect([unknown.status, unknown.problem.code]).toEqual([409, 'sync.device-unknown'])
    const many = await instance.signIn('engineer')
    await instance.setParameter(syncParameters.maxDevices, 2)
    const again = () => instance.signIn(many.user ?? 'engineer')
    await Promise.all([phoneOf(many), phoneOf(await again())])
    // A browser whose storage was cleared is still the same phone.
    await phoneOf(many)
    await expect(phoneOf(await again())).rejects.toThrow('sync.too-many-devices')
    await instance.setParameter(syncParameters.maxDevices, 50)
  })
})

describe('what a phone keeps', () => {
  const orderPart = (parts: readonly Part[], number: string) =>
    parts.find((part) => part.kind === 'order' && part.number === number)

  it('is whole at first, afterwards what changed, and what went is named', async () => {
    const [mine, going] = [await ground.inHand(), await ground.inHand()]
    const whole = (await phone.snapshot()).body
    expect(whole.isWhole).toBe(true)
    expect(whole.orders).toEqual(expect.arrayContaining([mine, going]))
    expect(new Set(whole.parts.map(({ id }) => id)).size).toBe(whole.parts.length)
    const answered = whole.parts.flatMap((part) => (part.kind === 'answer' && part.number === mine ? [part.path] : []))
    expect(answered).toEqual(
      expect.arrayContaining([workOrderRoutes.detail.path, fieldRoutes.choices.path, fieldRoutes.networkPath.path]),
    )
    const kept = whole.parts.find((part) => part.kind === 'answer' && part.number === mine)
    const { now: _, ...order } = await detail(mine, ground.people.engineer)
    expect(kept?.kind === 'answer' && kept.reply).toMatchObject({ number: order.number, actions: order.actions })

    const same = (await phone.snapshot(whole.checkpoint)).body
    expect(same).toMatchObject({ isWhole: false, parts: [], removed: [], checkpoint: whole.checkpoint })

    await ground.act(ground.people.engineer, mine, 'addNote', { note: '客户要求下午' })
    await ground.act(ground.people.head, going, 'transfer', { reason: '改派', staffId: ground.otherId })
    const delta = (await phone.snapshot(whole.checkpoint)).body
    expect(delta.parts.flatMap((part) => ('number' in part ? [part.number] : []))).toEqual([null, mine, mine])
    const gone = whole.parts.flatMap((part) => ('number' in part && part.number === going ? [part.id] : []))
    expect([...delta.removed].sort()).toEqual([...gone].sort())
    expect(delta.orders).not.toContain(going)

    expect((await phone.snapshot('rubbish')).body.isWhole).toBe(true)
  })

  it('has the customer in full once the order is accepted, and the audit says so once', async () => {
    const number = await ground.atStation()
    await ground.act(ground.people.head, number, 'assign', { staffId: ground.engineerId })
    const partNow = async () => orderPart((await phone.snapshot()).body.parts, number)
    expect((await partNow())?.kind === 'order' && JSON.stringify(await partNow())).not.toContain('13812345678')
    await ground.act(ground.people.engineer, number, 'accept')
    const part = await partNow()
    await partNow()
    expect(part?.kind === 'order' && part.value).toMatchObject({
      isFull: true,
      isLead: true,
      order: { customer: { name: '王小明', phone: '13812345678', address: '南明区清溪苑3栋2单元501号' } },
    })
    const { id } = await detail(number)
    const told = (await auditsOf('personal-data.handed-to-phone')).filter((entry) => entry.subjectId === id)
    expect(told).toHaveLength(1)
  })

  it('goes compressed to whoever takes that', async () => {
    const response = await instance.http.app.inject({
      method: 'GET',
      url: `/api/v1/sync/snapshot?device=${phone.id}`,
      headers: { cookie: `daiwei=${ground.people.engineer.cookie}`, 'accept-encoding': 'gzip' },
    })
    expect(response.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
    const text = gunzipSync(response.rawPayload).toString()
    expect(JSON.parse(text)).toMatchObject({ isWhole: true })
    expect(response.rawPayload.length).toBeLessThan(text.length / 4)
  })
})

describe('queued commands', () => {
  it('are done in their order, with the ids that the phone gave', async () => {
    const number = await ground.inHand()
    phone.act(number, 'appoint', soon())
    phone.act(number, 'depart')
    phone.act(number, 'arrive', { exception: '室内无定位' })
    const photo = phone.act(number, 'addEvidence', { kind: 'photo', note: '分纤箱' })
    const answers = await phone.sync()
    expect(outcomes(answers)).toEqual(['done', 'done', 'done', 'done'])
    const order = await detail(number)
    expect(answers.at(-1)?.order).toMatchObject({ number, version: order.version, state: 'arrived' })
    expect(order.visits[0]?.evidence).toMatchObject([{ id: idsOf(photo.id)(), note: '分纤箱' }])
  })

  it('act once, however often they come, and get their first answer', async () => {
    const number = await ground.inHand()
    phone.act(number, 'addNote', { note: '只此一次' })
    phone.act(number, 'start')
    const batch = phone.batchOf(phone.outbox)
    const first = (await phone.send(batch)).body.answers
    expect(outcomes(first)).toEqual(['done', 'work-orders.wrong-state'])
    await ground.act(ground.people.engineer, number, 'depart')
    await ground.act(ground.people.engineer, number, 'arrive', { exception: '无定位' })
    // By now it would hold; it was refused and stays so.
    const [second, third] = await Promise.all([phone.send(batch), phone.send(batch)])
    for (const again of [second, third]) {
      expect(again.body.answers).toEqual(first.map((answer) => ({ ...answer, isRepeated: true })))
    }
    phone.hear(first)
    expect(await eventsOf(number, 'noted')).toHaveLength(1)
  })

  it('of another batch wait for those before them', async () => {
    const number = await ground.inHand()
    const early = phone.act(number, 'depart')
    const late = phone.act(number, 'arrive', { exception: '无定位' })
    const body = (commands: readonly unknown[]) => phone.batchOf(commands)
    expect(outcomes((await phone.send(body([late]))).body.answers)).toEqual(['later'])
    expect(outcomes((await phone.send(body([early]))).body.answers)).toEqual(['done'])
    expect(outcomes((await phone.send(body([late, early]))).body.answers)).toEqual(['done', 'done'])
    phone.hear((await phone.send(body([early, late]))).body.answers)
    expect(phone.outbox).toEqual([])
  })

  it('after a refused one are refused, facts and other orders go on', async () => {
    const [number, another] = [await ground.inHand(), await ground.inHand()]
    const begin = phone.act(number, 'start')
    const photo = phone.act(number, 'addEvidence', { kind: 'photo', note: '门口' }, { after: begin.id })
    phone.act(number, 'depart', {}, { after: photo.id })
    phone.act(another, 'depart')
    expect(outcomes(await phone.sync())).toEqual(['work-orders.wrong-state', 'done', 'sync.after-refused', 'done'])
    // What comes with the next batch and waited for one of them is refused too.
    phone.act(number, 'depart', {}, { after: photo.id })
    expect(outcomes(await phone.sync())).toEqual(['sync.after-refused'])
    phone.act(number, 'depart')
    expect(outcomes(await phone.sync())).toEqual(['done'])
  })

  it('on an order that somebody changed meanwhile are decided on what it is now; refused, they say who and what', async () => {
    const number = await ground.inHand()
    const { version } = await detail(number)
    await ground.act(ground.people.head, number, 'urge', { note: '客户催' }).catch(() => undefined)
    await ground.act(ground.people.manager, number, 'addNote', { note: '客户是老人' })
    phone.act(number, 'depart', {}, { baseVersion: version })
    expect(outcomes(await phone.sync())).toEqual(['done'])
    const base = (await detail(number)).version
    await ground.act(ground.people.head, number, 'transfer', { reason: '改派', staffId: ground.otherId })
    phone.act(number, 'arrive', { exception: '无定位' }, { baseVersion: base })
    const [answer] = await phone.sync()
    expect(answer).toMatchObject({ outcome: 'refused', changed: { byName: ground.people.head.user?.name } })
    expect(answer?.changed?.kind).toMatch(/^workOrder\./)
  })

  it('words that two people changed: theirs stands, mine is told and kept; what only one changed is taken', async () => {
    const number = await ground.inHand()
    const { version, symptom } = await detail(number)
    const box = (value: string) => ({ field: 'boxCode', base: null, value })
    await ground.act(ground.people.desk, number, 'addNote', { note: '已核对' })
    await ground.act(ground.people.manager, number, 'amend', { changes: [box('GY-NM-0001')] })
    const changes = [box('GY-NM-0002'), { field: 'symptom', base: symptom, value: '频繁掉线' }]
    phone.act(number, 'amend', { changes }, { baseVersion: version })
    const [answer] = await phone.sync()
    expect(answer).toMatchObject({
      outcome: 'done',
      conflicts: [{ field: 'boxCode', mine: 'GY-NM-0002', theirs: 'GY-NM-0001' }],
    })
    const order = await detail(number)
    expect([order.boxCode, order.symptom]).toEqual(['GY-NM-0001', '频繁掉线'])
    expect((await eventsOf(number, 'amended')).at(-1)?.data.conflicts).toMatchObject([{ mine: 'GY-NM-0002' }])
  })

  it('facts about an order that went to somebody else, was cancelled or archived are kept late, and change nothing else', async () => {
    const [reassigned, cancelled] = [await ground.inHand(), await ground.inHand()]
    for (const number of [reassigned, cancelled]) {
      await ground.act(ground.people.engineer, number, 'depart')
      await ground.act(ground.people.engineer, number, 'arrive', { exception: '无定位' })
    }
    await ground.act(ground.people.head, reassigned, 'transfer', { reason: '改派', staffId: ground.otherId })
    await ground.act(ground.people.desk, cancelled, 'cancel', { reason: '重复报障', reasonCode: 'recovered' })
    const before = await detail(cancelled)
    for (const number of [reassigned, cancelled]) {
      phone.act(number, 'addEvidence', { kind: 'onuRxDbm', value: -19.4, unit: 'dBm' })
      phone.act(number, 'logContact', { outcome: 'noAnswer' })
      phone.act(number, 'restore')
    }
    const answers = await phone.sync()
    expect(answers.map(({ outcome }) => outcome)).toEqual(['kept', 'kept', 'refused', 'kept', 'kept', 'refused'])
    for (const number of [reassigned, cancelled]) {
      const order = await detail(number)
      expect(order.visits[0]?.evidence).toMatchObject([{ kind: 'onuRxDbm', value: -19.4, isLate: true }])
      expect((await eventsOf(number, 'lateFact')).map(({ data }) => data.action)).toEqual(['addEvidence', 'logContact'])
    }
    const after = await detail(cancelled)
    expect([after.state, after.clocks.map(({ stoppedAt }) => stoppedAt)]).toEqual([
      before.state,
      before.clocks.map(({ stoppedAt }) => stoppedAt),
    ])
  })

  it('about an order that was never theirs find nothing, be it a fact or not', async () => {
    const number = await ground.inHand(ground.otherId)
    phone.act(number, 'addNote', { note: '不是我的单' })
    phone.act(number, 'depart')
    phone.call('look', { number, fields: ['phone'] })
    expect(outcomes(await phone.sync())).toEqual([
      'work-orders.not-found',
      'work-orders.not-found',
      'sync.never-in-hand',
    ])
  })

  it('a look on the phone is recorded once, also when the order went on', async () => {
    const number = await ground.inHand()
    const { id } = await detail(number)
    await ground.act(ground.people.head, number, 'transfer', { reason: '改派', staffId: ground.otherId })
    phone.call('look', { number, fields: ['phone', 'address'] })
    const batch = phone.batchOf(phone.outbox)
    expect(outcomes((await phone.send(batch)).body.answers)).toEqual(['done'])
    expect((await phone.send(batch)).body.answers).toMatchObject([{ outcome: 'done', isRepeated: true }])
    phone.hear((await phone.send(batch)).body.answers)
    const looks = await rows<{ field: string }>('SELECT field FROM reveal WHERE work_order_id = $1', [id])
    expect(looks).toEqual([{ field: 'phone,address' }])
    expect((await auditsOf('personal-data.revealed')).filter((entry) => entry.subjectId === id)).toMatchObject([
      { after: { isOnPhone: true } },
    ])
  })

  it('that are wrong are refused one by one and keep nobody else up', async () => {
    const number = await ground.inHand()
    const at = { deviceAt: now() }
    const next = phone.act(number, 'addNote', { note: '一' }).seq
    const wrong = [
      { id: newId(), seq: next + 1, at, kind: 'order', number, action: 'explode', input: {} },
      { id: newId(), seq: next + 2, at, kind: 'order', number, action: 'carryOver', input: {} },
      { id: newId(), seq: next + 3, at, kind: 'order', number, action: 'appoint', input: { from: 'morgen' } },
      { id: newId(), seq: next + 4, at: 'gestern', kind: 'order', number, action: 'depart', input: {} },
      { id: newId(), seq: next + 5, at, kind: 'call', route: 'signOut', body: {} },
      { id: 'x', seq: next + 6, kind: 'order' },
      null,
      { id: newId(), seq: next + 7, at, kind: 'order', number, action: 'addNote', input: { note: '二' } },
    ]
    const { body } = await phone.send(phone.batchOf([...phone.outbox, ...wrong]))
    expect(outcomes(body.answers)).toEqual([
      'done',
      'sync.unknown-action',
      'sync.unknown-action',
      'platform.invalid',
      'platform.invalid',
      'sync.unknown-route',
      'platform.invalid',
      'platform.invalid',
      'done',
    ])
    expect(body.answers[3]?.problem?.errors?.map(({ field }) => field)).toContain('from')
    phone = await phoneOf(ground.people.engineer, phone.id, now)
  })

  it('too many for one request are left to the next', async () => {
    const number = await ground.inHand()
    const at = { deviceAt: now() }
    const first = phone.act(number, 'addNote', { note: '0' })
    const many = Array.from({ length: maxCommands * 4 }, (_, index) => ({
      ...{ id: newId(), seq: first.seq + 1 + index, at, kind: 'order', number, action: 'start', input: {} },
    }))
    const answer = await phone.send(phone.batchOf([...phone.outbox, ...many]))
    expect(answer.body).toMatchObject({ left: maxCommands * 3 + 1, lastSeq: first.seq + maxCommands - 1 })
    expect(answer.body.answers).toHaveLength(maxCommands)
    const tooLarge = await phone.send(
      phone.batchOf(Array(maxCommands * 10).fill({ ...many[0], note: 'x'.repeat(300) })),
    )
    expect([tooLarge.status, tooLarge.problem.code]).toEqual([413, 'platform.too-large'])
    phone = await phoneOf(ground.people.engineer, phone.id, now)
  })

  it('stop where the phone was revoked, and what was done before stays', async () => {
    const number = await ground.inHand()
    const lost = await phoneOf(ground.people.engineer, undefined, now)
    for (let index = 0; index < 300; index += 1) lost.act(number, 'addNote', { note: `第${index}条` })
    const sending = lost.send(lost.batchOf(lost.outbox))
    while ((await eventsOf(number, 'noted')).length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    await rows('UPDATE sync_device SET revoked_at = now() WHERE id = $1', [lost.id])
    const codes = outcomes((await sending).body.answers)
    const done = codes.indexOf('sync.device-revoked')
    expect(done).toBeGreaterThanOrEqual(3)
    expect(new Set(codes.slice(done))).toEqual(new Set(['sync.device-revoked']))
    expect(await eventsOf(number, 'noted')).toHaveLength(done)
    expect((await lost.send(lost.batchOf(lost.outbox))).problem.code).toBe('sync.device-revoked')
  })

  it('two phones on one account both work; what one sent before it was set up anew acts once', async () => {
    const number = await ground.inHand()
    const second = await phoneOf(ground.people.engineer, undefined, now)
    const told = phone.act(number, 'depart')
    await phone.send(phone.batchOf(phone.outbox))
    second.act(number, 'depart', {}, { id: told.id })
    second.act(number, 'arrive', { exception: '无定位' })
    const answers = await second.sync()
    expect(answers).toMatchObject([
      { outcome: 'done', isRepeated: true },
      { outcome: 'done', isRepeated: false },
    ])
    expect(outcomes(await phone.sync())).toEqual(['done'])
    expect((await ground.people.engineer.call(syncRoutes.devices)).body.items.length).toBeGreaterThanOrEqual(2)
    const other = phone.act(number, 'addNote', { note: '甲' })
    await phone.sync()
    second.act(number, 'addNote', { note: '乙' }, { id: other.id })
    expect(outcomes(await second.sync())).toEqual(['platform.command-reused'])
  })

  it('bring along what changed, in the same answer', async () => {
    const number = await ground.inHand()
    const { checkpoint } = (await phone.snapshot()).body
    phone.act(number, 'depart')
    const { body } = await ground.people.engineer.call(syncRoutes.commands, {
      body: phone.batchOf(phone.outbox, { checkpoint }),
    })
    phone.hear(body.answers)
    const part = body.snapshot?.parts.find((each) => each.kind === 'order')
    expect(part?.kind === 'order' && part.value.order).toMatchObject({
      number,
      version: body.answers[0]?.order?.version,
    })
  })
})

describe('when it was done', () => {
  it('counts at the phone’s time within the bounds, and is moved and flagged outside of them', async () => {
    const [honest, set] = [await ground.inHand(), await ground.inHand()]
    const contactAt = addMinutes(now(), -120)
    const reading = (minutes: number, off = 0) => ({
      deviceAt: addMinutes(contactAt, minutes + off),
      steadyMs: 9_000_000 + minutes * 60_000,
      bootId: 'boot',
    })
    const sender = await phoneOf(ground.people.engineer, undefined, now)
    // The orders are from now: a time before they were made counts from then on.
    await rows('UPDATE work_order SET created_at = $2 WHERE number = ANY ($1)', [
      [honest, set],
      addMinutes(contactAt, -60),
    ])
    sender.act(honest, 'depart', {}, { at: reading(30) })
    sender.act(set, 'depart', {}, { at: reading(30, -25) })
    const answers = await sender.sync({ sent: reading(120), lastContact: { serverAt: contactAt, reading: reading(0) } })
    expect(answers.map(({ time }) => [time?.at, time?.flag])).toEqual([
      [addMinutes(contactAt, 30), null],
      [addMinutes(contactAt, 28), 'too-early'],
    ])
    expect((await detail(honest)).visits[0]?.departedAt).toBe(addMinutes(contactAt, 30))
    const [event] = await eventsOf(set, 'departed')
    expect(event).toMatchObject({
      deviceAt: addMinutes(contactAt, 28),
      data: { deviceTime: { flag: 'too-early', saidAt: addMinutes(contactAt, 5), outsideMinutes: 23 } },
    })
    expect((await eventsOf(honest, 'departed'))[0]?.data.deviceTime).toBeUndefined()
  })

  it('a command of the future counts when it came in, flagged', async () => {
    const number = await ground.inHand()
    phone.act(number, 'depart', {}, { at: { deviceAt: addMinutes(now(), 600) } })
    const [answer] = await phone.sync()
    expect(answer).toMatchObject({ outcome: 'done', time: { flag: 'too-late' } })
    expect((await detail(number)).visits[0]?.departedAt ?? '').toBe(answer?.time?.at)
  })
})
