import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { platformParameters } from '#core/platform.parameters.ts'
import { dayOf, instantOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { FileDriver } from './driver.ts'
import { deleteLoose, knownIds } from './files.store.ts'
import { comingIds, deleteOldUploads } from './uploads.store.ts'

const HOUR_MS = 3_600_000
const BATCH = 500
/** Bytes get their row within minutes; a day leaves room for a clock that is off. */
const MIN_AGE_MS = 24 * HOUR_MS

type LooseDeps = Pick<Deps, 'db' | 'clock' | 'log' | 'system' | 'parameters'> & {
  readonly driver: FileDriver
  readonly incomingDir: string
}

/** Takes away uploads that nothing uses, bytes without a row, and what broken transfers left. How many of each. */
export const clearLooseFiles = async (
  deps: LooseDeps,
  nowMs = Date.now(),
): Promise<{ readonly rows: number; readonly objects: number; readonly incoming: number }> => {
  const rows = await clearRows(deps)
  await clearUploads(deps)
  const objects = await clearObjects(deps, nowMs)
  const incoming = await clearIncoming(deps.incomingDir, nowMs)
  if (rows + objects + incoming > 0) deps.log.info({ rows, objects, incoming }, 'loose files were cleared away')
  return { rows, objects, incoming }
}

const clearRows = async (deps: LooseDeps): Promise<number> => {
  const now = deps.clock.now()
  const hours = deps.parameters.on(dayOf(now)).value(platformParameters.looseFileHours).value
  const before = instantOf(Date.parse(now) - hours * HOUR_MS)
  let count = 0
  for (;;) {
    const deleted = await asSystem(deps, (tx) => deleteLoose(tx, before, BATCH))
    // Row first: bytes that are left when this stops here are found as bytes without a row.
    for (const { storageKey, thumbnailKey } of deleted) {
      await deps.driver.remove(storageKey)
      if (thumbnailKey) await deps.driver.remove(thumbnailKey)
    }
    count += deleted.length
    if (deleted.length < BATCH) return count
  }
}

/** A phone that was away comes back within weeks; what an order waits for is waited for longer than what nothing names. */
const NAMED_DAYS = 30

const clearUploads = async (deps: LooseDeps): Promise<void> => {
  const now = deps.clock.now()
  const hours = deps.parameters.on(dayOf(now)).value(platformParameters.looseFileHours).value
  const unnamed = instantOf(Date.parse(now) - hours * HOUR_MS)
  const named = instantOf(Date.parse(now) - Math.max(hours, NAMED_DAYS * 24) * HOUR_MS)
  while ((await asSystem(deps, (tx) => deleteOldUploads(tx, { unnamed, named }, BATCH))) === BATCH);
}

type Found = { readonly key: string; readonly prefecture: string; readonly id: string }
const KEY = /^(\d{6})\/\d{4}\/\d\d\/([0-9a-f-]{36})(\.t)?((?:\.[0-9a-f]+)?\.new)?$/
/** A part of a file that is coming. */
const PART = /^incoming\/(\d{6})\/([0-9a-f-]{36})\/\d+((?:\.[0-9a-f]+)?\.new)?$/

const clearObjects = async (deps: LooseDeps, nowMs: number): Promise<number> => {
  let count = 0
  let batch: Found[] = []
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    const [kept, coming] = await asSystem(deps, async (tx) => [await knownIds(tx, batch), await comingIds(tx, batch)])
    for (const { key, id } of batch) {
      const isNeeded = PART.test(key) ? coming.has(id) : kept.has(id)
      if (isNeeded && !key.endsWith('.new')) continue
      await deps.driver.remove(key)
      count += 1
    }
    batch = []
  }
  for await (const { key, writtenMs } of deps.driver.list()) {
    const match = KEY.exec(key) ?? PART.exec(key)
    // What is not ours, or of a prefecture that is not loaded, is left alone.
    if (!match?.[1] || !match[2] || nowMs - writtenMs < MIN_AGE_MS) continue
    if (!deps.system.actor().scope.prefectures.includes(match[1])) continue
    batch.push({ key, prefecture: match[1], id: match[2] })
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return count
}

const clearIncoming = async (dir: string, nowMs: number): Promise<number> => {
  let count = 0
  for (const name of await readdir(dir).catch(() => [])) {
    const file = path.join(dir, name)
    const found = await stat(file).catch(() => undefined)
    if (!found || nowMs - found.mtimeMs < MIN_AGE_MS) continue
    await rm(file, { force: true })
    count += 1
  }
  return count
}

const asSystem = <T>(deps: LooseDeps, work: Parameters<typeof deps.db.withTransaction<T>>[1]): Promise<T> =>
  deps.db.withTransaction(deps.system.actor().scope, (tx) => {
    tx.act()
    return work(tx)
  })
