import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Actor, placesOf } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import type { ImportColumn } from '#core/import/import.ts'
import { rowReader } from '#core/import/row.rules.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { record } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { lockKind } from './batch.store.ts'
import { copyLine } from './copy-line.ts'
import { closeHeldRow, type HeldRow, loadHeldRow } from './holding.store.ts'
import { referenceOf } from './import.service.ts'
import { stage } from './import.store.ts'
import { entityOf } from './kinds.ts'
import { mayImport } from './permission.ts'
import { contextOf } from './read-file.ts'
import { reachOf } from './reading.ts'
import { homeOf, takeStaged } from './take.service.ts'

/**
 * Completes a held row with the fields that a person mended and imports it, as a batch of its own that can be undone.
 * Refusals: `import.holding-unknown`, `-closed`, and `-still-wrong` with a detail for each field.
 */
export const completeHeldRow = async (
  deps: Deps,
  actor: Actor,
  id: string,
  fields: Readonly<Record<string, string>>,
): Promise<Result<{ batchId: string }>> => {
  const reference = await referenceOf(deps)
  let answer: Result<{ batchId: string }> | undefined
  const rollback = new Error('rolled back on purpose')
  try {
    await deps.db.withBulkTransaction(actor.scope, async (tx) => {
      const held = await loadHeldRow(tx, id)
      const refused = refusalFor(actor, held)
      if (refused || !held) {
        answer = refused ?? refuse('import.holding-unknown', { kind: 'notFound' })
        throw rollback
      }
      const at = deps.clock.now()
      const entity = entityOf(held.kind)
      const names = Object.keys(entity.definition.columns)
      const content = { ...held.content, ...fields }
      const mapping = Object.fromEntries(names.map((name, index) => [name, index]))
      const context = contextOf({ reference, reach: reachOf(actor, held.kind) })
      const outcome = rowReader(entity.definition, mapping, context)(names.map((name) => content[name] ?? ''))
      if (!outcome.isGood) {
        answer = stillWrong(outcome.problems)
        throw rollback
      }
      tx.act()
      await lockKind(tx, held.kind, at)
      const line = copyLine([
        newId(),
        0,
        held.row,
        entity.prefectureOf(outcome.row, context),
        undefined,
        undefined,
        ...entity.columns.map((column) => column.of(outcome.row, context)),
      ])
      await stage(tx, entity, Readable.from([line]))
      const taken = await takeStaged(tx, {
        deps,
        actor,
        at,
        kind: held.kind,
        batch: {
          id: newId(),
          fileId: null,
          fileName: held.fileName,
          fileSha256: async () => createHash('sha256').update(line).digest('hex'),
        },
        sheets: [{ index: 0, name: held.sheet, headerRow: 0, mapping: {} }],
        rows: 1,
        isDryRun: false,
        isPartial: false,
        language: undefined,
        onStep: () => undefined,
      })
      if (!taken.ok || taken.value.status !== 'applied') {
        answer = taken.ok
          ? refuse('import.holding-still-wrong', {
              params: { count: taken.value.result.errorCount },
              details: taken.value.result.errors.map(({ field, reason }) => ({
                code: 'import.told',
                field,
                params: { reason },
              })),
            })
          : taken
        throw rollback
      }
      await closeHeldRow(tx, id, { status: 'completed', resolution: changesOf(held, fields), by: actor.name, at })
      await record(tx, { actor, at, audit: [auditOf(actor, held, 'import.held-row-completed', fields)] })
      answer = ok({ batchId: taken.value.batchId })
    })
  } catch (error) {
    if (error !== rollback) throw error
  }
  if (!answer) throw new Error('a completion ended without an answer')
  return answer
}

/** Gives a held row up, with the reason; it stays to be read. */
export const discardHeldRow = (
  deps: Deps,
  command: SentCommand,
  id: string,
  reason: string,
): Promise<Result<{ id: string }>> =>
  runCommand(deps.db, command, async (tx) => {
    const held = await loadHeldRow(tx, id)
    const refused = refusalFor(command.actor, held)
    if (refused || !held) return refused ?? refuse('import.holding-unknown', { kind: 'notFound' })
    await closeHeldRow(tx, id, { status: 'discarded', resolution: reason, by: command.actor.name, at: command.at })
    return ok({ reply: { id }, audit: [auditOf(command.actor, held, 'import.held-row-discarded', {}, reason)] })
  })

const refusalFor = (actor: Actor, held: HeldRow | undefined) => {
  if (!held) return refuse('import.holding-unknown', { kind: 'notFound' })
  if (held.status !== 'open') return refuse('import.holding-closed', { kind: 'conflict' })
  return mayImport(actor, held.kind)
}

const stillWrong = (problems: readonly Refusal[]): Result<never> =>
  refuse('import.holding-still-wrong', { params: { count: problems.length }, details: problems })

/** Which fields a person changed, by their Chinese names: content itself is personal data and stays out of the audit. */
const changesOf = (held: HeldRow, fields: Readonly<Record<string, string>>): string => {
  const columns: Readonly<Record<string, ImportColumn<unknown>>> = entityOf(held.kind).definition.columns
  return Object.keys(fields)
    .filter((field) => fields[field] !== held.content[field])
    .map((field) => columns[field]?.title['zh-CN'] ?? field)
    .join('、')
}

const auditOf = (
  actor: Actor,
  held: HeldRow,
  action: AuditedAction,
  fields: Readonly<Record<string, string>>,
  reason?: string,
) => ({
  prefecture: placesOf(actor.scope, 'any').prefectures.includes(held.prefecture) ? held.prefecture : homeOf(actor),
  action,
  subjectType: 'heldRow' as const,
  subjectId: held.id,
  before: { kind: held.kind, file: held.fileName, sheet: held.sheet, row: held.row },
  after: { changed: changesOf(held, fields) },
  reason,
})
