import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessParameters } from '#core/access/access.parameters.ts'
import { revealRoute } from '#core/access/reveal.contract.ts'
import { addMinutes } from '#core/time.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { enterpriseLineIn, homeUserIn, orderIn, reportIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { asSystem } from './index.ts'

let instance: TestInstance
beforeAll(async () => {
  instance = await createTestInstance()
})
afterAll(() => instance.stop())

type Subject = 'workOrder' | 'report' | 'homeUser' | 'enterpriseLine' | 'staff' | 'user'
const look = (client: Client, subjectType: Subject, subjectId: string, reason?: string) =>
  client.call(revealRoute, {
    body: { subjectType, subjectId, fields: ['phone', 'address'], ...(reason ? { reason } : {}) },
  })
const audits = (userId: string | undefined) =>
  asSystem(instance.deps, (tx) =>
    tx.rows<{ action: string; subject: string; after: object; reason: string | null; prefecture: string }>({
      text: `SELECT action, subject_id AS subject, after, reason, prefecture FROM audit_entry
             WHERE actor_id = $1 AND action = 'personal-data.revealed' ORDER BY id`,
      values: [userId],
    }),
  )
const anEngineer = async () => {
  const stationId = await stationIn(instance.deps)
  const staffId = await staffIn(instance.deps, { stationId })
  return { staffId, stationId, client: await instance.signIn({ roles: ['engineer'], staffId, stationId }) }
}

describe('whoever has an open order in their hands', () => {
  it('calls its customer with one tap: no reason, no quota, but counted and audited', async () => {
    const { staffId, stationId, client } = await anEngineer()
    const held = { holder_level: 'engineer', staff_id: staffId, station_id: stationId, state: 'taken' }
    const id = await orderIn(instance.deps, held)
    const seen = await look(client, 'workOrder', id)
    expect(seen.body).toEqual({
      values: { phone: '13800000000', address: '花果园1栋1单元101' },
      isByOrder: true,
      remaining: null,
    })
    const [entry] = await audits(client.user?.id)
    expect(entry).toMatchObject({
      subject: id,
      prefecture: '520100',
      after: { fields: ['phone', 'address'], isByOrder: true },
    })
    expect(JSON.stringify(entry)).not.toContain('13800000000')
    const [row] = await asSystem(instance.deps, (tx) =>
      tx.rows({ text: 'SELECT work_order_id FROM reveal WHERE user_id = $1', values: [client.user?.id] }),
    )
    expect(row).toEqual({ work_order_id: id })
  })
  it('may be a helper, the station head, the dispatcher, the desk, whoever calls back; not a colleague', async () => {
    const { staffId, stationId, client } = await anEngineer()
    const helped = await orderIn(instance.deps, {
      holder_level: 'engineer',
      crew: [staffId],
      station_id: stationId,
      state: 'taken',
    })
    expect((await look(client, 'workOrder', helped)).body.isByOrder).toBe(true)
    const head = await instance.signIn({ roles: ['stationHead'], stationId })
    expect((await look(head, 'workOrder', helped)).body.isByOrder).toBe(true)
    const dispatcher = await instance.signIn('dispatcher')
    expect((await look(dispatcher, 'workOrder', helped)).body.isByOrder).toBe(true)
    const [atDesk, calling] = [
      await orderIn(instance.deps, { holder_level: 'operatorDesk', state: 'pendingDispatch', company_id: null }),
      await orderIn(instance.deps, { holder_level: 'operatorDesk', state: 'pendingCallback' }),
    ]
    const desk = await instance.signIn('countyDesk')
    expect((await look(desk, 'workOrder', atDesk)).body.isByOrder).toBe(true)
    expect((await look(desk, 'workOrder', helped, '客户来电催单')).body.isByOrder).toBe(false)
    const agent = await instance.signIn('qualityAgent')
    expect((await look(agent, 'workOrder', calling)).body.isByOrder).toBe(true)
    const colleague = await anEngineer()
    expect((await look(colleague.client, 'workOrder', helped)).problem.code).toBe('access.reveal-unknown')
    const pooled = await orderIn(instance.deps, { holder_level: 'station', in_pool: true, station_id: stationId })
    expect((await look(client, 'workOrder', pooled)).problem.code).toBe('platform.forbidden')
  })
  it('sees it until 24 h after it was archived', async () => {
    const dispatcher = await instance.signIn('dispatcher')
    const now = instance.deps.clock.now()
    const archived = (hoursAgo: number) =>
      orderIn(instance.deps, { is_open: false, state: 'archived', archived_at: addMinutes(now, -hoursAgo * 60) })
    expect((await look(dispatcher, 'workOrder', await archived(23))).body.isByOrder).toBe(true)
    const old = await archived(25)
    expect((await look(dispatcher, 'workOrder', old)).problem.code).toBe('access.reveal-reason-needed')
    expect((await look(dispatcher, 'workOrder', old, '客户投诉回访')).body).toMatchObject({
      isByOrder: false,
      remaining: 29,
    })
    const cancelled = await orderIn(instance.deps, { is_open: false, state: 'cancelled' })
    expect((await look(dispatcher, 'workOrder', cancelled)).problem.code).toBe('access.reveal-reason-needed')
  })
})

