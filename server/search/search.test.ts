import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bigramsOf, homeUserPairs } from '#core/ledger/search-text.rules.ts'
import { type FoundKind, searchRoutes } from '#core/search/search.contract.ts'
import { newId } from '#server/platform/new-id.ts'
import { staffIn, stationIn } from '#testing/people.ts'
import { enterpriseLineIn, homeUserIn, networkNodeIn, orderIn, reportIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

let instance: TestInstance
let manager: Client

const finds = async (client: Client, q: string) => {
  const { status, body } = await client.call(searchRoutes.all, { query: { q } })
  expect(status).toBe(200)
  return body
}
/** Keys of one kind, or of all. */
const keys = async (client: Client, q: string, kind?: FoundKind): Promise<string[]> =>
  (await finds(client, q)).groups
    .filter((group) => kind === undefined || group.kind === kind)
    .flatMap((group) => group.items.map((item) => item.key))

/** A home user as an import makes one: with the pairs by which it is found. */
const customer = async (name: string, account: string, row: Record<string, unknown> = {}): Promise<string> => {
  const place = '花果园R2区6栋'
  const address_key = `520102|${place}`
  const phone = String(row.phone ?? '13885170001')
  const bigrams = [...homeUserPairs({ name, addressKey: address_key, phone })]
  return homeUserIn(instance.deps, {
    name,
    account,
    address: place,
    address_key,
    bigrams,
    phone,
    name_pinyin: 'wxm',
    ...row,
  })
}

beforeAll(async () => {
  instance = await createTestInstance()
  const { deps } = instance
  manager = await instance.signIn('provinceManager')
  const home_user_id = await customer('王小明', 'gz5201009999')
  await customer('欧阳修远', 'gz5201008888', { phone: '13885170002' })
  await orderIn(deps, { number: 'GY261122-0417', home_user_id, account: 'gz5201009999', customer_phone: '13885170001' })
  await orderIn(deps, {
    number: 'GY261122-0418',
    customer_name: '司马光启',
    customer_phone: '13885170009',
    account: null,
    address: '老城北门7栋',
  })
  await orderIn(deps, {
    number: 'GY261120-0001',
    home_user_id,
    is_open: false,
    state: 'archived',
    account: 'gz5201009999',
  })
  await enterpriseLineIn(deps, {
    line_code: 'GZ-ZX-0007',
    customer_name: '黔云数据公司',
    bigrams: bigramsOf('黔云数据公司'),
  })
  await networkNodeIn(deps, {
    code: 'OLT-GY-07',
    name: '太慈桥机房七号',
    kind: 'olt',
    bigrams: bigramsOf('太慈桥机房七号'),
  })
  await reportIn(deps, {
    county: '520102',
    number: 'BGY261122-0031',
    caller_phone: '13885170003',
    account: 'gz5201007777',
  })
  const stationId = await stationIn(deps, { name: '花果园驻点' })
  await staffIn(deps, { stationId, name: '申屠勇', number: 'T90001', phone: '13885170004' })
  Object.assign(deps.clock, { now: () => '2026-11-22T06:30:00.000Z' })
})
afterAll(() => instance.stop())

describe('one box over everything', () => {
  it('finds an order by its number, the beginning of it and its end as it is said', async () => {
    expect(await keys(manager, 'gy261122-0417', 'workOrder')).toEqual(['GY261122-0417'])
    expect(await keys(manager, 'GY261122', 'workOrder')).toEqual(
      expect.arrayContaining(['GY261122-0417', 'GY261122-0418']),
    )
    expect(await keys(manager, '417', 'workOrder')).toEqual(['GY261122-0417'])
    expect(await keys(manager, '1120-1', 'workOrder')).toEqual(['GY261120-0001'])
  })

  it('finds an order by account, phone, and by name and address of its customer in the ledger, open ones first', async () => {
    for (const q of ['gz5201009999', '王小明', '花果园R2区', '13885170001', '王小明 花果园']) {
      expect(await keys(manager, q, 'workOrder'), q).toEqual(['GY261122-0417', 'GY261120-0001'])
    }
  })

  it('finds an open order of somebody whom the ledger does not know', async () => {
    for (const q of ['司马光', '老城北门', '13885170009', '138851700']) {
      expect(await keys(manager, q, 'workOrder'), q).toContain('GY261122-0418')
    }
  })

  it('finds customers, lines, reports, people and nodes by what they are known by', async () => {
    expect(await keys(manager, '欧阳', 'homeUser')).toEqual(['gz5201008888'])
    expect(await keys(manager, 'wxm', 'homeUser')).toContain('gz5201009999')
    expect(await keys(manager, '0002', 'homeUser')).toEqual(['gz5201008888'])
    expect(await keys(manager, '黔云', 'enterpriseLine')).toEqual(['GZ-ZX-0007'])
    expect(await keys(manager, 'gz-zx-0007', 'enterpriseLine')).toEqual(['GZ-ZX-0007'])
    expect(await keys(manager, '13885170003', 'report')).toEqual(['BGY261122-0031'])
    expect(await keys(manager, 'bgy261122-0031', 'report')).toEqual(['BGY261122-0031'])
    expect(await keys(manager, '申屠', 'staff')).toEqual(['T90001'])
    expect(await keys(manager, '太慈桥', 'networkNode')).toEqual(['OLT-GY-07'])
  })

  it('says what bears exactly the number, so that Enter goes there', async () => {
    expect((await finds(manager, 'GY261122-0417')).exact).toEqual({ kind: 'workOrder', key: 'GY261122-0417' })
    expect((await finds(manager, 'gz5201008888')).exact).toEqual({ kind: 'homeUser', key: 'gz5201008888' })
    expect((await finds(manager, 'olt-gy-07')).exact).toEqual({ kind: 'networkNode', key: 'OLT-GY-07' })
    expect((await finds(manager, '王小明')).exact).toBeNull()
  })

  it('masks what the reader may not see in full', async () => {
    const group = (await finds(manager, '欧阳')).groups.find(({ kind }) => kind === 'homeUser')
    expect(group?.items[0]).toMatchObject({ name: '欧**', phone: '138****0002', address: '花果园R2区****' })
  })

  it('answers a group only to those whose permissions open its list', async () => {
    const clerk = await instance.signIn('settlementClerk')
    const kinds = (await finds(clerk, '王小明')).groups.map(({ kind }) => kind)
    expect(kinds).toContain('workOrder')
    expect(kinds).not.toContain('homeUser')
    const auditor = await instance.signIn('auditor')
    expect((await finds(auditor, '王小明')).groups).toEqual([])
  })

  it('stays within company, county, station and person', async () => {
    const elsewhere = await instance.signIn({ roles: ['countyDesk'], prefectures: ['520300'] })
    const stranger = await instance.signIn({ roles: ['dispatcher'], companyId: 'chengxing' })
    const engineer = await instance.signIn({ roles: ['engineer'], staffId: newId(), stationId: newId() })
    for (const client of [elsewhere, stranger, engineer]) {
      for (const q of ['GY261122-0417', '417', '王小明', '司马光', '13885170001', 'gz5201009999', '申屠']) {
        expect((await finds(client, q)).groups, q).toEqual([])
      }
    }
  })

  it('gives each kind a few, and says that there are more', async () => {
    for (let count = 0; count < 7; count += 1) await customer('诸葛亮', `gz52010077${count}0`)
    const group = (await finds(manager, '诸葛')).groups.find(({ kind }) => kind === 'homeUser')
    expect(group?.items).toHaveLength(5)
    expect(group?.isCut).toBe(true)
  })

  it('takes anything that can be typed', async () => {
    expect((await finds(manager, '王')).isTooShort).toBe(true)
    for (const q of ["' OR 1=1 --", '%%', '__', '\\', '{}', '😀😀', '<b>', "O'Neil", '(((', 'a%b', 'NULL']) {
      const { groups } = await finds(manager, q)
      expect(groups.flatMap((group) => group.items).length, q).toBe(0)
    }
    const { status, problem } = await manager.call(searchRoutes.all, { query: { q: '\u0000\u0000ab' } })
    expect([status, problem.code]).toEqual([422, 'platform.unstorable'])
  })

  it('finds an open order by what stands in itself where more customers bear the fragment than are looked through', async () => {
    const home_user_id = await customer('端木磊', 'gz5201006666')
    const bearers = Array.from({ length: 505 }, (_, count) => customer('公孙起', `gz52010${10_000 + count}`))
    await Promise.all(bearers)
    await orderIn(instance.deps, { number: 'GY261122-0666', home_user_id, customer_name: '公孙起' })
    await orderIn(instance.deps, { number: 'ZY261122-0667', prefecture: '520300', customer_name: '公孙起' })
    const desk = await instance.signIn({ roles: ['countyDesk'], prefectures: ['520100'] })
    expect(await keys(desk, '公孙起', 'workOrder')).toEqual(['GY261122-0666'])
    expect(await keys(manager, '公孙起 花果园', 'homeUser')).toHaveLength(5)
  }, 30_000)
})
