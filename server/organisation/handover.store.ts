import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { Tx } from '#server/platform/db.ts'
import { type Query, sql } from '#server/platform/db.ts'

/** Where a handover takes place: counties, and the prefectures that they lie in. */
export type Ground = {
  readonly companyId: string
  readonly lines: readonly BusinessLine[]
  readonly prefectures: readonly string[]
  readonly counties: readonly string[]
}

/** Open orders of the company there, and how many of them are under way: one walk along the index of the live picture. */
export const openOrdersQuery = ({ companyId, lines, prefectures, counties }: Ground): Query => sql`
  SELECT w.prefecture, w.line, count(*)::int AS open,
    count(*) FILTER (WHERE w.restored_at IS NOT NULL OR w.returned_at IS NOT NULL OR w.rework_count > 0 OR EXISTS (
      SELECT FROM visit v WHERE v.prefecture = w.prefecture AND v.work_order_id = w.id AND v.ended_at IS NULL
        AND (v.departed_at IS NOT NULL OR v.arrived_at IS NOT NULL OR v.started_at IS NOT NULL)))::int AS "underWay"
  FROM work_order w
  WHERE w.is_open AND w.prefecture = ANY (${prefectures}) AND w.county = ANY (${counties}) AND w.company_id = ${companyId}
    AND w.line = ANY (${lines})
  GROUP BY w.prefecture, w.line ORDER BY w.prefecture, w.line DESC`

export const countOpenOrdersThere = (
  tx: Tx,
  ground: Ground,
): Promise<{ prefecture: string; line: BusinessLine; open: number; underWay: number }[]> =>
  tx.rows(openOrdersQuery(ground))

export type NewHandover = Ground & {
  readonly id: string
  readonly toCompanyId: string
  readonly from: string
  readonly reason: string
}

/** The open orders there are due on the day. */
export const insertHandover = (tx: Tx, handover: NewHandover, by: string, at: string): Promise<number> => {
  const { id, prefectures, counties, lines, companyId, toCompanyId, from, reason } = handover
  return tx.run(sql`
    INSERT INTO handover (id, prefectures, counties, lines, from_company_id, to_company_id, from_on, reason, ordered_by_name, ordered_at)
    VALUES (${id}, ${prefectures}, ${counties}, ${lines}, ${companyId}, ${toCompanyId}, ${from}, ${reason}, ${by}, ${at})`)
}

export type StationThere = {
  readonly id: string
  readonly name: string
  readonly county: string
  readonly companyId: string
  readonly staffCount: number
  readonly counties: readonly string[]
}

/** Stations of the companies that serve one of the counties. */
export const stationsServing = (
  tx: Tx,
  companyIds: readonly string[],
  counties: readonly string[],
): Promise<StationThere[]> =>
  tx.rows(sql`
    SELECT st.id, st.name, st.county, st.company_id AS "companyId", st.counties,
      (SELECT count(*) FROM staff s WHERE s.station_id = st.id AND s.status = 'active')::int AS "staffCount"
    FROM station st WHERE st.is_active AND st.company_id = ANY (${companyIds}) AND st.counties && ${counties}::text[]
    ORDER BY st.company_id, st.county, st.name LIMIT 500`)

/** Grids there that people of the company look after on the day. */
export const countOwnedGrids = async (tx: Tx, { companyId, lines, counties }: Ground, day: string): Promise<number> =>
  (
    await tx.first<{ count: number }>(sql`
      SELECT count(DISTINCT g.id)::int AS count FROM grid g JOIN grid_owner o ON o.grid_id = g.id JOIN staff s ON s.id = o.staff_id
      WHERE g.county = ANY (${counties}) AND g.is_active AND o.line = ANY (${lines}) AND s.company_id = ${companyId}
        AND o.effective_from <= ${day} AND (o.effective_to IS NULL OR o.effective_to >= ${day})`)
  )?.count ?? 0
