import type { Actor } from '#core/access/scope.ts'
import { can } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import {
  changesBetween,
  type FieldChange,
  maskedChange,
  mergedTexts,
  type RowTexts,
  unknownFields,
} from '#core/import/by-hand.rules.ts'
import { columnKey } from '#core/import/column-names.ts'
import type { FieldProblem } from '#core/import/import.ts'
import { rowReader } from '#core/import/row.rules.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { type Outcome, runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { finishBatch, operatorCompany, saveBatch } from './batch.store.ts'
import { findRow, imageAt, isKeyTaken, nameOfBatchMaker, overwriteRow, type StoredRow } from './by-hand.store.ts'
import { referenceOf } from './import.service.ts'
import { findRepeats, readVerdict, stageOne } from './import.store.ts'
import { findForeignRows, insertNew, prepareLookups } from './import-apply.store.ts'
import { findWrongParents } from './import-network.store.ts'
import { entityOf } from './kinds.ts'
import { contextOf, type Reference } from './read-file.ts'
import { reachOf } from './reading.ts'
import type { StagedEntity } from './staged.ts'
import { type Target, targets } from './target.store.ts'

/** What can be written by hand; people have forms of their own. */
export type HandKind = Exclude<Target['kind'], 'staff'>
export type Written = { readonly key: string; readonly version: number }

const subjects = { 'home-users': 'homeUser', 'enterprise-lines': 'enterpriseLine', network: 'networkNode' } as const

/** The row's fields as texts; codes stand as they are stored, the rules of the import read those too. */
export const textsOf = ({ definition, columns }: StagedEntity, image: StoredRow['image']): RowTexts =>
  Object.fromEntries(
    Object.keys(definition.columns).flatMap((field) => {
      const value = image[columns.find((column) => column.field === field)?.name ?? '']
      return value === null || value === undefined || value === '' ? [] : [[field, String(value)] as const]
    }),
  )

export const unknownRow = (kind: HandKind, key: string): Refused =>
  kind === 'network'
    ? refuse('network.unknown', { kind: 'notFound', params: { code: key } })
    : refuse('ledger.unknown', { kind: 'notFound', params: { key } })

type Write = {
  readonly deps: Deps
  readonly command: SentCommand
  readonly kind: HandKind
  readonly entity: StagedEntity
  readonly target: Target
  readonly reference: Reference
  readonly reason: string
}

const writeOf = async (deps: Deps, command: SentCommand, kind: HandKind, reason: string): Promise<Write> => ({
  ...{ deps, command, kind, reason },
  entity: entityOf(kind),
  target: targets[kind],
  reference: await referenceOf(deps),
})

/** Makes one row. Refusals: `import.field-unknown`, `import.row-wrong` with a detail for each field, `import.row-exists`. */
export const createRow = async (
  deps: Deps,
  command: SentCommand,
  kind: HandKind,
  { fields, reason }: { readonly fields: RowTexts; readonly reason: string },
): Promise<Result<Written>> => {
  const write = await writeOf(deps, command, kind, reason)
  const strange = strangeField(write, fields)
  if (strange) return strange
  return runCommand(deps.db, command, async (tx): Promise<Result<Outcome<Written>>> => {
    const id = newId()
    const staged = await stageTexts(tx, write, fields, id)
    if (!staged.ok) return staged
    tx.act()
    const { key, prefecture } = staged.value
    const wrong = await judge(tx, write)
    if (wrong) return wrong
    if (await isKeyTaken(tx, write.target)) return keyTaken(write, key)
    await prepareLookups(tx, write.target)
    const batchId = await saveHandBatch(tx, write)
    if (!batchId) return refuse('import.no-company', { kind: 'conflict' })
    if ((await insertNew(tx, write.entity, write.target, batchId, command.at)) !== 1) return keyTaken(write, key)
    await closeBatch(tx, write, batchId, { created: 1, updated: 0 })
    const made = await findRow(tx, write.entity, write.target, key)
    const after = made ? textsOf(write.entity, made.image) : {}
    const changes = changesBetween(write.entity.definition, {}, after)
    return ok({ reply: { key, version: 1 }, ...recorded(write, { id, prefecture }, 'import.row-created', changes) })
  })
}

/**
 * Edits one row: fields that are absent stay, empty ones are emptied. Refusals: `ledger.unknown` or `network.unknown`,
 * `platform.stale` with what changed meanwhile, `import.row-wrong` with a detail for each field, `import.nothing-changed`.
 */
export const editRow = async (
  deps: Deps,
  command: SentCommand,
  kind: HandKind,
  key: string,
  { fields, reason, version }: { readonly fields: RowTexts; readonly reason: string; readonly version: number },
): Promise<Result<Written>> => {
  const write = await writeOf(deps, command, kind, reason)
  const strange = strangeField(write, fields)
  if (strange) return strange
  return runCommand(deps.db, command, async (tx): Promise<Result<Outcome<Written>>> => {
    const { entity, target } = write
    const row = await findRow(tx, entity, target, key, true)
    if (!row) return unknownRow(kind, key)
    tx.act()
    const before = textsOf(entity, row.image)
    if (row.version !== version) return await stale(tx, write, row, before, key, version)
    const staged = await stageTexts(tx, write, mergedTexts(entity.definition, before, fields), row.id)
    if (!staged.ok) return staged
    if (staged.value.key !== key)
      return wrongRow([
        { field: keyField(write), code: 'import.key-fixed', params: { title: columnKey(write.kind, keyField(write)) } },
      ])
    const wrong = await judge(tx, write)
    if (wrong) return wrong
    if (staged.value.prefecture !== row.prefecture) {
      const other = deps.regions.byCode.get(row.prefecture)?.name ?? row.prefecture
      return wrongRow([{ field: 'county', code: 'import.moves-prefecture', params: { other } }])
    }
    await prepareLookups(tx, target)
    const batchId = await saveHandBatch(tx, write)
    if (!batchId) return refuse('import.no-company', { kind: 'conflict' })
    await overwriteRow(tx, entity, target, row, batchId, command.at)
    await closeBatch(tx, write, batchId, { created: 0, updated: 1 })
    const now = await findRow(tx, entity, target, key)
    const changes = changesBetween(entity.definition, before, now ? textsOf(entity, now.image) : {})
    if (changes.length === 0) return refuse('import.nothing-changed')
    return ok({ reply: { key, version: version + 1 }, ...recorded(write, row, 'import.row-edited', changes) })
  })
}

