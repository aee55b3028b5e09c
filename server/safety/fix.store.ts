import type { FixPurpose } from '#core/safety/arrival.ts'
import type { PositionFix } from '#core/safety/safety.contract.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export type FixGround = { readonly isAcknowledged: boolean; readonly isOnLeave: boolean; readonly isRepeated: boolean }

export type FixQuestion = {
  readonly userId: string
  readonly staffId: string
  readonly workOrderId: string
  readonly notice: { readonly code: string; readonly version: number; readonly since: Instant }
  readonly day: Day
  readonly position: { readonly lon: number; readonly lat: number } | undefined
  readonly repeatedSince: Instant
}

/**
 * Whether a position may be taken from this person, and whether its very coordinates stand at the sign-in on another order. Two orders
 * within a minute are one place: a phone answers a second question with the fix of the first.
 */
export const findFixGround = async (tx: Tx, asked: FixQuestion): Promise<FixGround> => {
  const found = await tx.first<FixGround>({
    name: 'safety.fixGround',
    text: `SELECT EXISTS (SELECT 1 FROM acknowledgement a WHERE a.user_id = $1 AND a.code = $2 AND a.version = $3 AND a.at >= $4) AS "isAcknowledged",
             EXISTS (SELECT 1 FROM staff_leave l WHERE l.staff_id = $5 AND $6::date BETWEEN l.from_on AND l.to_on) AS "isOnLeave",
             EXISTS (SELECT 1 FROM position_fix f WHERE f.staff_id = $5 AND f.purpose = 'arrival' AND f.at >= $7
               AND f.lon = $8 AND f.lat = $9 AND f.work_order_id <> $10) AS "isRepeated"`,
    values: [
      asked.userId,
      asked.notice.code,
      asked.notice.version,
      asked.notice.since,
      asked.staffId,
      asked.day,
      asked.repeatedSince,
      asked.position?.lon ?? null,
      asked.position?.lat ?? null,
      asked.workOrderId,
    ],
  })
  if (!found) throw new Error('a query without a table answers one row')
  return found
}

export type NewFix = {
  readonly id: string
  readonly prefecture: string
  readonly companyId: string
  readonly county: string
  readonly stationId: string | null
  readonly staffId: string
  readonly workOrderId: string | null
  readonly purpose: FixPurpose
  readonly at: Instant
  readonly lon: number
  readonly lat: number
  readonly accuracyMetres: number | null
  readonly isDemo: boolean
}

export const insertFix = (tx: Tx, fix: NewFix): Promise<number> =>
  tx.run({
    name: 'safety.insertFix',
    text: `INSERT INTO position_fix (prefecture, id, company_id, county, station_id, staff_id, work_order_id, purpose, at, lon, lat,
             accuracy_metres, is_demo)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      fix.prefecture,
      fix.id,
      fix.companyId,
      fix.county,
      fix.stationId,
      fix.staffId,
      fix.workOrderId,
      fix.purpose,
      fix.at,
      fix.lon,
      fix.lat,
      fix.accuracyMetres,
      fix.isDemo,
    ],
  })

const FIX = `SELECT f.id, f.purpose, f.at, f.lon, f.lat, f.accuracy_metres AS "accuracyMetres", coalesce(s.name, '') AS "staffName", w.number
  FROM position_fix f LEFT JOIN staff s ON s.id = f.staff_id
  LEFT JOIN work_order w ON w.prefecture = f.prefecture AND w.id = f.work_order_id`

export const fixesOfStaff = (tx: Tx, staffId: string): Promise<PositionFix[]> =>
  tx.rows({ text: `${FIX} WHERE f.staff_id = $1 ORDER BY f.at DESC, f.id LIMIT 500`, values: [staffId] })

export const fixesOfOrder = (tx: Tx, prefecture: string, orderId: string): Promise<PositionFix[]> =>
  tx.rows({
    text: `${FIX} WHERE f.prefecture = $1 AND f.work_order_id = $2 ORDER BY f.at, f.id LIMIT 200`,
    values: [prefecture, orderId],
  })

/** Under the reader's scope: what they do not see has no positions for them. */
export const findOrderPlace = (
  tx: Tx,
  number: string,
): Promise<{ readonly prefecture: string; readonly id: string } | undefined> =>
  tx.first({ text: 'SELECT prefecture, id FROM work_order WHERE number = $1', values: [number] })

/** Takes away positions from before the instant, some at a time. */
export const deleteOldFixes = (tx: Tx, before: Instant, limit: number): Promise<number> =>
  tx.run({
    text: 'DELETE FROM position_fix WHERE ctid = ANY (ARRAY(SELECT ctid FROM position_fix WHERE at < $1 LIMIT $2))',
    values: [before, limit],
  })

/** Takes the places away that stand with photos and readings of visits that ended before the instant. */
export const stripOldPlaces = (tx: Tx, before: Instant, limit: number): Promise<number> =>
  tx.run({
    text: `UPDATE visit SET evidence = (SELECT jsonb_agg(e.item - 'position' ORDER BY e.place)
             FROM jsonb_array_elements(evidence) WITH ORDINALITY AS e(item, place))
           WHERE (prefecture, id) IN (SELECT prefecture, id FROM visit
             WHERE jsonb_path_exists(evidence, '$[*].position') AND ended_at < $1 LIMIT $2)`,
    values: [before, limit],
  })
