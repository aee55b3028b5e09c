import { randomFillSync } from 'node:crypto'
import { uuidV7 } from '#core/id.ts'

const BYTES = 10
const MAX_COUNT = 0xfff
const random = new Uint8Array(BYTES)
// Asking the system for randomness costs the same for ten bytes and for many; an import makes a million ids.
const pool = new Uint8Array(BYTES * 4096)
let used = pool.length
let lastMs = 0
let count = 0

/**
 * A fresh UUIDv7 of the real time. Ids of one process sort in the order in which they were made, also within one millisecond:
 * the twelve bits after the time count up (RFC 9562, method 1).
 */
export const newId = (): string => {
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    count = 0
  } else if (count === MAX_COUNT) {
    lastMs += 1
    count = 0
  } else {
    count += 1
  }
  return idAt(lastMs, count)
}

/** An id for something that happened at a known time; `order` (0 to 4095) ranks within the millisecond. */
export const idAt = (epochMs: number, order = 0): string => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  random.set(pool.subarray(used, used + BYTES))
  used += BYTES
  random[0] = order >> 4
  random[1] = ((order & 0xf) << 4) | ((random[1] ?? 0) & 0xf)
  return uuidV7(epochMs, random)
}
