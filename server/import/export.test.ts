import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerRoutes } from '#core/ledger/ledger.contract.ts'
import { ledgerTexts } from '#core/ledger/ledger.text.ts'
import { networkRoutes } from '#core/network/network.contract.ts'
import { opticalParameters } from '#core/network/optical.parameters.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { bindLedger } from '#server/ledger/index.ts'
import { bindNetwork } from '#server/network/index.ts'
import { bindPeople } from '#server/people/index.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { bindExports } from './index.ts'

let ground: Ground
let web: TestHttp
const manager = anActor('provinceManager')
const full = { ...manager, permissions: new Set([...manager.permissions, 'personal-data.full' as const]) }
const evil = "=cmd|'/c calc'!A0"

beforeAll(async () => {
  ground = await createGround({
    parameters: [...Object.values(peopleParameters), ...Object.values(opticalParameters)] as never,
  })
  web = await createTestHttp((http) => {
    bindExports(http, ground.deps)
    bindLedger(http, ground.deps)
    bindNetwork(http, ground.deps)
    bindPeople(http, ground.deps)
  }, ledgerTexts)
  const users = [
    [
      '520100',
      '520102',
      'gz1',
      evil,
      '13844551234',
      '花果园',
      '南明区花果园16栋1单元101号',
      '花果园16栋1单元101',
      'cmd',
    ],
    ['520100', '520103', 'gz2', '解晓东', '13900005678', '', '云岩区老城北门7栋', '老城北门7栋', 'xxd'],
    ['520300', '520302', 'gz3', '<b>李四</b>', '085185551234', '', '红花岗区滨河小区1栋', '滨河小区1栋', 'ls'],
  ]
  for (const [prefecture, county, account, name, phone, community, address, key, pinyin] of users) {
    await ground.asOwner(
      `INSERT INTO home_user (prefecture, id, user_code, account, name, phone, county, community, address, address_key, status, area_class,
         name_pinyin, bigrams, box_code, bandwidth_mbps, updated_at)
       VALUES ($1, gen_random_uuid(), 'JK-' || $3, $3, $4, $5, $2, $6, $7, $2 || '|' || $8, 'active', 'urban', $9,
         ARRAY(SELECT substr($4 || '|' || $8, i, 2) FROM generate_series(1, 40) i) || ('#' || right($5, 4)), 'BOX-1', 200, now())`,
      [prefecture, county, account, name, phone, community, address, key, pinyin],
    )
  }
  const nodes = [
    ['JF-1', 'room', null, null, null],
    ['OLT-1', 'olt', 'JF-1', null, null],
    ['OLT-1/PON0', 'ponPort', 'OLT-1', null, null],
    ['FGQ-1', 'splitter', 'OLT-1/PON0', '1:8', 1.78],
    ['BOX-1', 'box', 'FGQ-1', '1:8', 0.22],
  ]
  for (const [code, kind, parent, ratio, km] of nodes) {
    await ground.asOwner(
      `INSERT INTO network_node (prefecture, id, code, name, kind, parent_code, county, split_ratio, parent_km, bigrams, updated_at)
       VALUES ('520100', gen_random_uuid(), $1, '节点' || $1, $2, $3, '520102', $4, $5, '{节点}', now())`,
      [code, kind, parent, ratio, km],
    )
  }
})
afterAll(async () => {
  await web.close()
  await ground.close()
})

const accounts = async (q: string, actor = manager): Promise<string[]> =>
  (await web.call(actor, ledgerRoutes.homeUsers, { query: q ? { q } : {} })).body.items.map((item) => item.account)

