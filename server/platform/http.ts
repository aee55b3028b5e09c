import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { ZodError, type z } from 'zod'
import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '#core/contract.ts'
import { type Refused, type Result, refuse } from '#core/result.ts'
import type { Language, Texts } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import type { Clock } from './clock.ts'
import { codeOf } from './db.ts'
import type { Log } from './log.ts'
import { newId } from './new-id.ts'
import { problemOf, refusalOfZod } from './problem.ts'
import type { SentCommand } from './sent-command.ts'
import { storableJson } from './storable.ts'

/** Who calls, as the access slice found out. */
export type Caller = {
  readonly actor: Actor
  readonly language: Language
  /** Present for a browser's session: a change must carry the same value in `x-csrf-token`. */
  readonly csrf?: string
  /** Something else must be done first (second factor, new password): the answer to everything else. */
  readonly blocked?: Refused
}

export type HttpDeps = {
  readonly log: Log
  readonly texts: Texts
  readonly authenticate: (request: FastifyRequest) => Promise<Caller | undefined>
  /** Addresses and networks whose `X-Forwarded-For` counts; none: the connection's own address does. */
  readonly trustProxy: readonly string[]
  /** Requests a minute from one address before 429; sign-in has its own, tighter one. */
  readonly requestsPerMinute: number
  /** In tests every reply is checked against its contract. */
  readonly checkReplies: boolean
}

