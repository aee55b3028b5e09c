import type { Database } from './db.ts'
import { readFacts } from './facts.store.ts'
import type { Log } from './log.ts'

/** What the installation knows of itself, as this process last saw it; every process sees a change within a second. */
export type Facts = {
  get(key: string): unknown
  /** Calls the listener with the present value, and again whenever it changes. A promise is awaited before `refresh` returns. */
  follow(key: string, listener: (value: unknown) => void | Promise<void>): Promise<void>
  /** Looks now; waits for the listeners of what changed. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

const POLL_MS = 500

export const createFacts = async (db: Database, log: Log): Promise<Facts> => {
  const seen = new Map<string, string>()
  const values = new Map<string, unknown>()
  const listeners = new Map<string, ((value: unknown) => void | Promise<void>)[]>()
  const take = async (key: string, value: unknown): Promise<void> => {
    const text = JSON.stringify(value) ?? ''
    if ((seen.get(key) ?? '') === text) return
    values.set(key, value)
    await Promise.all((listeners.get(key) ?? []).map((listener) => listener(value)))
    // Only now: a listener that failed is called again by the next look.
    seen.set(key, text)
  }
  const look = async (): Promise<void> => {
    const facts = await readFacts(db)
    for (const fact of facts) await take(fact.key, fact.value)
    for (const key of values.keys()) if (!facts.some((fact) => fact.key === key)) await take(key, undefined)
  }
  // One look after the other; whoever asks while one runs waits for a look that began after it asked.
  let last: Promise<void> = Promise.resolve()
  const refresh = (): Promise<void> => {
    last = last.catch(() => undefined).then(look)
    return last
  }
  await refresh()

  let isStopped = false
  const unhook = db.onCommit('facts', () => void quietly())
  const quietly = (): Promise<void> => refresh().catch((err) => log.warn({ err }, 'facts could not be read'))
  let timer: NodeJS.Timeout | undefined
  const poll = (): void => {
    timer = setTimeout(() => void quietly().then(() => (isStopped ? undefined : poll())), POLL_MS)
    timer.unref()
  }
  poll()
  return {
    get: (key) => values.get(key),
    follow: async (key, listener) => {
      listeners.set(key, [...(listeners.get(key) ?? []), listener])
      if (values.get(key) !== undefined) await listener(values.get(key))
    },
    refresh,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      unhook()
      await last.catch(() => undefined)
    },
  }
}
