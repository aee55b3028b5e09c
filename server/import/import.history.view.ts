import type { Actor } from '#core/access/scope.ts'
import type { RowHistory } from '#core/import/by-hand.contract.ts'
import { changesBetween } from '#core/import/by-hand.rules.ts'
import { ok, type Result } from '#core/result.ts'
import type { Instant } from '#core/time.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type HandKind, presentChange, textsOf, unknownRow } from './by-hand.service.ts'
import { findRow, type StoredRow } from './by-hand.store.ts'
import { entityOf } from './kinds.ts'
import { targets } from './target.store.ts'

/** Older changes stay in the audit. */
const MOST_CHANGES = 50

type Batch = {
  readonly at: Instant
  readonly isByHand: boolean
  readonly byName: string
  readonly companyId: string
  readonly fileName: string
  readonly reason: string | null
  readonly undoneAt: Instant | null
}
type ChangeRow = Batch & { readonly afterVersion: number; readonly before: StoredRow['image'] }

const BATCH = sql`coalesce(b.finished_at, b.created_at) AS at, b.is_by_hand AS "isByHand", b.created_by_name AS "byName",
  b.company_id AS "companyId", b.file_name AS "fileName", b.reason, b.undone_at AS "undoneAt"`

/** What changed a row, the latest first: one walk along the index of changes. */
export const rowChangesQuery = (table: string, id: string) => sql`
  SELECT ${BATCH}, c.after_version AS "afterVersion", c.before FROM import_change c JOIN import_batch b ON b.id = c.batch_id
  WHERE c.entity_id = ${id} AND c.entity = ${table} ORDER BY c.after_version DESC LIMIT ${MOST_CHANGES}`

/** The history of one row that the reader sees: imports and edits by hand. Refusals: `ledger.unknown`, `network.unknown`. */
export const readRowHistory = (deps: Deps, actor: Actor, kind: HandKind, key: string): Promise<Result<RowHistory>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const entity = entityOf(kind)
    const target = targets[kind]
    const row = await findRow(tx, entity, target, key)
    if (!row) return unknownRow(kind, key)
    // What changed a row belongs to whoever sees the row; whose it was is told below.
    tx.act()
    const changes = await tx.rows<ChangeRow>(rowChangesQuery(target.table, row.id))
    const oldest = changes.at(-1)?.before ?? row.image
    const madeBy = typeof oldest.import_batch_id === 'string' ? oldest.import_batch_id : undefined
    const creation = madeBy
      ? await tx.first<Batch>(sql`SELECT ${BATCH} FROM import_batch b WHERE b.id = ${madeBy}`)
      : undefined
    const present = (batch: Batch) => {
      const isOwn = actor.isOperator || batch.companyId === actor.scope.companyId
      return {
        at: batch.at,
        origin: batch.isByHand ? ('hand' as const) : ('file' as const),
        byName: isOwn ? batch.byName : null,
        companyId: batch.companyId,
        fileName: isOwn && batch.fileName !== '' ? batch.fileName : null,
        reason: isOwn ? batch.reason : null,
        undoneAt: batch.undoneAt,
      }
    }
    const items = changes.map((change, index) => {
      const after = changes[index - 1]?.before ?? row.image
      const found = change.undoneAt
        ? []
        : changesBetween(entity.definition, textsOf(entity, change.before), textsOf(entity, after))
      return {
        ...present(change),
        isCreation: false,
        changes: found.map((each) => presentChange(actor, entity, each)),
      }
    })
    const isWhole = changes.length < MOST_CHANGES && creation !== undefined
    return ok({ items: isWhole ? [...items, { ...present(creation), isCreation: true, changes: [] }] : items })
  })