const strangeField = ({ entity }: Write, fields: RowTexts): Refused | undefined => {
  const [field] = unknownFields(entity.definition, fields)
  return field === undefined ? undefined : refuse('import.field-unknown', { field, params: { field } })
}

const wrongRow = (details: readonly FieldProblem[]): Refused =>
  refuse('import.row-wrong', { params: { count: details.length }, details })

const keyField = ({ entity }: Write): string =>
  entity.columns.find((column) => column.name === entity.key)?.field ?? entity.key
const keyTaken = (write: Write, key: string): Refused =>
  refuse('import.row-exists', {
    kind: 'conflict',
    params: { key },
    details: [{ field: keyField(write), code: 'import.row-exists', params: { key } }],
  })

/** Reads the cells by the rules of the import and stages what came of them. */
const stageTexts = async (
  tx: Tx,
  { command, kind, entity, reference }: Write,
  texts: RowTexts,
  id: string,
): Promise<Result<{ key: string; prefecture: string }>> => {
  const names = Object.keys(entity.definition.columns)
  const mapping = Object.fromEntries(names.map((name, index) => [name, index]))
  const context = contextOf({ reference, reach: reachOf(command.actor, kind) })
  const outcome = rowReader(entity.definition, mapping, context)(names.map((name) => texts[name] ?? ''))
  if (!outcome.isGood) return wrongRow(outcome.problems)
  const values = entity.columns.map((column) => column.of(outcome.row, context))
  const prefecture = entity.prefectureOf(outcome.row, context) ?? ''
  await stageOne(tx, entity, id, prefecture, values)
  return ok({ key: String(values[entity.columns.findIndex(({ name }) => name === entity.key)]), prefecture })
}

/** What is wrong with the staged row in the light of what is stored, as an import would say. */
const judge = async (tx: Tx, { command, kind, entity, target }: Write): Promise<Refused | undefined> => {
  await findRepeats(tx, entity)
  await findForeignRows(tx, entity, target, reachOf(command.actor, kind))
  if (kind === 'network') await findWrongParents(tx)
  const { first } = await readVerdict(tx, entity, 1)
  return first[0] ? wrongRow(first[0].problems) : undefined
}

const saveHandBatch = async (tx: Tx, { command, kind, reason }: Write): Promise<string | undefined> => {
  const { actor, at } = command
  const companyId = actor.scope.companyId ?? (await operatorCompany(tx))
  if (!companyId) return undefined
  const id = newId()
  await saveBatch(tx, {
    ...{ id, kind, fileId: null, fileName: '', fileSha256: '', status: 'running', companyId },
    ...{ createdBy: actor.userId, createdByName: actor.name, createdAt: at, byHand: { reason } },
  })
  return id
}

const closeBatch = (
  tx: Tx,
  { command }: Write,
  id: string,
  counts: { readonly created: number; readonly updated: number },
): Promise<number> =>
  finishBatch(tx, id, {
    ...{ status: 'applied', at: command.at, sheets: [] },
    result: { rows: 1, unchanged: 0, held: 0, errorCount: 0, errors: [], ...counts },
  })

const recorded = (
  { kind, entity, reason }: Write,
  row: { readonly id: string; readonly prefecture: string },
  action: AuditedAction,
  changes: readonly FieldChange[],
) => {
  const subject = { prefecture: row.prefecture, subjectType: subjects[kind], subjectId: row.id }
  const masked = changes.map((change) => maskedChange(entity.definition, change))
  const side = (of: 'before' | 'after') => Object.fromEntries(masked.map((change) => [change.field, change[of]]))
  return {
    events: [{ ...subject, kind: action, data: { kind } }],
    audit: [
      {
        ...subject,
        action,
        before: action === 'import.row-created' ? null : side('before'),
        after: side('after'),
        reason,
      },
    ],
  }
}

/** Personal data of a change for this reader. */
export const presentChange = (actor: Actor, entity: StagedEntity, change: FieldChange): FieldChange =>
  can(actor, 'personal-data.full') ? change : maskedChange(entity.definition, change)

const stale = async (
  tx: Tx,
  { command, entity, target }: Write,
  row: StoredRow,
  now: RowTexts,
  key: string,
  version: number,
): Promise<Refused> => {
  const seen = await imageAt(tx, target, row.id, version)
  const by = await nameOfBatchMaker(tx, row.image.import_batch_id)
  const changes = seen ? changesBetween(entity.definition, textsOf(entity, seen), now) : []
  return refuse('platform.stale', {
    kind: 'conflict',
    params: { what: key, by: by ?? '–', version: row.version },
    details: changes
      .map((change) => presentChange(command.actor, entity, change))
      .map(({ field, before, after }) => ({
        ...{ field, code: 'import.changed-field', params: { before: before ?? '—', now: after ?? '—' } },
      })),
  })
}
