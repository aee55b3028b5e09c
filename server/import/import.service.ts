import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#core/access/scope.ts'
import type { ImportKind } from '#core/import/import.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import type { Result } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { dayOf } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { refusalOf } from '#server/platform/sheet/sheet.ts'
import { lockKind } from './batch.store.ts'
import { stage } from './import.store.ts'
import { entityOf } from './kinds.ts'
import { mayImport } from './permission.ts'
import type { Reference, SheetChoice } from './read-file.ts'
import { reachOf, readInChild } from './reading.ts'
import type { ImportOutcome } from './staging.ts'
import { takeStaged } from './take.service.ts'

export type ImportProgress = {
  readonly step: 'reading' | 'comparing' | 'writing'
  readonly rows: number
  readonly bytes: number
  readonly totalBytes: number
}

export type ImportOrder = {
  readonly kind: ImportKind
  /** Where the file is on this machine, and how people know it. */
  readonly path: string
  readonly name: string
  /** Only say what would happen. */
  readonly isDryRun?: boolean
  /** Store the right rows and keep the others aside. */
  readonly isPartial?: boolean
  readonly choices?: readonly SheetChoice[] | undefined
  /** A batch that the wizard made already. */
  readonly batch?: { readonly id: string } | undefined
  readonly language?: Language
  /** Gives the import up; nothing is changed then. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
}

/**
 * Imports one file in one transaction: read in a process of its own, staged, compared, written. Refuses a file that cannot
 * be taken as a whole (`sheet.…`, `import.no-header`, `import.columns-missing`); wrong rows are no refusal but part of the result.
 */
export const importFile = async (deps: Deps, actor: Actor, order: ImportOrder): Promise<Result<ImportOutcome>> => {
  const refused = mayImport(actor, order.kind)
  if (refused) return refused
  const reference = await referenceOf(deps)
  const rollback = new Error('rolled back on purpose')
  let answer: Result<ImportOutcome> | undefined
  try {
    await deps.db.withBulkTransaction(actor.scope, async (tx) => {
      answer = await importIn(tx, deps, actor, order, reference)
      if (!answer.ok || answer.value.status !== 'applied') throw rollback
    })
  } catch (error) {
    if (error !== rollback) {
      const refusal = refusalOf(error)
      if (refusal) return { ok: false, refusal }
      throw error
    }
  }
  if (!answer) throw new Error('an import ended without an answer')
  return answer
}

const importIn = async (
  tx: Tx,
  deps: Deps,
  actor: Actor,
  order: ImportOrder,
  reference: Reference,
): Promise<Result<ImportOutcome>> => {
  const { kind } = order
  const entity = entityOf(kind)
  const at = deps.clock.now()
  let read = { rows: 0, bytes: 0, totalBytes: 0 }
  const progress = (step: ImportProgress['step']): void => order.onProgress?.({ step, ...read })
  tx.act()
  await lockKind(tx, kind, at)
  const task = {
    path: order.path,
    name: order.name,
    kind,
    choices: order.choices,
    reference,
    reach: reachOf(actor, kind),
  }
  const reading = readInChild(task, (message) => {
    read = message
    progress('reading')
  })
  const stop = (): void => reading.child.stop()
  order.signal?.addEventListener('abort', stop)
  try {
    await stage(tx, entity, reading.child.output)
    await reading.child.done
  } catch (error) {
    order.signal?.throwIfAborted()
    throw error
  } finally {
    order.signal?.removeEventListener('abort', stop)
    stop()
  }
  order.signal?.throwIfAborted()
  const end = reading.end()
  if (end.type === 'refused') return { ok: false, refusal: end.refusal }
  if (end.type !== 'done') throw new Error('the reader of the file gave another answer than was asked')
  read = { rows: end.rows, bytes: read.totalBytes, totalBytes: read.totalBytes }
  return takeStaged(tx, {
    deps,
    actor,
    at,
    kind,
    batch: {
      id: order.batch?.id ?? newId(),
      fileId: order.batch?.id ?? null,
      fileName: order.name,
      fileSha256: () => digestOf(order.path),
    },
    sheets: end.sheets,
    rows: end.rows,
    isDryRun: order.isDryRun ?? false,
    isPartial: order.isPartial ?? false,
    language: order.language,
    onStep: progress,
  })
}

/** Places, companies and kinds of certificates as they are known today. */
export const referenceOf = async (deps: Deps): Promise<Reference> => {
  const { regions, companies } = await directoryOf(deps)
  const kinds = deps.parameters.on(dayOf(deps.clock.now())).value(peopleParameters.certificateKinds)
  return { regions: regions.regions, companies: [...companies.values()], certificateKinds: kinds.value }
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
