import type { Actor } from '#core/access/scope.ts'
import type { HeldRowItem, ImportBatchItem, ImportCounts } from '#core/import/import.contract.ts'
import type { ImportKind } from '#core/import/import.ts'
import { cellErrorOf } from '#core/import/row.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { countHeldRows, listHeldRows } from './holding.store.ts'
import { mayImport } from './permission.ts'

const COLUMNS = sql`b.id, b.kind, b.file_name AS "fileName", b.status, b.created_by_name AS "createdByName", b.created_at AS "createdAt",
  b.finished_at AS "finishedAt", b.undone_at AS "undoneAt"`

export type BatchLine = Omit<ImportBatchItem, 'result'> & { readonly counts: ImportCounts | null }

/** Imports of files, the newest first; a draft is its maker's own. */
export const listBatches = async (
  deps: Deps,
  actor: Actor,
  {
    kind,
    limit,
    cursor,
  }: { readonly kind?: ImportKind | undefined; readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: BatchLine[]; nextCursor: string | null }> => {
  const rows = await deps.db.readRows<BatchLine>(
    actor.scope,
    sql`SELECT ${COLUMNS}, b.counts - 'errors' - 'joined' - 'unmatched' AS counts FROM import_batch b
      WHERE NOT b.is_by_hand AND (b.status <> 'draft' OR b.created_by = ${actor.userId}) ${kind ? sql`AND b.kind = ${kind}` : sql``}
      ${cursor ? sql`AND b.id < ${cursor}` : sql``} ORDER BY b.id DESC LIMIT ${limit + 1}`,
  )
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export const readBatch = async (deps: Deps, actor: Actor, id: string): Promise<Result<ImportBatchItem>> => {
  const rows = await deps.db.readRows<ImportBatchItem>(
    actor.scope,
    sql`SELECT ${COLUMNS}, b.counts AS result FROM import_batch b WHERE b.id = ${id}`,
  )
  const batch = rows[0]
  if (!batch) return refuse('import.batch-unknown', { kind: 'notFound' })
  return mayImport(actor, batch.kind) ?? ok(batch)
}

export const listHeld = async (
  deps: Deps,
  actor: Actor,
  filter: {
    readonly kind: ImportKind
    readonly status: HeldRowItem['status']
    readonly batch?: string | undefined
    readonly limit: number
    readonly cursor?: string | undefined
  },
  language: Language,
): Promise<Result<{ items: HeldRowItem[]; nextCursor: string | null }>> => {
  const refused = mayImport(actor, filter.kind)
  if (refused) return refused
  const after = filter.cursor === undefined ? undefined : decodeCursor(filter.cursor)
  if (filter.cursor !== undefined && !after) return refuse('import.bad-cursor', { field: 'cursor' })
  const { kind, status, batch: batchId, limit } = filter
  const rows = await deps.db.withTransaction(actor.scope, (tx) =>
    listHeldRows(tx, { kind, status, batchId, after, limit: limit + 1 }),
  )
  const items = rows.slice(0, limit).map(
    (row): HeldRowItem => ({
      ...row,
      content: { ...row.content },
      problems: row.problems.map((problem) => {
        const place = { sheet: row.sheet, row: row.row, column: '', value: '' }
        const { field, reason, proposal } = cellErrorOf(problem, place, language, deps.texts)
        return { field, reason, proposal }
      }),
    }),
  )
  const last = items.at(-1)
  return ok({ items, nextCursor: rows.length > limit && last ? encodeCursor(last.createdAt, last.id) : null })
}

export const countHeld = async (deps: Deps, actor: Actor): Promise<{ kind: ImportKind; open: number }[]> => {
  const counts = await deps.db.withTransaction(actor.scope, countHeldRows)
  return counts.filter(({ kind }) => mayImport(actor, kind) === undefined)
}

const encodeCursor = (at: string, id: string): string => Buffer.from(`${at} ${id}`).toString('base64url')
const decodeCursor = (cursor: string): { at: string; id: string } | undefined => {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  return match?.[1] && match[2] ? { at: match[1], id: match[2] } : undefined
}
