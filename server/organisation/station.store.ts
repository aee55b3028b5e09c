import type { StationItem } from '#core/organisation/organisation.contract.ts'
import type { Tx } from '#server/platform/db.ts'

const STATION = `
  SELECT st.id, st.company_id AS "companyId", st.prefecture, st.county, st.name, st.counties, st.hotline, st.fax, st.address,
    CASE WHEN st.lon IS NOT NULL THEN jsonb_build_object('lon', st.lon, 'lat', st.lat) END AS position,
    (SELECT count(*) FROM staff s WHERE s.station_id = st.id AND s.status = 'active')::int AS "staffCount",
    st.is_active AS "isActive", st.version
  FROM station st`

export type StationFilter = {
  readonly prefecture?: string | undefined
  readonly county?: string | undefined
  readonly company?: string | undefined
  readonly search?: string | undefined
  readonly state: 'active' | 'closed' | 'all'
  /** County, name and id of the last row of the page before. */
  readonly after?: readonly [string, string, string] | undefined
  readonly limit: number
}

export const listStations = (tx: Tx, filter: StationFilter): Promise<StationItem[]> =>
  tx.rows({
    name: 'stations',
    text: `${STATION}
      WHERE ($1::text IS NULL OR st.prefecture = $1) AND ($2::text IS NULL OR $2 = ANY (st.counties))
        AND ($3::text IS NULL OR st.company_id = $3) AND ($4::text IS NULL OR position($4 IN st.name) > 0)
        AND CASE $5 WHEN 'active' THEN st.is_active WHEN 'closed' THEN NOT st.is_active ELSE true END
        AND ($6::text IS NULL OR (st.county, st.name, st.id) > ($6, $7, $8::uuid))
      ORDER BY st.county, st.name, st.id LIMIT $9`,
    values: [
      filter.prefecture ?? null,
      filter.county ?? null,
      filter.company ?? null,
      filter.search || null,
      filter.state,
      ...(filter.after ?? [null, null, null]),
      filter.limit,
    ],
  })

export const findStation = (tx: Tx, id: string): Promise<StationItem | undefined> =>
  tx.first({ text: `${STATION} WHERE st.id = $1`, values: [id] })

export const lockStation = (tx: Tx, id: string): Promise<StationItem | undefined> =>
  tx.first({ text: `${STATION} WHERE st.id = $1 FOR UPDATE OF st`, values: [id] })

export type StationValues = Omit<StationItem, 'staffCount' | 'version'>

/** Answers whether it was put in: not when the company has one of that name in the county. */
export const insertStation = async (tx: Tx, station: StationValues): Promise<boolean> =>
  (await tx.run({
    text: `INSERT INTO station (id, company_id, prefecture, county, name, counties, hotline, fax, address, lon, lat, is_active)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           ON CONFLICT (company_id, county, name) DO NOTHING`,
    values: valuesOf(station),
  })) > 0

export const saveStation = (tx: Tx, station: StationValues): Promise<number> =>
  tx.run({
    text: `UPDATE station SET company_id = $2, prefecture = $3, county = $4, name = $5, counties = $6, hotline = $7, fax = $8,
             address = $9, lon = $10, lat = $11, is_active = $12, version = version + 1
           WHERE id = $1`,
    values: valuesOf(station),
  })

const valuesOf = (station: StationValues): readonly unknown[] => [
  station.id,
  station.companyId,
  station.prefecture,
  station.county,
  station.name,
  station.counties,
  station.hotline,
  station.fax,
  station.address,
  station.position?.lon ?? null,
  station.position?.lat ?? null,
  station.isActive,
]

export const hasStationNamed = async (
  tx: Tx,
  wanted: Pick<StationValues, 'companyId' | 'county' | 'name'>,
  exceptId: string | null,
): Promise<boolean> =>
  (await tx.first({
    text: `SELECT 1 FROM station WHERE company_id = $1 AND county = $2 AND name = $3 AND id IS DISTINCT FROM $4`,
    values: [wanted.companyId, wanted.county, wanted.name, exceptId],
  })) !== undefined
