import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Actor } from '#core/access/scope.ts'
import { columnKey } from '#core/import/column-names.ts'
import { missingFields } from '#core/import/guess-columns.rules.ts'
import type { ImportChoice } from '#core/import/import.contract.ts'
import { type ImportKind, type ImportResult, importKinds } from '#core/import/import.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { textOf } from '#core/text.ts'
import type { Config } from '#server/platform/config.ts'
import type { Deps } from '#server/platform/deps.ts'
import { startJob } from '#server/platform/jobs/jobs.store.ts'
import { type JobKind, jobKind } from '#server/platform/jobs/jobs.ts'
import { newId } from '#server/platform/new-id.ts'
import { refusalOf } from '#server/platform/sheet/sheet.ts'
import { type Batch, loadBatch, moveBatch, operatorCompany, saveBatch, saveResult } from './batch.store.ts'
import { importFile, referenceOf } from './import.service.ts'
import { entityOf } from './kinds.ts'
import { mayImport } from './permission.ts'
import type { InspectedSheet } from './read-file.ts'
import { reachOf, readInChild } from './reading.ts'
import { type Uploads, uploadsIn } from './upload.ts'

export type WizardDeps = Deps & { readonly config: Pick<Config, 'dataDir' | 'uploadMaxBytes'> }

const uploadsOf = ({ config }: WizardDeps): Uploads => uploadsIn(config.dataDir, config.uploadMaxBytes)

export type Uploaded = { readonly id: string; readonly encoding: string; readonly sheets: readonly InspectedSheet[] }

/** Keeps the file as a draft and says what is in it. Refusals: those of files, `import.kind-not-permitted`. */
export const uploadFile = async (
  deps: WizardDeps,
  actor: Actor,
  kind: ImportKind,
  name: string,
  source: Readable,
): Promise<Result<Uploaded>> => {
  const refused = mayImport(actor, kind)
  if (refused) return refused
  const id = newId()
  const uploads = uploadsOf(deps)
  try {
    const { sha256 } = await uploads.keep(id, source)
    const task = { path: uploads.pathOf(id), name, kind, isInspection: true }
    const reading = readInChild(
      { ...task, reference: await referenceOf(deps), reach: reachOf(actor, kind) },
      () => undefined,
    )
    reading.child.output.resume()
    await reading.child.done
    const end = reading.end()
    if (end.type !== 'inspected') {
      await uploads.remove(id)
      if (end.type === 'refused') return { ok: false, refusal: end.refusal }
      throw new Error('the reader of the file gave another answer than was asked')
    }
    await deps.db.withTransaction(actor.scope, async (tx) => {
      const companyId = actor.scope.companyId ?? (await operatorCompany(tx))
      await saveBatch(tx, {
        id,
        kind,
        fileId: id,
        fileName: name,
        fileSha256: sha256,
        status: 'draft',
        createdBy: actor.userId,
        createdByName: actor.name,
        companyId: companyId ?? '',
        createdAt: deps.clock.now(),
      })
    })
    return ok({ id, encoding: end.encoding, sheets: end.sheets })
  } catch (error) {
    await uploads.remove(id)
    const refusal = refusalOf(error)
    if (refusal) return { ok: false, refusal }
    throw error
  }
}

const inputSchema = z.object({
  batchId: z.uuid(),
  isCheck: z.boolean(),
  isPartial: z.boolean(),
  language: z.enum(['zh-CN', 'en']),
  choices: z
    .array(z.object({ index: z.number(), headerRow: z.number(), mapping: z.record(z.string(), z.number()) }))
    .optional(),
})
export type WizardInput = z.infer<typeof inputSchema>

/** Begins the check or the import of a draft as a job. */
export const startImport = (
  deps: Deps,
  actor: Actor,
  input: Omit<WizardInput, 'choices'> & { readonly choices?: readonly ImportChoice[] | undefined },
): Promise<Result<{ jobId: string }>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const batch = await loadBatch(tx, input.batchId, true)
    if (!batch || batch.createdBy !== actor.userId) return refuse('import.batch-unknown', { kind: 'notFound' })
    const refused = mayImport(actor, batch.kind) ?? refusalOfChoices(batch.kind, input.choices)
    if (refused) return refused
    const moved = await moveBatch(tx, batch.id, ['draft', 'refused', 'failed'], input.isCheck ? 'draft' : 'running')
    if (moved === 0) return refuse('import.batch-busy', { kind: 'conflict' })
    const jobId = await startJob(tx, actor, deps.clock.now(), { kind: JOB, title: batch.fileName, input })
    return ok({ jobId })
  })