export type Call<R extends Route> = {
  readonly actor: Actor
  readonly language: Language
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  /** The sender's id of this command, and a digest of what it says. */
  readonly commandId?: string
  readonly fingerprint: string
  /** When a phone did it that had no network then, as far as that can be believed; absent: now. */
  readonly actedAt?: Instant
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A call without a request of its own: what a phone queued, what it wants to keep. `params`, `query` and `body` as they would be sent. */
export type InnerCall = Pick<Call<Route>, 'actor' | 'language'> &
  Partial<Pick<Call<Route>, 'commandId' | 'fingerprint' | 'actedAt'>> & {
    readonly params?: unknown
    readonly query?: unknown
    readonly body?: unknown
  }

/** What a call commands, for the one write path. */
export const commandOf = (
  call: Pick<Call<Route>, 'actor' | 'commandId' | 'fingerprint'>,
  clock: Clock,
): SentCommand => ({
  actor: call.actor,
  at: clock.now(),
  commandId: call.commandId,
  fingerprint: call.fingerprint,
})

export type Handler<R extends Route> = (call: Call<R>) => Promise<Result<ReplyOf<R>>>

export type Http = {
  readonly app: FastifyInstance
  /** Binds a route of a contract to its handler: validation, permission, refusal and reply are the same everywhere. */
  bind<R extends Route>(route: R, handler: Handler<R>): void
  /**
   * Calls a bound route from inside, with the permission and the contract checked as for a request. Its handler must read nothing of
   * the request but the contract's parts.
   */
  ask<R extends Route>(route: R, call: InnerCall): Promise<Result<ReplyOf<R>>>
  readonly routes: readonly Route[]
}

const COMMAND_ID = /^[\w.:-]{8,128}$/
const nobody = undefined as unknown as Actor
const notFound = refuse('platform.not-found', { kind: 'notFound' })
/** PostgreSQL: a character that no text may hold (U+0000), as such or escaped in JSON. */
const UNSTORABLE = new Set(['22021', '22P05'])

export const createHttp = async (deps: HttpDeps): Promise<Http> => {
  const send = (reply: FastifyReply, refused: Refused, language: Language) => {
    const problem = problemOf(refused.refusal, deps.texts, language)
    return reply.code(problem.status).type('application/problem+json').send(problem)
  }
  const app = fastify({
    logger: false,
    trustProxy: deps.trustProxy.length > 0 ? [...deps.trustProxy] : false,
    bodyLimit: 1_048_576,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 128 },
    forceCloseConnections: 'idle',
    // An address that cannot be read, or is too long, is the address of nothing.
    frameworkErrors: (_error, request, reply) => void send(reply, notFound, languageOf(request)),
  })
  await app.register(fastifyCookie)
  await app.register(fastifyHelmet, {
    global: false,
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The reader of bar codes on phones that have none of their own is WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  app.addHook('onRequest', sameHeaders())
  await app.register(fastifyRateLimit, {
    max: deps.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('rate limit'), { statusCode: 429, seconds: Math.ceil(context.ttl / 1000) }),
  })
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) =>
    // Bytes of another encoding would be kept as question marks.
    isUtf8(bytes)
      ? parseJson(request, storableJson(bytes.toString()), done)
      : done(Object.assign(new Error('not UTF-8'), { statusCode: 400 })),
  )
  // A file as it is: not read here, its route takes it from the request as it comes (`consumes` of the contract).
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null))
  await app.register(fastifyMultipart, { limits: { files: 1, fields: 8, fieldSize: 1_000, headerPairs: 50 } })
  const routes: Route[] = []
  const handlers = new Map<Route, Handler<Route>>()
  app.setNotFoundHandler((request, reply) => send(reply, notFound, languageOf(request)))
  app.setErrorHandler((error, request, reply) => send(reply, refusedOf(error, request, deps.log), languageOf(request)))

  const bind = <R extends Route>(route: R, handler: Handler<R>): void => {
    routes.push(route)
    handlers.set(route, handler as unknown as Handler<Route>)
    const isChange = route.method !== 'GET'
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const caller = route.permission === 'public' ? undefined : await deps.authenticate(request)
        const language = askedLanguage(request) ?? caller?.language ?? 'zh-CN'
        const refused = refusedCaller(route, caller, request, isChange)
        if (refused) return send(reply, refused, language)
        const { params, query, body } = request
        const parsed = parseParts(route, { params, query, body }, language)
        if (!parsed.ok) return send(reply, parsed, language)
        const key = request.headers['idempotency-key']
        if (key !== undefined && (typeof key !== 'string' || !COMMAND_ID.test(key))) {
          return send(reply, refuse('platform.invalid', { field: 'Idempotency-Key', params: { count: 1 } }), language)
        }
        const result = await handler({
          ...(parsed.value as { params: ParamsOf<R>; query: QueryOf<R>; body: BodyOf<R> }),
          actor: caller?.actor ?? nobody,
          language,
          ...(key ? { commandId: key } : {}),
          fingerprint: key ? digestOf(request) : '',
          request,
          reply,
        })
        if (!result.ok) return send(reply, result, language)
        if (route.produces) return reply
        if (deps.checkReplies) route.reply.parse(result.value)
        // What one person may see is kept by no cache on its way, unless the route knows better.
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
        reply.code(route.status ?? 200).type('application/json; charset=utf-8')
        const text = JSON.stringify(result.value)
        if (!route.isCompressed) return reply.send(text)
        reply.header('vary', 'accept-encoding')
        if (text.length < WORTH_COMPRESSING || !takesGzip(request)) return reply.send(text)
        return reply.header('content-encoding', 'gzip').send(await compress(text))
      },
    })
  }
  const ask = async <R extends Route>(route: R, call: InnerCall): Promise<Result<ReplyOf<R>>> => {
    const handler = handlers.get(route)
    if (!handler) throw new Error(`${route.method} ${route.path} is not bound`)
    const forbidden = forbiddenTo(route, call.actor)
    if (forbidden) return forbidden
    const { params, query, body, ...rest } = call
    const parsed = parseParts(route, { params: params ?? {}, query: query ?? {}, body }, call.language)
    if (!parsed.ok) return parsed
    const parts = parsed.value as { params: unknown; query: unknown; body: unknown }
    const result = await handler({ fingerprint: '', ...noRequest, ...rest, ...parts })
    if (result.ok && deps.checkReplies) route.reply.parse(result.value)
    return result as Result<ReplyOf<R>>
  }
  return { app, bind, ask, routes }
}

/** Smaller replies fit into one packet as they are. */
const WORTH_COMPRESSING = 1_200
const compress = promisify(gzip)
const takesGzip = (request: FastifyRequest): boolean => /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')

/** A call from inside has neither. */
const noRequest = { request: undefined, reply: undefined } as unknown as Pick<Call<Route>, 'request' | 'reply'>

