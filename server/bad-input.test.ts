import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RoleName, roleNames, roleOf } from '#core/access/role.ts'
import { asSystem } from '#server/access/index.ts'
import { seedFirstStart } from '#server/demo/index.ts'
import type { Answer } from '#testing/call.ts'
import { almostRight, hostileText, type Known, poisoned, right, type Schema } from '#testing/hostile.ts'
import { type Client, createTestInstance, type TestInstance } from '#testing/server.ts'

/**
 * Whatever is sent to whatever route of `/api/openapi.json`: an answer of the contract or a refusal in words, never a failure.
 * The seed is fixed; `FUZZ_RUNS` and `FUZZ_SEED` look further.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 8)
const SEED = Number(process.env.FUZZ_SEED ?? 20261122)

type Operation = {
  readonly method: string
  readonly path: string
  readonly permission: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly body: Schema | undefined
}

/** Ends what the others are asked with. */
const NOT_ASKED = '/api/v1/session/sign-out'
/** Asked last: what they change decides how others answer. */
const FAR_REACHING = ['parameters', 'responsibilities', 'companies', 'regions', 'users', 'session', 'sessions']

let instance: TestInstance
let operations: readonly Operation[] = []
let known: Known = {}
let everyone: readonly Client[] = []
const failures: unknown[] = []

const column = async (text: string): Promise<string[]> =>
  (await asSystem(instance.deps, (tx) => tx.rows<{ value: string }>({ text }))).map(({ value }) => String(value))

beforeAll(async () => {
  instance = await createTestInstance()
  // A failure is told to the log before it becomes an answer.
  Object.assign(instance.deps.log, { error: (fields: unknown) => failures.push(fields) })
  await seedFirstStart(instance.deps, { isOnlyServer: true })
  const victims = await Promise.all([1, 2, 3].map(() => instance.aUser({ roles: ['engineer'] })))
  const [staffId] = await column(
    `SELECT staff_id AS value FROM work_order WHERE is_open AND staff_id IS NOT NULL LIMIT 1`,
  )
  everyone = [
    await instance.signIn({ roles: roleNames.filter((role) => roleOf(role).side !== 'contractor') }),
    await instance.signIn({
      roles: roleNames.filter((role) => roleOf(role).side === 'contractor'),
      ...(staffId ? { staffId } : {}),
    }),
  ]
  known = await knownValues(victims.map(({ login }) => login))
  operations = await describedOperations()
}, 120_000)
afterAll(() => instance.stop())

const knownValues = async (logins: readonly string[]): Promise<Known> => ({
  'work-orders.number': await column(
    'SELECT number AS value FROM (SELECT *, row_number() OVER (PARTITION BY state ORDER BY number) AS nth FROM work_order) w WHERE nth <= 4',
  ),
  'reports.number': await column('SELECT number AS value FROM report ORDER BY match_state DESC LIMIT 12'),
  'staff.number': await column('SELECT number AS value FROM staff LIMIT 4'),
  'users.login': logins,
  account: await column(
    '(SELECT account AS value FROM home_user LIMIT 6) UNION ALL (SELECT line_code FROM enterprise_line LIMIT 2)',
  ),
  lineCode: await column('SELECT line_code AS value FROM enterprise_line LIMIT 3'),
  code: [...(await column('SELECT code AS value FROM network_node LIMIT 3')), '520100', '520102'],
  callerPhone: ['13985001234', '085185550001'],
  county: ['520102', '南明区', '520302'],
  prefecture: ['520100', '520300'],
  region: ['520100', '520102'],
  stationId: await column('SELECT id AS value FROM station LIMIT 3'),
  staffId: await column(`SELECT id AS value FROM staff WHERE status = 'active' LIMIT 6`),
  gridId: await column('SELECT id AS value FROM grid LIMIT 2'),
  homeUserId: await column('SELECT id AS value FROM home_user LIMIT 3'),
  enterpriseLineId: await column('SELECT id AS value FROM enterprise_line LIMIT 3'),
  id: [
    ...(await column(
      `(SELECT id::text AS value FROM station LIMIT 1) UNION ALL (SELECT id::text FROM grid LIMIT 1)
       UNION ALL (SELECT id::text FROM responsibility LIMIT 2) UNION ALL (SELECT id::text FROM job LIMIT 1)`,
    )),
    'tietong',
  ],
  companyId: ['tietong', 'chengxing'],
  key: ['intake.duplicateWindowMinutes'],
  reasonCode: ['notMyArea', 'notThisStation', 'cannotCome', 'customerAbsent', 'wrongArea'],
  cause: ['line.drop.fibre.broken'],
  segment: ['drop'],
  version: [1, 2, 3],
  q: ['王', '幸福', '139', 'gz52', 'wxm'],
  cursor: ['eyJ9', 'abc', '2026-11-22T06:30:00.000Z|1'],
})

