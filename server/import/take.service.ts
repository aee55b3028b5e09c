import { type Actor, placesOf } from '#core/access/scope.ts'
import { type CellError, type ImportResult, LISTED_ERRORS } from '#core/import/import.ts'
import { cellErrorOf } from '#core/import/row.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Tx } from '#server/platform/db.ts'
import { record } from '#server/platform/record.store.ts'
import { columnLetters } from '#server/platform/sheet/sheet.ts'
import { finishBatch, operatorCompany, saveBatch } from './batch.store.ts'
import { findRepeats, holdWrongRows, keepRepeats, readVerdict, type Verdict } from './import.store.ts'
import { entityOf } from './kinds.ts'
import type { TakenSheet } from './read-file.ts'
import type { ImportOutcome, Staged } from './staging.ts'
import { judgeStaged } from './takers.ts'

/** Judges the staged rows together, compares them with what is stored, and writes them unless this is a dry run or something is wrong. */
export const takeStaged = async (tx: Tx, staged: Staged): Promise<Result<ImportOutcome>> => {
  const { actor, at, kind, batch, rows, sheets } = staged
  const entity = entityOf(kind)
  staged.onStep('comparing')
  await findRepeats(tx, entity)
  const judged = await judgeStaged(tx, staged)
  const verdict = await readVerdict(tx, entity, LISTED_ERRORS)
  const errors = cellErrors(staged, verdict)
  const found = { held: verdict.wrongRows, errorCount: verdict.errorCount, errors }
  const outcome = (status: ImportOutcome['status'], result: ImportOutcome['result']): Result<ImportOutcome> =>
    ok({ batchId: batch.id, status, result, sheets })
  if (verdict.wrongRows > 0 && !staged.isPartial && !staged.isDryRun) {
    // Nothing was taken, so every row is held back.
    return outcome('refused', { rows, created: 0, updated: 0, unchanged: 0, ...found, held: rows, ...judged.says })
  }
  const plan = await judged.plan()
  if (staged.isDryRun) return outcome('checked', { rows, ...plan, ...found, ...judged.says })
  staged.onStep('writing')
  const companyId = actor.scope.companyId ?? (await operatorCompany(tx))
  if (!companyId) return refuse('import.no-company', { kind: 'conflict' })
  await saveBatch(tx, {
    id: batch.id,
    kind,
    fileId: batch.fileId,
    fileName: batch.fileName,
    fileSha256: await batch.fileSha256(),
    status: 'running',
    createdBy: actor.userId,
    createdByName: actor.name,
    companyId,
    createdAt: at,
  })
  const applied = await judged.apply(plan)
  if (!applied.ok) return applied
  await keepRepeats(tx, batch.id, entity)
  await holdWrongRows(tx, batch.id, entity, {
    sheetNames: namesByIndex(sheets),
    home: homeOf(actor),
    prefectures: placesOf(actor.scope, 'any').prefectures,
    at,
  })
  const result = { rows, ...plan, ...found, ...judged.says }
  await finishBatch(tx, batch.id, { status: 'applied', at, result, sheets })
  await recordImport(tx, staged, result)
  return outcome('applied', result)
}

/** Where a row is held that has no readable county, and where the audit has the batch: the province, or the importer's first prefecture. */
export const homeOf = (actor: Actor): string => {
  const { prefectures } = placesOf(actor.scope, 'any')
  return prefectures.find((code) => code.endsWith('0000')) ?? prefectures[0] ?? ''
}

const cellErrors = ({ deps, sheets, language }: Staged, verdict: Verdict): readonly CellError[] =>
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
        return cellErrorOf(problem, place, language, deps.texts)
      })
    })
    .slice(0, LISTED_ERRORS)

const namesByIndex = (sheets: readonly TakenSheet[]): readonly string[] => {
  const names: string[] = []
  for (const { index, name } of sheets) names[index] = name
  return Array.from(names, (name) => name ?? '')
}

const recordImport = (tx: Tx, { actor, at, kind, batch, isPartial }: Staged, result: ImportResult): Promise<number> => {
  const { errors: _listed, ...counts } = result
  const prefecture = homeOf(actor)
  const subject = { prefecture, subjectType: 'importBatch', subjectId: batch.id } as const
  return record(tx, {
    actor,
    at,
    events: [{ ...subject, kind: 'import.applied', data: { kind, ...counts } }],
    audit: [{ ...subject, action: 'import.applied', after: { kind, file: batch.fileName, isPartial, ...counts } }],
  })
}
