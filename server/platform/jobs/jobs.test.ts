import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Job, jobDetail, jobList } from '#core/jobs/jobs.contract.ts'
import { jobsTexts } from '#core/jobs/jobs.text.ts'
import { bindJobs } from '#server/jobs/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { startJob } from './jobs.store.ts'
import { type JobContext, type JobKind, jobKind, startJobRunner } from './jobs.ts'

let ground: Ground
let web: TestHttp
const stops: (() => Promise<void>)[] = []
const starter = anActor('resourceManager')

beforeAll(async () => {
  ground = await createGround()
  web = await createTestHttp((http) => bindJobs(http, ground.deps), jobsTexts)
})
afterAll(async () => {
  await web.close()
  await ground.close()
})
beforeEach(() => ground.asOwner('DELETE FROM job'))
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const run = (deps: Deps, kinds: readonly JobKind[], lostAfterMs?: number) => {
  const runner = startJobRunner(deps, kinds, lostAfterMs ? { lostAfterMs } : {})
  stops.push(runner.stop)
  return runner
}
const start = (kind: string, input: unknown = {}, actor = starter) =>
  ground.deps.db.withTransaction(actor.scope, (tx) =>
    startJob(tx, actor, ground.deps.clock.now(), { kind, title: `a ${kind}`, input }),
  )
const look = async (id: string) => (await web.call(starter, jobDetail, { params: { id } })).body
const statusOf = async (id: string) => (await look(id)).status

const aKind = (
  kind: string,
  work: (context: JobContext, input: { n?: number | undefined }) => Promise<unknown>,
  whenLost: 'again' | 'fail' = 'again',
) =>
  jobKind({
    kind,
    input: z.object({ n: z.number().optional() }),
    whenLost,
    run: (input, context) => work(context, input),
  })

const untilAborted = ({ signal }: JobContext) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

