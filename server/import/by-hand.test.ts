import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import { importRoutes } from '#core/import/import.contract.ts'
import { ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { networkRoutes } from '#core/network/network.contract.ts'
import { asSystem } from '#server/access/index.ts'
import { sql } from '#server/platform/db.ts'
import { enterpriseLineIn, homeUserIn } from '#testing/rows.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'
import { rowChangesQuery } from './import.history.view.ts'

const { homeUser, enterpriseLine, networkNode } = byHandRoutes
let instance: TestInstance
let clerk: Client
let manager: Client
let count = 0
beforeAll(async () => {
  instance = await createTestInstance()
  clerk = await instance.signIn('resourceClerk')
  manager = await instance.signIn('resourceManager')
})
afterAll(() => instance.stop())

const reason = '客户来电更正'
const fieldsOf = (fields: Record<string, string> = {}) => {
  count += 1
  const account = `gz5201002${String(count).padStart(4, '0')}`
  return { account, name: '王小明', phone: '13800001111', county: '南明区', address: '花果园1栋1单元101', ...fields }
}
const made = async (fields: Record<string, string> = {}, client = clerk) => {
  const all = fieldsOf(fields)
  const answer = await client.call(homeUser.create, { body: { fields: all, reason } })
  expect([answer.status, answer.problem]).toEqual([201, expect.anything()])
  return all.account
}
const edit = (account: string, fields: Record<string, string>, version = 1, client = clerk) =>
  client.call(homeUser.edit, { params: { account }, body: { fields, reason, version } })
const stored = async (account: string) =>
  (
    await asSystem(instance.deps, (tx) =>
      tx.rows<Record<string, unknown>>(sql`SELECT * FROM home_user WHERE account = ${account}`),
    )
  )[0] ?? {}
const wrongFields = (answer: { problem: { errors?: readonly { field: string; code: string }[] } }) =>
  answer.problem.errors?.map(({ field, code }) => [field, code])

describe('a home user written by hand', () => {
  it('is read by the rules of the import and found by a search like an imported one', async () => {
    const account = await made({ bandwidthMbps: '1G', accessMethod: '光纤到户', community: '花果园' })
    expect(await stored(account)).toMatchObject({
      county: '520102',
      prefecture: '520100',
      bandwidth_mbps: 1000,
      access_method: 'FTTH',
      status: 'active',
      area_class: 'urban',
      name_pinyin: 'wxm',
    })
    const found = await clerk.call(ledgerRoutes.homeUsers, { query: { q: account } })
    expect(found.body.items.map((user) => user.account)).toEqual([account])
  })
  it('is refused with every wrong field, in the words of the import', async () => {
    const fields = fieldsOf({ phone: '1380000', county: '大明县', joinedOn: '2026-02-30' })
    const answer = await clerk.call(homeUser.create, { body: { fields, reason } })
    expect(answer.status).toBe(422)
    expect(wrongFields(answer)).toEqual([
      ['phone', 'import.phone-length'],
      ['county', 'import.county-unknown'],
      ['joinedOn', 'import.no-such-day'],
    ])
    expect(await stored(fields.account)).toEqual({})
  })
  it('is refused where the account is taken, also by one that the writer does not see', async () => {
    const account = await made()
    const again = await clerk.call(homeUser.create, { body: { fields: fieldsOf({ account }), reason } })
    expect([again.status, wrongFields(again)]).toEqual([409, [['account', 'import.row-exists']]])
    const elsewhere = await clerk.call(homeUser.create, {
      body: { fields: fieldsOf({ account, county: '红花岗区' }), reason },
    })
    expect(wrongFields(elsewhere)).toEqual([['county', 'import.moves-prefecture']])
    const narrow = await instance.signIn({ roles: ['resourceClerk'], prefectures: ['520100'], counties: ['520103'] })
    const unseen = await narrow.call(homeUser.create, {
      body: { fields: fieldsOf({ account, county: '云岩区' }), reason },
    })
    expect(wrongFields(unseen)).toEqual([['account', 'import.out-of-reach']])
  })
  it('is made once when it is sent twice', async () => {
    const fields = fieldsOf()
    const sender = await instance.signIn('resourceClerk')
    sender.headers['idempotency-key'] = `key-${fields.account}`
    const send = () => sender.call(homeUser.create, { body: { fields, reason } })
    const [first, second] = [await send(), await send()]
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body])
  })
})

