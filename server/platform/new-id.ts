import { randomFillSync } from 'node:crypto'
import { uuidV7 } from '#core/id.ts'

const pool = new Uint8Array(1280)
let used = pool.length

/** A fresh UUIDv7 of the real time; ids sort by when they were made, whatever a demo clock says. */
export const newId = (): string => {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 10
  return uuidV7(Date.now(), pool.subarray(used - 10, used))
}
