import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parameter } from '#core/parameter.ts'
import { parameterCatalogue, parameterDetail, parameterSet } from '#core/parameters/parameters.contract.ts'
import { parametersTexts } from '#core/parameters/parameters.text.ts'
import type { CallParts } from '#testing/call.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { quickest } from '#testing/quickest.ts'
import { bindParameters } from './index.ts'

const waitMinutes = parameter({
  key: 'trial.waitMinutes',
  schema: z.int().min(1).max(600),
  default: 30,
  unit: 'minutes',
  confidence: 'K-M',
  title: { 'zh-CN': '等待时间', en: 'Wait' },
})
const rows = parameter({
  key: 'trial.rows',
  schema: z.array(z.strictObject({ code: z.string().min(1), minutes: z.int().min(0) })),
  default: [{ code: 'a', minutes: 1 }],
  unit: 'table',
  confidence: 'F',
  title: { 'zh-CN': '表', en: 'Table' },
})

let ground: Ground
let web: TestHttp
const manager = anActor('provinceManager')
const reason = '试运行后调整'

beforeAll(async () => {
  ground = await createGround({ parameters: [waitMinutes, rows] })
  web = await createTestHttp((http) => bindParameters(http, ground.deps), parametersTexts)
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(async () => {
  await ground.asOwner('DELETE FROM parameter_value')
  await ground.facts.refresh()
  ground.setClock('2026-11-22T06:30:00.000Z')
})

const set = (
  body: CallParts<typeof parameterSet>['body'],
  actor = manager,
  key: string = waitMinutes.key,
  headers = {},
) => web.call(actor, parameterSet, { params: { key }, body: { reason, ...body } }, headers)
const valueOn = (day: string, place = {}) => ground.deps.parameters.on(day).value(waitMinutes, place).value

describe('parameters', () => {
  test('a value holds from its day on, at its level, and the default before', async () => {
    expect((await set({ level: 'province', effectiveFrom: '2026-12-01', value: 45 })).status).toBe(201)
    expect((await set({ level: 'county', subject: '520102', effectiveFrom: '2026-12-10', value: 60 })).status).toBe(201)
    expect(valueOn('2026-11-30')).toBe(30)
    expect(valueOn('2026-12-01', { county: '520102' })).toBe(45)
    expect(valueOn('2026-12-10', { county: '520102' })).toBe(60)
    expect(valueOn('2026-12-10', { county: '520103' })).toBe(45)
  })

  test('another process sees the change within a second', async () => {
    const other = await ground.another()
    const shown = () => other.parameters.on('2026-11-22').value(waitMinutes).value
    expect(shown()).toBe(30)
    const change = async () => {
      const value = shown() + 1
      await set({ level: 'province', effectiveFrom: '2026-11-22', value })
      await expect.poll(shown, { interval: 20 }).toBe(value)
    }
    expect(await quickest(1_000, change)).toBeLessThan(1_000)
  })

  test('asking costs no query and takes microseconds', async () => {
    await set({ level: 'county', subject: '520102', effectiveFrom: '2026-11-22', value: 60 })
    const ask = () => {
      let sum = 0
      for (let index = 0; index < 100_000; index += 1) sum += valueOn('2026-11-22', { county: '520102' })
      expect(sum).toBe(6_000_000)
    }
    expect(await quickest(500, ask)).toBeLessThan(500)
  })

  test('the past is refused, and so is what the schema does not take, each wrong field named', async () => {
    const past = await set({ level: 'province', effectiveFrom: '2026-11-21', value: 45 })
    expect(past).toMatchObject({ status: 422, body: { code: 'parameters.past', field: 'effectiveFrom' } })
    const wrong = await set({ level: 'province', effectiveFrom: '2026-11-22', value: 0 })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'platform.invalid', errors: [{ field: 'value' }] } })
    const cell = await set(
      {
        level: 'province',
        effectiveFrom: '2026-11-22',
        value: [
          { code: 'a', minutes: 1 },
          { code: '', minutes: -1 },
        ],
      },
      manager,
      rows.key,
    )
    expect(cell.problem.errors?.map(({ field }) => field)).toEqual(['value.1.code', 'value.1.minutes'])
    const noDay = await set({ level: 'province', effectiveFrom: '2026-02-30', value: 45 })
    expect(noDay.problem.errors?.[0]?.field).toBe('effectiveFrom')
    expect(await ground.asOwner('SELECT 1 FROM parameter_value')).toEqual([])
  })

  test('a subject must exist and lie within the reach of whoever sets the value', async () => {
    const unknown = await set({ level: 'county', subject: '520199', effectiveFrom: '2026-11-22', value: 45 })
    expect(unknown.problem).toMatchObject({ code: 'parameters.subject-unknown', field: 'subject' })
    const prefecture = await set({ level: 'county', subject: '520100', effectiveFrom: '2026-11-22', value: 45 })
    expect(prefecture.problem.code).toBe('parameters.subject-unknown')
    const one = anActor('administrator', { prefectures: ['520300'] })
    const elsewhere = await set({ level: 'county', subject: '520102', effectiveFrom: '2026-11-22', value: 45 }, one)
    expect(elsewhere).toMatchObject({ status: 403, body: { code: 'parameters.not-yours' } })
    const province = await set({ level: 'province', effectiveFrom: '2026-11-22', value: 45 }, one)
    expect(province.status).toBe(403)
    const own = await set({ level: 'county', subject: '520302', effectiveFrom: '2026-11-22', value: 45 }, one)
    expect(own.status).toBe(201)
    const reader = await set({ level: 'province', effectiveFrom: '2026-11-22', value: 45 }, anActor('assessor'))
    expect(reader).toMatchObject({ status: 403, body: { code: 'platform.forbidden' } })
  })

  test('a value to come can be taken back, one in force cannot, and both stay in the history', async () => {
    const coming = (await set({ level: 'province', effectiveFrom: '2026-12-01', value: 45 })).body.version
    const current = (await set({ level: 'province', effectiveFrom: '2026-11-22', value: 40 })).body.version
    const url = `/api/v1/parameters/${waitMinutes.key}/values`
    expect((await web.post(manager, `${url}/${coming}/withdraw`, { reason })).status).toBe(200)
    expect((await web.post(manager, `${url}/${coming}/withdraw`, { reason })).status).toBe(404)
    const refused = await web.post(manager, `${url}/${current}/withdraw`, { reason })
    expect(refused).toMatchObject({ status: 409, body: { code: 'parameters.in-force' } })
    expect(valueOn('2026-12-05')).toBe(40)
    const shown = await web.call(manager, parameterDetail, { params: { key: waitMinutes.key } })
    expect(shown.body.values.map((each) => each.state)).toEqual(['inForce', 'withdrawn'])
    expect(shown.body).toMatchObject({ unit: 'minutes', confidence: 'K-M', default: 30, isChanged: true })
    expect(shown.body.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 600 })
  })

  test("somebody else's change in between is told, not overwritten", async () => {
    const first = (await set({ level: 'province', effectiveFrom: '2026-11-22', value: 40, basedOn: 0 })).body.version
    const second = await set({ level: 'province', effectiveFrom: '2026-11-22', value: 50, basedOn: 0 })
    expect(second).toMatchObject({ status: 409, body: { code: 'platform.stale', params: { version: first } } })
    const both = await Promise.all(
      [60, 70].map((value) => set({ level: 'province', effectiveFrom: '2026-11-22', value, basedOn: first })),
    )
    expect(both.map((each) => each.status).sort()).toEqual([201, 409])
  })

  test('the same command twice acts once', async () => {
    const key = { 'idempotency-key': 'set-wait-0001' }
    const body = { level: 'province', effectiveFrom: '2026-11-22', value: 41 } as const
    const [first, second] = await Promise.all([1, 2].map(() => set(body, manager, waitMinutes.key, key)))
    expect(first?.body).toEqual(second?.body)
    expect(await ground.asOwner('SELECT value FROM parameter_value')).toHaveLength(1)
    const other = await set({ ...body, value: 42 }, manager, waitMinutes.key, key)
    expect(other).toMatchObject({ status: 409, body: { code: 'platform.command-reused' } })
  })

  test('who changed what and why is in the audit, and live screens hear of it', async () => {
    await ground.asOwner('TRUNCATE audit_entry')
    await ground.asOwner('TRUNCATE event')
    await set({ level: 'prefecture', subject: '520100', effectiveFrom: '2026-11-22', value: 45 })
    const entries = await ground.asOwner(
      'SELECT action, prefecture, actor_name, subject_id, after, reason FROM audit_entry',
    )
    expect(entries).toMatchObject([
      {
        action: 'parameter.set',
        prefecture: '520100',
        actor_name: 'provinceManager',
        subject_id: waitMinutes.key,
        after: { value: 45, level: 'prefecture', subject: '520100' },
        reason,
      },
    ])
    expect(await ground.asOwner('SELECT kind FROM event')).toEqual([{ kind: 'parameter.set' }])
  })

  test('the catalogue shows each with its mark, what holds today and what is to come', async () => {
    await set({ level: 'province', effectiveFrom: '2026-11-22', value: 45 })
    await set({ level: 'prefecture', subject: '520100', effectiveFrom: '2026-11-22', value: 50 })
    await set({ level: 'province', effectiveFrom: '2027-01-01', value: 20 })
    const { body } = await web.call(anActor('assessor'), parameterCatalogue)
    expect(body.items).toMatchObject([
      { key: 'trial.rows', value: null, rowCount: 1, isChanged: false },
      { key: 'trial.waitMinutes', value: 45, overrideCount: 1, upcomingCount: 1, effectiveFrom: '2026-11-22' },
    ])
    const resolved = await web.get(
      manager,
      '/api/v1/parameters/trial.waitMinutes/resolved?day=2027-01-02&prefecture=520100',
    )
    expect(resolved.body).toMatchObject({ value: 50 })
  })

  test('a value that this release does not understand is passed over', async () => {
    await ground.asOwner(
      `INSERT INTO parameter_value (key, level, effective_from, value, reason, created_by_name, created_at)
       VALUES ('trial.waitMinutes', 'province', '2026-01-01', '"long"', 'older', 'x', now())`,
    )
    const other = await ground.another()
    expect(other.parameters.on('2026-11-22').value(waitMinutes)).toEqual({ value: 30, version: 0 })
  })
})