describe('a home user edited by hand', () => {
  it('keeps what was not sent, empties what was emptied, and is found by its new address', async () => {
    const account = await made({ community: '花果园', customerLevel: '五星' })
    const answer = await edit(account, { address: '云岩大道9号2栋', community: '', customerLevel: '三星' })
    expect([answer.status, answer.body]).toEqual([200, { key: account, version: 2 }])
    expect(await stored(account)).toMatchObject({
      community: null,
      customer_level: '三星',
      phone: '13800001111',
      version: 2,
    })
    const found = await manager.call(ledgerRoutes.homeUsers, { query: { q: '云岩大道9号' } })
    expect(found.body.items.map((user) => user.account)).toContain(account)
  })
  it('keeps personal data whose mask comes back, and refuses any other mask', async () => {
    const account = await made()
    const shown = (await clerk.call(ledgerRoutes.homeUser, { params: { account } })).body
    expect(shown).toMatchObject({ phone: '138****1111', isMasked: true })
    const { name, phone, address } = shown
    expect((await edit(account, { name, phone: phone ?? '', address, community: '花果园' })).status).toBe(200)
    expect(await stored(account)).toMatchObject({ name: '王小明', phone: '13800001111', address: '花果园1栋1单元101' })
    const other = await edit(account, { name: '李**' }, 2)
    expect(wrongFields(other)).toEqual([['name', 'import.masked']])
  })
  it('answers a stale version with what changed meanwhile, and by whom', async () => {
    const account = await made({ bandwidthMbps: '200M' })
    await edit(account, { bandwidthMbps: '500M', phone: '13900002222' }, 1, manager)
    const late = await edit(account, { bandwidthMbps: '300M' })
    expect([late.status, late.problem.code]).toEqual([409, 'platform.stale'])
    expect(late.problem.params).toMatchObject({ by: manager.user?.name, version: 2 })
    expect(late.problem.errors?.map((each) => [each.field, each.title])).toEqual([
      ['phone', '有人把“138****1111”改成了“139****2222”'],
      ['bandwidthMbps', '有人把“200”改成了“500”'],
    ])
    expect(await stored(account)).toMatchObject({ bandwidth_mbps: 500 })
  })
  it('does not get another account, another prefecture, or a field that there is not', async () => {
    const account = await made()
    expect(wrongFields(await edit(account, { account: 'gz52010029999' }))).toEqual([['account', 'import.key-fixed']])
    expect(wrongFields(await edit(account, { county: '红花岗区' }))).toEqual([['county', 'import.moves-prefecture']])
    expect((await edit(account, { grid: 'x' })).problem.code).toBe('import.field-unknown')
    expect((await edit(account, { name: '王小明' })).problem.code).toBe('import.nothing-changed')
    expect(await stored(account)).toMatchObject({ version: 1 })
  })
  it('is nobody else’s to edit: without the permission, out of reach, of a line that the company does not answer for', async () => {
    const account = await made()
    const dispatcher = await instance.signIn('dispatcher')
    expect((await edit(account, { name: '王大明' }, 1, dispatcher)).status).toBe(403)
    const far = await instance.signIn({ roles: ['resourceClerk'], companyId: 'chengxing' })
    for (const answer of [
      await edit(account, { name: '王大明' }, 1, far),
      await far.call(homeUser.history, { params: { account } }),
    ]) {
      expect([answer.status, answer.problem.code]).toEqual([404, 'ledger.unknown'])
    }
    const moved = await instance.signIn({ roles: ['resourceClerk'], prefectures: ['520100'], counties: ['520102'] })
    expect(wrongFields(await edit(account, { county: '云岩区' }, 1, moved))).toEqual([
      ['county', 'import.county-out-of-reach'],
    ])
  })
  it('is audited before and after with personal data masked', async () => {
    const account = await made()
    await edit(account, { phone: '13900002222', customerLevel: '五星' })
    const id = String((await stored(account)).id)
    const entries = await asSystem(instance.deps, (tx) =>
      tx.rows(
        sql`SELECT action, before, after, reason, actor_name FROM audit_entry WHERE subject_id = ${id} ORDER BY at DESC, id DESC`,
      ),
    )
    expect(entries[0]).toEqual({
      action: 'import.row-edited',
      before: { phone: '138****1111', customerLevel: null },
      after: { phone: '139****2222', customerLevel: '五星' },
      reason,
      actor_name: clerk.user?.name,
    })
    expect(JSON.stringify(entries)).not.toMatch(/13[89]0000|王小明/)
  })
})