describe('everybody else', () => {
  it('says why, and only so often a day', async () => {
    await instance.setParameter(accessParameters.revealsPerDay, 3)
    const client = await instance.signIn('resourceManager')
    const id = await homeUserIn(instance.deps)
    expect((await look(client, 'homeUser', id)).problem).toMatchObject({
      code: 'access.reveal-reason-needed',
      field: 'reason',
    })
    expect((await look(client, 'homeUser', id, '看看')).problem.code).toBe('access.reveal-reason-needed')
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => look(client, 'homeUser', id, '核对资料更新')))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 409, 409])
    expect((await audits(client.user?.id)).map((entry) => entry.reason)).toEqual(Array(3).fill('核对资料更新'))
    instance.deps.clock.moveTo(86_400_000)
    expect((await look(client, 'homeUser', id, '核对资料更新')).body.remaining).toBe(2)
    instance.deps.clock.moveTo(0)
    await instance.setParameter(accessParameters.revealsPerDay, 30)
  })
  it('sees nothing without the permission, and nothing beyond their scope', async () => {
    const id = await homeUserIn(instance.deps)
    const assessor = await instance.signIn('assessor')
    expect((await look(assessor, 'homeUser', id, '我想看一看')).problem.code).toBe('platform.forbidden')
    const elsewhere = await instance.signIn({ roles: ['resourceManager'], prefectures: ['520300'] })
    expect((await look(elsewhere, 'homeUser', id, '核对资料更新')).problem.code).toBe('access.reveal-unknown')
    const contractor = await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' })
    expect((await look(contractor, 'homeUser', id, '核对资料更新')).status).toBe(404)
    expect((await look(contractor, 'workOrder', "' OR 1=1 --", '核对资料更新')).status).toBe(404)
  })
  it('may look at reports, lines and people, an order by its number, accounts only with users.read', async () => {
    const desk = await instance.signIn('countyDesk')
    const line = await look(desk, 'enterpriseLine', await enterpriseLineIn(instance.deps), '故障联系客户')
    expect(line.body.values).toEqual({ phone: '0851-85550001', address: '中华路2号' })
    const report = await look(desk, 'report', await reportIn(instance.deps, { county: '520102' }), '回复报障客户')
    expect(report.body.values).toEqual({ phone: '13800000001', address: null })
    const staffId = await staffIn(instance.deps, { phone: '13900000002' })
    expect((await look(desk, 'staff', staffId, '联系工程师')).body.values.phone).toBe('13900000002')
    await orderIn(instance.deps, { number: 'GY261122-9999', holder_level: 'operatorDesk' })
    expect((await look(desk, 'workOrder', 'GY261122-9999')).status).toBe(200)
    expect((await look(desk, 'user', desk.user?.login ?? '', '想看同事电话')).status).toBe(404)
    expect((await look(instance.visitor(), 'staff', staffId)).status).toBe(401)
  })
})
