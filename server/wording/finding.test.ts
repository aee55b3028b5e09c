import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { wordingParameters } from '#core/wording/wording.parameters.ts'
import { wordingTexts } from '#core/wording/wording.text.ts'
import { drainConsumers } from '#server/platform/events/consumers.ts'
import { record } from '#server/platform/record.store.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { orderIn } from '#testing/rows.ts'
import { bindWording, findingConsumer } from './index.ts'

let ground: Ground
let web: TestHttp
let orderId = ''
const quality = anActor('qualityAgent')
const engineer = anActor('engineer', { name: '陈立新' })
const number = 'GY261122-0901'

beforeAll(async () => {
  ground = await createGround({ parameters: Object.values(wordingParameters) as never })
  web = await createTestHttp((http) => bindWording(http, ground.deps), wordingTexts)
  orderId = await orderIn(ground.deps, { number, company_id: 'north' })
  await drain()
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(() => ground.asOwner('DELETE FROM wording_finding'))

const drain = () => drainConsumers(ground.deps, [findingConsumer(ground.deps)])
const writeWithout = async (kind: string, data: Record<string, unknown>, actor = engineer) => {
  const event = { prefecture: '520100', subjectType: 'workOrder', subjectId: orderId, kind, data: { number, ...data } }
  await ground.deps.db.withTransaction(ground.deps.system.actor().scope, async (tx) => {
    tx.act()
    await record(tx, { actor, at: ground.deps.clock.now(), events: [event] })
  })
}
const write = async (kind: string, data: Record<string, unknown>, actor = engineer) => {
  await writeWithout(kind, data, actor)
  await drain()
}
const list = async (query: { state?: 'open' | 'dismissed' | 'all'; order?: string } = {}, actor = quality) =>
  (await web.call(actor, wordingRoutes.findings, { query })).body.items
const judge = (id: string, verdict: 'confirmed' | 'dismissed', actor = quality) =>
  web.call(actor, wordingRoutes.decideFinding, { params: { id }, body: { verdict, reason: '引用客户原话' } })

describe('a forbidden word that was saved', () => {
  it('is brought to quality with who wrote it, where, and what stands around it', async () => {
    await write('workOrder.noted', { note: '客户一直打电话，急 什 么 急，等着' })
    const [finding] = await list({ order: number })
    expect(finding).toMatchObject({
      number,
      word: '急什么急',
      found: '急 什 么 急',
      class: 'impatient',
      severity: 'major',
      authorName: '陈立新',
      authorRole: 'engineer',
      companyName: '北方',
      eventKind: 'workOrder.noted',
      verdict: null,
    })
    expect(finding?.excerpt.slice(finding.from, finding.to)).toBe('急 什 么 急')
  })
  it('is found once, however often its event is handled', async () => {
    await write('workOrder.noted', { note: '别催了，别催了' })
    // As a process that died before its cursor was saved finds it.
    await ground.asOwner(`DELETE FROM consumer_cursor WHERE consumer = 'wording'`)
    await drainConsumers(ground.deps, [{ ...findingConsumer(ground.deps), from: 'start' }])
    expect((await list()).filter(({ word }) => word === '别催了')).toHaveLength(1)
  })
  it('is nobody’s where the customer said it, a rule wrote it, or the list excuses it', async () => {
    await write('workOrder.calledBack', { note: '客户说：你们处理不了就投诉没用' })
    await write('workOrder.escalated', { reason: '急什么急' }, ground.deps.system.actor())
    await write('workOrder.noted', { note: '客户没空，明天再约；问客户行不行' })
    expect(await list()).toEqual([])
  })
  it('below the severity that the parameter names stays a hint', async () => {
    await ground.asOwner(
      `INSERT INTO parameter_value (key, level, effective_from, value, reason, created_by_name, created_at)
       VALUES ('wording.findingFrom', 'province', '2026-01-01', '"severe"', 'x', 'x', now())`,
    )
    const other = await ground.another()
    await writeWithout('workOrder.noted', { note: '急什么急' })
    await writeWithout('workOrder.noted', { note: '投诉也没用' })
    await drainConsumers(other, [findingConsumer(other)])
    expect((await list()).map(({ word }) => word)).toEqual(['投诉也没用'])
    await ground.asOwner('DELETE FROM parameter_value')
    await ground.facts.refresh()
  })
})

describe('judging a finding', () => {
  it('takes a verdict with its reason once, and not from whoever wrote it', async () => {
    await write(
      'workOrder.noted',
      { note: '急什么急' },
      anActor('qualityAgent', { userId: quality.userId, name: '自己' }),
    )
    await write('workOrder.supervisionReplied', { text: '别催了' })
    const [other, own] = await list()
    expect((await judge(own?.id ?? '', 'dismissed')).problem.code).toBe('wording.own-finding')
    expect((await judge(other?.id ?? '', 'dismissed')).body).toMatchObject({
      verdict: 'dismissed',
      reason: '引用客户原话',
    })
    expect((await judge(other?.id ?? '', 'confirmed')).problem.code).toBe('wording.finding-decided')
    expect((await list()).map(({ id }) => id)).toEqual([own?.id])
    expect(await list({ state: 'dismissed' })).toHaveLength(1)
  })
  it('is for the operator’s quality agents of the region alone', async () => {
    await write('workOrder.noted', { note: '急什么急' })
    const [finding] = await list()
    expect(await list({}, anActor('qualityAgent', { prefectures: ['520300'] }))).toEqual([])
    expect(
      (await judge(finding?.id ?? '', 'confirmed', anActor('qualityAgent', { prefectures: ['520300'] }))).status,
    ).toBe(404)
    expect((await web.call(anActor('qualityClerk'), wordingRoutes.findings, { query: {} })).status).toBe(403)
    expect((await web.call(engineer, wordingRoutes.findings, { query: {} })).status).toBe(403)
  })
})