/** The security headers are the same for every reply: worked out for the first one, and kept. */
const sameHeaders = () => {
  let kept: readonly [string, number | string | string[]][] | undefined
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (kept) {
      for (const [name, value] of kept) reply.raw.setHeader(name, value)
      return
    }
    await reply.helmet()
    kept = Object.entries(reply.raw.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    )
  }
}

const refusedCaller = (
  route: Route,
  caller: Caller | undefined,
  request: FastifyRequest,
  isChange: boolean,
): Refused | undefined => {
  if (route.permission === 'public') return undefined
  if (!caller) return refuse('platform.sign-in-required')
  if (caller.blocked) return caller.blocked
  if (isChange && caller.csrf && request.headers['x-csrf-token'] !== caller.csrf) {
    return refuse('platform.csrf', { kind: 'forbidden' })
  }
  return forbiddenTo(route, caller.actor)
}

const forbiddenTo = (route: Route, actor: Actor): Refused | undefined => {
  if (route.permission === 'signed-in' || route.permission === 'public') return undefined
  const held: ReadonlySet<string> = actor.permissions
  // Several permissions separated by a bar: any of them opens the route.
  if (route.permission.split('|').some((permission) => held.has(permission))) return undefined
  return refuse('platform.forbidden', { kind: 'forbidden', params: { permission: route.permission } })
}

type SentParts = { readonly params: unknown; readonly query: unknown; readonly body: unknown }

const parseParts = (route: Route, sent: SentParts, language: Language): Result<Record<string, unknown>> => {
  const value: Record<string, unknown> = {}
  for (const part of ['params', 'query', 'body'] as const) {
    const schema: z.ZodType | undefined = route[part]
    if (!schema) continue
    const given = sent[part] ?? {}
    const unstorable = part !== 'body' && nameOfUnstorable(given)
    if (unstorable) return refuse('platform.unstorable', { field: `${part}.${unstorable}` })
    const parsed = schema.safeParse(given)
    if (!parsed.success) return refusalOfZod(parsed.error, part, language)
    value[part] = parsed.data
  }
  return { ok: true, value }
}

const nameOfUnstorable = (given: unknown): string | undefined =>
  Object.entries(given as object).find(([, value]) => String(value).includes('\0'))?.[0]

const digestOf = (request: FastifyRequest): string =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url')

/** The first of our languages that the request names; the console names the one that it shows. */
const askedLanguage = (request: FastifyRequest): Language | undefined => {
  const [first] = /\b(?:zh|en)\b/i.exec(request.headers['accept-language'] ?? '') ?? []
  if (first === undefined) return undefined
  return first.toLowerCase() === 'en' ? 'en' : 'zh-CN'
}

const languageOf = (request: FastifyRequest): Language => askedLanguage(request) ?? 'zh-CN'

/** What failed before or inside a handler, as a refusal; what nobody expected is logged with its reference. */
/** It stops, starts, recovers, takes no more connections, or cannot be reached: over in seconds, and no fault of what was asked. */
const AWAY = /^(?:57P0[1-3]|53300|08\w{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
const LOST = /^(?:Connection terminated|timeout exceeded when trying to connect)/

export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error && (AWAY.test(codeOf(error)) || LOST.test(error.message))

/** The route and not the address: an address may hold the token of a customer's link. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? request.url

const refusedOf = (error: unknown, request: FastifyRequest, log: Log): Refused => {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 429) {
    return refuse('platform.too-many-requests', {
      params: { seconds: Number((error as { seconds?: number }).seconds ?? 1) },
    })
  }
  if (status === 413) return refuse('platform.too-large', { params: { limit: '1 MB' } })
  if (status === 415) return refuse('platform.unsupported-media-type')
  if (status >= 400 && status < 500) return refuse('platform.not-json')
  if (UNSTORABLE.has(codeOf(error))) return refuse('platform.unstorable')
  if (isDatabaseAway(error)) {
    log.warn({ err: error, url: routeOf(request) }, 'the database is away')
    return refuse('platform.unavailable')
  }
  const reference = request.id
  log.error(
    { err: error, reference, url: routeOf(request), ...(error instanceof ZodError ? { issues: error.issues } : {}) },
    'failure',
  )
  return refuse('platform.failure', { params: { reference } })
}
