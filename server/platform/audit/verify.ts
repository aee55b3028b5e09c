import type { Scope } from '#core/access/scope.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Database, Tx } from '#server/platform/db.ts'
import { chainAfter, type EntryRow, type SealedRow, sealedPrefectures, unsealedOf } from './audit.store.ts'
import { auditText } from './entry.ts'
import { type Heads, linkOf } from './seal.ts'

/**
 * `changed`: an entry says something else than when it was written · `removed`: a sealed entry is gone · `inserted`: an entry that
 * the program did not write · `unsealed`: its seal is gone · `seal-removed`: numbers of the chain are missing ·
 * `seal-changed`: a link does not fit · `cut`: the chain ends before where it ended once.
 */
export type Breach = {
  readonly kind: 'changed' | 'removed' | 'inserted' | 'unsealed' | 'seal-removed' | 'seal-changed' | 'cut'
  readonly prefecture: string
  readonly day?: Day
  readonly number?: number
  readonly entryId?: string
  readonly at?: Instant
  readonly action?: string
  readonly actorName?: string
}

export type Verified = {
  readonly sealed: number
  /** Written and signed, not yet in the chain. */
  readonly tail: number
  readonly breaches: readonly Breach[]
  /** More than are listed. */
  readonly breachCount: number
}

const BATCH = 2_000
const MAX_LISTED = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const BEFORE_ALL = '0001-01-01'

export type VerifyOptions = {
  readonly db: Database
  readonly scope: Scope
  readonly sign: (text: string) => string
  readonly heads?: Heads
  readonly signal?: AbortSignal
  readonly onProgress?: (checked: number) => void
}

/** Walks every chain from its beginning and says of each row that is not as it was written which one it is. */
export const verifyAudit = async (options: VerifyOptions): Promise<Verified> => {
  const { db, scope, heads = {} } = options
  const tally = newTally()
  const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    db.withTransaction(scope, (tx) => {
      tx.act()
      return work(tx)
    })
  const prefectures = new Set([...(await read(sealedPrefectures)), ...Object.keys(heads)])
  for (const prefecture of prefectures) {
    await walkChain(prefecture, read, options, tally)
    await walkTail(prefecture, read, options, tally)
  }
  return tally.result()
}

type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
type Tally = ReturnType<typeof newTally>

const newTally = () => {
  const breaches: Breach[] = []
  const counts = { sealed: 0, tail: 0, breachCount: 0 }
  return {
    counts,
    note: (breach: Breach): void => {
      counts.breachCount += 1
      if (breaches.length < MAX_LISTED) breaches.push(breach)
    },
    result: (): Verified => ({ ...counts, breaches }),
  }
}

const walkChain = async (prefecture: string, read: Read, options: VerifyOptions, tally: Tally): Promise<void> => {
  const head = options.heads?.[prefecture]
  let isHeadMet = head === undefined
  let before = { day: BEFORE_ALL, number: 0, hash: '' }
  for (;;) {
    options.signal?.throwIfAborted()
    const rows = await read((tx) => chainAfter(tx, prefecture, before, BATCH))
    for (const row of rows) {
      checkNumber(row, before, tally)
      checkEntry(row, before.hash, options.sign, tally)
      if (head && row.day === head.day && row.number === head.number) isHeadMet = row.hash === head.hash
      before = row
      tally.counts.sealed += 1
    }
    options.onProgress?.(tally.counts.sealed)
    if (rows.length < BATCH) break
  }
  if (!isHeadMet && head) tally.note({ kind: 'cut', prefecture, day: head.day, number: head.number })
}

const checkNumber = (row: SealedRow, before: { readonly day: Day; readonly number: number }, tally: Tally): void => {
  const first = row.day === before.day ? before.number + 1 : 1
  for (let number = first; number < row.number && number < first + MAX_LISTED; number += 1) {
    tally.note({ kind: 'seal-removed', prefecture: row.prefecture, day: row.day, number })
  }
}

const checkEntry = (row: SealedRow, before: string, sign: VerifyOptions['sign'], tally: Tally): void => {
  const { prefecture, day, number, entryId, entry } = row
  const where = { prefecture, day, number, entryId }
  if (!entry) {
    tally.note({ kind: 'removed', ...where })
    return
  }
  const isOurs = isSigned(entry, sign)
  const isLinked = linkOf(sign, before, entry) === row.hash
  if (isOurs && isLinked) return
  // Not ours and yet as it was sealed: it was there, from elsewhere, when the sealer came by.
  const kind = isOurs ? 'seal-changed' : isLinked ? 'inserted' : 'changed'
  tally.note({ kind, ...where, ...factsOf(entry) })
}

const isSigned = (entry: EntryRow, sign: VerifyOptions['sign']): boolean => sign(auditText(entry)) === entry.mac

const walkTail = async (prefecture: string, read: Read, options: VerifyOptions, tally: Tally): Promise<void> => {
  let afterId = FIRST_ID
  for (;;) {
    const rows = await read((tx) => unsealedOf(tx, prefecture, afterId, BATCH))
    for (const row of rows) {
      const breach = isSigned(row, options.sign) ? (row.isOld ? 'unsealed' : undefined) : 'inserted'
      if (breach) tally.note({ kind: breach, prefecture, entryId: row.id, ...factsOf(row) })
      else tally.counts.tail += 1
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    afterId = last.id
  }
}

const factsOf = ({ at, action, actorName }: EntryRow) => ({ at, action, actorName })
