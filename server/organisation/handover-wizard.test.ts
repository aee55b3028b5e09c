import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handoverRoutes } from '#core/organisation/handover.contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { addDays, dayOf } from '#core/time.ts'
import { asSystem } from '#server/access/index.ts'
import { sql } from '#server/platform/db.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { orderIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { openOrdersQuery } from './handover.store.ts'

/** 安顺 goes from 天龙讯 to 澄星, ordered on the screen. */
let instance: TestInstance
let manager: Client
let from = ''
beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  manager = await instance.signIn('provinceManager')
  from = addDays(dayOf(deps.clock.now()), 7)
  const stationId = await stationIn(deps, { county: '520402', companyId: 'tianlongxun', name: '西秀站' })
  await staffIn(deps, { county: '520402', companyId: 'tianlongxun', stationId, number: 'T7001' })
  await orderIn(deps, { county: '520402', company_id: 'tianlongxun' })
  await orderIn(deps, { county: '520403', company_id: 'tianlongxun', line: 'enterprise' })
  await orderIn(deps, { county: '520402', company_id: 'tianlongxun', is_open: false, state: 'archived' })
  await orderIn(deps, { county: '520502', company_id: 'tianlongxun' })
})
afterAll(() => instance.stop())

const wanted = (more: object = {}) => ({
  regions: ['520400'],
  lines: ['home', 'enterprise'] as const,
  fromCompanyId: 'tianlongxun',
  toCompanyId: 'chengxing',
  from,
  ...more,
})
const preview = (more: object = {}, client = manager) => {
  const { regions, lines, ...rest } = wanted(more)
  return client.call(handoverRoutes.preview, {
    query: { ...rest, regions: regions.join(','), lines: lines.join(',') } as never,
  })
}
const order = (seen: string, more: object = {}, client = manager) => {
  const { lines, ...rest } = wanted(more)
  return client.call(handoverRoutes.handOver, { body: { ...rest, lines: [...lines], seen, reason: '合同到期' } })
}
const answerOn = async (place: string, line: 'home' | 'enterprise', day: string) => {
  const { body } = await manager.call(organisationRoutes.whoIsResponsible, { query: { place, line, day } })
  return [body.outcome, ...body.companies.map((company) => company.id)]
}

describe('a handover', () => {
  it('shows what moves and what stays before it is saved', async () => {
    const { status, body } = await preview()
    expect(status).toBe(200)
    expect(body.steps.map(({ kind, companyId, line, effectiveTo }) => [kind, companyId, line, effectiveTo])).toEqual([
      ['ended', 'tianlongxun', 'home', addDays(from, -1)],
      ['ended', 'tianlongxun', 'enterprise', addDays(from, -1)],
      ['added', 'chengxing', 'home', null],
      ['added', 'chengxing', 'enterprise', null],
    ])
    expect([body.made, body.issues]).toEqual([[], []])
    expect(body.orders).toEqual([
      { prefecture: '520400', line: 'home', open: 1, underWay: 0 },
      { prefecture: '520400', line: 'enterprise', open: 1, underWay: 0 },
    ])
    expect(body.stations).toMatchObject([{ name: '西秀站', companyId: 'tianlongxun', staffCount: 1 }])
    expect(body.unserved).toContain('520402')
  })
  it('is refused for the past, for nothing, to itself, to nobody, and beyond the reach of who orders it', async () => {
    const code = async (more: object, client = manager) => (await preview(more, client)).problem.code
    expect(await code({ from: '2020-01-01' })).toBe('organisation.past')
    expect(await code({ regions: ['520100'] })).toBe('organisation.handover-nothing')
    expect(await code({ toCompanyId: 'tianlongxun' })).toBe('organisation.handover-same-company')
    expect(await code({ toCompanyId: 'nobody' })).toBe('organisation.invalid')
    expect(await code({ regions: ['529999'] })).toBe('organisation.invalid')
    const near = await instance.signIn({ roles: ['provinceManager'], prefectures: ['520100'] })
    expect(await code({}, near)).toBe('organisation.beyond-reach')
    expect((await order('x', {}, await instance.signIn('contractorManager'))).status).toBe(403)
  })
  it('is saved as it was shown, in one step: the day before and the day itself have one company each', async () => {
    const { seen } = (await preview()).body
    const changed = await order('something else')
    expect([changed.status, changed.problem.code]).toEqual([409, 'organisation.handover-changed'])
    expect(await answerOn('520402', 'home', from)).toEqual(['answer', 'tianlongxun'])
    const done = await order(seen)
    expect([done.status, done.body.issues]).toEqual([200, []])
    for (const line of ['home', 'enterprise'] as const) {
      expect(await answerOn('520402', line, addDays(from, -1))).toEqual(['answer', 'tianlongxun'])
      expect(await answerOn('520402', line, from)).toEqual(['answer', 'chengxing'])
      expect(await answerOn('520502', line, from)).toEqual(['answer', 'tianlongxun'])
    }
    expect((await order(seen)).problem.code).toBe('organisation.handover-nothing')
    const audit = await asSystem(instance.deps, (tx) =>
      tx.rows<{ prefecture: string; reason: string }>(
        sql`SELECT prefecture, reason FROM audit_entry WHERE action = 'responsibility.handed-over'`,
      ),
    )
    expect(audit).toEqual([{ prefecture: '520400', reason: '合同到期' }])
  })
  it('counts open orders along one index as the serving role', async () => {
    const scope = { userId: manager.user?.id ?? '', prefectures: ['520400', '520000'], reach: 'regions' as const }
    const ground = { companyId: 'a', lines: ['home' as const], prefectures: ['520400'], counties: ['520402'] }
    const plan = await instance.deps.db.withTransaction(scope, async (tx) => {
      // Few rows: what is asked is which ways there are, not which is cheapest for these.
      await tx.run({ text: 'SET LOCAL enable_seqscan = off' })
      const rows = await tx.rows<{ 'QUERY PLAN': string }>(sql`EXPLAIN (COSTS OFF) ${openOrdersQuery(ground)}`)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toMatch(/work_order_(open_picture|company)/)
    expect(plan).not.toContain('Seq Scan')
  })
})
