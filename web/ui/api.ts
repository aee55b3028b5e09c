import type { z } from 'zod'
import type { Route } from '#core/contract.ts'
import { uuidV7 } from '#core/id.ts'
import { currentLanguage } from './language.ts'
import { type CallError, callErrorOf, notReached } from './problem.ts'

type Schema = z.ZodType
type Inputs<T> =
  T extends Route<infer P extends Schema, infer Q extends Schema, infer B extends Schema, Schema>
    ? { params: z.input<P>; query: z.input<Q>; body: z.input<B> }
    : never
/** A part the route does not declare cannot be given; one whose fields are all optional may be left out. */
type Part<K extends string, V> = unknown extends V
  ? unknown
  : Partial<Record<never, never>> extends V
    ? { readonly [key in K]?: V }
    : { readonly [key in K]: V }
export type CallArgs<T> = Part<'params', Inputs<T>['params']> &
  Part<'query', Inputs<T>['query']> &
  Part<'body', Inputs<T>['body']>
export type CallReply<T> = T extends Route<Schema, Schema, Schema, infer R extends Schema> ? z.output<R> : never

export type CallOptions = {
  /** The sender's key of one command: the same key twice acts once. Made here when absent. */
  readonly key?: string
  readonly signal?: AbortSignal
}

type Settings = { csrf: string | undefined; onSignedOut: () => void }
const settings: Settings = { csrf: undefined, onSignedOut: () => undefined }

/** Sets what every call carries: the session's CSRF token, and what to do when the session has ended. */
export const configureApi = (changes: Partial<Settings>): void => {
  Object.assign(settings, changes)
}

/** A fresh id for one command of this sender. */
export const commandKey = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

type LooseArgs = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** The address of a route with its parameters and query filled in; empty values are left out, arrays are joined by commas. */
export const addressOf = (route: Route, args: LooseArgs = {}): string => {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(args.params?.[name] ?? '')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(args.query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

const headersOf = (route: Route, key: string | undefined): Record<string, string> => {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLanguage() }
  if (route.method === 'GET') return headers
  headers['idempotency-key'] = key ?? commandKey()
  if (settings.csrf !== undefined) headers['x-csrf-token'] = settings.csrf
  return headers
}

const failed = (error: CallError): CallError => {
  if (error.kind === 'signed-out') settings.onSignedOut()
  return error
}

/** Calls a route of the contract. Answers its reply; throws a `CallError` for a refusal, a lost session or a failure. */
export const call = async <T extends Route>(
  route: T,
  args: CallArgs<T>,
  options: CallOptions = {},
): Promise<CallReply<T>> => {
  const { body, ...address } = args as LooseArgs
  const headers = headersOf(route, options.key)
  if (body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(addressOf(route, address), {
      method: route.method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw notReached(cause)
  }
  const content = await readBody(response)
  if (!response.ok) throw failed(callErrorOf(response.status, content))
  return content as CallReply<T>
}

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sends a form with files, or one file as it is, to a route of the contract, with progress from 0 to 1. */
export const upload = <T extends Route>(
  route: T,
  args: Omit<CallArgs<T>, 'body'> & { readonly form: FormData | Blob },
  options: CallOptions & { readonly onProgress?: (share: number) => void } = {},
): Promise<CallReply<T>> =>
  new Promise((resolve, reject) => {
    const { form, ...address } = args
    const request = new XMLHttpRequest()
    request.open(route.method, addressOf(route, address as LooseArgs))
    for (const [name, value] of Object.entries(headersOf(route, options.key))) request.setRequestHeader(name, value)
    if (form instanceof Blob) request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => event.lengthComputable && options.onProgress?.(event.loaded / event.total)
    request.onerror = () => reject(notReached(undefined))
    request.onload = () => {
      let content: unknown
      try {
        content = request.responseText === '' ? undefined : JSON.parse(request.responseText)
      } catch {
        content = undefined
      }
      if (request.status >= 200 && request.status < 300) resolve(content as CallReply<T>)
      else reject(failed(callErrorOf(request.status, content)))
    }
    options.signal?.addEventListener('abort', () => {
      request.abort()
      reject(notReached(undefined))
    })
    request.send(form)
  })