const refusalOfChoices = (kind: ImportKind, choices: readonly ImportChoice[] | undefined) => {
  const { definition } = entityOf(kind)
  const missing = new Set((choices ?? []).flatMap(({ mapping }) => missingFields(mapping, definition)))
  if (missing.size === 0) return undefined
  const columns = [...missing].map((field) => columnKey(kind, field)).join(',')
  return refuse('import.columns-missing', { params: { columns } })
}

const JOB = 'import'

/** The job: begun again when its process was lost, since an import that did not end has changed nothing. */
export const importJob = (deps: WizardDeps): JobKind<unknown> =>
  jobKind({
    kind: JOB,
    input: inputSchema,
    whenLost: 'again',
    run: async (input, { actor, signal, progress }) => {
      const uploads = uploadsOf(deps)
      const { batchId, isCheck, isPartial, language, choices } = inputSchema.parse(input)
      const batch = await deps.db.withTransaction(actor.scope, (tx) => loadBatch(tx, batchId))
      if (!batch) throw new Error('the import is gone')
      // Begun again after its end was already stored.
      if (batch.status === 'applied') return { batchId, status: 'applied', ...countsOf(batch.result) }
      try {
        const answer = await importFile(deps, actor, {
          kind: batch.kind,
          path: uploads.pathOf(batchId),
          name: batch.fileName,
          isDryRun: isCheck,
          isPartial,
          choices,
          batch: { id: batchId },
          language,
          signal,
          onProgress: ({ bytes, totalBytes }) => progress(Math.round(bytes), totalBytes),
        })
        const status = await keepAnswer(deps, actor, batch, answer, isCheck, language)
        if (status === 'applied') await uploads.remove(batchId)
        return { batchId, status, ...(answer.ok ? countsOf(answer.value.result) : {}) }
      } catch (error) {
        await deps.db.withTransaction(actor.scope, (tx) =>
          moveBatch(tx, batchId, ['running'], signal.aborted ? 'draft' : 'failed'),
        )
        throw error
      }
    },
  })

/** An applied import has stored its own end; a checked or refused one is stored here. */
const keepAnswer = async (
  deps: Deps,
  actor: Actor,
  batch: Batch,
  answer: Awaited<ReturnType<typeof importFile>>,
  isCheck: boolean,
  language: WizardInput['language'],
): Promise<string> => {
  if (answer.ok && answer.value.status === 'applied') return 'applied'
  const status = isCheck ? 'draft' : 'refused'
  const result = answer.ok
    ? answer.value.result
    : refusedResult(batch.fileName, textOf(deps.texts, answer.refusal.code, language, answer.refusal.params))
  const sheets = answer.ok ? answer.value.sheets : []
  await deps.db.withTransaction(actor.scope, (tx) => saveResult(tx, batch.id, { status, result, sheets }))
  return answer.ok ? answer.value.status : 'refused'
}

const refusedResult = (name: string, reason: string): ImportResult => ({
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  held: 0,
  errorCount: 1,
  errors: [{ sheet: '', row: 0, column: '', field: '', value: name, reason, proposal: null }],
})

const countsOf = (result: ImportResult | null) => {
  if (!result) return {}
  const { errors: _listed, ...counts } = result
  return counts
}

/** What can be imported, and what of it this person may import. */
export const describeKinds = (actor: Actor) =>
  importKinds.map((kind) => {
    const { definition } = entityOf(kind)
    return {
      kind,
      title: definition.title,
      isPermitted: mayImport(actor, kind) === undefined,
      columns: Object.entries(definition.columns).map(([field, column]) => ({
        field,
        title: column.title,
        isRequired: column.isRequired ?? false,
        isPersonal: column.isPersonal ?? false,
      })),
    }
  })

const KEPT_MS = 7 * 86_400_000

/** Uploaded files that nobody imported within a week are taken away. */
export const sweepUploads = (deps: WizardDeps): Promise<void> => uploadsOf(deps).removeOlderThan(KEPT_MS)
