import { epochMsOf, type Instant, instantOf } from '#core/time.ts'

/**
 * Screens show the server's time, not the computer's: a wrong desktop clock must not turn an order late,
 * and on a demo instance the server's clock can be moved.
 */
let offsetMs = 0
const listeners = new Set<() => void>()

/** Takes over the server's time, as told by the session or by a live event. Differences under 2 s are travel time and left alone. */
export const setServerNow = (now: Instant): void => {
  const next = epochMsOf(now) - Date.now()
  if (Math.abs(next - offsetMs) < 2_000) return
  offsetMs = next
  for (const listener of listeners) listener()
}

/** The server's time at a moment of this computer's clock. */
export const serverTimeOf = (epochMs: number): Instant => instantOf(epochMs + offsetMs)

export const serverNow = (): Instant => serverTimeOf(Date.now())

export const onClockMove = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
