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
import { type BoundedChild, startBoundedChild } from '#server/platform/sheet/bounded-child.ts'
import { refusalOf } from '#server/platform/sheet/sheet.ts'
import { lockKind } from './batch.store.ts'
import { stage } from './import.store.ts'
import { entityOf } from './kinds.ts'
import { mayImport } from './permission.ts'
import type { ReadMessage, ReadTask, Reference, SheetChoice } from './read-file.ts'
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
  readonly batch?: { readonly id: string; readonly fileId: string } | undefined
  readonly language?: Language
  readonly onProgress?: (progress: ImportProgress) => void
}

const HEAP_MB = 256
const READER = new URL('./import-child.ts', import.meta.url)

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
  const reading = readInChild(order, actor, reference, (message) => {
    read = message
    progress('reading')
  })
  try {
    await stage(tx, entity, reading.child.output)
    await reading.child.done
  } finally {
    reading.child.stop()
  }
  const end = reading.end()
  if (end.type === 'refused') return { ok: false, refusal: end.refusal }
  read = { rows: end.rows, bytes: read.totalBytes, totalBytes: read.totalBytes }
  return takeStaged(tx, {
    deps,
    actor,
    at,
    kind,
    batch: {
      id: order.batch?.id ?? newId(),
      fileId: order.batch?.fileId ?? null,
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

/** How far the importer may write. */
export const reachOf = ({ scope }: Actor): ReadTask['reach'] => ({
  prefectures: scope.prefectures,
  counties: scope.counties,
  companyId: scope.companyId,
})

/** Places, companies and kinds of certificates as they are known today. */
export const referenceOf = async (deps: Deps): Promise<Reference> => {
  const { regions, companies } = await directoryOf(deps)
  const kinds = deps.parameters.on(dayOf(deps.clock.now())).value(peopleParameters.certificateKinds)
  return { regions: regions.regions, companies: [...companies.values()], certificateKinds: kinds.value }
}

type ReadingEnd = Extract<ReadMessage, { type: 'done' | 'refused' }>
type Reading = { readonly child: BoundedChild; readonly end: () => ReadingEnd }

const readInChild = (
  order: ImportOrder,
  actor: Actor,
  reference: Reference,
  onProgress: (message: Extract<ReadMessage, { type: 'progress' }>) => void,
): Reading => {
  let end: ReadingEnd | undefined
  const task: ReadTask = {
    path: order.path,
    name: order.name,
    kind: order.kind,
    choices: order.choices,
    reference,
    reach: reachOf(actor),
  }
  const child = startBoundedChild(READER, task, {
    heapMb: HEAP_MB,
    onMessage: (message) => {
      // Our own reader's messages.
      const told = message as ReadMessage
      if (told.type === 'progress') onProgress(told)
      else end = told
    },
  })
  return {
    child,
    end: () => {
      if (!end) throw new Error('the reader of the file ended without a word')
      return end
    },
  }
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
