import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export type OrderKey = { readonly prefecture: string; readonly id: string }

/** The engineer of the visit, and the other end of an enterprise line. */
export const findFactRows = (
  tx: Tx,
  staffId: string | undefined,
  { prefecture, lineId }: { readonly prefecture: string; readonly lineId: string | undefined },
): Promise<{ name: string | null; number: string | null; phone: string | null; zAddress: string | null } | undefined> =>
  tx.first({
    name: 'confirmation.facts',
    text: `SELECT s.name, s.number, s.phone,
             (SELECT l.z_address FROM enterprise_line l WHERE l.prefecture = $2 AND l.id = $3::uuid) AS "zAddress"
           FROM (SELECT $1::uuid AS id) given LEFT JOIN staff s ON s.id = given.id`,
    values: [staffId ?? null, prefecture, lineId ?? null],
  })

export type DocumentRow = {
  readonly number: string
  readonly failure: string | null
  readonly attempts: number
  readonly fileId: string | null
  readonly sha256: string | null
  readonly bytes: number | null
  readonly madeAt: Instant | null
}

export const findDocuments = (tx: Tx, { prefecture, id }: OrderKey): Promise<DocumentRow[]> =>
  tx.rows({
    name: 'confirmation.documents',
    text: `SELECT number, failure, attempts, file_id AS "fileId", encode(sha256, 'hex') AS sha256, bytes, made_at AS "madeAt"
           FROM confirmation_document WHERE prefecture = $1 AND work_order_id = $2 ORDER BY number DESC`,
    values: [prefecture, id],
  })

/** The engineer's own signature, the last that was drawn. */
export const findOwnSignature = (
  tx: Tx,
  prefecture: string,
  staffId: string,
): Promise<{ fileId: string; at: Instant } | undefined> =>
  tx.first({
    name: 'confirmation.ownSignature',
    text: `SELECT id AS "fileId", created_at AS at FROM stored_file
           WHERE prefecture = $1 AND subject_id = $2 AND subject_type = 'staff' AND purpose = 'signature'
           ORDER BY created_at DESC LIMIT 1`,
    values: [prefecture, staffId],
  })

/** The document is wanted, or wanted again. */
export const wantDocuments = (
  tx: Tx,
  wanted: readonly (OrderKey & { readonly number: string })[],
  at: Instant,
): Promise<number> =>
  tx.run({
    name: 'confirmation.want',
    text: `INSERT INTO confirmation_document (prefecture, work_order_id, number, wanted_at)
           SELECT DISTINCT w.prefecture, w.id, w.number, $2::timestamptz
           FROM jsonb_to_recordset($1::jsonb) AS w(prefecture text, id uuid, number text)
           ON CONFLICT (prefecture, work_order_id, number) DO UPDATE
             SET wanted_at = excluded.wanted_at, attempts = 0, failure = NULL, made_at = NULL`,
    values: [JSON.stringify(wanted), at],
  })

export type WantedDocument = OrderKey & {
  readonly number: string
  readonly orderNumber: string
  readonly attempts: number
}

/** Documents that nobody has made yet; each attempt waits longer for the next, and after the last a person asks again. */
export const dueDocuments = (tx: Tx, now: Instant, maxAttempts: number, limit: number): Promise<WantedDocument[]> =>
  tx.rows({
    name: 'confirmation.due',
    text: `SELECT d.prefecture, d.work_order_id AS id, d.number, d.attempts, w.number AS "orderNumber"
           FROM confirmation_document d JOIN work_order w ON w.prefecture = d.prefecture AND w.id = d.work_order_id
           WHERE d.made_at IS NULL AND d.attempts < $2 AND d.wanted_at + d.attempts * interval '20 seconds' <= $1::timestamptz
           ORDER BY d.wanted_at LIMIT $3`,
    values: [now, maxAttempts, limit],
  })

export const failDocument = (
  tx: Tx,
  { prefecture, id, number }: OrderKey & { readonly number: string },
  failure: string,
) =>
  tx.run({
    text: `UPDATE confirmation_document SET attempts = attempts + 1, failure = $4
           WHERE prefecture = $1 AND work_order_id = $2 AND number = $3`,
    values: [prefecture, id, number, failure.slice(0, 500)],
  })

export const keepDocument = (
  tx: Tx,
  { prefecture, id, number }: OrderKey & { readonly number: string },
  file: { readonly id: string; readonly sha256: string; readonly bytes: number },
  at: Instant,
): Promise<number> =>
  tx.run({
    text: `UPDATE confirmation_document SET file_id = $4, sha256 = decode($5, 'hex'), bytes = $6, made_at = $7, failure = NULL
           WHERE prefecture = $1 AND work_order_id = $2 AND number = $3`,
    values: [prefecture, id, number, file.id, file.sha256, file.bytes, at],
  })

/** The files that stand under a document, as they are kept. */
export const findPictures = (
  tx: Tx,
  prefecture: string,
  ids: readonly string[],
): Promise<{ id: string; storageKey: string }[]> =>
  tx.rows({
    name: 'confirmation.pictures',
    text: `SELECT id, storage_key AS "storageKey" FROM stored_file WHERE prefecture = $1 AND id = ANY ($2::uuid[])`,
    values: [prefecture, ids],
  })

/** Whether a file that is named is still on its way from a phone. */
export const isComing = async (tx: Tx, prefecture: string, ids: readonly string[]): Promise<boolean> =>
  (await tx.first({
    name: 'confirmation.coming',
    text: 'SELECT 1 AS coming FROM upload WHERE prefecture = $1 AND id = ANY ($2::uuid[]) AND done_at IS NULL LIMIT 1',
    values: [prefecture, ids],
  })) !== undefined

/** Looked at again later, without an attempt lost. */
export const postponeDocument = (
  tx: Tx,
  { prefecture, id, number }: OrderKey & { readonly number: string },
  until: Instant,
) =>
  tx.run({
    text: 'UPDATE confirmation_document SET wanted_at = $4 WHERE prefecture = $1 AND work_order_id = $2 AND number = $3',
    values: [prefecture, id, number, until],
  })
