import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { auditList, auditState } from '#core/audit/audit.contract.ts'
import { auditTexts } from '#core/audit/audit.text.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import { parameter } from '#core/parameter.ts'
import { auditSigner } from '#server/platform/audit/entry.ts'
import { sealAudit } from '#server/platform/audit/seal.ts'
import { startJobRunner } from '#server/platform/jobs/jobs.ts'
import { record } from '#server/platform/record.store.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { bindAudit, verifyKind } from './index.ts'

const auditKey = randomBytes(32).toString('base64url')
let ground: Ground
let web: TestHttp
const auditor = anActor('auditor')
const [wang, li] = [anActor('prefectureManager', { name: '王静' }), anActor('countyDesk', { name: '李明' })]

const trial = parameter({
  ...{ key: 'audit.trial', schema: z.number(), default: 3, unit: 'count', confidence: 'R' as const },
  title: { 'zh-CN': '试用限额', en: 'Trial limit' },
})

const write = (who: typeof wang, at: string, action: AuditedAction, subjectId: string, prefecture = '520100') =>
  ground.deps.db.withTransaction(who.scope, async (tx) => {
    tx.act()
    await record(tx, {
      actor: who,
      at,
      audit: [{ prefecture, action, subjectType: 'workOrder', subjectId, after: { n: 1 } }],
    })
  })

beforeAll(async () => {
  ground = await createGround({ auditKey, parameters: [trial] })
  web = await createTestHttp((http) => bindAudit(http, ground.deps), auditTexts)
  for (const [who, login] of [
    [wang, 'wang.jing'],
    [li, 'li.ming'],
  ] as const) {
    await ground.asOwner(
      `INSERT INTO app_user (id, login, name, company_id, roles, created_at) VALUES ($1, $2, $3, 'operator', $4, now())`,
      [who.userId, login, who.name, who.roles],
    )
  }
  await write(wang, '2026-11-20T02:00:00.000Z', 'workOrder.supervised', 'GY-1')
  await write(li, '2026-11-21T02:00:00.000Z', 'workOrder.transferred', 'GY-1')
  await write(li, '2026-11-21T15:59:59.999Z', 'workOrder.voided', 'GY-2')
  await write(wang, '2026-11-22T02:00:00.000Z', 'parameter.set', 'trial.x', '520300')
  await sealAudit(ground.deps, undefined)
  await write(wang, '2026-11-22T02:00:00.000Z', 'session.began', 'wang.jing')
})
afterAll(async () => {
  await web.close()
  await ground.close()
})

const ask = async (query: string, who = auditor) =>
  (await web.call(who, auditList, { query: Object.fromEntries(new URLSearchParams(query)) })).body
const actions = async (query: string, who = auditor) => (await ask(query, who)).items.map((item) => item.action)

