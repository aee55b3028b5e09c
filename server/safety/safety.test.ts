import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organisationParameters } from '#core/organisation/organisation.parameters.ts'
import { POSITION_NOTICE } from '#core/safety/notice.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { safetyParameters } from '#core/safety/safety.parameters.ts'
import { addDays, addMinutes, dayOf } from '#core/time.ts'
import { approvalList } from '#core/work-orders/approval.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { runOrderTimers } from '#server/work-orders/index.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { clearPositions } from './index.ts'

let instance: TestInstance
const [station, engineerId, helperId] = [newId(), newId(), newId()]
type Names = 'desk' | 'dispatcher' | 'engineer' | 'head' | 'supervisor' | 'quality' | 'stranger' | 'strangeHead'
let people: Readonly<Record<Names, Client>>
const HERE = { lon: 106.71, lat: 26.57, accuracyMetres: 15 }

const insert = (text: string, values: unknown[] = []): Promise<number> =>
  asSystem(instance.deps, (tx) => tx.run({ text, values }))
const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem(instance.deps, (tx) => tx.rows<Row>({ text, values }))

beforeAll(async () => {
  instance = await createTestInstance()
  // The tests run at any hour.
  await instance.setParameter(organisationParameters.defaultShift, { from: '00:00', to: '00:00' })
  await insert(
    `INSERT INTO station (id, company_id, prefecture, county, name, counties, hotline) VALUES ($1, 'tietong', '520100', '520102', '南明站', '{520102}', '0851-85550001')`,
    [station],
  )
  for (const [id, number, name] of [
    [engineerId, 'T001', '吴启明'],
    [helperId, 'T002', '石磊'],
  ]) {
    await insert(
      `INSERT INTO staff (id, number, name, company_id, station_id, prefecture, county, post, status, joined_on, updated_at)
       VALUES ($1, $2, $3, 'tietong', $4, '520100', '520102', 'engineer', 'active', '2024-01-01', now())`,
      [id, number, name, station],
    )
  }
  await insert(
    `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES
       ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31'), ($3, $2, 'workAtHeight', 'GZ-2', 'authority', '2020-01-01')`,
    [newId(), engineerId, newId()],
  )
  await insert(
    `INSERT INTO home_user (prefecture, id, user_code, account, name, phone, county, address, address_key, status, area_class, lon, lat, updated_at)
     VALUES ('520100', $1, 'JK1', 'gz52010001', '王小明', '13812345678', '520102', '南明区清溪苑3栋2单元501号', '南明区清溪苑3栋2单元501号', 'active', 'urban', 106.71, 26.57, now())`,
    [newId()],
  )
  const inGuiyang = { prefectures: ['520100'] }
  people = {
    desk: await instance.signIn({ roles: ['countyDesk'], ...inGuiyang }),
    dispatcher: await instance.signIn({ roles: ['dispatcher'], ...inGuiyang }),
    engineer: await instance.signIn({ roles: ['engineer'], stationId: station, staffId: engineerId }),
    head: await instance.signIn({ roles: ['stationHead'], stationId: station }),
    supervisor: await instance.signIn({ roles: ['supervisor'], ...inGuiyang }),
    quality: await instance.signIn({ roles: ['qualityAgent'], ...inGuiyang }),
    stranger: await instance.signIn({ roles: ['supervisor'], companyId: 'chengxing' }),
    strangeHead: await instance.signIn({ roles: ['stationHead'], companyId: 'chengxing', stationId: newId() }),
  }
}, 60_000)
afterAll(() => instance.stop())

