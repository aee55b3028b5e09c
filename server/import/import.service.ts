import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#core/access/scope.ts'
import { type CellError, type ImportKind, type ImportResult, LISTED_ERRORS } from '#core/import/import.ts'
import { cellErrorOf } from '#core/import/row.rules.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { dayOf } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { record } from '#server/platform/record.store.ts'
import { type BoundedChild, startBoundedChild } from '#server/platform/sheet/bounded-child.ts'
import { columnLetters, refusalOf } from '#server/platform/sheet/sheet.ts'
import { finishBatch, lockKind, operatorCompany, saveBatch } from './batch.store.ts'
import { findRepeats, holdWrongRows, keepRepeats, readVerdict, stage, type Verdict } from './import.store.ts'
import { entityOf } from './kinds.ts'
import type { ReadMessage, ReadTask, Reference, SheetChoice, TakenSheet } from './read-file.ts'
import { takerOf } from './takers.ts'

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

export type ImportOutcome = {
  readonly batchId: string
  /** `checked`: a dry run · `refused`: something was wrong and nothing was changed. */
  readonly status: 'applied' | 'checked' | 'refused'
  readonly result: ImportResult & Readonly<Record<string, unknown>>
  readonly sheets: readonly TakenSheet[]
}

const HEAP_MB = 256
const READER = new URL('./import-child.ts', import.meta.url)

/**
 * Imports one file in one transaction: read in a process of its own, staged, compared, written. Refuses a file that cannot
 * be taken as a whole (`sheet.…`, `import.no-header`, `import.columns-missing`); wrong rows are no refusal but part of the result.
 */
export const importFile = async (deps: Deps, actor: Actor, order: ImportOrder): Promise<Result<ImportOutcome>> => {
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
  const { kind, isDryRun = false, isPartial = false } = order
  const entity = entityOf(kind)
  const at = deps.clock.now()
  const batchId = order.batch?.id ?? newId()
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
  progress('comparing')
  const taker = takerOf(kind)
  await findRepeats(tx, entity)
  await taker.judge(tx, entity, actor.scope)
  const verdict = await readVerdict(tx, entity, LISTED_ERRORS)
  const errors = cellErrors(verdict, end.sheets, order.language)
  const outcome = (status: ImportOutcome['status'], result: ImportOutcome['result']): Result<ImportOutcome> =>
    ok({ batchId, status, result, sheets: end.sheets })
  const found = { held: verdict.wrongRows, errorCount: verdict.errorCount, errors }
  const isRefused = verdict.wrongRows > 0 && !isPartial
  if (isRefused && !isDryRun) {
    // Nothing was taken, so every row is held back.
    return outcome('refused', { rows: end.rows, created: 0, updated: 0, unchanged: 0, ...found, held: end.rows })
  }
  const plan = await taker.plan(tx, entity)
  if (isDryRun) return outcome('checked', { rows: end.rows, ...plan, ...found })
  progress('writing')
  const companyId = actor.scope.companyId ?? (await operatorCompany(tx))
  if (!companyId) return refuse('import.no-company', { kind: 'conflict' })
  await saveBatch(tx, {
    id: batchId,
    kind,
    fileId: order.batch?.fileId ?? null,
    fileName: order.name,
    fileSha256: await digestOf(order.path),
    status: 'running',
    createdBy: actor.userId,
    createdByName: actor.name,
    companyId,
    createdAt: at,
  })
  const applied = await taker.apply(tx, { actor, entity, batchId, at, plan })
  if (!applied.ok) return applied
  await keepRepeats(tx, batchId, entity)
  await holdWrongRows(tx, batchId, entity, {
    sheetNames: namesByIndex(end.sheets),
    home: homeOf(actor),
    prefectures: actor.scope.prefectures,
    at,
  })
  const result = { rows: end.rows, ...plan, ...found, ...applied.value }
  await finishBatch(tx, batchId, { status: 'applied', at, result, sheets: end.sheets })
  await audit(tx, actor, at, batchId, order, result)
  return outcome('applied', result)
}

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
    reach: {
      prefectures: actor.scope.prefectures,
      counties: actor.scope.counties,
      companyId: actor.scope.companyId,
    },
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

const cellErrors = (verdict: Verdict, sheets: readonly TakenSheet[], language: Language | undefined): CellError[] =>
  verdict.first
    .flatMap((wrong) => {
      const sheet = sheets.find((each) => each.index === wrong.sheet)
      return wrong.problems.map((problem) => {
        const index = sheet?.mapping[problem.field]
        const place = {
          sheet: sheet?.name ?? '',
          row: wrong.row,
          column: index === undefined ? '' : columnLetters(index),
          value: problem.value ?? wrong.content[problem.field] ?? '',
        }
        return cellErrorOf(problem, place, language)
      })
    })
    .slice(0, LISTED_ERRORS)

const namesByIndex = (sheets: readonly TakenSheet[]): string[] => {
  const names: string[] = []
  for (const { index, name } of sheets) names[index] = name
  return Array.from(names, (name) => name ?? '')
}

/** Where a row is held that has no readable county, and the batch's own entry in the audit. */
export const homeOf = (actor: Actor): string =>
  actor.scope.prefectures.find((code) => code.endsWith('0000')) ?? actor.scope.prefectures[0] ?? ''

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const audit = (
  tx: Tx,
  actor: Actor,
  at: string,
  batchId: string,
  order: ImportOrder,
  result: ImportResult,
): Promise<number> => {
  const { errors: _listed, ...counts } = result
  const prefecture = homeOf(actor)
  return record(tx, {
    actor,
    at,
    events: [
      {
        prefecture,
        subjectType: 'importBatch',
        subjectId: batchId,
        kind: 'import.applied',
        data: { kind: order.kind, ...counts },
      },
    ],
    audit: [
      {
        prefecture,
        action: 'import.applied',
        subjectType: 'importBatch',
        subjectId: batchId,
        after: { kind: order.kind, file: order.name, isPartial: order.isPartial ?? false, ...counts },
      },
    ],
  })
}