describe('an export', () => {
  it('has no formula in it, whoever asks, and is audited', async () => {
    const { status, bytes, headers } = await web.get(full, '/api/v1/home-users/export?format=csv')
    expect(status).toBe(200)
    expect(headers['content-disposition']).toContain('.csv')
    const text = bytes.toString('utf8')
    expect(text).toContain(`"'${evil}"`)
    expect(text).not.toMatch(/(?:^|,|\n)"?[=+@-]/)
    const audit = await ground.asOwner(`SELECT action, subject_id FROM audit_entry WHERE action = 'ledger.exported'`)
    expect(audit).toEqual([{ action: 'ledger.exported', subject_id: 'home-users' }])
  })
  it('is masked as on the screen, and within the scope', async () => {
    const narrow = anActor('prefectureManager', { prefectures: ['520300'] })
    const { bytes } = await web.get(narrow, '/api/v1/home-users/export?format=csv')
    expect(bytes.toString()).toContain('085****1234')
    expect(bytes.toString()).not.toContain('gz1')
    expect((await web.get(anActor('engineer'), '/api/v1/home-users/export')).status).toBe(403)
  })
  it('is a workbook too', async () => {
    const { bytes, headers } = await web.get(full, '/api/v1/network-nodes/export')
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(headers['content-type']).toContain('spreadsheetml')
  })
})

describe('the ledger', () => {
  it('is searched by account, phone, its end, name, initials and fragments of the address', async () => {
    expect(await accounts('GZ2')).toEqual(['gz2'])
    expect(await accounts('138-4455-1234')).toEqual(['gz1'])
    expect(await accounts('5678')).toEqual(['gz2'])
    expect(await accounts('晓东')).toEqual(['gz2'])
    expect(await accounts('xxd')).toEqual(['gz2'])
    expect(await accounts('果园')).toEqual(['gz1'])
    expect(await accounts('云岩区老城北门７幢')).toEqual(['gz2'])
    expect(await accounts('南明区老城')).toEqual([])
    expect(await accounts("%' OR 1=1 --老城")).toEqual([])
    expect((await web.call(manager, ledgerRoutes.homeUsers, { query: { q: '张' } })).problem.code).toBe(
      'ledger.search-too-short',
    )
  })
  it('is paged by key', async () => {
    const first = (await web.call(manager, ledgerRoutes.homeUsers, { query: { limit: 2 } })).body
    expect(first.items).toHaveLength(2)
    const query = { limit: 2, cursor: String(first.nextCursor) }
    const second = (await web.call(manager, ledgerRoutes.homeUsers, { query })).body
    expect([...first.items, ...second.items].map((item) => item.account)).toEqual(['gz1', 'gz2', 'gz3'])
    expect(second.nextCursor).toBeNull()
    expect((await web.call(manager, ledgerRoutes.homeUsers, { query: { cursor: 'x' } })).problem.code).toBe(
      'ledger.bad-cursor',
    )
  })
  it('shows nothing outside the scope, in search no more than in the list', async () => {
    const narrow = anActor('prefectureManager', { prefectures: ['520300'] })
    expect(await accounts('', narrow)).toEqual(['gz3'])
    expect(await accounts('果园', narrow)).toEqual([])
    const county = anActor('countyDesk', { prefectures: ['520100'], counties: ['520103'] })
    expect(await accounts('', county)).toEqual(['gz2'])
    expect(await accounts('gz', county)).toEqual(['gz2'])
    expect((await web.get(county, '/api/v1/home-users/gz1')).status).toBe(404)
    expect((await web.get(manager, '/api/v1/home-users/gz1')).body).toMatchObject({ account: 'gz1' })
  })
  it('knows the way from the ONU to the room', async () => {
    expect((await web.get(manager, '/api/v1/home-users/gz1/network-path')).body).toMatchObject({
      boxCode: 'BOX-1',
      path: [{ code: 'BOX-1' }, { code: 'FGQ-1' }, { code: 'OLT-1/PON0' }, { code: 'OLT-1' }, { code: 'JF-1' }],
      kmToOlt: 2,
      split: 64,
    })
    const node = await web.get(manager, `/api/v1/network-nodes/${encodeURIComponent('OLT-1/PON0')}`)
    expect(node.body).toMatchObject({ node: { kind: 'ponPort' }, children: 1, homeUsers: 2 })
    expect((await web.call(manager, networkRoutes.nodes, { query: { kind: 'box' } })).body.items).toHaveLength(1)
    expect((await web.call(manager, networkRoutes.nodes, { query: { q: 'olt' } })).body.items).toHaveLength(2)
  })
})
