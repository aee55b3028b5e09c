import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { dayOf, later } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { replaceFile } from '#server/platform/replace-file.ts'
import { insertSeals, lastSeals, lockSealer, moveSealer, type Seal, unsealedEntries } from './audit.store.ts'
import { type AuditFacts, auditText } from './entry.ts'

const BATCH = 1_000

/** The link of an entry: signed, so that nobody without the key can make a chain that fits. */
export const linkOf = (sign: (text: string) => string, before: string, entry: AuditFacts): string =>
  sign(`${before}\n${auditText(entry)}`)

/**
 * Links what is not sealed yet into the chain of its prefecture and day, in the order of its transactions. A day's chain begins with
 * the end of the day before. Where each chain ends is also kept beside the database, so that an end cut off shows.
 * Answers `more` when there is more to seal at once.
 */
export const sealAudit = async (
  deps: Pick<Deps, 'db' | 'clock' | 'system'>,
  headsFile: string | undefined,
): Promise<'more' | undefined> => {
  const sealed = await deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    tx.act()
    return sealBatch(tx, deps.clock.now())
  })
  if (sealed && sealed.heads.length > 0 && headsFile) await keepHeads(headsFile, sealed.heads)
  return sealed?.isMore ? 'more' : undefined
}

const sealBatch = async (
  tx: Tx,
  at: string,
): Promise<{ readonly heads: readonly Seal[]; readonly isMore: boolean } | undefined> => {
  const { sign } = tx
  if (!sign) throw new Error('the audit is sealed by a process that has the key')
  const bound = await lockSealer(tx)
  if (!bound) return undefined
  const entries = await unsealedEntries(tx, bound.seen, BATCH)
  const prefectures = [...new Set(entries.map((entry) => entry.prefecture))]
  const heads = new Map((await lastSeals(tx, prefectures)).map((seal) => [seal.prefecture, seal]))
  const seals = entries.map((entry) => {
    const head = heads.get(entry.prefecture)
    const day = head ? later(head.day, dayOf(at)) : dayOf(at)
    const number = head?.day === day ? head.number + 1 : 1
    const seal = { prefecture: entry.prefecture, day, number, hash: linkOf(sign, head?.hash ?? '', entry) }
    heads.set(entry.prefecture, seal)
    return { ...seal, entryId: entry.id }
  })
  const isMore = entries.length >= BATCH
  if (seals.length > 0) await insertSeals(tx, seals, at)
  if (!isMore) await moveSealer(tx, bound.now)
  return { heads: [...heads.values()], isMore }
}

const headsSchema = z.record(
  z.string(),
  z.object({ prefecture: z.string(), day: z.string(), number: z.number(), hash: z.string() }),
)
export type Heads = z.infer<typeof headsSchema>

export const headsFileOf = (dataDir: string): string => path.join(dataDir, 'audit-heads.json')

/** Where each chain ended when this machine sealed last. */
export const readHeads = async (file: string): Promise<Heads> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  return headsSchema.parse(JSON.parse(text))
}

const turns = new Map<string, Promise<void>>()

/** One after the other: the file is read, changed and written, and two batches may be sealed shortly one after the other. */
const keepHeads = (file: string, heads: readonly Seal[]): Promise<void> => {
  const before = turns.get(file) ?? Promise.resolve()
  const turn = before.catch(() => undefined).then(() => addHeads(file, heads))
  turns.set(file, turn)
  return turn
}

const isLater = (head: Seal, than: Seal): boolean =>
  head.day > than.day || (head.day === than.day && head.number > than.number)

/** An end that was kept never goes back to an earlier one. */
export const addHeads = async (file: string, heads: readonly Seal[]): Promise<void> => {
  const kept = await readHeads(file)
  for (const head of heads) {
    const known = kept[head.prefecture]
    if (!known || isLater(head, known)) kept[head.prefecture] = { ...head }
  }
  await replaceFile(file, `${JSON.stringify(kept, null, 2)}\n`)
}