describe('the history of a row', () => {
  it('says who, when and what, the latest first; another company is named without its people', async () => {
    const account = await made({}, manager)
    await edit(account, { customerLevel: '五星' })
    const history = async (client: Client) => (await client.call(homeUser.history, { params: { account } })).body.items
    expect(await history(manager)).toMatchObject([
      {
        origin: 'hand',
        byName: clerk.user?.name,
        reason,
        companyId: 'tietong',
        changes: [{ field: 'customerLevel', before: null, after: '五星' }],
      },
      { origin: 'hand', isCreation: true, byName: manager.user?.name, changes: [] },
    ])
    expect((await history(clerk))[1]).toMatchObject({ byName: null, reason: null, companyId: 'operator-gz' })
  })
  it('does not fill the list of imports', async () => {
    await made()
    const imports = await clerk.call(importRoutes.list, { query: {} })
    expect(imports.body.items).toEqual([])
  })
  it('is read along its index as the serving role', async () => {
    const scope = { userId: manager.user?.id ?? '', prefectures: ['520100', '520000'], reach: 'regions' as const }
    const plan = await instance.deps.db.withTransaction(scope, async (tx) => {
      tx.act()
      // Few rows: what is asked is which ways there are, not which is cheapest for these.
      await tx.run({ text: 'SET LOCAL enable_seqscan = off' })
      await tx.run({ text: 'SET LOCAL enable_sort = off' })
      const rows = await tx.rows<{ 'QUERY PLAN': string }>(
        sql`EXPLAIN (COSTS OFF) ${rowChangesQuery('home_user', '018f0000-0000-7000-8000-000000000001')}`,
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toContain('import_change_row')
    expect(plan).not.toMatch(/Seq Scan|Sort/)
  })
})

describe('an enterprise line edited by hand', () => {
  it('gets the account of the customer manager who is named, and loses it with the name', async () => {
    const { name } = await instance.aUser({ roles: ['customerManager'], name: '何经理' })
    await enterpriseLineIn(instance.deps, {
      line_code: 'GZ-L-1',
      customer_name: '贵阳某某科技',
      contact_phone: '13700003333',
    })
    const write = (fields: Record<string, string>, version: number) =>
      manager.call(enterpriseLine.edit, { params: { lineCode: 'GZ-L-1' }, body: { fields, reason, version } })
    expect((await write({ managerName: name, grade: '金牌' }, 1)).status).toBe(200)
    const line = () => manager.call(ledgerRoutes.enterpriseLine, { params: { lineCode: 'GZ-L-1' } })
    expect((await line()).body).toMatchObject({ grade: 'AAA', hasManagerUser: true, managerName: '何经理' })
    expect((await write({ managerName: '没有这个人' }, 2)).status).toBe(200)
    expect((await line()).body).toMatchObject({ hasManagerUser: false })
  })
})

describe('a network node written by hand', () => {
  const node = (fields: Record<string, string>) => manager.call(networkNode.create, { body: { fields, reason } })
  const turn = (code: string, fields: Record<string, string>, version = 1) =>
    manager.call(networkNode.edit, { params: { code }, body: { fields, reason, version } })
  it('hangs on what it may hang on, and never below itself', async () => {
    expect((await node({ code: '520102-ROOM9', name: '测试机房', kind: '机房' })).status).toBe(201)
    expect((await node({ code: '520102-OLT9', name: 'OLT9', kind: 'OLT', parentCode: '520102-ROOM9' })).status).toBe(
      201,
    )
    expect((await node({ code: '520102-OLT9/1', name: '1口', kind: 'PON口', parentCode: '520102-OLT9' })).status).toBe(
      201,
    )
    const box = { name: '箱', kind: '分纤箱' }
    expect(wrongFields(await node({ ...box, code: '520102-B1', parentCode: '520102-ROOM9' }))).toEqual([
      ['parentCode', 'import.parent-of-wrong-kind'],
    ])
    expect(wrongFields(await node({ ...box, code: '520102-B1' }))).toEqual([['parentCode', 'import.parent-missing']])
    expect((await node({ ...box, code: '520102-B1', parentCode: '520102-OLT9/1', splitRatio: '1:8' })).status).toBe(201)
    expect((await node({ ...box, code: '520102-B2', parentCode: '520102-B1' })).status).toBe(201)
    expect(wrongFields(await turn('520102-B1', { parentCode: '520102-B2' }))).toEqual([
      ['parentCode', 'import.parent-circle'],
    ])
    expect(wrongFields(await turn('520102-OLT9/1', { kind: 'OLT', parentCode: '520102-ROOM9' }))).toEqual([
      ['kind', 'import.children-of-wrong-kind'],
    ])
    expect((await turn('520102-B1', { name: '一号箱', parentKm: '0.8' })).status).toBe(200)
    const read = await manager.call(networkRoutes.node, { params: { code: '520102-B1' } })
    expect(read.body.node).toMatchObject({ name: '一号箱', parentKm: 0.8, splitRatio: '1:8', version: 2 })
    const history = await manager.call(networkNode.history, { params: { code: '520102-B1' } })
    expect(history.body.items.map((each) => each.changes)).toEqual([
      [
        { field: 'name', before: '箱', after: '一号箱' },
        { field: 'parentKm', before: null, after: '0.8' },
      ],
      [],
    ])
  })
  it('is not for whoever only reads the network', async () => {
    const desk = await instance.signIn('countyDesk')
    const answer = await desk.call(networkNode.create, { body: { fields: {}, reason } })
    expect(answer.status).toBe(403)
  })
  it('keeps the rows of other prefectures out', async () => {
    await homeUserIn(instance.deps, { account: 'gz52030200001', county: '520302' })
    const near = await instance.signIn({ roles: ['resourceManager'], prefectures: ['520100'] })
    expect((await edit('gz52030200001', { name: '某人' }, 1, near)).problem.code).toBe('ledger.unknown')
  })
})
