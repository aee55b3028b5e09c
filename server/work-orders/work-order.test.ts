import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMinutes } from '#core/time.ts'
import { approvalList } from '#core/work-orders/approval.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { Figures } from '#core/work-orders/work-order.figures.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { everyStep } from '#testing/visit-steps.ts'
import { countFigures, runOrderTimers } from './index.ts'

let instance: TestInstance
const station = newId()
const engineerId = newId()
const uncertifiedId = newId()
type People = Readonly<
  Record<'desk' | 'dispatcher' | 'engineer' | 'clerk' | 'quality' | 'manager' | 'stranger', Client>
>
let people: People

const insert = (text: string, values: unknown[] = []): Promise<number> =>
  asSystem(instance.deps, (tx) => tx.run({ text, values }))
const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem(instance.deps, (tx) => tx.rows<Row>({ text, values }))

beforeAll(async () => {
  instance = await createTestInstance()
  await insert(
    `INSERT INTO station (id, company_id, prefecture, county, name, counties) VALUES ($1, 'tietong', '520100', '520102', '南明站', '{520102}')`,
    [station],
  )
  for (const [id, number, name] of [
    [engineerId, 'T001', '吴启明'],
    [uncertifiedId, 'T002', '石磊'],
  ]) {
    await insert(
      `INSERT INTO staff (id, number, name, company_id, station_id, prefecture, county, post, status, joined_on, updated_at)
       VALUES ($1, $2, $3, 'tietong', $4, '520100', '520102', 'engineer', 'active', '2024-01-01', now())`,
      [id, number, name, station],
    )
  }
  await insert(
    `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31'), ($3, $4, 'homeFitter', 'GZ-1', 'operator', '2020-01-01')`,
    [newId(), engineerId, newId(), uncertifiedId],
  )
  await insert(
    `INSERT INTO home_user (prefecture, id, user_code, account, name, phone, county, address, address_key, status, area_class, updated_at)
     VALUES ('520100', $1, 'JK1', 'gz52010001', '王小明', '13812345678', '520102', '南明区清溪苑3栋2单元501号', '南明区清溪苑3栋2单元501号', 'active', 'urban', now())`,
    [newId()],
  )
  const inGuiyang = { prefectures: ['520100'] }
  people = {
    desk: await instance.signIn({ roles: ['countyDesk'], ...inGuiyang }),
    dispatcher: await instance.signIn({ roles: ['dispatcher'], ...inGuiyang }),
    engineer: await instance.signIn({ roles: ['engineer'], stationId: station, staffId: engineerId }),
    clerk: await instance.signIn({ roles: ['qualityClerk'] }),
    quality: await instance.signIn({ roles: ['qualityAgent'] }),
    manager: await instance.signIn({ roles: ['provinceManager'] }),
    stranger: await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' }),
  }
}, 60_000)
afterAll(() => instance.stop())

