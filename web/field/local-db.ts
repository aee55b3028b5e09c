import { Dexie, type EntityTable, type Table } from 'dexie'

/**
 * What is kept on the phone. Ids, order of sending and state lie open; everything that says something about a customer or an order lies
 * sealed under the phone's key, which the server gives and takes back (`device-key.ts`).
 */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer }

/** One account on this phone. */
export type KeptAccount = {
  readonly userId: string
  /** Of this account on this phone, made here. */
  readonly deviceId: string
  /** Cannot be read out of the browser; gone once it expired, was revoked, or the person signed out. */
  readonly key?: CryptoKey | undefined
  /** By the server's time. */
  readonly expiresAt?: string | undefined
  /** The last number that was given to a command. */
  readonly lastSeq: number
  readonly checkpoint?: string | undefined
}

/** A part of the last snapshot, or of what the app itself must know when it opens without network. */
export type KeptPart = { readonly owner: string; readonly id: string; readonly sealed: Sealed }

export const commandStates = ['waiting', 'refused', 'handed', 'done', 'kept'] as const
/** `handed`: refused, and the station head was asked · `kept`: a fact about an order that went on without the person. */
export type CommandState = (typeof commandStates)[number]

export type KeptCommand = {
  readonly id: string
  readonly owner: string
  readonly seq: number
  readonly state: CommandState
  readonly sealed: Sealed
}

/** Photos, signatures and other files until the server has them. */
export type KeptBlob = { readonly id: string; readonly owner: string; readonly sealed: Sealed; readonly about: Sealed }

/** Words for the page itself: which account was here last, who sends. */
export type KeptWord = { readonly name: string; readonly value: string; readonly until?: number }

type LocalDb = Dexie & {
  accounts: EntityTable<KeptAccount, 'userId'>
  parts: Table<KeptPart, [string, string]>
  commands: EntityTable<KeptCommand, 'id'>
  blobs: EntityTable<KeptBlob, 'id'>
  words: EntityTable<KeptWord, 'name'>
}

const NAME = 'daiwei-field'

let opened: Promise<LocalDb | undefined> | undefined

const open = async (): Promise<LocalDb | undefined> => {
  // Without a secure address the browser neither seals nor keeps: the app then works with network alone.
  if (typeof indexedDB === 'undefined' || !globalThis.crypto?.subtle) return undefined
  const db = new Dexie(NAME) as LocalDb
  db.version(1).stores({
    accounts: 'userId',
    parts: '[owner+id], owner',
    commands: 'id, [owner+seq], owner',
    blobs: 'id, owner',
    words: 'name',
  })
  try {
    await db.open()
    return db
  } catch {
    // Private mode, a damaged or a foreign database: nothing can be kept here.
    return undefined
  }
}

/** The database, or `undefined` where this phone keeps nothing. */
export const localDb = (): Promise<LocalDb | undefined> => {
  opened ??= open()
  return opened
}

/** No room is left: what was to be kept is not, and whoever asked must be told. */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || /quota/i.test(`${error.name} ${error.message}`))
