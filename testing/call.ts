import type { LightMyRequestResponse } from 'fastify'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '#core/contract.ts'

type Part<K extends string, V> = unknown extends V ? { readonly [k in K]?: never } : { readonly [k in K]?: Partial<V> }
export type CallParts<R extends Route> = Part<'params', ParamsOf<R>> &
  Part<'query', QueryOf<R>> &
  Part<'body', BodyOf<R>>

/** An answer: `body` is the reply of the contract when `status` is a success, a problem otherwise. */
export type Answer<T> = {
  readonly status: number
  readonly body: T
  readonly problem: TestProblem
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}
export type TestProblem = {
  readonly code?: string
  readonly title?: string
  readonly field?: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly errors?: readonly { readonly code: string; readonly field: string; readonly title: string }[]
}

export type RawRequest = {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What goes over the wire for a call of the route. */
export const requestOf = <R extends Route>(route: R, parts: CallParts<R> = {} as CallParts<R>): RawRequest => {
  const { params = {}, query = {}, body } = parts as LooseParts
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return { method: route.method, path: search.size > 0 ? `${path}?${search}` : path, body }
}

type LooseParts = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** Whatever came back. */
export const answerOf = (response: LightMyRequestResponse): Answer<unknown> => {
  const body: unknown = response.body === '' ? undefined : parse(response.body)
  return {
    status: response.statusCode,
    body,
    problem: (body ?? {}) as TestProblem,
    headers: response.headers,
    bytes: response.rawPayload,
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The same as the route's: a reply that its contract does not describe fails the test. What the contract does not name stays, so that a test can see it. */
export const answerTo = <R extends Route>(route: R, answer: Answer<unknown>): Answer<ReplyOf<R>> => {
  if (answer.status < 300 && !route.produces) route.reply.parse(answer.body)
  return answer as Answer<ReplyOf<R>>
}
