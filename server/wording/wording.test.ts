import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Actor } from '#core/access/scope.ts'
import { moments } from '#core/wording/moments.ts'
import { problemsOf } from '#core/wording/pack.rules.ts'
import type { WordingPack } from '#core/wording/pack.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { wordingParameters } from '#core/wording/wording.parameters.ts'
import { wordingTexts } from '#core/wording/wording.text.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { shippedPack } from './default-pack.ts'
import { bindWording } from './index.ts'
import { readPack, xlsxOf, yamlOf } from './pack-file.service.ts'

let ground: Ground
let web: TestHttp
let address = ''
const manager = anActor('provinceManager')
const engineer = anActor('engineer')
const reason = '按省公司新规范'

beforeAll(async () => {
  ground = await createGround({ parameters: Object.values(wordingParameters) as never })
  web = await createTestHttp((http) => bindWording(http, ground.deps), wordingTexts)
  address = await web.listen()
  await ground.asOwner(
    `INSERT INTO app_user (id, login, name, company_id, roles, is_active, language, created_at)
     VALUES ($1, 'worker', '陈立新', 'north', '{engineer}', true, 'zh-CN', now())`,
    [engineer.userId],
  )
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(async () => {
  for (const table of ['wording_pack', 'wording_draft', 'wording_acknowledgement', 'wording_finding']) {
    await ground.asOwner(`DELETE FROM ${table}`)
  }
})

const saying = (text: string): WordingPack => ({
  ...shippedPack(),
  texts: shippedPack().texts.map((each) => (each.moment === 'goodbye' ? { ...each, text } : each)),
})
const save = (pack: WordingPack, revision = 0, company = '', actor: Actor = manager) =>
  web.call(actor, wordingRoutes.saveDraft, { body: { company, pack, revision } })
const publish = (effectiveFrom = '2026-11-22', company = '', revision = 1) =>
  web.call(manager, wordingRoutes.publish, { body: { company, revision, effectiveFrom, reason } })
const inForce = async (actor: Actor = engineer) => (await web.call(actor, wordingRoutes.inForce)).body
const goodbyeOf = ({ pack }: { readonly pack: WordingPack }) => pack.texts.find(({ moment }) => moment === 'goodbye')

describe('the pack that ships', () => {
  it('is whole, says nothing that it forbids, and marks every text as proposed', () => {
    expect(problemsOf(shippedPack())).toEqual([])
    expect(new Set(shippedPack().texts.map(({ moment }) => moment)).size).toBe(moments.length)
    expect([...shippedPack().texts, ...shippedPack().words].filter(({ mark }) => mark !== 'proposed')).toEqual([])
    expect(shippedPack().texts.filter(({ gloss }) => gloss === '')).toEqual([])
  })
  it('comes back the same from a workbook and from YAML', async () => {
    const pack = shippedPack()
    expect(await readPack(await xlsxOf(pack), '话术.xlsx', 'zh-CN')).toEqual({ ok: true, value: pack })
    expect(await readPack(Buffer.from(yamlOf(pack)), '话术.yaml', 'zh-CN')).toEqual({ ok: true, value: pack })
  })
  it('is what everybody says where nothing is published', async () => {
    expect(await inForce()).toMatchObject({ version: 0, effectiveFrom: null, acknowledgedAt: null })
    const bytes = JSON.stringify(await inForce()).length
    expect(bytes).toBeLessThan(40_000)
  })
})

describe('publishing', () => {
  it('puts the draft in force on its day, for the company before the province', async () => {
    expect((await save(saying('再见，全省'))).status).toBe(200)
    expect((await publish('2026-11-23')).status).toBe(201)
    expect(goodbyeOf(await inForce())?.text).not.toBe('再见，全省')
    ground.setClock('2026-11-23T01:00:00.000Z')
    expect(goodbyeOf(await inForce())).toMatchObject({ text: '再见，全省', mark: 'edited' })
    await save(saying('再见，北方'), 0, 'north')
    expect((await publish('2026-11-23', 'north')).status).toBe(201)
    expect(goodbyeOf(await inForce())?.text).toBe('再见，北方')
    expect(goodbyeOf(await inForce(anActor('engineer', { companyId: 'south' })))?.text).toBe('再见，全省')
    ground.setClock('2026-11-22T06:30:00.000Z')
  })
  it('is refused in the past, without a draft, with no difference and to whom it is not permitted', async () => {
    expect((await publish()).problem.code).toBe('wording.no-draft')
    await save(shippedPack())
    expect((await publish()).problem.code).toBe('wording.unchanged')
    expect((await publish('2026-11-21')).problem).toMatchObject({ code: 'wording.past', field: 'effectiveFrom' })
    expect((await save(saying('再见'), 0, '', anActor('prefectureManager'))).status).toBe(403)
    expect((await save(saying('再见'), 1, 'nobody')).problem.code).toBe('wording.company-unknown')
  })
  it('a draft that somebody changed meanwhile is not written over', async () => {
    await save(saying('一'))
    expect((await save(saying('二'))).problem).toMatchObject({
      code: 'wording.draft-changed',
      params: { by: 'provinceManager' },
    })
    const both = await Promise.all([save(saying('三'), 1), save(saying('四'), 1)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })
  it('a version that no day has seen is taken back, one in force is not; versions say who published them', async () => {
    await save(saying('甲'))
    const now = (await publish()).body.version
    await save(saying('乙'))
    const later = (await publish('2026-12-01')).body.version
    const take = (version: number) =>
      web.call(manager, wordingRoutes.withdraw, { params: { version }, body: { reason } })
    expect((await take(now)).problem.code).toBe('wording.in-force')
    expect((await take(later)).status).toBe(200)
    const { body } = await web.call(manager, wordingRoutes.versions, { query: { company: '' } })
    expect(body.items.map(({ version, state }) => [version, state])).toEqual([
      [later, 'withdrawn'],
      [now, 'inForce'],
    ])
    expect(body.items[1]).toMatchObject({ publishedByName: 'provinceManager', reason })
    const actions = await ground.asOwner<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_type = 'wording' ORDER BY id DESC LIMIT 5`,
    )
    expect(actions.map(({ action }) => action)).toContain('wording.withdrawn')
  })
  it('a sentence that cannot be filled is refused by its place', async () => {
    const refused = await save(saying('再见{name}'))
    expect(refused.status).toBe(422)
    expect(refused.problem.errors).toMatchObject([
      { code: 'wording.placeholder-unknown', title: expect.stringContaining('{name}') },
    ])
  })
})

describe('acknowledging the forbidden words', () => {
  it('counts once for each version and is asked again for a new one', async () => {
    const read = (version: number) => web.call(engineer, wordingRoutes.acknowledge, { body: { version } })
    const first = await read(0)
    expect(first.status).toBe(200)
    expect((await read(0)).body).toEqual(first.body)
    expect((await inForce()).acknowledgedAt).toBe(first.body.acknowledgedAt)
    await save(saying('再见'))
    const { version } = (await publish()).body
    expect((await inForce()).acknowledgedAt).toBeNull()
    expect((await read(0)).problem.code).toBe('wording.not-in-force')
    await read(version)
    const shown = await web.call(manager, wordingRoutes.version, { params: { version } })
    expect(shown.body.readers).toMatchObject([{ name: '陈立新', companyName: '北方' }])
  })
})

const send = async (content: string | Buffer, name: string, revision = 0) => {
  const query = `name=${encodeURIComponent(name)}&revision=${revision}`
  const response = await fetch(`${address}/api/v1/wording/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...web.as(manager) },
    body: typeof content === 'string' ? content : new Uint8Array(content),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('files', () => {
  it('an operator’s own text comes in as source, what it leaves alone keeps its mark', async () => {
    const sent = await send(yamlOf(saying('再会，欢迎来电')), '规范.yaml')
    expect(sent).toMatchObject({ status: 200, body: { revision: 1, changed: 1 } })
    const { body } = await web.call(manager, wordingRoutes.versions, { query: { company: '' } })
    expect(body.draft && goodbyeOf(body.draft)).toMatchObject({ text: '再会，欢迎来电', mark: 'source' })
    expect(body.draft?.pack.texts.filter(({ mark }) => mark === 'source')).toHaveLength(1)
  })
  it('what leaves by export comes back by import as the same pack', async () => {
    await save(saying('=再见'))
    const response = await fetch(`${address}/api/v1/wording/export?format=xlsx`, { headers: web.as(manager) })
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(await send(bytes, '话术.xlsx', 1)).toMatchObject({ status: 200, body: { changed: 0, revision: 2 } })
  })
  it('one wrong line refuses all of it, with the line and what would be right', async () => {
    const wrong = parse(yamlOf(shippedPack())) as { texts: { moment: string }[] }
    const [first] = wrong.texts
    if (first) first.moment = 'hello'
    const refused = await send(stringify(wrong), '规范.yaml')
    expect(refused).toMatchObject({ status: 422, body: { code: 'wording.file-invalid' } })
    expect(refused.body.errors).toMatchObject([{ code: 'wording.yaml-wrong', field: 'line2' }])
    expect(await ground.asOwner('SELECT 1 FROM wording_draft')).toEqual([])
  })
  it('what is no pack at all is said to be none', async () => {
    expect((await send('a: [1', 'x.yaml')).body).toMatchObject({ code: 'wording.file-invalid' })
    expect((await send(Buffer.from([0xff, 0xfe, 0x00, 0x81]), 'x.bin')).body).toMatchObject({
      code: 'wording.file-unreadable',
    })
    expect((await send('类别,内容\n话术,您好\n', 'x.csv')).body.errors).toMatchObject([
      { code: 'wording.columns-missing' },
    ])
    expect((await send(Buffer.alloc(3_000_000, 97), 'x.yaml')).body).toMatchObject({ code: 'wording.file-large' })
    const bomb = `a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]`
    expect((await send(bomb, 'x.yaml')).status).toBe(422)
  })
})
