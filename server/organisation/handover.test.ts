import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { peopleRoutes } from '#core/people/people.contract.ts'
import { searchRoutes } from '#core/search/search.contract.ts'
import { actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { enterpriseLineIn, rowIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { forgetDirectory } from './directory.ts'

/** 安顺 goes from 天龙讯 to 澄星 while an engineer is on the way to a customer there. */
const COUNTY = '520402'
const PREFECTURE = '520400'
let instance: TestInstance
let desk: Client
let former: { readonly dispatcher: Client; readonly engineer: Client }
let next: Client
let number = ''

const run = (text: string, values: unknown[] = []): Promise<number> =>
  asSystem(instance.deps, (tx) => tx.run({ text, values }))
const act = (client: Client, action: Parameters<typeof actionRouteOf>[0], body: object = {}) =>
  client.call(actionRouteOf(action), { params: { number }, body })
const listed = async (client: Client): Promise<string[]> => {
  const { body } = await client.call(workOrderRoutes.list, { query: {} })
  return body.items.map((item) => item.number)
}
const accounts = async (client: Client): Promise<string[]> => {
  const { body } = await client.call(ledgerRoutes.homeUsers, { query: {} })
  return body.items.map((item) => item.account)
}
const lines = async (client: Client): Promise<string[]> => {
  const { body } = await client.call(ledgerRoutes.enterpriseLines, { query: {} })
  return body.items.map((item) => item.lineCode)
}

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  const stationId = await stationIn(deps, { county: COUNTY, companyId: 'tianlongxun', name: '西秀站' })
  const staffId = await staffIn(deps, { county: COUNTY, companyId: 'tianlongxun', stationId, number: 'T9001' })
  await rowIn(deps, 'certificate', {
    id: newId(),
    staff_id: staffId,
    kind: 'homeFitter',
    issuer: 'operator',
    number: 'AS-1',
    valid_to: '2999-12-31',
  })
  const clerk = await instance.signIn('resourceManager')
  const fields = {
    account: 'as0001',
    name: '王小明',
    phone: '13800000001',
    county: COUNTY,
    address: '花果园1栋1单元101',
  }
  expect((await clerk.call(byHandRoutes.homeUser.create, { body: { fields, reason: '测试' } })).status).toBe(201)
  await enterpriseLineIn(deps, { county: COUNTY, line_code: 'ZX-AS-1' })
  desk = await instance.signIn({ roles: ['countyDesk'] })
  const engineer = await instance.aUser({ roles: ['engineer'], companyId: 'tianlongxun', stationId, staffId })
  const made = await desk.call(workOrderRoutes.create, { body: { account: 'as0001', symptom: '不能上网' } })
  number = made.body.number
  const dispatcher = await instance.signIn({ roles: ['dispatcher'], companyId: 'tianlongxun' })
  expect((await act(desk, 'dispatch')).status).toBe(200)
  expect((await act(dispatcher, 'accept')).status).toBe(200)
  expect((await act(dispatcher, 'assign', { staffId })).status).toBe(200)
  expect((await act(await instance.signIn(engineer), 'accept')).status).toBe(200)
  const today = deps.clock.now().slice(0, 10)
  await run(`UPDATE responsibility SET effective_to = $1::date - 1 WHERE region = $2`, [today, PREFECTURE])
  for (const line of ['home', 'enterprise']) {
    const entry = { id: newId(), region: PREFECTURE, line, company_id: 'chengxing', effective_from: today }
    await rowIn(deps, 'responsibility', { ...entry, created_by_name: '测试', created_at: deps.clock.now() })
  }
  forgetDirectory(deps)
  former = {
    dispatcher: await instance.signIn({ roles: ['dispatcher'], companyId: 'tianlongxun' }),
    engineer: await instance.signIn(engineer),
  }
  next = await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' })
}, 60_000)
afterAll(() => instance.stop())

describe('after a region went to another company', () => {
  it('who has an open order there goes on seeing it and working on it', async () => {
    expect(await listed(former.dispatcher)).toEqual([number])
    expect(await listed(former.engineer)).toEqual([number])
    const { status, body } = await former.engineer.call(workOrderRoutes.detail, { params: { number } })
    expect([status, body.companyId]).toEqual([200, 'tianlongxun'])
    expect(body.events.length).toBeGreaterThan(2)
    expect((await act(former.engineer, 'logContact', { outcome: 'agreed' })).status).toBe(200)
    expect((await act(former.engineer, 'depart')).status).toBe(200)
    const candidates = await former.dispatcher.call(workOrderRoutes.candidates, { params: { number } })
    expect(candidates.body.candidates.map((each) => each.number)).toEqual(['T9001'])
  })
  it('the customers there are the new company’s, who sees nothing of the other’s order', async () => {
    expect(await accounts(former.dispatcher)).toEqual([])
    expect(await lines(former.dispatcher)).toEqual([])
    expect(await accounts(next)).toEqual(['as0001'])
    expect(await lines(next)).toEqual(['ZX-AS-1'])
    expect(await listed(next)).toEqual([])
    expect((await next.call(workOrderRoutes.detail, { params: { number } })).status).toBe(404)
  })
  it('a search by a customer’s name, address or account finds them for the new company alone, and nobody’s people for the other', async () => {
    const found = async (client: Client, q: string): Promise<string[]> => {
      const { body } = await client.call(searchRoutes.all, { query: { q } })
      return body.groups.flatMap(({ kind, items }) => items.map((item) => `${kind} ${item.key}`))
    }
    const searched = async (client: Client, q: string): Promise<string[]> => {
      const { body } = await client.call(ledgerRoutes.homeUsers, { query: { q } })
      return body.items.map((item) => item.account)
    }
    for (const q of ['王小明', '花果园', 'as0001']) {
      expect([await searched(former.dispatcher, q), await searched(next, q)]).toEqual([[], ['as0001']])
      expect(await found(former.dispatcher, q)).not.toContain('homeUser as0001')
      expect(await found(next, q)).toContain('homeUser as0001')
      // The order stays with who works on it.
      expect(await found(next, q)).not.toContain(`workOrder ${number}`)
    }
    expect(await found(former.dispatcher, 'T9001')).toEqual(['staff T9001'])
    expect(await found(next, 'T9001')).toEqual([])
    const people = await next.call(peopleRoutes.staff, { query: { q: 'T9001' } })
    expect(people.body.items).toEqual([])
  })
  it('a company that answers for one line there sees no customer of the other', async () => {
    await run(
      `UPDATE responsibility SET company_id = 'tianlongxun' WHERE region = $1 AND line = 'enterprise'
      AND effective_to IS NULL`,
      [PREFECTURE],
    )
    forgetDirectory(instance.deps)
    const again = await instance.signIn({ roles: ['dispatcher'], companyId: 'tianlongxun' })
    expect([await accounts(again), await lines(again)]).toEqual([[], ['ZX-AS-1']])
    const other = await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' })
    expect([await accounts(other), await lines(other)]).toEqual([['as0001'], []])
  })
})
