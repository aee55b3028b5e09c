import type { Instant } from '#core/time.ts'
import { instantOf } from '#core/time.ts'

/** The one clock of the process. On a demo instance it can be moved; everywhere else the offset is 0. */
export type Clock = {
  now(): Instant
  /** Milliseconds between this clock and the machine's. */
  readonly offsetMs: number
  moveTo(offsetMs: number): void
}

export const createClock = (offsetMs = 0): Clock => {
  let offset = offsetMs
  return {
    now: () => instantOf(Date.now() + offset),
    get offsetMs() {
      return offset
    },
    moveTo: (next) => {
      offset = next
    },
  }
}