const create = async (): Promise<string> => {
  const { status, body } = await people.desk.call(workOrderRoutes.create, {
    body: { account: 'gz52010001', symptom: '不能上网' },
  })
  expect(status).toBe(201)
  return body.number
}
const act = (client: Client, number: string, action: OrderAction, body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const done = async (client: Client, number: string, action: OrderAction, body: object = {}): Promise<string> => {
  const answer = await act(client, number, action, body)
  expect(answer.problem.title ?? '', action).toBe('')
  expect(answer.status, action).toBe(200)
  return answer.body.state
}
const detail = async (client: Client, number: string) =>
  (await client.call(workOrderRoutes.detail, { params: { number } })).body

const toEngineer = async (): Promise<string> => {
  const number = await create()
  await done(people.desk, number, 'dispatch')
  await done(people.dispatcher, number, 'accept')
  await done(people.dispatcher, number, 'assign', { staffId: engineerId })
  await done(people.engineer, number, 'accept')
  return number
}
const RESULT = {
  ...{ cause: 'line.drop.fibre.broken', segment: 'drop', done: '更换皮线', signatureException: '客户不便签字' },
  readings: [{ kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }],
}
const toReturned = async (): Promise<string> => {
  const number = await toEngineer()
  const now = instance.deps.clock.now()
  await done(people.engineer, number, 'appoint', { from: addMinutes(now, 30), to: addMinutes(now, 90), isAsked: true })
  await done(people.engineer, number, 'depart')
  await done(people.engineer, number, 'arrive', { exception: '室内无定位' })
  await done(people.engineer, number, 'start')
  await done(people.engineer, number, 'recordStep', everyStep())
  await done(people.engineer, number, 'restore')
  await done(people.engineer, number, 'return', RESULT)
  return number
}
/** Through whatever checks the order's number was drawn for. */
const archive = async (number: string): Promise<void> => {
  let state = await done(people.clerk, number, 'passContractorCheck')
  if (state === 'pendingQualityCheck') state = await done(people.quality, number, 'passQualityCheck')
  if (state === 'pendingCallback') state = await done(people.quality, number, 'callBack', { outcome: 'satisfied' })
  expect(state).toBe('returned')
  await done(people.desk, number, 'archive')
}

describe('the main job over HTTP', () => {
  it('takes a fault from the report to the archive, with every hand it went through in the timeline', async () => {
    const number = await toReturned()
    await archive(number)
    const order = await detail(people.manager, number)
    expect(order.state).toBe('archived')
    expect(order.result).toMatchObject({ cause: 'line.drop.fibre.broken', party: 'contractor' })
    expect(order.events.map((event) => event.kind)).toEqual(
      expect.arrayContaining([
        'workOrder.created',
        'workOrder.dispatched',
        'workOrder.assigned',
        'workOrder.arrived',
        'workOrder.returned',
        'workOrder.archived',
      ]),
    )
    const times = order.events.map((event) => event.at)
    expect(times).toEqual([...times].sort())
    expect(order.holders.map((holder) => holder.level)).toEqual([
      'operatorDesk',
      'contractor',
      'station',
      'engineer',
      'contractor',
      'operatorDesk',
    ])
    expect(order.clocks.every((clock) => clock.stoppedAt !== null)).toBe(true)
  })

  it('adds the archived order to the month, and the recount from the rows gives the same', async () => {
    await archive(await toReturned())
    const stored = await rows<{ clock: string; party: string; orders: number; on_time: number; gross: number }>(
      'SELECT clock, party, orders, on_time, round(gross_minutes::numeric, 6)::float8 AS gross FROM month_figure ORDER BY clock, party',
    )
    const counted: Figures[] = []
    await asSystem(instance.deps, (tx) => countFigures(tx, async (figures) => counted.push(figures)))
    const again = counted
      .flatMap(({ month }) => month)
      .map(({ clock, party, orders, onTime, grossMinutes }) => ({
        clock,
        party,
        orders,
        on_time: onTime,
        gross: Number(grossMinutes.toFixed(6)),
      }))
      .sort((a, b) => (`${a.clock} ${a.party}` < `${b.clock} ${b.party}` ? -1 : 1))
    expect(stored.length).toBeGreaterThan(3)
    expect(again).toEqual(stored)
  })

  it('refuses an engineer whose certificate has run out, and says so', async () => {
    const number = await create()
    await done(people.desk, number, 'dispatch')
    await done(people.dispatcher, number, 'accept')
    const { status, problem } = await act(people.dispatcher, number, 'assign', { staffId: uncertifiedId })
    expect([status, problem.code, problem.field]).toEqual([422, 'people.not-certified', 'staffId'])
  })

  it('answers a cause that does not exist with its field, and changes nothing', async () => {
    const number = await toEngineer()
    await done(people.engineer, number, 'restore', { kind: 'remote' })
    const before = await detail(people.manager, number)
    const { status, problem } = await act(people.engineer, number, 'return', {
      ...RESULT,
      kind: 'remote',
      callLog: '电话',
      cause: 'no.such.cause',
    })
    expect([status, problem.code, problem.field]).toEqual([422, 'work-orders.cause-unknown', 'cause'])
    expect((await detail(people.manager, number)).version).toBe(before.version)
  })
})

describe('what an action is given', () => {
  it('stands in the timeline with the code of its reason and the files that came with it', async () => {
    const number = await toEngineer()
    const kept = newId()
    await insert(
      `INSERT INTO stored_file (prefecture, id, sha256, bytes, media_type, name, purpose, storage_key, created_at, created_by, created_by_name)
       VALUES ('520100', $1, decode(repeat('00', 32), 'hex'), 10, 'image/png', 'a.png', 'evidence', 'k', now(), $2, '调度')`,
      [kept, people.dispatcher.user?.id],
    )
    const said = { reasonCode: 'outsideBoundary', reason: '界面外', evidenceFileIds: [kept] }
    const foreign = await act(people.dispatcher, number, 'handBack', { ...said, evidenceFileIds: [newId()] })
    expect(foreign.problem).toMatchObject({ code: 'work-orders.file-unknown', field: 'evidenceFileIds' })
    await done(people.dispatcher, number, 'handBack', said)
    const order = await detail(people.desk, number)
    expect(order.events.at(-1)?.data).toMatchObject({
      ...{ reasonCode: 'outsideBoundary', reasonList: 'handBack', files: [kept] },
    })
    expect(order.files).toMatchObject([{ fileId: kept, kind: 'reason', isWithdrawn: false, byName: '调度' }])
    const waiting = await people.desk.call(approvalList, { query: {} })
    expect(waiting.body.items.find((item) => item.number === number)?.files).toMatchObject([{ fileId: kept }])
    await done(people.desk, number, 'denyHandBack', { reason: '在界面内' })
    expect((await detail(people.desk, number)).events.at(-1)?.data).toMatchObject({ reason: '在界面内' })
  })
  it('is refused beside the field that the person filled in', async () => {
    const number = await toEngineer()
    const answer = await act(people.engineer, number, 'requestSuspension', {
      ...{ cause: 'customerAbsent', reason: '出差', evidence: ['message', 'photo'] },
      until: addMinutes(instance.deps.clock.now(), 90 * 1440),
    })
    expect(answer.problem).toMatchObject({ code: 'sla.pause-too-long', field: 'until' })
    expect(answer.problem.errors?.[0]?.title ?? answer.problem.title).toMatch(/还可停 \d+天$/)
  })
})

describe('a later appointment that the customer asked for', () => {
  const hoursFromNow = (hours: number) => addMinutes(instance.deps.clock.now(), hours * 60)
  const asked = (hours: number, evidence: readonly string[] = ['callRecord']) => ({
    ...{ cause: 'laterAppointment', reason: '客户要求明天上午', evidence, evidenceFileIds: [] },
    until: hoursFromNow(hours),
  })
  it('stops the clocks by rule with the call as evidence, runs on by itself, and is looked at by the quality check', async () => {
    await instance.setParameter(workOrderParameters.automaticPauseCheckDigits, '0123456789')
    await instance.setParameter(workOrderParameters.qualityCheckDigits, '')
    const number = await toEngineer()
    const bare = await act(people.engineer, number, 'requestSuspension', asked(20, ['photo']))
    expect(bare.problem).toMatchObject({ code: 'sla.pause-evidence-missing' })
    const limitOf = async () =>
      (await detail(people.desk, number)).clocks.find((clock) => clock.kind === 'restore')?.dueAt ?? ''
    const before = await limitOf()
    expect(await done(people.engineer, number, 'requestSuspension', asked(20))).toBe('suspended')
    const paused = await detail(people.desk, number)
    expect(paused.events.findLast((event) => event.kind === 'workOrder.suspended')?.data).toMatchObject({
      ...{ cause: 'laterAppointment', byRule: true, isSampled: true, evidence: ['callRecord'] },
    })
    expect(paused.pending).toBeNull()
    expect((await limitOf()) > before).toBe(true)
    instance.deps.clock.moveTo(instance.deps.clock.offsetMs + 20 * 3_600_000 + 60_000)
    await runOrderTimers(instance.deps)
    expect((await detail(people.desk, number)).state).toBe('taken')
    await done(people.engineer, number, 'restore', { kind: 'remote' })
    await done(people.engineer, number, 'return', { ...RESULT, kind: 'remote', callLog: '客户确认已恢复' })
    expect(await done(people.clerk, number, 'passContractorCheck')).toBe('pendingQualityCheck')
    const untouched = await toReturned()
    expect(await done(people.clerk, untouched, 'passContractorCheck')).not.toBe('pendingQualityCheck')
    await instance.setParameter(workOrderParameters.qualityCheckDigits, workOrderParameters.qualityCheckDigits.default)
  })
  it('waits for the county desk when it is longer than the rule allows by itself', async () => {
    const number = await toEngineer()
    expect(await done(people.engineer, number, 'requestSuspension', asked(48))).toBe('suspensionRequested')
    expect((await detail(people.desk, number)).pending).toMatchObject({ approver: 'countyDesk' })
  })
})

describe('commands', () => {
  it('acts once when the same command is sent twice, and answers the same', async () => {
    const number = await create()
    people.desk.headers['idempotency-key'] = `test-${newId()}`
    const first = await act(people.desk, number, 'dispatch')
    const second = await act(people.desk, number, 'dispatch')
    const other = await act(people.desk, number, 'dispatch', { note: '另一条' })
    delete people.desk.headers['idempotency-key']
    expect(second.body).toEqual(first.body)
    expect([other.status, other.problem.code]).toEqual([409, 'platform.command-reused'])
    expect((await detail(people.manager, number)).version).toBe(2)
  })

  it('acts once when the same command arrives many times at once, and each gets the first answer', async () => {
    const number = await create()
    people.desk.headers['idempotency-key'] = `test-${newId()}`
    const answers = await Promise.all(Array.from({ length: 8 }, () => act(people.desk, number, 'dispatch')))
    delete people.desk.headers['idempotency-key']
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, answers[0]?.body]))
    expect((await detail(people.manager, number)).version).toBe(2)
  })

  it('lets one of two dispatchers at once have the order, and tells the other', async () => {
    const number = await create()
    const answers = await Promise.all(Array.from({ length: 4 }, () => act(people.desk, number, 'dispatch')))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409])
    expect(
      answers
        .filter((answer) => answer.status === 409)
        .every((answer) => answer.problem.code === 'work-orders.wrong-state'),
    ).toBe(true)
  })

  it('answers a stale write with what changed', async () => {
    const number = await create()
    await done(people.desk, number, 'dispatch')
    const { status, problem } = await act(people.desk, number, 'urge', { note: '催', baseVersion: 1 })
    expect([status, problem.code, problem.params?.version]).toEqual([409, 'platform.stale', 2])
  })

  it('answers an action from a wrong state, a body of the wrong shape and an unknown number, never with a failure', async () => {
    const number = await create()
    expect((await act(people.desk, number, 'archive')).problem.code).toBe('work-orders.wrong-state')
    const shape = await act(people.desk, number, 'urge', { note: 7 })
    expect([shape.status, shape.problem.errors?.[0]?.field]).toEqual([422, 'note'])
    expect((await act(people.desk, 'GY000000-9999', 'urge', { note: '催' })).status).toBe(404)
    expect(
      (await people.desk.call(workOrderRoutes.detail, { params: { number: "x'; DROP TABLE task;--" } })).status,
    ).toBe(404)
  })

  it('keeps markup and SQL in a note as the text that it is', async () => {
    const number = await create()
    const note = `<img src=x onerror=alert(1)>'; DROP TABLE work_order; --`
    await done(people.desk, number, 'addNote', { note })
    expect((await detail(people.manager, number)).events.at(-1)?.data.note).toBe(note)
  })
})