const act = (client: Client, number: string, action: OrderAction, body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const done = async (client: Client, number: string, action: OrderAction, body: object = {}): Promise<string> => {
  const answer = await act(client, number, action, body)
  expect(answer.problem.title ?? '', action).toBe('')
  return answer.body.state
}
const enRoute = async (): Promise<string> => {
  const { body } = await people.desk.call(workOrderRoutes.create, {
    body: { account: 'gz52010001', symptom: '不能上网' },
  })
  const { number } = body
  await done(people.desk, number, 'dispatch')
  await done(people.dispatcher, number, 'accept')
  await done(people.dispatcher, number, 'assign', { staffId: engineerId })
  await done(people.engineer, number, 'accept')
  await done(people.engineer, number, 'depart', { position: { ...HERE, lat: 26.6 } })
  return number
}
const arrivalOf = async (number: string) =>
  (await people.desk.call(workOrderRoutes.detail, { params: { number } })).body.visits.at(-1)?.arrival
const kept = (number: string) =>
  rows<{ purpose: string }>(
    'SELECT f.purpose FROM position_fix f JOIN work_order w ON w.id = f.work_order_id WHERE w.number = $1 ORDER BY f.at, f.id',
    [number],
  )
const waiting = async (client: Client) =>
  (await client.call(approvalList, { query: { view: 'mine' } })).body.items.map((item) => [
    item.number,
    item.pending.kind,
  ])
let next = 0
/** No two of them are the same place to the last digit. */
const nearby = () => {
  next += 1
  return { ...HERE, lon: HERE.lon + next / 1e7 }
}

describe('positions of staff', () => {
  it('are not taken before the notice is acknowledged, and the sign-in says so', async () => {
    const number = await enRoute()
    await done(people.engineer, number, 'arrive', { position: HERE })
    expect(await kept(number)).toEqual([])
    expect(await arrivalOf(number)).toEqual({ outcome: 'noFix', absence: 'notAcknowledged', needsReview: true })
    await done(people.head, number, 'approveArrival')
  })

  it('are taken at departure, sign-in and leaving once it is, and stand in no order, event or audit entry', async () => {
    const mine = await people.engineer.call(safetyRoutes.mine)
    expect(mine.body).toMatchObject({ isPositionTaken: false, hotline: '0851-85550001', fixDays: 90 })
    for (const { code, version } of mine.body.notices) {
      await people.engineer.call(safetyRoutes.acknowledge, { body: { code, version } })
    }
    expect((await people.engineer.call(safetyRoutes.mine)).body.isPositionTaken).toBe(true)
    const number = await enRoute()
    const position = nearby()
    await done(people.engineer, number, 'arrive', { position: { ...position, ageSeconds: 3 } })
    expect(await arrivalOf(number)).toEqual({ outcome: 'ok', metresOff: 0, accuracyMetres: 15 })
    await done(people.engineer, number, 'comeAgain', {
      ...{ outcome: 'comeAgain', reason: '缺光猫', reasonCode: 'needPart', position: nearby() },
    })
    expect((await kept(number)).map(({ purpose }) => purpose)).toEqual(['departure', 'arrival', 'leaving'])
    const elsewhere = await rows<{ count: number }>(
      `SELECT (SELECT count(*) FROM visit WHERE arrival::text LIKE $1)
         + (SELECT count(*) FROM event WHERE data::text LIKE $1) + (SELECT count(*) FROM audit_entry WHERE after::text LIKE $1)
         + (SELECT count(*) FROM command_receipt WHERE reply::text LIKE $1) AS count`,
      [`%${position.lon}%`],
    )
    expect(Number(elsewhere[0]?.count)).toBe(0)
  })

  it('are shown to the person, to who may see them with a reason that is recorded, and to nobody of another company', async () => {
    const number = await enRoute()
    await done(people.engineer, number, 'arrive', { position: nearby() })
    const own = await people.engineer.call(safetyRoutes.myPositions)
    expect(
      own.body.items
        .filter((item) => item.number === number)
        .map(({ purpose }) => purpose)
        .sort(),
    ).toEqual(['arrival', 'departure'])
    const look = (client: Client, reason = '客户投诉未到场') =>
      client.call(safetyRoutes.orderPositions, { params: { number }, body: { reason } })
    for (const client of [people.supervisor, people.head, people.quality])
      expect((await look(client)).body.items).toHaveLength(2)
    expect((await look(people.stranger)).status).toBe(404)
    expect((await look(people.strangeHead)).status).toBe(404)
    for (const client of [people.dispatcher, people.desk, people.engineer])
      expect((await look(client)).status).toBe(403)
    expect((await look(people.head, '')).status).toBe(422)
    const audit = await rows<{ reason: string }>(
      `SELECT reason FROM audit_entry WHERE action = 'position.revealed' AND subject_id = $1`,
      [number],
    )
    expect(audit).toHaveLength(3)
    expect(
      JSON.stringify((await people.desk.call(workOrderRoutes.detail, { params: { number } })).body.visits),
    ).not.toContain('"lon"')
  })

  it('with the very coordinates of an earlier sign-in elsewhere are doubted, and the work goes on', async () => {
    const position = nearby()
    const [first, second] = [await enRoute(), await enRoute()]
    await done(people.engineer, first, 'arrive', { position })
    expect(await done(people.engineer, second, 'arrive', { position })).toBe('arrived')
    expect(await arrivalOf(second)).toMatchObject({
      outcome: 'frozenFixSuspected',
      doubt: 'repeated',
      needsReview: true,
    })
  })

  it('are not taken off shift nor on leave', async () => {
    const today = dayOf(instance.deps.clock.now())
    await insert(
      `INSERT INTO staff_leave (id, staff_id, from_on, to_on, reason, created_by_name) VALUES ($1, $2, $3, $3, '事假', 'x')`,
      [newId(), engineerId, today],
    )
    const number = await enRoute()
    await done(people.engineer, number, 'arrive', { position: nearby() })
    await insert('DELETE FROM staff_leave WHERE staff_id = $1', [engineerId])
    expect(await arrivalOf(number)).toEqual({ outcome: 'noFix', absence: 'offShift', needsReview: false })
    expect(await kept(number)).toEqual([])
  })

  it('are gone for good after their time, those beside photos too', async () => {
    const number = await enRoute()
    await done(people.engineer, number, 'arrive', { position: nearby() })
    await done(people.engineer, number, 'addEvidence', {
      kind: 'onuRxDbm',
      value: -20,
      unit: 'dBm',
      position: nearby(),
    })
    await done(people.engineer, number, 'comeAgain', {
      outcome: 'comeAgain',
      reason: '缺光猫',
      reasonCode: 'needPart',
    })
    const { fixDays } = (await people.engineer.call(safetyRoutes.mine)).body
    const old = addDays(dayOf(instance.deps.clock.now()), -fixDays - 2)
    await insert(`UPDATE visit v SET ended_at = $2 FROM work_order w WHERE w.id = v.work_order_id AND w.number = $1`, [
      number,
      old,
    ])
    await insert(`UPDATE position_fix f SET at = $2 FROM work_order w WHERE w.id = f.work_order_id AND w.number = $1`, [
      number,
      old,
    ])
    expect(await clearPositions(instance.deps)).toBe(3)
    expect(await kept(number)).toEqual([])
    const evidence = await rows<{ text: string }>(
      'SELECT v.evidence::text AS text FROM visit v JOIN work_order w ON w.id = v.work_order_id WHERE w.number = $1',
      [number],
    )
    expect(evidence[0]?.text).toContain('onuRxDbm')
    expect(evidence[0]?.text).not.toContain('lon')
    expect(await rows(`SELECT 1 FROM event WHERE data::text LIKE '%"lon"%'`)).toEqual([])
  })

  it('need a fresh acknowledgement when the notice changes', async () => {
    const notices = safetyParameters.notices.default.map((notice) =>
      notice.code === POSITION_NOTICE ? { ...notice, version: 2 } : notice,
    )
    await instance.setParameter(safetyParameters.notices, notices)
    expect((await people.engineer.call(safetyRoutes.mine)).body.isPositionTaken).toBe(false)
    const stale = await people.engineer.call(safetyRoutes.acknowledge, { body: { code: POSITION_NOTICE, version: 1 } })
    expect(stale.problem.code).toBe('safety.notice-changed')
    await people.engineer.call(safetyRoutes.acknowledge, { body: { code: POSITION_NOTICE, version: 2 } })
    expect((await people.engineer.call(safetyRoutes.mine)).body.isPositionTaken).toBe(true)
  })
})

describe('a sign-in that proves nothing', () => {
  it('waits for the station head and the supervisor, not for another company, and is answered once', async () => {
    const number = await enRoute()
    await done(people.engineer, number, 'arrive', { exception: '地下室没有信号' })
    const row = [number, 'arrival']
    expect(await waiting(people.head)).toContainEqual(row)
    expect(await waiting(people.supervisor)).toContainEqual(row)
    expect(await waiting(people.stranger)).toEqual([])
    expect(await waiting(people.desk)).not.toContainEqual(row)
    expect((await act(people.stranger, number, 'approveArrival')).status).toBe(404)
    expect((await act(people.dispatcher, number, 'approveArrival')).status).toBe(403)
    await done(people.head, number, 'denyArrival', { reason: '不在附近' })
    expect(await waiting(people.supervisor)).not.toContainEqual(row)
    expect(await arrivalOf(number)).toMatchObject({ outcome: 'noFix', review: { isApproved: false, note: '不在附近' } })
    expect((await act(people.supervisor, number, 'approveArrival')).problem.code).toBe('safety.no-exception')
  })
})

describe('dangerous work', () => {
  it('is refused with what to do: an expired licence, a storm that is declared', async () => {
    const number = await enRoute()
    await done(people.engineer, number, 'arrive', { position: nearby() })
    await done(people.desk, number, 'declareHazards', { flags: ['height'] })
    const start = await act(people.engineer, number, 'start')
    expect(start.problem.code).toBe('safety.certificate-expired')
    expect(start.problem.title).toBe(
      '你的高处作业证已于 2020-01-01 到期，不能做这项作业。请停工，联系驻点长换持证人员来做',
    )
    await insert(`UPDATE certificate SET valid_to = '2999-01-01' WHERE kind = 'workAtHeight'`)
    const now = instance.deps.clock.now()
    const storm = {
      prefecture: '520100',
      county: '520102',
      hazard: 'storm',
      from: addMinutes(now, -5),
      to: addMinutes(now, 60),
      note: '雷暴橙色预警',
    } as const
    expect((await people.engineer.call(safetyRoutes.declare, { body: storm })).status).toBe(403)
    expect(
      (await people.desk.call(safetyRoutes.declare, { body: { ...storm, prefecture: '520300', county: '520302' } }))
        .status,
    ).toBe(403)
    const { body: declared } = await people.desk.call(safetyRoutes.declare, { body: storm })
    const job = await people.engineer.call(safetyRoutes.job, { params: { number } })
    expect(job.body).toMatchObject({ hazards: ['height'], weather: ['storm'], certificates: expect.any(Array) })
    expect((await people.engineer.call(safetyRoutes.declarations)).body.items).toHaveLength(1)
    expect(job.body.checks.map(({ hazard, refusal }) => [hazard, refusal !== null])).toEqual([
      ['height', true],
      ['storm', true],
    ])
    expect((await people.stranger.call(safetyRoutes.job, { params: { number } })).status).toBe(404)
    expect(
      (await people.supervisor.call(safetyRoutes.withdraw, { params: { id: declared.id }, body: { reason: '过了' } }))
        .status,
    ).toBe(404)
    await people.desk.call(safetyRoutes.withdraw, { params: { id: declared.id }, body: { reason: '预警解除' } })
    expect((await act(people.engineer, number, 'start')).problem.code).toBe('safety.second-person-needed')
    // The second person joins by the review of a stop.
    await done(people.engineer, number, 'stopWork', { reason: 'alone', note: '一个人不能登高' })
    await done(people.head, number, 'reviewStop', { measure: 'secondPerson', reason: '石磊过去', helpers: [helperId] })
    await done(people.engineer, number, 'confirmSafety', { hazard: 'height', items: ['belt', 'helmet', 'ladder'] })
    expect(await done(people.engineer, number, 'start')).toBe('inProgress')
  })
})

describe('stop work', () => {
  it('stops the clocks, rings when nobody looks at it, and goes on when somebody does', async () => {
    const number = await enRoute()
    await done(people.engineer, number, 'stopWork', { reason: 'threat', note: '院里有恶犬' })
    const order = (await people.head.call(workOrderRoutes.detail, { params: { number } })).body
    expect(order.stop).toMatchObject({ reason: 'threat', byName: people.engineer.user?.name })
    expect(order.clocks.filter((clock) => clock.stoppedAt === null).every((clock) => clock.isPaused)).toBe(true)
    expect(order.counters.suspensions).toBe(0)
    expect(await waiting(people.dispatcher)).toContainEqual([number, 'stop'])
    expect((await act(people.engineer, number, 'resume')).problem.code).toBe('safety.stop-waits')
    expect((await act(people.stranger, number, 'reviewStop', { measure: 'continue', reason: 'x' })).status).toBe(404)
    await insert(
      `UPDATE work_order SET details = jsonb_set(details, '{stop,at}', to_jsonb($2::text)), next_timer_at = now() WHERE number = $1`,
      [number, addMinutes(instance.deps.clock.now(), -31)],
    )
    await runOrderTimers(instance.deps)
    const rung = (await people.desk.call(workOrderRoutes.detail, { params: { number } })).body
    expect(rung.events.map(({ kind }) => kind)).toContain('workOrder.stopUnreviewed')
    expect(await done(people.dispatcher, number, 'reviewStop', { measure: 'continue', reason: '主人已把狗拴好' })).toBe(
      'enRoute',
    )
    expect(await waiting(people.dispatcher)).not.toContainEqual([number, 'stop'])
  })
})
