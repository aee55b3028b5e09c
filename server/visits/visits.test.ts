import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parameterSet } from '#core/parameters/parameters.contract.ts'
import { addDays, addMinutes, dayOf } from '#core/time.ts'
import { resourceChangeRoutes } from '#core/visits/resource-change.ts'
import { visitRoutes } from '#core/visits/visits.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { checklists } from '#server/work-orders/index.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { everyStep } from '#testing/visit-steps.ts'

let instance: TestInstance
let people: Readonly<
  Record<'desk' | 'dispatcher' | 'engineer' | 'clerk' | 'manager' | 'resources' | 'stranger', Client>
>
let engineerId: string

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  const station = await stationIn(deps, { name: '南明站' })
  engineerId = await staffIn(deps, { stationId: station, name: '吴启明' })
  await asSystem(deps, async (tx) => {
    await tx.run({
      text: `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_to) VALUES ($1, $2, 'homeFitter', 'GZ-1', 'operator', '2999-12-31')`,
      values: [newId(), engineerId],
    })
    for (const [account, method] of [
      ['gz52010001', 'FTTH'],
      ['gz52010002', 'LAN'],
    ]) {
      await tx.run({
        text: `INSERT INTO home_user (prefecture, id, user_code, account, name, phone, county, address, address_key, status, area_class, access_method, updated_at)
               VALUES ('520100', $1, $2, $2, '王小明', '13812345678', '520102', '南明区清溪苑3栋2单元501号', '南明区清溪苑3栋2单元501号', 'active', 'urban', $3, now())`,
        values: [newId(), account, method],
      })
    }
  })
  people = {
    desk: await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] }),
    dispatcher: await instance.signIn({ roles: ['dispatcher'], prefectures: ['520100'] }),
    engineer: await instance.signIn({ roles: ['engineer'], stationId: station, staffId: engineerId }),
    clerk: await instance.signIn({ roles: ['qualityClerk'] }),
    manager: await instance.signIn({ roles: ['provinceManager'] }),
    resources: await instance.signIn({ roles: ['resourceManager'], prefectures: ['520100'] }),
    stranger: await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' }),
  }
}, 60_000)
afterAll(() => instance.stop())

