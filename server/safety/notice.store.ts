import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** The last acknowledgement of each notice in its present version, and the hotline of the reader's station. */
export const findOwnNotices = async (
  tx: Tx,
  userId: string,
  stationId: string | undefined,
): Promise<{
  readonly acknowledged: readonly { code: string; version: number; at: Instant }[]
  readonly hotline: string | null
}> => {
  const [acknowledged, station] = await Promise.all([
    tx.rows<{ code: string; version: number; at: Instant }>({
      text: `SELECT DISTINCT ON (code, version) code, version, at FROM acknowledgement WHERE user_id = $1
             ORDER BY code, version, at DESC`,
      values: [userId],
    }),
    tx.first<{ hotline: string | null }>({
      text: 'SELECT hotline FROM station WHERE id = $1',
      values: [stationId ?? null],
    }),
  ])
  return { acknowledged, hotline: station?.hotline ?? null }
}

export type NewAcknowledgement = {
  readonly prefecture: string
  readonly id: string
  readonly userId: string
  readonly staffId: string | null
  readonly code: string
  readonly version: number
  readonly at: Instant
}

export const insertAcknowledgement = (tx: Tx, made: NewAcknowledgement): Promise<number> =>
  tx.run({
    text: `INSERT INTO acknowledgement (prefecture, id, user_id, staff_id, company_id, code, version, at, is_demo)
           SELECT $1, $2, u.id, $4, u.company_id, $5, $6, $7, u.is_demo FROM app_user u WHERE u.id = $3`,
    values: [made.prefecture, made.id, made.userId, made.staffId, made.code, made.version, made.at],
  })