describe('the auditor', () => {
  test('sees everything, newest first, and what is not sealed yet', async () => {
    const { items } = await ask('')
    expect(items.map((item) => [item.action, item.seal?.number ?? null])).toEqual([
      ['session.began', null],
      ['parameter.set', 1],
      ['workOrder.voided', 3],
      ['workOrder.transferred', 2],
      ['workOrder.supervised', 1],
    ])
    expect(items.at(-1)).toMatchObject({ actorName: '王静', before: null, after: { n: 1 }, source: 'test' })
  })

  test('asks by who, in any way a person is known', async () => {
    for (const who of ['li.ming', 'LI.MING', '李明', li.userId]) {
      expect(await actions(`who=${encodeURIComponent(who)}`), who).toEqual([
        'workOrder.voided',
        'workOrder.transferred',
      ])
    }
    expect(await actions('who=nobody')).toEqual([])
  })

  test('asks by action, subject, prefecture and days, alone and together', async () => {
    expect(await actions('action=workOrder.voided')).toEqual(['workOrder.voided'])
    expect(await actions('action=workOrder.')).toHaveLength(3)
    expect(await actions('subject=GY-1')).toEqual(['workOrder.transferred', 'workOrder.supervised'])
    expect(await actions('prefecture=520300')).toEqual(['parameter.set'])
    expect(await actions('from=2026-11-21&to=2026-11-21')).toEqual(['workOrder.voided', 'workOrder.transferred'])
    expect(await actions('subject=GY-1&who=wang.jing&to=2026-11-20&action=workOrder.')).toEqual([
      'workOrder.supervised',
    ])
  })

  test('turns pages without losing or repeating an entry, also among equal instants', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await ask(`limit=1${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.items.map((item) => item.action))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(await actions(''))
  })

  test('sees no further than the own prefectures; others see nothing', async () => {
    expect(await actions('', anActor('auditor', { prefectures: ['520300'] }))).toEqual(['parameter.set'])
    expect((await web.get(anActor('administrator'), '/api/v1/audit')).status).toBe(403)
    expect((await web.get(anActor('provinceManager'), '/api/v1/audit/state')).status).toBe(403)
  })

  test('has every entry verified in the background and finds what was changed', async () => {
    const runner = startJobRunner(ground.deps, [
      verifyKind(ground.deps, { sign: auditSigner(auditKey), headsFile: '/nowhere/heads.json' }),
    ])
    const state = async () => (await web.call(auditor, auditState)).body
    expect(await state()).toMatchObject({
      unsealed: 1,
      oldestUnsealedAt: '2026-11-22T02:00:00.000Z',
      lastVerification: null,
    })
    expect((await state()).heads.map((head) => head.number).sort()).toEqual([1, 3])
    expect((await web.post(auditor, '/api/v1/audit/verify')).status).toBe(202)
    await expect
      .poll(async () => (await state()).lastVerification?.result)
      .toEqual({
        sealed: 4,
        tail: 1,
        breachCount: 0,
        breaches: [],
      })
    await ground.asOwner(`UPDATE audit_entry SET actor_name = '别人' WHERE action = 'workOrder.voided'`)
    await web.post(auditor, '/api/v1/audit/verify')
    await expect
      .poll(async () => (await state()).lastVerification?.result)
      .toMatchObject({
        breaches: [{ kind: 'changed', prefecture: '520100', number: 3, action: 'workOrder.voided' }],
      })
    await runner.stop()
  })

  test('asks by kind of subject and by where it was done from, several at once', async () => {
    expect(await actions('subjectType=workOrder')).toHaveLength(5)
    expect(await actions('subjectType=staff,user')).toEqual([])
    expect(await actions('action=workOrder.voided,parameter.set')).toEqual(['parameter.set', 'workOrder.voided'])
    expect(await actions('prefecture=520300,520200')).toEqual(['parameter.set'])
    const source = async (text: string, action: AuditedAction) =>
      write({ ...wang, source: text }, '2026-11-01T02:00:00.000Z', action, 'GY-9')
    await source('console 10.0.0.8', 'workOrder.cancelled')
    await source('field 10.0.0.8', 'workOrder.archived')
    await source('cli', 'workOrder.exported')
    const asked = async (text: string) => (await actions(`source=${encodeURIComponent(text)}&to=2026-11-02`)).sort()
    expect(await asked('console')).toEqual(['workOrder.cancelled'])
    expect(await asked('console,cli')).toEqual(['workOrder.cancelled', 'workOrder.exported'])
    expect(await asked('10.0.0.8')).toEqual(['workOrder.archived', 'workOrder.cancelled'])
    expect(await asked('field 10.0.0.8')).toEqual(['workOrder.archived'])
    expect(await asked('10.0.0.9')).toEqual([])
    await ground.asOwner(`DELETE FROM audit_entry WHERE subject_id = 'GY-9'`)
  })

  test('reads what a subject is called, and finds it by that', async () => {
    const subject = { prefecture: '520100', subjectType: 'user' as const }
    await ground.deps.db.withTransaction(wang.scope, async (tx) => {
      tx.act()
      const set = { ...subject, action: 'parameter.set' as const, subjectType: 'parameter' as const }
      await record(tx, {
        actor: wang,
        at: '2026-11-01T02:00:00.000Z',
        audit: [
          { ...subject, action: 'user.unlocked', subjectId: li.userId },
          { ...set, subjectId: 'audit.trial' },
          { ...set, action: 'company.edited', subjectType: 'company', subjectId: 'north' },
          { ...set, action: 'user.edited', subjectType: 'user', subjectId: randomUUID() },
        ],
      })
    })
    const { items } = await ask('to=2026-11-01')
    const named = Object.fromEntries(items.map((item) => [item.action, item.subjectName]))
    expect(named).toEqual({
      'user.unlocked': '李明 li.ming',
      'parameter.set': '试用限额',
      'company.edited': '北方',
      'user.edited': null,
    })
    for (const words of ['li.ming', '李明', li.userId]) {
      expect(await actions(`subject=${encodeURIComponent(words)}`), words).toEqual(['user.unlocked'])
    }
    expect(await actions('subject=试用限额')).toEqual(['parameter.set'])
    expect(await actions('subject=北方')).toEqual(['company.edited'])
    await ground.asOwner(`DELETE FROM audit_entry WHERE at = '2026-11-01T02:00:00.000Z'`)
  })
})