const act = (client: Client, number: string, action: OrderAction, body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const done = async (client: Client, number: string, action: OrderAction, body: object = {}) => {
  const answer = await act(client, number, action, body)
  expect([answer.problem.title, answer.status], action).toEqual([undefined, 200])
  return answer.body
}
const toEngineer = async (account = 'gz52010001'): Promise<string> => {
  const { body } = await people.desk.call(workOrderRoutes.create, { body: { account, symptom: '不能上网' } })
  const { number } = body
  await done(people.desk, number, 'dispatch')
  await done(people.dispatcher, number, 'accept')
  await done(people.dispatcher, number, 'assign', { staffId: engineerId })
  await done(people.engineer, number, 'accept')
  return number
}
const onSite = async (): Promise<string> => {
  const number = await toEngineer()
  await done(people.engineer, number, 'depart')
  await done(people.engineer, number, 'arrive', { exception: '室内无定位' })
  return number
}
const steps = async (number: string, client = people.engineer) => client.call(visitRoutes.steps, { params: { number } })
const detail = async (number: string) =>
  (await people.manager.call(workOrderRoutes.detail, { params: { number } })).body
const RESULT = {
  ...{ cause: 'line.drop.fibre.broken', segment: 'drop', done: '更换皮线', signatureException: '客户不便签字' },
  readings: [{ kind: 'onuRxDbm', value: -19.4, unit: 'dBm' }],
}

describe('the steps of a visit over HTTP', () => {
  it('are those of the order’s kind and access, with what its readings are judged by', async () => {
    const home = (await steps(await toEngineer())).body
    expect(home.checklist).toEqual({ code: 'homeFtth', version: 0 })
    expect(home.steps.map(({ code }) => code)).not.toContain('safety')
    expect(home.readings.power.acceptanceDbm).toBe(-24)
    expect(home.reasons.skipped.length).toBeGreaterThan(0)
    expect((await steps(await toEngineer('gz52010002'))).body.checklist?.code).toBe('homeLan')
    expect((await steps(await toEngineer(), people.stranger)).status).toBe(404)
  })

  it('hold the return until their proof is there; what was skipped is seen by whoever checks', async () => {
    const number = await onSite()
    await done(people.engineer, number, 'restore')
    const refused = await act(people.engineer, number, 'return', RESULT)
    expect([refused.status, refused.problem.code, refused.problem.field]).toEqual([
      409,
      'visits.proof-missing',
      'steps',
    ])
    expect(refused.problem.title).toContain('出发前准备')
    await done(people.engineer, number, 'recordStep', everyStep())
    await done(people.engineer, number, 'recordStep', {
      records: [{ step: 'card', outcome: 'skipped', reasonCode: 'customerDeclined', reason: '客户说不用' }],
    })
    await done(people.engineer, number, 'recordMaterial', { name: '皮线', use: 'used', quantity: 20, unit: '米' })
    await done(people.engineer, number, 'return', RESULT)
    const visit = (await detail(number)).visits[0]
    expect(visit?.steps.find(({ step, outcome }) => step === 'card' && outcome === 'skipped')).toMatchObject({
      ...{ reasonCode: 'customerDeclined', reason: '客户说不用' },
    })
    expect(visit?.materials).toMatchObject([{ name: '皮线', quantity: 20, unit: '米' }])
    expect(visit?.checklist).toEqual({ code: 'homeFtth', version: 0 })
  })

  it('are facts: a step said on an older version of the order is taken, a return is not', async () => {
    const number = await onSite()
    const { version } = await done(people.engineer, number, 'start')
    await done(people.dispatcher, number, 'urge', { note: '客户催' })
    const baseVersion = version
    await done(people.engineer, number, 'recordStep', { ...everyStep(), baseVersion })
    const stale = await act(people.engineer, number, 'restore', { kind: 'onSite', baseVersion })
    expect(stale.problem.code).toBe('platform.stale')
  })

  it('stay those of the version that the visit began with, however the checklist is edited meanwhile', async () => {
    const number = await onSite()
    const [first] = checklists.find(({ code }) => code === 'homeFtth')?.steps ?? []
    const key = 'visits.checklist.homeFtth'
    const today = dayOf(instance.deps.clock.now())
    const set = await people.manager.call(parameterSet, {
      params: { key },
      body: { level: 'province', subject: '', effectiveFrom: addDays(today, 1), value: [first], reason: '只留准备' },
    })
    expect(set.problem.title).toBeUndefined()
    instance.deps.clock.moveTo(instance.deps.clock.offsetMs + 86_400_000)
    expect((await steps(number)).body.steps.length).toBeGreaterThan(10)
    const fresh = (await steps(await toEngineer())).body
    expect(fresh.steps.map(({ code }) => code)).toEqual(['prepare'])
    expect(fresh.checklist?.version).toBe(set.body.version)
  })

  it('a reading that no instrument shows is refused with the possible range', async () => {
    const number = await onSite()
    const { status, problem } = await act(people.engineer, number, 'addEvidence', { kind: 'onuRxDbm', value: 40 })
    expect([status, problem.code]).toEqual([422, 'visits.reading-impossible'])
    expect(problem.title).toMatch(/-50 到 10 dBm/)
  })
})

describe('a change of resources found on site', () => {
  const report = (number: string, body: object) =>
    people.engineer.call(resourceChangeRoutes.report, { params: { number }, body })
  const list = async (query: object = {}) =>
    (await people.resources.call(resourceChangeRoutes.list, { query })).body.items
  const answer = (id: string, body: object) =>
    people.resources.call(resourceChangeRoutes.answer, { params: { id }, body })

  it('is due within its limit, entered into the ledger once, and shown late after it', async () => {
    const number = await onSite()
    const now = instance.deps.clock.now()
    const { status, body } = await report(number, { kind: 'terminal', terminalSerial: 'HWTC0A1B2C3D' })
    expect([status, body.dueAt >= addMinutes(now, 1440)]).toEqual([201, true])
    expect(await list({ order: number })).toMatchObject([{ state: 'reported', isLate: false, account: 'gz52010001' }])
    instance.deps.clock.moveTo(instance.deps.clock.offsetMs + 25 * 3_600_000)
    expect((await list({ order: number }))[0]?.isLate).toBe(true)
    const entered = await answer(body.id, { outcome: 'entered' })
    expect(entered.problem.title).toBeUndefined()
    const [user] = await asSystem(instance.deps, (tx) =>
      tx.rows<{ serial: string }>({ text: `SELECT onu_serial AS serial FROM home_user WHERE account = 'gz52010001'` }),
    )
    expect(user?.serial).toBe('HWTC0A1B2C3D')
    expect((await answer(body.id, { outcome: 'entered' })).problem.code).toBe('visits.change-answered')
  })

  it('is rejected with a reason only, says what changed, and is seen by those who see the order', async () => {
    const number = await onSite()
    expect((await report(number, { kind: 'port' })).status).toBe(422)
    const { body } = await report(number, { kind: 'port', boxCode: 'GF-02', portBefore: '3', portAfter: '5' })
    expect((await answer(body.id, { outcome: 'rejected' })).problem.code).toBe('visits.reason-needed')
    expect((await answer(body.id, { outcome: 'rejected', reason: '端口没有变' })).status).toBe(200)
    expect(await list({ order: number })).toMatchObject([{ state: 'rejected', reason: '端口没有变' }])
    const strange = await people.stranger.call(resourceChangeRoutes.list, { query: { order: number } })
    expect(strange.status).toBe(403)
  })
})
