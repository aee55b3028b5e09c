import type { Actor } from '#core/access/scope.ts'
import type { ReplyOf, Route } from '#core/contract.ts'
import { platformTexts } from '#core/platform.text.ts'
import type { Language, Texts } from '#core/text.ts'
import { createHttp, type Http } from '#server/platform/http.ts'
import { createLog } from '#server/platform/log.ts'
import { type Answer, answerOf, answerTo, type CallParts, type RawRequest, requestOf } from './call.ts'

export type TestHttp = {
  readonly http: Http
  readonly call: <R extends Route>(
    actor: Actor | undefined,
    route: R,
    parts?: CallParts<R>,
    headers?: Record<string, string>,
  ) => Promise<Answer<ReplyOf<R>>>
  /** Any address and any body, also such as no contract describes. */
  readonly get: (actor: Actor | undefined, url: string, headers?: Record<string, string>) => Promise<Answer<unknown>>
  readonly post: (
    actor: Actor | undefined,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<unknown>>
  /** A real port, for what `inject` cannot do; the header that says who asks. */
  readonly listen: () => Promise<string>
  readonly as: (actor: Actor) => Record<string, string>
  readonly close: () => Promise<void>
}

/** The product's HTTP with the routes that the test binds; whoever the test names is signed in. */
export const createTestHttp = async (
  bindRoutes: (http: Http) => void | Promise<void>,
  texts: Texts = {},
  language: Language = 'zh-CN',
): Promise<TestHttp> => {
  const actors = new Map<string, Actor>()
  const as = (actor: Actor): Record<string, string> => {
    actors.set(actor.userId, actor)
    return { 'x-test-user': actor.userId }
  }
  const http = await createHttp({
    log: createLog('silent'),
    texts: { ...platformTexts, ...texts },
    authenticate: async (request) => {
      const actor = actors.get(String(request.headers['x-test-user']))
      return actor && { actor, language }
    },
    trustProxy: [],
    requestsPerMinute: 100_000,
    checkReplies: true,
  })
  await bindRoutes(http)
  const send = async (actor: Actor | undefined, { method, path, body, headers = {} }: RawRequest) =>
    answerOf(
      await http.app.inject({
        method: method as 'GET',
        url: path,
        headers: { ...(actor ? as(actor) : {}), ...headers },
        ...(method === 'GET' ? {} : { payload: (body ?? {}) as object }),
      }),
    )
  return {
    http,
    call: async (actor, route, parts, headers = {}) =>
      answerTo(route, await send(actor, { ...requestOf(route, parts), headers })),
    get: (actor, url, headers = {}) => send(actor, { method: 'GET', path: url, headers }),
    post: (actor, url, body, headers = {}) => send(actor, { method: 'POST', path: url, body, headers }),
    listen: () => http.app.listen({ port: 0, host: '127.0.0.1' }),
    as,
    close: () => http.app.close(),
  }
}
