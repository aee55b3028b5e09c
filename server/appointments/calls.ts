import { z } from 'zod'
import type { Instant } from '#core/time.ts'

/** What a provider is asked for: a number between caller and customer, for so long. */
export type Binding = {
  readonly requestId: string
  readonly callerPhone: string
  readonly customerPhone: string
  readonly seconds: number
}
export type Relay = { readonly bindingId: string; readonly number: string; readonly expiresAt: Instant }

/** A way to call a customer without showing numbers; without one people dial by hand. */
export type CallProvider = {
  readonly name: string
  /** Throws when there is no number to be had: nobody makes one up. */
  bind(binding: Binding): Promise<Relay>
}

const replySchema = z.object({
  bindId: z.string().min(1).max(100),
  telX: z.string().regex(/^\+?\d{5,20}$/),
  expiresAt: z.iso.datetime({ offset: true }),
})

const TIMEOUT_MS = 5_000

/** A number-privacy provider by HTTP: one AXB binding for each call. */
export const httpCallProvider = ({ url, key }: { readonly url: string; readonly key: string }): CallProvider => ({
  name: new URL(url).host,
  bind: async ({ requestId, callerPhone, customerPhone, seconds }) => {
    const response = await fetch(`${url.replace(/\/$/, '')}/axb/bindings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ requestId, telA: callerPhone, telB: customerPhone, expiration: seconds }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new Error(`the call provider answered ${response.status}`)
    const { bindId, telX, expiresAt } = replySchema.parse(await response.json())
    if (telX === callerPhone || telX === customerPhone)
      throw new Error('the call provider answered a number of the two')
    return { bindingId: bindId, number: telX, expiresAt: new Date(expiresAt).toISOString() }
  },
})
