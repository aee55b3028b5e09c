import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { healthReport, letterList } from '#core/jobs/health.contract.ts'
import { jobsTexts } from '#core/jobs/jobs.text.ts'
import { platformParameters } from '#core/platform.parameters.ts'
import { noteBackup } from '#server/platform/backup/note.ts'
import { type Consumer, runConsumer } from '#server/platform/events/consumers.ts'
import { ensureCursor } from '#server/platform/events/events.store.ts'
import { clearOld } from '#server/platform/housekeeping.ts'
import { record } from '#server/platform/record.store.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { bindHealthScreen, bindMetrics } from './index.ts'

let ground: Ground
let web: TestHttp
const administrator = anActor('administrator')

beforeAll(async () => {
  ground = await createGround({ parameters: Object.values(platformParameters) })
  const deps = { ...ground.deps, facts: ground.facts, config: { dataDir: tmpdir() } }
  web = await createTestHttp((http) => {
    bindMetrics(http, deps)
    bindHealthScreen(http, deps)
  }, jobsTexts)
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(() =>
  ground.asOwner(
    'TRUNCATE event, consumer_cursor, dead_letter, audit_entry, job, notification, command_receipt CASCADE',
  ),
)

const asSystem = <T>(work: Parameters<typeof ground.deps.db.withTransaction<T>>[1]) =>
  ground.deps.db.withTransaction(ground.deps.system.actor().scope, (tx) => {
    tx.act()
    return work(tx)
  })
const happen = (count: number) =>
  asSystem((tx) =>
    record(tx, {
      actor: ground.deps.system.actor(),
      at: ground.deps.clock.now(),
      events: Array.from({ length: count }, () => ({
        prefecture: '520100',
        subjectType: 'trial',
        subjectId: randomUUID(),
        kind: 'trial.done',
        data: {},
      })),
      audit: [{ prefecture: '520100', action: 'deadLetter.retry', subjectType: 'deadLetter', subjectId: 'x' }],
    }),
  )
let isHealed = false
const consumer: Consumer = {
  name: 'fragile',
  kinds: ['trial.done'],
  from: 'now',
  handle: async () => {
    if (!isHealed) throw new Error('cannot digest this')
  },
}
const put = async () => {
  isHealed = false
  await asSystem((tx) => ensureCursor(tx, consumer.name, 'now'))
  await happen(1)
  await runConsumer(ground.deps, consumer)
  await ground.asOwner('UPDATE dead_letter SET retry_at = NULL, attempts = 5')
}
const health = async () => (await web.call(administrator, healthReport)).body
const letters = async () => (await web.call(administrator, letterList)).body.items

describe('the health screen', () => {
  test('shows queues, lags, versions, disk and what to look at', async () => {
    await asSystem((tx) => ensureCursor(tx, consumer.name, 'now'))
    await happen(3)
    const shown = await health()
    expect(shown.consumers).toMatchObject([
      { name: 'fragile', behind: 3, oldestAt: ground.deps.clock.now(), waiting: 0 },
    ])
    expect(shown.versions).toMatchObject({ node: process.versions.node, migration: expect.stringMatching(/^\d{4}_/) })
    expect(shown.database.bytes).toBeGreaterThan(1_000_000)
    expect(shown.disk.freeBytes).toBeGreaterThan(0)
    expect(shown.files).toEqual({ driver: 'disk', error: null })
    expect(shown.problems.map((each) => each.code)).toContain('health.no-backup')
    isHealed = true
    await runConsumer(ground.deps, consumer)
    expect((await health()).consumers).toMatchObject([{ behind: 0, oldestAt: null }])
  })

  test('a backup that was made is known', async () => {
    const { servingUrl } = ground.database
    await noteBackup(servingUrl, { at: new Date().toISOString(), file: '/backup.tar', bytes: 7 })
    await ground.facts.refresh()
    const shown = await health()
    expect(shown.backup).toMatchObject({ file: '/backup.tar', bytes: 7 })
    expect(shown.problems.map((each) => each.code)).not.toContain('health.no-backup')
  })

  test('what was put aside is listed, tried again on request, or given up with a reason that is audited', async () => {
    await put()
    const [letter] = await letters()
    expect(letter).toMatchObject({
      consumer: 'fragile',
      kind: 'trial.done',
      error: 'cannot digest this',
      retryAt: null,
    })
    expect((await health()).problems).toContainEqual({
      severity: 'warning',
      code: 'health.letters-waiting',
      params: { consumer: 'fragile', count: 1 },
    })
    const url = `/api/v1/health/dead-letters/${letter?.id}`
    expect((await web.post(anActor('securityOfficer'), `${url}/retry`)).status).toBe(403)
    expect((await web.post(administrator, `${url}/retry`)).status).toBe(200)
    await runConsumer(ground.deps, consumer)
    expect(await letters()).toMatchObject([{ attempts: 6, retryAt: null }])
    isHealed = true
    await web.post(administrator, `${url}/retry`)
    await runConsumer(ground.deps, consumer)
    expect(await letters()).toEqual([])
    expect((await web.post(administrator, `${url}/retry`)).status).toBe(404)
  })

  test('giving up wants a reason', async () => {
    await put()
    const [letter] = await letters()
    const url = `/api/v1/health/dead-letters/${letter?.id}/discard`
    expect((await web.post(administrator, url, { reason: '' })).status).toBe(422)
    expect((await web.post(administrator, url, { reason: '测试数据，无需通知' })).status).toBe(200)
    expect(await letters()).toEqual([])
    const audited = await ground.asOwner(`SELECT reason FROM audit_entry WHERE action = 'deadLetter.discard'`)
    expect(audited).toEqual([{ reason: '测试数据，无需通知' }])
  })

  test('figures for a collector are for this machine, or for whoever has the permission', async () => {
    expect((await web.get(undefined, '/metrics')).status).toBe(200)
    await health()
    const local = await web.get(undefined, '/metrics')
    expect(local.status).toBe(200)
    expect(String(local.body)).toMatch(
      /daiwei_http_request_seconds_count\{method="GET",route="\/api\/v1\/health",status="200"\}/,
    )
    expect(String(local.body)).toMatch(/daiwei_disk_free_bytes \d+/)
    expect((await web.get(undefined, '/metrics', { 'x-forwarded-for': '10.0.0.1' })).status).toBe(404)
    expect((await web.get(undefined, '/api/v1/metrics')).status).toBe(401)
    expect((await web.get(anActor('engineer'), '/api/v1/metrics')).status).toBe(403)
    expect((await web.get(administrator, '/api/v1/metrics')).status).toBe(200)
  })
})

describe('housekeeping', () => {
  test('takes away what has served its time, and nothing else', async () => {
    const receipt = (at: string) =>
      ground.asOwner(
        `INSERT INTO command_receipt (sender_id, command_id, at, fingerprint, reply) VALUES (gen_random_uuid(), 'x', $1, '', '{}')`,
        [at],
      )
    const bell = (at: string) =>
      ground.asOwner(
        `INSERT INTO notification (id, user_id, at, kind, severity, prefecture) VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'x', 'info', '520100')`,
        [at],
      )
    const job = (status: string, finished: string | null) =>
      ground.asOwner(
        `INSERT INTO job (id, kind, title, status, actor, created_at, finished_at) VALUES (gen_random_uuid(), 'x', 'x', $1, '{}', '2025-01-01', $2)`,
        [status, finished],
      )
    await receipt('2026-10-20T00:00:00Z')
    await receipt('2026-11-20T00:00:00Z')
    await bell('2026-05-01T00:00:00Z')
    await bell('2026-11-01T00:00:00Z')
    await job('done', '2025-02-01T00:00:00Z')
    await job('failed', '2026-11-01T00:00:00Z')
    await job('queued', null)
    expect(await clearOld(ground.deps)).toEqual({ command_receipt: 1, notification: 1, job: 1 })
    expect(await clearOld(ground.deps)).toEqual({})
  })
})
