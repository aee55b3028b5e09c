import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { route } from '#core/contract.ts'
import { addressOf, call, commandKey, configureApi } from './api.ts'
import { CallError } from './problem.ts'

const readOrders = route({
  method: 'GET',
  path: '/api/v1/work-orders',
  permission: 'work-orders.read',
  summary: 'Orders',
  query: z.object({ state: z.array(z.string()).optional(), cursor: z.string().optional() }),
  reply: z.object({ items: z.array(z.string()) }),
})
const urge = route({
  method: 'POST',
  path: '/api/v1/work-orders/:number/actions/urge',
  permission: 'work-orders.urge',
  summary: 'Urges',
  params: z.object({ number: z.string() }),
  body: z.object({ note: z.string() }),
  reply: z.object({ version: z.number() }),
})

type Sent = { readonly address: string; readonly init: RequestInit }
let sent: Sent[]
let answer: () => Response
const header = (index: number, name: string) => new Headers(sent[index]?.init.headers).get(name)

beforeEach(() => {
  sent = []
  answer = () => Response.json({ version: 2 })
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    sent.push({ address, init })
    return answer()
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  configureApi({ csrf: undefined, onSignedOut: () => undefined })
})

const refusedBy = async (): Promise<CallError> => {
  const error: unknown = await call(urge, { params: { number: 'GY1' }, body: { note: '急' } }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof CallError)) throw new Error('expected a CallError')
  return error
}

describe('calling a route', () => {
  it('fills the address: parameters encoded, lists joined, empty values left out', () => {
    expect(addressOf(urge, { params: { number: 'GY 1/2' } })).toBe('/api/v1/work-orders/GY%201%2F2/actions/urge')
    expect(addressOf(readOrders, { query: { state: ['a', 'b'], cursor: undefined } })).toBe(
      '/api/v1/work-orders?state=a%2Cb',
    )
  })
  it('a command carries its key and the token of the session, a question carries neither', async () => {
    configureApi({ csrf: 'token' })
    await call(urge, { params: { number: 'GY1' }, body: { note: '急' } }, { key: 'own-key' })
    await call(readOrders, {})
    expect([header(0, 'idempotency-key'), header(0, 'x-csrf-token')]).toEqual(['own-key', 'token'])
    expect([header(1, 'idempotency-key'), header(1, 'x-csrf-token')]).toEqual([null, null])
    expect(sent[0]?.init.body).toBe('{"note":"急"}')
  })
  it('keys differ from command to command', () => {
    expect(commandKey()).not.toBe(commandKey())
  })
  it('a refusal is thrown with its code, its text and the fields to blame', async () => {
    const errors = [{ code: 'x.short', field: 'note', title: '太短' }]
    answer = () => Response.json({ code: 'platform.invalid', title: '有 1 处不对', errors }, { status: 422 })
    const error = await refusedBy()
    expect(error).toMatchObject({ kind: 'refused', code: 'platform.invalid', text: '有 1 处不对' })
    expect(error.fields).toEqual([{ field: 'note', code: 'x.short', text: '太短' }])
  })
  it.each([
    [409, 'platform.stale', 'stale'],
    [409, 'work-orders.wrong-state', 'refused'],
    [403, 'platform.forbidden', 'forbidden'],
    [404, 'platform.not-found', 'not-found'],
    [429, 'platform.too-many-requests', 'busy'],
    [503, 'platform.unavailable', 'busy'],
    [500, 'platform.failure', 'failed'],
  ])('%d %s is told as %s', async (status, code, kind) => {
    answer = () => Response.json({ code, title: 't' }, { status })
    expect((await refusedBy()).kind).toBe(kind)
  })
  it('a lost session is announced once it is met', async () => {
    const onSignedOut = vi.fn()
    configureApi({ onSignedOut })
    answer = () => Response.json({ code: 'platform.sign-in-required', title: '请先登录' }, { status: 401 })
    expect((await refusedBy()).kind).toBe('signed-out')
    expect(onSignedOut).toHaveBeenCalledOnce()
  })
  it('no answer, and an answer that a proxy wrote, are told apart', async () => {
    answer = () => {
      throw new TypeError('network')
    }
    expect((await refusedBy()).kind).toBe('not-reached')
    answer = () => new Response('<html>Bad gateway</html>', { status: 502 })
    expect(await refusedBy()).toMatchObject({ kind: 'failed', code: 'failed', text: '' })
  })
})
