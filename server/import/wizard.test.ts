import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '#core/access/scope.ts'
import { columnNames } from '#core/import/column-names.ts'
import { importRoutes } from '#core/import/import.contract.ts'
import { importTexts } from '#core/import/import.text.ts'
import { type Job, jobDetail } from '#core/jobs/jobs.contract.ts'
import { jobsTexts } from '#core/jobs/jobs.text.ts'
import { homeUserRows } from '#core/ledger/home-user-row.rules.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { bindJobs } from '#server/jobs/index.ts'
import { seedDefaults } from '#server/organisation/index.ts'
import { startJobRunner } from '#server/platform/jobs/jobs.ts'
import type { CallParts } from '#testing/call.ts'
import { anActor, createGround, type Ground } from '#testing/ground.ts'
import { createTestHttp, type TestHttp } from '#testing/http.ts'
import { bindImport, importJob } from './index.ts'

let ground: Ground
let web: TestHttp
let dataDir = ''
let address = ''
let stopJobs = async (): Promise<void> => undefined
const clerk = anActor('resourceClerk')
const stranger = anActor('resourceClerk', { companyId: 'south' })

beforeAll(async () => {
  ground = await createGround({ parameters: [peopleParameters.certificateKinds] as never })
  await seedDefaults(ground.deps)
  dataDir = await mkdtemp(path.join(tmpdir(), 'daiwei-wizard-'))
  const deps = { ...ground.deps, config: { dataDir, uploadMaxBytes: 200_000 } }
  web = await createTestHttp(
    (http) => {
      bindImport(http, deps)
      bindJobs(http, deps)
    },
    { ...importTexts, ...columnNames([homeUserRows]), ...jobsTexts },
  )
  address = await web.listen()
  stopJobs = startJobRunner(ground.deps, [importJob(deps)]).stop
})
afterAll(async () => {
  await stopJobs()
  await web.close()
  await rm(dataDir, { recursive: true })
  await ground.close()
})
afterEach(async () => {
  for (const table of ['import_batch', 'home_user', 'job']) await ground.asOwner(`DELETE FROM ${table}`)
})

