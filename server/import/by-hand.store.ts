import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { StagedEntity } from './staged.ts'
import type { Target } from './target.store.ts'

/** A row of any of the tables as it stands, its columns by name. */
export type StoredRow = {
  readonly id: string
  readonly prefecture: string
  readonly version: number
  readonly image: Readonly<Record<string, unknown>>
}

/** The row of a key within the reader's scope. */
export const findRow = (
  tx: Tx,
  entity: StagedEntity,
  { table }: Target,
  key: string,
  isLocked = false,
): Promise<StoredRow | undefined> =>
  tx.first({
    text: `SELECT h.id, h.prefecture, h.version, to_jsonb(h) AS image FROM ${table} h WHERE h.${entity.key} = $1
      ORDER BY h.prefecture LIMIT 1 ${isLocked ? 'FOR UPDATE' : ''}`,
    values: [key],
  })

/** Whether the staged row's key is taken in its prefecture, seen or not. */
export const isKeyTaken = async (tx: Tx, { table, match }: Target): Promise<boolean> =>
  (await tx.first({ text: `SELECT 1 FROM staged s JOIN ${table} h ON ${match}` })) !== undefined

/** The row as it stood at a version, where something keeps that. */
export const imageAt = async (
  tx: Tx,
  { table }: Target,
  id: string,
  version: number,
): Promise<StoredRow['image'] | undefined> =>
  (
    await tx.first<{ before: StoredRow['image'] }>({
      text: `SELECT before FROM import_change WHERE entity_id = $1 AND after_version = $3 AND entity = $2`,
      values: [id, table, version + 1],
    })
  )?.before

export const nameOfBatchMaker = async (tx: Tx, batchId: unknown): Promise<string | undefined> =>
  (
    await tx.first<{ name: string }>({
      text: 'SELECT created_by_name AS name FROM import_batch WHERE id = $1::uuid',
      values: [batchId ?? null],
    })
  )?.name

/** Writes the staged row over the stored one: unlike in a file, an empty field is emptied. The image before is kept. */
export const overwriteRow = async (
  tx: Tx,
  entity: StagedEntity,
  target: Target,
  row: StoredRow,
  batchId: string,
  at: Instant,
): Promise<void> => {
  const { table } = target
  await tx.run({
    text: `INSERT INTO import_change (batch_id, entity, prefecture, entity_id, before, after_version)
      SELECT $1, '${table}', h.prefecture, h.id, ${target.image}, h.version + 1 FROM ${table} h
      WHERE h.prefecture = $2 AND h.id = $3`,
    values: [batchId, row.prefecture, row.id],
  })
  const asBefore = target.filledAsBefore ?? 'true'
  const set = [
    ...entity.columns
      .filter((column) => !column.isElsewhere)
      .map(({ name, whenNew }) => `${name} = ${whenNew ? `coalesce(s.${name}, ${whenNew})` : `s.${name}`}`),
    ...Object.entries(target.filled).map(
      ([name, value]) => `${name} = CASE WHEN ${asBefore} THEN coalesce(h.${name}, ${value}) ELSE ${value} END`,
    ),
  ]
  await tx.run({
    text: `UPDATE ${table} h SET ${set.join(', ')}, import_batch_id = $1, updated_at = $2, version = h.version + 1
      FROM staged s ${target.joins} WHERE h.prefecture = $3 AND h.id = $4`,
    values: [batchId, at, row.prefecture, row.id],
  })
}
