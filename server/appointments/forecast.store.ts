import type { OpenVisit, Said } from '#core/appointments/forecast.rules.ts'
import type { Position } from '#core/position.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

type Row = Omit<OpenVisit, 'position'> & {
  readonly id: string
  readonly prefecture: string
  readonly county: string
  readonly companyId: string | null
  readonly staffId: string
  readonly lon: number | null
  readonly lat: number | null
}
export type ForecastVisit = OpenVisit & Pick<Row, 'id' | 'prefecture' | 'county' | 'companyId' | 'staffId'>

/** Engineers whose promised times lie between, in their order by id; a thousand at once. */
export const staffPromised = async (
  tx: Tx,
  from: Instant,
  to: Instant,
  after: string,
  limit: number,
): Promise<readonly string[]> =>
  (
    await tx.rows<{ staffId: string }>({
      name: 'forecast.staff',
      text: `SELECT DISTINCT w.staff_id AS "staffId" FROM work_order w
             WHERE w.is_open AND w.appointment_from >= $1 AND w.appointment_from < $2 AND w.staff_id > $3 ORDER BY 1 LIMIT $4`,
      values: [from, to, after, limit],
    })
  ).map((row) => row.staffId)

/** The visits of these engineers that are under way or promised before `before`; a clock that stands still is nobody's appointment. */
export const openVisitsOf = async (
  tx: Tx,
  staffIds: readonly string[],
  before: Instant,
): Promise<readonly ForecastVisit[]> =>
  (
    await tx.rows<Row>({
      name: 'forecast.visits',
      text: `SELECT w.id, w.prefecture, w.county, w.company_id AS "companyId", w.number, w.kind, w.area_class AS "areaClass", w.lon, w.lat,
               v.lead_staff_id AS "staffId", v.window_from AS "windowFrom", v.window_to AS "windowTo", v.departed_at AS "departedAt",
               v.arrived_at AS "arrivedAt"
             FROM visit v JOIN work_order w ON w.prefecture = v.prefecture AND w.id = v.work_order_id
             WHERE v.lead_staff_id = ANY ($1::uuid[]) AND v.ended_at IS NULL AND w.is_open AND w.staff_id = v.lead_staff_id
               AND w.state IN ('appointed', 'enRoute', 'arrived', 'inProgress', 'restored')
               AND (v.window_from < $2 OR v.departed_at IS NOT NULL OR v.arrived_at IS NOT NULL)`,
      values: [staffIds, before],
    })
  ).map(({ lon, lat, ...row }) => ({ ...row, ...(lon !== null && lat !== null ? { position: { lon, lat } } : {}) }))

/** Where each was last known to be since `since`: at the last visit's place, else at the station. */
export const lastPlacesOf = async (
  tx: Tx,
  staffIds: readonly string[],
  since: Instant,
): Promise<ReadonlyMap<string, Position>> => {
  const rows = await tx.rows<{ staffId: string; lon: number | null; lat: number | null }>({
    name: 'forecast.places',
    text: `SELECT s.id AS "staffId", coalesce(l.lon, st.lon, s.lon) AS lon, coalesce(l.lat, st.lat, s.lat) AS lat
           FROM staff s LEFT JOIN station st ON st.id = s.station_id
           LEFT JOIN LATERAL (
             SELECT w.lon, w.lat FROM visit v JOIN work_order w ON w.prefecture = v.prefecture AND w.id = v.work_order_id
             WHERE v.lead_staff_id = s.id AND v.ended_at >= $2 AND v.arrived_at IS NOT NULL ORDER BY v.ended_at DESC LIMIT 1) l ON true
           WHERE s.id = ANY ($1::uuid[])`,
    values: [staffIds, since],
  })
  return new Map(
    rows.flatMap(({ staffId, lon, lat }) => (lon === null || lat === null ? [] : [[staffId, { lon, lat }]])),
  )
}

export type SaidRow = Said & { readonly workOrderId: string }

export const saidOf = async (tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, Said>> =>
  new Map(
    (
      await tx.rows<SaidRow>({
        name: 'forecast.said',
        text: `SELECT work_order_id AS "workOrderId", arrive_at AS "arriveAt", told_arrive_at AS "toldArriveAt" FROM lateness
               WHERE work_order_id = ANY ($1::uuid[])`,
        values: [orderIds],
      })
    ).map((row) => [row.workOrderId, row]),
  )

export type LatenessRow = {
  readonly prefecture: string
  readonly workOrderId: string
  readonly arriveAt: Instant
  readonly lateMinutes: number
  readonly isTold: boolean
}

/** What is foreseen now and was said; where people were not warned anew, the arrival of the warning stands. */
export const saveLateness = (tx: Tx, row: LatenessRow, at: Instant): Promise<number> =>
  tx.run({
    name: 'forecast.save',
    text: `INSERT INTO lateness (prefecture, work_order_id, arrive_at, late_minutes, warned_at, told_at, told_arrive_at)
           VALUES ($1, $2, $3::timestamptz, $4, $5::timestamptz, CASE WHEN $6::boolean THEN $5::timestamptz END,
             CASE WHEN $6::boolean THEN $3::timestamptz END)
           ON CONFLICT (prefecture, work_order_id) DO UPDATE SET arrive_at = excluded.arrive_at, late_minutes = excluded.late_minutes,
             warned_at = excluded.warned_at, told_at = coalesce(excluded.told_at, lateness.told_at),
             told_arrive_at = coalesce(excluded.told_arrive_at, lateness.told_arrive_at)`,
    values: [row.prefecture, row.workOrderId, row.arriveAt, row.lateMinutes, at, row.isTold],
  })

/** Orders of which lateness is no longer foreseen; those in `kept` stay. */
export const dropLateness = (tx: Tx, kept: readonly string[]): Promise<number> =>
  tx.run({
    name: 'forecast.drop',
    text: 'DELETE FROM lateness WHERE NOT (work_order_id = ANY ($1::uuid[]))',
    values: [kept],
  })

/** What of an order decides whether its customer can be told. */
export const findExpected = (
  tx: Tx,
  number: string,
): Promise<
  | { id: string; prefecture: string; county: string; state: string; to: Instant | null; toldArriveAt: Instant | null }
  | undefined
> =>
  tx.first({
    name: 'forecast.expected',
    text: `SELECT w.id, w.prefecture, w.county, w.state, w.appointment_to AS "to", l.told_arrive_at AS "toldArriveAt"
           FROM work_order w LEFT JOIN lateness l ON l.prefecture = w.prefecture AND l.work_order_id = w.id WHERE w.number = $1`,
    values: [number],
  })

/** When the customers of these orders were told that somebody will be late. */
export const toldOf = async (tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> => {
  const rows = await tx.rows<{ id: string; toldAt: Instant }>({
    name: 'forecast.told',
    text: `SELECT work_order_id AS id, told_at AS "toldAt" FROM lateness WHERE work_order_id = ANY ($1::uuid[]) AND told_at IS NOT NULL`,
    values: [orderIds],
  })
  return new Map(rows.map(({ id, toldAt }) => [id, toldAt]))
}
