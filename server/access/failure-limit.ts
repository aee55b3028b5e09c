/** Counts failures per key in the running minute, in this process. */
export type FailureLimit = {
  /** Seconds to wait when the key has used up its failures, 0 otherwise. */
  waitOf(key: string, perMinute: number): number
  count(key: string): void
}

const MINUTE_MS = 60_000
const MAX_KEYS = 20_000

export const createFailureLimit = (now: () => number = () => performance.now()): FailureLimit => {
  const windows = new Map<string, { failures: number; readonly endsAt: number }>()
  const windowOf = (key: string) => {
    const found = windows.get(key)
    if (!found || found.endsAt > now()) return found
    windows.delete(key)
    return undefined
  }
  return {
    waitOf: (key, perMinute) => {
      const found = windowOf(key)
      return found && found.failures >= perMinute ? Math.max(1, Math.ceil((found.endsAt - now()) / 1000)) : 0
    },
    count: (key) => {
      const found = windowOf(key)
      if (found) found.failures += 1
      else {
        if (windows.size >= MAX_KEYS) makeRoom(windows, now())
        windows.set(key, { failures: 1, endsAt: now() + MINUTE_MS })
      }
    },
  }
}

const makeRoom = (windows: Map<string, { readonly endsAt: number }>, at: number): void => {
  for (const [key, { endsAt }] of windows) if (endsAt <= at) windows.delete(key)
  const [oldest] = windows.keys()
  if (oldest !== undefined && windows.size >= MAX_KEYS) windows.delete(oldest)
}
