import type { Session } from '#core/access/access.contract.ts'
import { type Instant, later } from '#core/time.ts'
import { commandKey } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { importKey, seal, unseal } from './device-key.ts'
import { type KeptAccount, localDb } from './local-db.ts'

type Db = NonNullable<Awaited<ReturnType<typeof localDb>>>

/** The account whose things are open on this phone now. */
export type Keeping = { readonly db: Db; readonly userId: string; readonly deviceId: string; readonly key: CryptoKey }

const LAST_ACCOUNT = 'last-account'
/** The latest time that was known: a clock that is set back does not prolong a key. */
const LAST_TIME = 'last-time'
const SESSION = 'own session'

let current: Keeping | undefined
let expiresAt: Instant | undefined

let refusal: string | undefined
/** The server does not let this phone keep anything, and says why. */
export const sayNotKept = (why: string): void => {
  refusal = why
}
export const whyNotKept = (): string | undefined => (current ? undefined : refusal)

export const keeping = (): Keeping | undefined => current

/** Until when what is kept can be read without contact. */
export const keptUntil = (): Instant | undefined => expiresAt

const nowOf = async (db: Db): Promise<Instant> => {
  const now = serverNow()
  const known = (await db.words.get(LAST_TIME))?.value ?? now
  if (now > known) await db.words.put({ name: LAST_TIME, value: now })
  return later(now, known)
}

const isOver = (account: KeptAccount, now: Instant): boolean =>
  account.expiresAt === undefined || account.expiresAt <= now

/** What the last account left: its session, when the key still holds. `expired`: it lies there locked until somebody signs in. */
export const takeUpLast = async (): Promise<Session | 'expired' | undefined> => {
  const db = await localDb()
  if (!db) return undefined
  const last = await db.words.get(LAST_ACCOUNT)
  const account = last && (await db.accounts.get(last.value))
  if (!account?.key) return undefined
  if (isOver(account, await nowOf(db))) {
    await forgetKey(db, account.userId)
    return 'expired'
  }
  const kept = await db.parts.get([account.userId, SESSION])
  if (!kept) return undefined
  try {
    const session = await unseal<Session>(account.key, SESSION, kept.sealed)
    current = { db, userId: account.userId, deviceId: account.deviceId, key: account.key }
    expiresAt = account.expiresAt
    return session
  } catch {
    return undefined
  }
}

type Registered = { readonly key: string | null; readonly expiresAt: Instant; readonly lastSeq: number }

/**
 * Keeps from now on for this person: with the key that is here, or with the one that the server gives (`register`). Answers `revoked`
 * when it gives none any more (everything of theirs is then wiped), `undefined` where this phone cannot keep.
 */
export const keepFor = async (
  session: Session,
  register: (deviceId: string) => Promise<Registered>,
): Promise<Keeping | 'revoked' | undefined> => {
  const db = await localDb()
  if (!db) return undefined
  const userId = session.user.id
  const account = (await db.accounts.get(userId)) ?? { userId, deviceId: commandKey(), lastSeq: 0 }
  let { key } = account
  if (!key || isOver(account, await nowOf(db))) {
    const registered = await register(account.deviceId)
    if (registered.key === null) {
      await wipe(db, userId)
      return 'revoked'
    }
    key = await importKey(registered.key)
    const lastSeq = Math.max(account.lastSeq, registered.lastSeq)
    await db.accounts.put({ ...account, key, expiresAt: registered.expiresAt, lastSeq })
    expiresAt = registered.expiresAt
  } else expiresAt = account.expiresAt
  await db.words.put({ name: LAST_ACCOUNT, value: userId })
  await db.parts.put({ owner: userId, id: SESSION, sealed: await seal(key, SESSION, session) })
  current = { db, userId, deviceId: account.deviceId, key }
  return current
}

/** The session as the server tells it now, for the next start without network. */
export const renewSession = async (session: Session): Promise<void> => {
  if (current?.userId !== session.user.id) return
  const { db, userId, key } = current
  await db.parts.put({ owner: userId, id: SESSION, sealed: await seal(key, SESSION, session) })
}

/** The server was in contact: the key holds longer. */
export const prolong = async (until: Instant): Promise<void> => {
  if (!current || until === expiresAt) return
  expiresAt = until
  await current.db.accounts.update(current.userId, { expiresAt: until })
  await nowOf(current.db)
}

/** Whether the time without contact is over; what is kept is then locked. */
export const lockWhenOver = async (): Promise<boolean> => {
  if (!current || !expiresAt || expiresAt > (await nowOf(current.db))) return false
  await lock()
  return true
}

const forgetKey = (db: Db, userId: string): Promise<unknown> =>
  db.accounts.where('userId').equals(userId).modify({ key: undefined, expiresAt: undefined, checkpoint: undefined })

/** The key is forgotten, what it sealed lies there unreadable until the server gives the key again. */
export const lock = async (): Promise<void> => {
  const open = current
  current = undefined
  expiresAt = undefined
  if (open) await forgetKey(open.db, open.userId)
}

const wipe = async (db: Db, userId: string): Promise<void> => {
  await db.transaction('rw', [db.accounts, db.parts, db.commands, db.blobs], async () => {
    await db.accounts.where('userId').equals(userId).modify({ key: undefined, checkpoint: undefined })
    for (const table of [db.parts, db.commands, db.blobs]) await table.where('owner').equals(userId).delete()
  })
}

/** Everything of the person goes: the server revoked this phone, or they signed out with nothing unsent. */
export const wipeKept = async (): Promise<void> => {
  const open = current
  current = undefined
  expiresAt = undefined
  if (open) await wipe(open.db, open.userId)
}
