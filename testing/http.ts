import type { Actor } from '#core/access/scope.ts'
import { platformTexts } from '#core/platform.text.ts'
import type { Language, Texts } from '#core/text.ts'
import { createHttp, type Http } from '#server/platform/http.ts'
import { createLog } from '#server/platform/log.ts'

export type Answer = {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its expectations what is in it
  readonly body: any
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}

export type TestHttp = {
  readonly http: Http
  readonly get: (actor: Actor | undefined, url: string, headers?: Record<string, string>) => Promise<Answer>
  readonly post: (
    actor: Actor | undefined,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>
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
  const call = async (
    method: 'GET' | 'POST',
    actor: Actor | undefined,
    url: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> => {
    const response = await http.app.inject({
      method,
      url,
      headers: { ...(actor ? as(actor) : {}), ...headers },
      ...(method === 'POST' ? { payload: (body ?? {}) as object } : {}),
    })
    const isJson = String(response.headers['content-type']).includes('json')
    return {
      status: response.statusCode,
      body: isJson ? response.json() : response.body,
      headers: response.headers,
      bytes: response.rawPayload,
    }
  }
  return {
    http,
    get: (actor, url, headers = {}) => call('GET', actor, url, undefined, headers),
    post: (actor, url, body, headers = {}) => call('POST', actor, url, body, headers),
    listen: () => http.app.listen({ port: 0, host: '127.0.0.1' }),
    as,
    close: () => http.app.close(),
  }
}
