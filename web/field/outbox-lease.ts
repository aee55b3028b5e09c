import { commandKey } from '#web/ui/api.ts'
import type { localDb } from './local-db.ts'

type Db = NonNullable<Awaited<ReturnType<typeof localDb>>>

const NAME = 'daiwei-sender'
const LEASE_MS = 60_000
const page = commandKey()

/** Runs it when no other page of this phone sends; `false` when one does. Two pages would send the same commands in two orders. */
export const asOneSender = async (db: Db, send: () => Promise<void>): Promise<boolean> => {
  if (navigator.locks) {
    return navigator.locks.request(NAME, { ifAvailable: true }, async (lock) => {
      if (!lock) return false
      await send()
      return true
    })
  }
  if (!(await takeLease(db))) return false
  const renew = setInterval(() => void takeLease(db), LEASE_MS / 3)
  try {
    await send()
    return true
  } finally {
    clearInterval(renew)
    await db.words.delete(NAME)
  }
}

/** Where the browser has no locks: a row that says who sends, until when. A killed page's lease runs out. */
const takeLease = (db: Db): Promise<boolean> =>
  db.transaction('rw', db.words, async () => {
    const held = await db.words.get(NAME)
    if (held && held.value !== page && (held.until ?? 0) > Date.now()) return false
    await db.words.put({ name: NAME, value: page, until: Date.now() + LEASE_MS })
    return true
  })