const describedOperations = async (): Promise<Operation[]> => {
  const { body } = await instance.visitor().send({ method: 'GET', path: '/api/openapi.json' })
  const { paths } = body as { paths: Record<string, Record<string, Described>> }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      permission: described['x-permission'] ?? 'public',
      parameters: described.parameters.filter((parameter) => parameter.in !== 'header'),
      body: described.requestBody?.content['application/json']?.schema,
    })),
  )
  return all.filter(({ path }) => path !== NOT_ASKED).toSorted((a, b) => rankOf(a) - rankOf(b))
}
type Described = {
  readonly 'x-permission'?: string
  readonly parameters: Operation['parameters']
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}
const rankOf = ({ method, path }: Operation): number =>
  method === 'GET' ? -1 : FAR_REACHING.indexOf(path.split('/')[3] ?? '') + 1

type Shot = {
  readonly client: Client
  readonly language: 'zh-CN' | 'en'
  readonly parameters: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly key: string | undefined
}

type Values = (schema: Schema, known: Known, name?: string) => fc.Arbitrary<unknown>

const shotsAt = (operation: Operation, values: Values): fc.Arbitrary<Shot> => {
  const { path, permission, parameters, body } = operation
  const slice = path.split('/')[3] ?? ''
  const inSlice = (name: string): Known => ({ ...known, [name]: known[`${slice}.${name}`] ?? known[name] ?? [] })
  const isHeld = ({ user }: Client): boolean =>
    permission.split('|').some((each) => user?.roles.some((role) => has(role, each)))
  const isForAll = permission === 'public' || permission === 'signed-in'
  return fc.record({
    client: fc.constantFrom(...everyone.filter((client) => isForAll || isHeld(client))),
    language: fc.constantFrom('zh-CN', 'en'),
    parameters: fc.record(
      Object.fromEntries(parameters.map(({ name, schema }) => [name, values(schema, inSlice(name), name)])),
      { requiredKeys: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name) },
    ),
    body: body ? values(body, known) : fc.constant(undefined),
    key: fc.option(fc.oneof(fc.uuid(), hostileText), { nil: undefined, freq: 2 }),
  })
}
const has = (role: RoleName, permission: string): boolean =>
  roleOf(role).permissions.some((each) => each === permission)

/** Right shots, each wrong in one place. */
const poisonedShots = (operation: Operation): readonly Shot[] =>
  fc
    .sample(shotsAt(operation, right), { numRuns: 2, seed: SEED })
    .flatMap((shot) => [
      ...poisoned(shot.body).map((body) => ({ ...shot, key: undefined, body })),
      ...poisoned(shot.parameters).map((parameters) => ({ ...shot, parameters: parameters as Shot['parameters'] })),
    ])

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
/** As a browser would: what has no spelling in an address is sent as the replacement character. */
const inAddress = (value: unknown): string => encodeURIComponent(asText(value).toWellFormed().slice(0, 4_000))
/** What a header cannot carry never reaches the server. */
const inHeader = (text: string): string => text.replace(/[^\x20-\x7e]/g, '').slice(0, 1_000)

