import type { CustomerPage, PageWindow } from '#core/customer-link/customer-link.contract.ts'
import { uuidV7 } from '#core/id.ts'
import { language } from './words.ts'

/** What came back instead of an answer. `text` is the server's sentence. */
export type Trouble = {
  readonly kind: 'gone' | 'lost' | 'busy' | 'refused'
  readonly text: string
  readonly phone?: string | undefined
}
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble }

/** The token stands in the address and nowhere else. */
const token = /^\/c\/([^/]+)/.exec(location.pathname)?.[1] ?? ''
const base = `/api/v1/customer/${encodeURIComponent(decodeURIComponent(token))}`

const WAIT_MS = 20_000

const ask = async <T>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), WAIT_MS)
  try {
    const response = await fetch(base + path, {
      ...init,
      signal: stop.signal,
      headers: { accept: 'application/json', 'accept-language': language, ...init.headers },
    })
    const body: unknown = await response.json()
    if (response.ok) return { ok: true, value: body as T }
    const { title = '', code = '', params } = body as { title?: string; code?: string; params?: { phone?: string } }
    const kind = code === 'customer-link.gone' || code === 'platform.invalid' ? 'gone' : kindOf(response.status)
    return { ok: false, trouble: { kind, text: title, phone: params?.phone } }
  } catch {
    return { ok: false, trouble: { kind: 'lost', text: '' } }
  } finally {
    clearTimeout(timer)
  }
}

const kindOf = (status: number): Trouble['kind'] => (status === 429 || status >= 500 ? 'busy' : 'refused')

/** The same words sent again after silence carry the same key, so that they act once. */
const unanswered = new Map<string, string>()

const send = async (path: string, body: object): Promise<Answer<CustomerPage>> => {
  const text = JSON.stringify(body)
  const said = path + text
  const key = unanswered.get(said) ?? uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  unanswered.set(said, key)
  const answer = await ask<CustomerPage>(path, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
  })
  if (answer.ok || answer.trouble.kind !== 'lost') unanswered.delete(said)
  return answer
}

export const fetchPage = (): Promise<Answer<CustomerPage>> => ask('')
export const fetchWindows = (): Promise<Answer<{ readonly items: readonly PageWindow[] }>> => ask('/windows')
export const sendReschedule = (body: { from: string; to: string; reason: string }) => send('/reschedule', body)
export const sendStop = (body: { why: string; note?: string }) => send('/stop', body)
export const sendResume = () => send('/resume', {})
export const sendRating = (body: { level: number; ticks: readonly string[]; comment?: string }) => send('/rating', body)
export const sendBroken = (body: { note: string }) => send('/broken', body)
export const sendComplaint = (body: { kind: string; text: string }) => send('/complaints', body)
export const confirmationUrl = `${base}/confirmation`
