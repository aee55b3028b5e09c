import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { accessRoutes } from '#core/access/access.contract.ts'
import type { RoleName } from '#core/access/role.ts'
import type { ReplyOf, Route } from '#core/contract.ts'
import type { Parameter } from '#core/parameter.ts'
import { asSystem } from '#server/access/index.ts'
import { createApp } from '#server/main.ts'
import { readConfig } from '#server/platform/config.ts'
import { bumpFact } from '#server/platform/facts.store.ts'
import type { Http } from '#server/platform/http.ts'
import { createLog } from '#server/platform/log.ts'
import { PARAMETERS_FACT } from '#server/platform/parameters.ts'
import { type AllDeps, wire } from '#server/wiring.ts'
import { type Answer, answerOf, answerTo, type CallParts, type RawRequest, requestOf } from './call.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type NewUser, type TestUser, userIn } from './users.ts'

export type TestInstanceOptions = {
  /** Routes of a test besides those of the product. */
  readonly bind?: (http: Http, deps: TestDeps) => void
  readonly environment?: Readonly<Record<string, string>>
}

export type TestDeps = AllDeps

export type TestInstance = {
  readonly http: Http
  readonly deps: TestDeps
  readonly database: TestDatabase
  /** Overrides a parameter from the beginning of time. */
  readonly setParameter: <T>(definition: Parameter<T>, value: T) => Promise<void>
  readonly aUser: (user: NewUser) => Promise<TestUser>
  /** A fresh user with these roles (or the given one), signed in by password. */
  readonly signIn: (who: RoleName | NewUser | TestUser) => Promise<Client>
  /** Somebody who has not signed in. */
  readonly visitor: () => Client
  readonly stop: () => Promise<void>
}

/** A browser or a program: keeps its cookie and sends its CSRF value. */
export type Client = {
  readonly user: TestUser | undefined
  cookie: string | undefined
  csrf: string | undefined
  /** Sent with every request, for example `authorization`. */
  headers: Record<string, string>
  readonly call: <R extends Route>(route: R, parts?: CallParts<R>) => Promise<Answer<ReplyOf<R>>>
  readonly send: (request: RawRequest) => Promise<Answer<unknown>>
}

/** An instance on a database of its own, with regions, companies and responsibilities; requests go in without a socket. */
export const createTestInstance = async (options: TestInstanceOptions = {}): Promise<TestInstance> => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'daiwei-instance-'))
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_POOL_SIZE: '8',
    REQUESTS_PER_MINUTE: '1000000',
    ...options.environment,
  }
  const { deps, close } = await wire(readConfig(environment), database, createLog('silent'))
  const http = await createApp(deps, { checkReplies: true })
  options.bind?.(http, deps)
  await http.app.ready()
  const aUser = (user: NewUser): Promise<TestUser> => userIn(deps, user)
  return {
    http,
    deps,
    database,
    setParameter: (definition, value) => setParameter(deps, definition.key, value),
    aUser,
    visitor: () => clientOf(http, undefined),
    signIn: async (who) => {
      const user = typeof who === 'string' ? await aUser({ roles: [who] }) : 'password' in who ? who : await aUser(who)
      const client = clientOf(http, user)
      const { login, password } = user
      const answer = await client.call(accessRoutes.signIn, { body: { login, password } })
      if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(answer.problem)}`)
      return client
    },
    stop: async () => {
      await http.app.close()
      await close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const setParameter = async (deps: TestDeps, key: string, value: unknown): Promise<void> => {
  await asSystem(deps, async (tx) => {
    await tx.run({
      text: `INSERT INTO parameter_value (key, level, effective_from, value, reason, created_by_name, created_at)
             VALUES ($1, 'province', '2000-01-01', $2, 'test', 'test', $3)`,
      values: [key, JSON.stringify(value), deps.clock.now()],
    })
    await bumpFact(tx, PARAMETERS_FACT, deps.clock.now())
  })
  await deps.parameters.refresh()
}

const clientOf = (http: Http, user: TestUser | undefined): Client => {
  const client: Client = {
    user,
    cookie: undefined,
    csrf: undefined,
    headers: {},
    send: async ({ method, path, body, headers = {} }) => {
      const response = await http.app.inject({
        method: method as 'GET',
        url: path,
        headers: {
          ...(client.cookie ? { cookie: `daiwei=${client.cookie}` } : {}),
          ...(client.csrf && method !== 'GET' ? { 'x-csrf-token': client.csrf } : {}),
          ...client.headers,
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const set = response.cookies.find((cookie) => cookie.name === 'daiwei')
      if (set) client.cookie = set.value === '' ? undefined : set.value
      const answer = answerOf(response)
      if (hasCsrf(answer.body)) client.csrf = answer.body.csrf
      return answer
    },
    call: async (route, parts) => answerTo(route, await client.send(requestOf(route, parts))),
  }
  return client
}

const hasCsrf = (content: unknown): content is { csrf: string } =>
  typeof content === 'object' && content !== null && 'csrf' in content && typeof content.csrf === 'string'
