import type { Actor } from '#core/access/scope.ts'
import type { AccountRow } from './account.store.ts'
import type { SessionRow } from './session.store.ts'

/** Whoever calls; `session` is absent for a program's token. */
export type KnownCaller = {
  readonly account: AccountRow
  readonly actor: Actor
  readonly address: string
  readonly session?: OpenSession | undefined
}
type OpenSession = SessionRow & { readonly tokenHash: Buffer }

/** A person at a browser, not a program. */
export type SessionCaller = KnownCaller & { readonly session: OpenSession }

/**
 * Who called with which token, remembered for a few seconds, so that a busy session does not ask the database each time.
 * What this process revokes is forgotten at once; what another one revoked, after the few seconds.
 */
export type CallerCache = {
  find(key: string): KnownCaller | undefined
  /** Counts what was forgotten: taken before reading, so that what was read before a revocation is not kept after it. */
  readonly generation: number
  keep(key: string, known: KnownCaller, generation: number): void
  forget(key: string): void
  forgetUser(userId: string): void
}

const FRESH_MS = 5_000
const MAX_CALLERS = 10_000

export const createCallerCache = (): CallerCache => {
  const callers = new Map<string, { readonly known: KnownCaller; readonly until: number }>()
  let generation = 0
  const makeRoom = (at: number): void => {
    for (const [key, { until }] of callers) if (until <= at) callers.delete(key)
    if (callers.size >= MAX_CALLERS) callers.clear()
  }
  return {
    get generation() {
      return generation
    },
    find: (key) => {
      const found = callers.get(key)
      return found && found.until > performance.now() ? found.known : undefined
    },
    keep: (key, known, since) => {
      if (since !== generation) return
      const at = performance.now()
      if (callers.size >= MAX_CALLERS) makeRoom(at)
      callers.set(key, { known, until: at + FRESH_MS })
    },
    forget: (key) => {
      generation += 1
      callers.delete(key)
    },
    forgetUser: (userId) => {
      generation += 1
      for (const [key, { known }] of callers) if (known.account.id === userId) callers.delete(key)
    },
  }
}
