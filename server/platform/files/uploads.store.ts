import type { Actor } from '#core/access/scope.ts'
import type { FilePurpose } from '#core/file.ts'
import type { Instant } from '#core/time.ts'
import type { AnnouncedFile } from '#core/upload.contract.ts'
import type { Tx } from '#server/platform/db.ts'

export type UploadRow = {
  readonly prefecture: string
  readonly id: string
  readonly purpose: FilePurpose
  readonly name: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  readonly received: number
  readonly workOrderId: string | null
  readonly createdBy: string
  readonly deviceAt: Instant | null
  readonly capture: unknown
  readonly doneAt: Instant | null
}

const COLUMNS = `prefecture, id, purpose, name, bytes, encode(sha256, 'hex') AS sha256, received, work_order_id AS "workOrderId",
  created_by AS "createdBy", device_at AS "deviceAt", capture, done_at AS "doneAt"`

export type NewUpload = AnnouncedFile & { readonly id: string }

/** Announced again it stays what it was. */
export const announceUpload = (tx: Tx, actor: Actor, at: Instant, upload: NewUpload): Promise<number> =>
  tx.run({
    name: 'uploads.announce',
    text: `INSERT INTO upload (prefecture, id, purpose, name, bytes, sha256, created_by, created_by_name, created_at, device_at, capture)
           VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, $9, $10, $11) ON CONFLICT (prefecture, id) DO NOTHING`,
    values: [
      ...[upload.prefecture, upload.id, upload.purpose, upload.name, upload.bytes, upload.sha256],
      ...[actor.userId, actor.name, at, upload.deviceAt ?? null],
      upload.capture ? JSON.stringify(upload.capture) : null,
    ],
  })

export const findUpload = (tx: Tx, prefecture: string, id: string, isLocked = false): Promise<UploadRow | undefined> =>
  tx.first({
    text: `SELECT ${COLUMNS} FROM upload WHERE prefecture = $1 AND id = $2${isLocked ? ' FOR UPDATE' : ''}`,
    values: [prefecture, id],
  })

export const setReceived = (tx: Tx, prefecture: string, id: string, received: number): Promise<number> =>
  tx.run({
    name: 'uploads.received',
    text: 'UPDATE upload SET received = $3 WHERE prefecture = $1 AND id = $2',
    values: [prefecture, id, received],
  })

/** Complete: to which order it belongs by now. */
export const finishUpload = (
  tx: Tx,
  prefecture: string,
  id: string,
  at: Instant,
): Promise<{ workOrderId: string | null } | undefined> =>
  tx.first({
    name: 'uploads.finish',
    text: `UPDATE upload SET received = bytes, done_at = $3 WHERE prefecture = $1 AND id = $2 AND done_at IS NULL
           RETURNING work_order_id AS "workOrderId"`,
    values: [prefecture, id, at],
  })

/** Takes away announcements that have served, or that nobody came back to. */
export const deleteOldUploads = (
  tx: Tx,
  before: { readonly unnamed: Instant; readonly named: Instant },
  limit: number,
): Promise<number> =>
  tx.run({
    text: `DELETE FROM upload WHERE (prefecture, id) IN (
             SELECT prefecture, id FROM upload
             WHERE created_at < $1 AND (done_at IS NOT NULL OR work_order_id IS NULL OR created_at < $2)
             ORDER BY created_at LIMIT $3)`,
    values: [before.unnamed, before.named, limit],
  })

/** Which of these are still coming. */
export const comingIds = async (
  tx: Tx,
  keys: readonly { readonly prefecture: string; readonly id: string }[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.rows<{ id: string }>({
    text: `SELECT u.id FROM unnest($1::text[], $2::uuid[]) AS k(prefecture, id)
           JOIN upload u ON u.prefecture = k.prefecture AND u.id = k.id AND u.done_at IS NULL`,
    values: [keys.map((key) => key.prefecture), keys.map((key) => key.id)],
  })
  return new Set(rows.map((row) => row.id))
}