describe('who sees what', () => {
  it('shows an order to its contractor only once it was sent there, to its engineer only while it is theirs', async () => {
    const number = await create()
    const seen = async (client: Client) => (await client.call(workOrderRoutes.detail, { params: { number } })).status
    expect(await seen(people.dispatcher)).toBe(404)
    await done(people.desk, number, 'dispatch')
    expect([await seen(people.dispatcher), await seen(people.stranger), await seen(people.engineer)]).toEqual([
      200, 404, 404,
    ])
    await done(people.dispatcher, number, 'accept')
    await done(people.dispatcher, number, 'assign', { staffId: engineerId })
    expect(await seen(people.engineer)).toBe(200)
    const ofAnotherList = await act(people.engineer, number, 'refuse', { reason: '请假', reasonCode: 'noOneFree' })
    expect(ofAnotherList).toMatchObject({ status: 422, problem: { field: 'reasonCode' } })
    expect(ofAnotherList.problem.title).toContain('可选：cannotCome、tooFar')
    await done(people.engineer, number, 'refuse', { reason: '请假', reasonCode: 'sickOrOff' })
    expect(await seen(people.engineer)).toBe(404)
  })

  it('masks name, phone and address', async () => {
    const order = await detail(people.manager, await create())
    expect([order.customerName, order.customerPhone, order.address]).toEqual([
      '王**',
      '138****5678',
      '南明区清溪苑****',
    ])
  })

  it('pages by key through the list, each order once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await people.manager.call(workOrderRoutes.list, {
        query: { view: 'all', limit: 3, cursor } as never,
      })
      seen.push(...body.items.map((item) => item.number))
      cursor = body.nextCursor ?? undefined
    } while (cursor)
    const [{ count } = { count: 0 }] = await rows<{ count: number }>('SELECT count(*) AS count FROM work_order')
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(count)
  })

  it('looks at an engineer of the pool as at anybody: only whoever is certified may grab', async () => {
    const number = await create()
    await done(people.desk, number, 'dispatch', { mode: 'pool' })
    await done(people.dispatcher, number, 'accept')
    await done(people.dispatcher, number, 'assign', { mode: 'pool' })
    expect((await people.engineer.call(workOrderRoutes.detail, { params: { number } })).status).toBe(200)
  })
})
