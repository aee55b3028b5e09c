import type { Actor } from '#core/access/scope.ts'
import type { FilePurpose, MediaType } from '#core/file.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export type FileRow = {
  readonly prefecture: string
  readonly id: string
  /** Hexadecimal. */
  readonly sha256: string
  readonly bytes: number
  readonly mediaType: MediaType
  readonly name: string
  readonly purpose: FilePurpose
  readonly storageKey: string
  readonly thumbnailKey: string | null
  readonly createdAt: Instant
}

export type NewFile = FileRow & {
  readonly deviceAt: Instant | null
  readonly subject: FileSubject | undefined
  readonly details: unknown
}

export type FileSubject = { readonly type: string; readonly id: string }

export const insertFile = (tx: Tx, actor: Actor, file: NewFile): Promise<number> =>
  tx.run({
    text: `INSERT INTO stored_file (prefecture, id, sha256, bytes, media_type, name, purpose, subject_type, subject_id, storage_key,
             thumbnail_key, created_at, device_at, created_by, created_by_name, details)
           VALUES ($1, $2, decode($3, 'hex'), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    values: [
      file.prefecture,
      file.id,
      file.sha256,
      file.bytes,
      file.mediaType,
      file.name,
      file.purpose,
      file.subject?.type ?? null,
      file.subject?.id ?? null,
      file.storageKey,
      file.thumbnailKey,
      file.createdAt,
      file.deviceAt,
      actor.userId,
      actor.name,
      JSON.stringify(file.details),
    ],
  })

/** The file, as far as the reader may see it. */
export const findFile = (tx: Tx, prefecture: string, id: string): Promise<FileRow | undefined> =>
  tx.first({
    name: 'files.one',
    text: `SELECT prefecture, id, encode(sha256, 'hex') AS sha256, bytes, media_type AS "mediaType", name, purpose,
             storage_key AS "storageKey", thumbnail_key AS "thumbnailKey", created_at AS "createdAt"
           FROM stored_file WHERE prefecture = $1 AND id = $2`,
    values: [prefecture, id],
  })

/**
 * Says what files belong to: from then on whoever sees that sees them. Only the uploader's own loose files, and those that belong to
 * it already; the number of files for which that is so. One that is announced to an order and has yet to come belongs there with it.
 */
export const attachFiles = (
  tx: Tx,
  actor: Actor,
  prefecture: string,
  ids: readonly string[],
  subject: FileSubject,
): Promise<number> =>
  tx.run({
    name: 'files.attach',
    text: `WITH awaited AS (
             UPDATE upload SET work_order_id = $5 WHERE $4 = 'workOrder' AND prefecture = $1 AND id = ANY ($2::uuid[])
               AND created_by = $3 AND work_order_id IS NULL AND done_at IS NULL)
           UPDATE stored_file SET subject_type = $4, subject_id = $5
           WHERE prefecture = $1 AND id = ANY ($2::uuid[])
             AND ((subject_id IS NULL AND created_by = $3) OR (subject_type = $4 AND subject_id = $5))`,
    values: [prefecture, ids, actor.userId, subject.type, subject.id],
  })

/** Takes away rows that nothing has used; what they kept. */
export const deleteLoose = (
  tx: Tx,
  before: Instant,
  limit: number,
): Promise<Pick<FileRow, 'storageKey' | 'thumbnailKey'>[]> =>
  tx.rows({
    text: `DELETE FROM stored_file WHERE (prefecture, id) IN (
             SELECT prefecture, id FROM stored_file WHERE subject_id IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2)
           RETURNING storage_key AS "storageKey", thumbnail_key AS "thumbnailKey"`,
    values: [before, limit],
  })

/** Which of these ids have a row. */
export const knownIds = async (
  tx: Tx,
  keys: readonly { readonly prefecture: string; readonly id: string }[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.rows<{ id: string }>({
    text: `SELECT f.id FROM unnest($1::text[], $2::uuid[]) AS k(prefecture, id)
           JOIN stored_file f ON f.prefecture = k.prefecture AND f.id = k.id`,
    values: [keys.map((key) => key.prefecture), keys.map((key) => key.id)],
  })
  return new Set(rows.map((row) => row.id))
}