describe('jobs', () => {
  test('a job runs after the commit that started it, as its starter, and its result stays', async () => {
    run(ground.deps, [
      aKind('count', async ({ actor, progress }, { n = 0 }) => {
        progress(n, n)
        return { counted: n, by: actor.name, may: actor.permissions.has('ledger.import'), reach: actor.scope.reach }
      }),
    ])
    const id = await start('count', { n: 7 })
    await expect.poll(() => statusOf(id)).toBe('done')
    expect(await look(id)).toMatchObject({
      title: 'a count',
      done: 7,
      total: 7,
      result: { counted: 7, by: 'resourceManager', may: true, reach: 'regions' },
      createdByName: 'resourceManager',
    })
  })

  test('each job is run once, however many processes look', async () => {
    const ran: string[] = []
    const kind = aKind('once', async ({ jobId }) => {
      await sleep(5)
      ran.push(jobId)
    })
    const others = await Promise.all([ground.another(), ground.another()])
    for (const deps of [ground.deps, ...others]) run(deps, [kind])
    const ids = await Promise.all(Array.from({ length: 30 }, () => start('once')))
    await expect.poll(() => ran.length).toBe(30)
    expect(ran.sort()).toEqual(ids.sort())
  })

  test('how far it is can be watched, and cancelling stops it within seconds', async () => {
    run(ground.deps, [
      aKind('long', async (context) => {
        context.progress(40, 100)
        await untilAborted(context)
      }),
    ])
    const id = await start('long')
    await expect.poll(async () => (await look(id)).done).toBe(40)
    expect(await look(id)).toMatchObject({ status: 'running', total: 100, isCancelRequested: false })
    expect((await web.post(starter, `/api/v1/jobs/${id}/cancel`)).body).toEqual({ status: 'running' })
    await expect.poll(() => statusOf(id)).toBe('cancelled')
    expect(await web.post(starter, `/api/v1/jobs/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'jobs.over' },
    })
  })

  test('a job that waits is cancelled at once and never begins', async () => {
    const id = await start('waiting')
    expect((await web.post(starter, `/api/v1/jobs/${id}/cancel`)).body).toEqual({ status: 'cancelled' })
    let isRun = false
    run(ground.deps, [
      aKind('waiting', async () => {
        isRun = true
      }),
    ])
    await sleep(300)
    expect(isRun).toBe(false)
  })

  test('what fails says why, and its starter hears of the end', async () => {
    await ground.asOwner('TRUNCATE event')
    run(ground.deps, [aKind('broken', async () => Promise.reject(new Error('row 7 has no account')))])
    const id = await start('broken')
    await expect.poll(() => statusOf(id)).toBe('failed')
    expect((await look(id)).error).toBe('row 7 has no account')
    expect(await ground.asOwner('SELECT kind, subject_id, prefecture, data FROM event')).toEqual([
      {
        kind: 'job.finished',
        subject_id: id,
        prefecture: '520000',
        data: { jobKind: 'broken', title: 'a broken', status: 'failed', userId: starter.userId },
      },
    ])
  })

  test('a job whose process died is begun again, or marked failed where that is not safe', async () => {
    const [again, once] = [await start('again'), await start('once-only')]
    await ground.asOwner(
      `UPDATE job SET status = 'running', attempts = 1, holder = gen_random_uuid(), heartbeat_at = now() - interval '2 s'`,
    )
    run(ground.deps, [aKind('again', async () => 'fine'), aKind('once-only', async () => 'never', 'fail')], 1_000)
    await expect.poll(() => statusOf(again)).toBe('done')
    await expect.poll(() => statusOf(once)).toBe('failed')
    expect((await look(once)).error).toBe('process-lost')
  })

  test('a job that kills its process each time is given up', async () => {
    const id = await start('deadly')
    await ground.asOwner(
      `UPDATE job SET status = 'running', attempts = 3, holder = gen_random_uuid(), heartbeat_at = now() - interval '2 s'`,
    )
    run(ground.deps, [aKind('deadly', async () => 'survived')], 1_000)
    await expect.poll(() => statusOf(id)).toBe('failed')
  })

  test('whoever lost a job to another process neither goes on nor writes a result', async () => {
    let aborted: unknown
    run(ground.deps, [
      aKind('stolen', async (context) => {
        await untilAborted(context).catch((reason) => {
          aborted = reason
        })
        return 'too late'
      }),
    ])
    const id = await start('stolen')
    await expect.poll(() => statusOf(id)).toBe('running')
    await ground.asOwner('UPDATE job SET holder = gen_random_uuid()')
    await expect.poll(() => String(aborted)).toContain('taken the job over')
    await sleep(100)
    expect(await look(id)).toMatchObject({ status: 'running', result: null })
  })

  test('a server that stops puts its job back for another one', async () => {
    const id = await start('moved')
    const runner = run(ground.deps, [aKind('moved', untilAborted)])
    await expect.poll(() => statusOf(id)).toBe('running')
    await runner.stop()
    expect(await statusOf(id)).toBe('queued')
    run(await ground.another(), [aKind('moved', async () => 'elsewhere')])
    await expect.poll(() => statusOf(id)).toBe('done')
  })

  test('people see their own jobs; whoever may read jobs sees all', async () => {
    const ids = [await start('a'), await start('b'), await start('c')]
    const other = anActor('engineer')
    await start('theirs', {}, other)
    const kindsOf = (body: { items: Job[] }) => body.items.map((job) => job.kind)
    expect(kindsOf((await web.call(starter, jobList)).body)).toEqual(['c', 'b', 'a'])
    expect((await web.get(other, `/api/v1/jobs/${ids[0]}`)).status).toBe(404)
    expect((await web.post(other, `/api/v1/jobs/${ids[0]}/cancel`)).status).toBe(404)
    expect((await web.get(other, '/api/v1/jobs?of=everybody')).status).toBe(403)
    const administrator = anActor('administrator')
    const first = await web.call(administrator, jobList, { query: { of: 'everybody', limit: 3 } })
    expect(kindsOf(first.body)).toEqual(['theirs', 'c', 'b'])
    const second = await web.call(administrator, jobList, {
      query: { of: 'everybody', limit: 3, cursor: String(first.body.nextCursor) },
    })
    expect(kindsOf(second.body)).toEqual(['a'])
    expect(second.body.nextCursor).toBeNull()
  })
})
