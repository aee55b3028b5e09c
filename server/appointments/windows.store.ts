import type { Blackout, CapacityRow, Held, OnPost } from '#core/appointments/windows.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

type Nullable<T> = { [K in keyof T]: T[K] | null }
const known = <T extends object>(row: object): T =>
  Object.fromEntries(Object.entries(row as Nullable<T>).filter(([, value]) => value !== null)) as T

/** Whoever books in a county on a day waits for the one before: what is left is counted after that one has booked. */
export const lockDay = (tx: Tx, county: string, day: Day): Promise<number> =>
  tx.run({
    name: 'windows.lock',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`window ${county} ${day}`],
  })

/** Places taken in the county from `from` on, before `to`; the caller acts. */
export const heldBetween = async (
  tx: Tx,
  { prefecture, county }: { readonly prefecture: string; readonly county: string },
  from: Instant,
  to: Instant,
): Promise<readonly Held[]> =>
  (
    await tx.rows<object>({
      name: 'windows.held',
      text: `SELECT w.held_from AS at, w.kind, w.company_id AS "companyId", w.id AS "orderId" FROM work_order w
             WHERE w.prefecture = $1 AND w.county = $2 AND w.is_open AND w.held_from >= $3 AND w.held_from < $4`,
      values: [prefecture, county, from, to],
    })
  ).map((row) => known<Held>(row))

/** What managers set for the county, of all days and of those between. */
export const capacityRows = async (
  tx: Tx,
  { prefecture, county }: { readonly prefecture: string; readonly county: string },
  fromOn: Day,
  toOn: Day,
): Promise<readonly CapacityRow[]> =>
  (
    await tx.rows<object>({
      name: 'windows.capacity',
      text: `SELECT county, company_id AS "companyId", kind, on_day AS "onDay", window_from AS "windowFrom", minutes,
               closed_reason AS "closedReason"
             FROM visit_capacity WHERE prefecture = $1 AND county = $2 AND (on_day IS NULL OR on_day BETWEEN $3 AND $4)`,
      values: [prefecture, county, fromOn, toOn],
    })
  ).map((row) => known<CapacityRow>(row))

/** Days without visits in any of the regions. */
export const blackoutsOf = (tx: Tx, regions: readonly string[], fromOn: Day, toOn: Day): Promise<readonly Blackout[]> =>
  tx.rows({
    name: 'windows.blackouts',
    text: `SELECT from_on AS "fromOn", to_on AS "toOn", reason FROM blackout_day
           WHERE region = ANY ($1::text[]) AND to_on >= $2 AND from_on <= $3 ORDER BY from_on, id`,
    values: [regions, fromOn, toOn],
  })

/**
 * The company's people who could go, by day: those of a station for several counties by their share. No row for a county where
 * nobody of the company is known.
 */
export const onPostOf = (
  tx: Tx,
  {
    county,
    companyId,
    posts,
  }: { readonly county: string; readonly companyId: string; readonly posts: readonly string[] },
  fromOn: Day,
  toOn: Day,
): Promise<readonly OnPost[]> =>
  tx.rows({
    name: 'windows.onPost',
    text: `SELECT d.day::date AS day, sum(CASE
               WHEN s.joined_on > d.day OR s.left_on < d.day OR EXISTS (
                 SELECT 1 FROM staff_leave l WHERE l.staff_id = s.id AND l.from_on <= d.day AND l.to_on >= d.day) THEN 0
               ELSE 1.0 / greatest(1, coalesce(cardinality(st.counties), 1)) END)::float8 AS people
           FROM staff s LEFT JOIN station st ON st.id = s.station_id
           CROSS JOIN generate_series($4::date, $5::date, interval '1 day') AS d(day)
           WHERE s.company_id = $1 AND s.status = 'active' AND s.post = ANY ($3::text[])
             AND ($2 = ANY (st.counties) OR (s.station_id IS NULL AND s.county = $2))
           GROUP BY d.day ORDER BY d.day`,
    values: [companyId, county, posts, fromOn, toOn],
  })

/** What of an order decides about its windows. */
export type OrderPlace = {
  readonly id: string
  readonly prefecture: string
  readonly county: string
  readonly kind: Held['kind']
  readonly line: 'home' | 'enterprise'
  readonly gridId?: string | undefined
  readonly companyId?: string | undefined
}

/** The order as its reader may see it. */
export const findOrderPlace = async (tx: Tx, number: string): Promise<OrderPlace | undefined> => {
  const row = await tx.first<object>({
    name: 'windows.order',
    text: `SELECT id, prefecture, county, kind, line, grid_id AS "gridId", company_id AS "companyId" FROM work_order WHERE number = $1`,
    values: [number],
  })
  return row && known<OrderPlace>(row)
}