/** The new batch, or what is wrong with the file. */
const uploaded = z.looseObject({ id: z.string().optional() })
const upload = async (content: string | Buffer, kind = 'home-users', actor: Actor = clerk) => {
  const response = await fetch(`${address}/api/v1/imports?kind=${kind}&name=${encodeURIComponent('台账.csv')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...web.as(actor) },
    body: new Uint8Array(Buffer.from(content)),
  })
  return { status: response.status, body: uploaded.parse(await response.json()) }
}
const runToEnd = async (
  what: 'check' | 'run',
  id: string,
  body: CallParts<typeof importRoutes.run>['body'] = {},
): Promise<Job | undefined> => {
  const { status, body: started } = await web.call(clerk, importRoutes[what], { params: { id }, body })
  expect(status).toBe(202)
  let job: Job | undefined
  await expect
    .poll(
      async () => {
        job = (await web.call(clerk, jobDetail, { params: { id: started.jobId } })).body
        return job?.status
      },
      { timeout: 15_000 },
    )
    .toMatch(/done|failed/)
  return job
}

const rows = [
  '台账',
  '宽带账号,姓名,区县,地址,带宽',
  'gz52010000001,张三,南明区,花果园1栋,200M',
  'gz52010000002,李四,大明县,花果园2栋,300',
]

describe('the wizard', () => {
  it('goes from the file over its columns and a check to the import, and back', async () => {
    const { status, body } = await upload(rows.join('\n'))
    expect(status).toBe(201)
    expect(body).toMatchObject({
      encoding: 'utf-8',
      sheets: [
        {
          index: 0,
          name: '台账',
          headerRow: 2,
          mapping: { account: 0, name: 1, county: 2, address: 3, bandwidthMbps: 4 },
          missing: [],
        },
      ],
    })
    const id = String(body.id)
    const checked = await runToEnd('check', id)
    expect(checked?.result).toMatchObject({ status: 'checked', created: 1, held: 1, errorCount: 1 })
    expect(await ground.asOwner('SELECT * FROM home_user')).toEqual([])
    expect((await web.get(clerk, `/api/v1/imports/${id}`)).body).toMatchObject({
      status: 'draft',
      result: { errors: [{ sheet: '台账', row: 4, column: 'C', value: '大明县' }] },
    })

    expect((await runToEnd('run', id))?.result).toMatchObject({ status: 'refused', held: 2 })
    const taken = await runToEnd('run', id, { isPartial: true })
    expect(taken?.result).toMatchObject({ status: 'applied', created: 1, held: 1 })
    expect(await readdir(path.join(dataDir, 'imports'))).toEqual([])
    expect((await web.post(clerk, `/api/v1/imports/${id}/run`)).problem.code).toBe('import.batch-busy')

    const held = (await web.call(clerk, importRoutes.heldRows, { query: { kind: 'home-users' } })).body
    expect(held.items).toMatchObject([
      {
        row: 4,
        fileName: '台账.csv',
        content: { name: '李四' },
        problems: [{ field: 'county', reason: expect.stringContaining('大明县') }],
      },
    ])
    expect((await web.get(clerk, '/api/v1/held-rows/counts')).body).toEqual([{ kind: 'home-users', open: 1 }])
    const complete = (county: string) =>
      web.call(clerk, importRoutes.complete, {
        params: { id: String(held.items[0]?.id) },
        body: { fields: { county } },
      })
    const wrong = await complete('小明县')
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: 'import.holding-still-wrong', errors: [{ field: 'county' }] },
    })
    const mended = await complete('云岩区')
    expect(mended.status).toBe(200)
    expect(await ground.asOwner('SELECT account FROM home_user ORDER BY account')).toHaveLength(2)

    expect((await web.post(clerk, `/api/v1/imports/${mended.body.batchId}/undo`)).status).toBe(200)
    expect((await web.post(clerk, `/api/v1/imports/${id}/undo`)).status).toBe(200)
    expect(await ground.asOwner('SELECT account FROM home_user')).toEqual([])
    expect((await web.call(clerk, importRoutes.list)).body.items.map((item) => item.status)).toEqual([
      'undone',
      'undone',
    ])
  })

  it('takes the columns that a person chose, and refuses a choice that lacks one', async () => {
    const { body } = await upload('甲,乙,丙,丁\n张三,gz52010000001,南明区,1栋')
    const choice = { index: 0, headerRow: 1, mapping: { account: 1, name: 0, county: 2 } }
    const lacking = await web.post(clerk, `/api/v1/imports/${body.id}/run`, { choices: [choice] })
    expect(lacking).toMatchObject({
      status: 422,
      body: { code: 'import.columns-missing', title: '缺少必填的列：装机地址' },
    })
    const whole = { ...choice, mapping: { ...choice.mapping, address: 3 } }
    expect((await runToEnd('run', String(body.id), { choices: [whole] }))?.result).toMatchObject({
      created: 1,
    })
  })

  it('says what is wrong with a file that is none, or too large, and keeps nothing of it', async () => {
    expect(await upload(Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3, 4]))).toMatchObject({
      status: 422,
      body: { code: 'sheet.damaged' },
    })
    expect(await upload('x'.repeat(300_000))).toMatchObject({ status: 422, body: { code: 'sheet.too-large-upload' } })
    expect(await upload('')).toMatchObject({ status: 422, body: { code: 'sheet.empty' } })
    expect(await readdir(path.join(dataDir, 'imports'))).toEqual([])
    expect(await ground.asOwner('SELECT * FROM import_batch')).toEqual([])
  })

  it('is not for whom it is not: kinds, drafts and batches of others', async () => {
    expect(await upload('工号,姓名\n1,a', 'staff')).toMatchObject({
      status: 403,
      body: { code: 'import.kind-not-permitted' },
    })
    const { body } = await upload(rows.join('\n'))
    for (const url of [`/api/v1/imports/${body.id}/run`, `/api/v1/imports/${body.id}/undo`]) {
      expect((await web.post(stranger, url)).status).toBe(404)
    }
    expect((await web.get(stranger, `/api/v1/imports/${body.id}`)).status).toBe(404)
    expect((await web.call(stranger, importRoutes.list)).body.items).toEqual([])
    expect((await web.get(anActor('engineer'), '/api/v1/imports')).status).toBe(403)
    const kinds = (await web.call(clerk, importRoutes.kinds)).body
    expect(kinds.filter(({ isPermitted }) => isPermitted).map(({ kind }) => kind)).toEqual([
      'home-users',
      'enterprise-lines',
      'network',
    ])
  })
})