const send = ({ method, path, parameters }: Operation, shot: Shot): Promise<Answer<unknown>> => {
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => inAddress(shot.parameters[name]))
  const search = parameters
    .filter(({ name, in: place }) => place === 'query' && shot.parameters[name] !== undefined)
    .flatMap(({ name }) => {
      const value = shot.parameters[name]
      return (Array.isArray(value) ? value : [value]).map((each) => `${name}=${inAddress(each)}`)
    })
  return shot.client.send({
    method,
    path: search.length > 0 ? `${url}?${search.join('&')}` : url,
    ...(shot.body === undefined ? {} : { body: JSON.stringify(shot.body) }),
    headers: {
      'accept-language': shot.language,
      ...(shot.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(shot.key === undefined ? {} : { 'idempotency-key': inHeader(shot.key) }),
    },
  })
}

/** What is wrong with an answer; nothing for a good one. */
const complaint = ({ status, headers, problem }: Answer<unknown>, { language }: Shot): string | undefined => {
  if (status < 400) return undefined
  if (status >= 500) return `${status}`
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `sent ${headers['content-type']}`
  if (!problem.code || !/^[a-z-]+\.[a-z-]+$/.test(problem.code)) return `has no code: ${problem.code}`
  if (!problem.title || problem.title === problem.code) return `${problem.code} has no words`
  if (language === 'zh-CN' && !/\p{Script=Han}/u.test(problem.title)) return `${problem.title} is not Chinese`
  if (status !== 422 || problem.code !== 'platform.invalid') return undefined
  const { field, errors = [] } = problem
  return field !== undefined || errors.some((error) => error.title === '') ? undefined : 'names no field'
}

/** Sends what an operation is to be asked; what is wrong with the answers. */
const complaintsAbout = async (shots: (operation: Operation) => readonly Shot[]): Promise<readonly string[]> => {
  const complaints: string[] = []
  const counts: Record<string, number> = {}
  for (const operation of operations) {
    for (const shot of shots(operation)) {
      const answer = await send(operation, shot)
      counts[answer.status] = (counts[answer.status] ?? 0) + 1
      const wrong = complaint(answer, shot)
      if (!wrong) continue
      const stack = failures.splice(0).map((each) => String((each as { err?: Error }).err?.stack).slice(0, 700))
      const sent = JSON.stringify({ ...shot, client: shot.client.user?.roles[0] }).slice(0, 600)
      complaints.push([`${operation.method} ${operation.path}: ${wrong}`, sent, ...stack].join('\n'))
    }
  }
  console.info(`asked ${operations.length} operations:`, counts)
  return complaints
}

describe('a body', () => {
  it('of another encoding is refused in words, and nothing of it is kept', async () => {
    const [desk] = everyone
    const before = await column('SELECT count(*) AS value FROM report')
    // 断网 in GBK.
    const body = Buffer.concat([
      Buffer.from('{"channel":"hotline","callerPhone":"13985001234","symptom":"'),
      Buffer.from([0xb6, 0xcf, 0xcd, 0xf8]),
      Buffer.from('"}'),
    ])
    const headers = { 'content-type': 'application/json', 'accept-language': 'zh-CN' }
    const answer = await desk?.send({ method: 'POST', path: '/api/v1/reports', body, headers })
    expect(answer).toMatchObject({ status: 400, problem: { code: 'platform.not-json' } })
    expect(answer?.problem.title).toContain('UTF-8')
    expect(await column('SELECT count(*) AS value FROM report')).toEqual(before)
  })
})

describe('every route of the contract answers with a reply or with a refusal in words, never with a failure', () => {
  it('whatever it is sent', async () => {
    const shots = (operation: Operation) => fc.sample(shotsAt(operation, almostRight), { numRuns: RUNS, seed: SEED })
    expect(await complaintsAbout(shots)).toEqual([])
  }, 300_000)

  it('whichever text or number of a right request is wrong', async () => {
    expect(await complaintsAbout(poisonedShots)).toEqual([])
  }, 300_000)
})
