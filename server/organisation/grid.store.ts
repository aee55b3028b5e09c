import type { GridItem } from '#core/organisation/organisation.contract.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { Day } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** Owners come with the people whom the reader sees. */
const GRID = `
  SELECT g.id, g.prefecture, g.county, g.name, g.area_class AS "areaClass", g.communities,
    CASE WHEN st.id IS NOT NULL THEN jsonb_build_object('id', st.id, 'name', st.name) END AS station,
    coalesce((SELECT jsonb_agg(jsonb_build_object('line', o.line, 'staffId', s.id, 'staffName', s.name,
        'effectiveFrom', o.effective_from) ORDER BY o.line DESC)
      FROM grid_owner o JOIN staff s ON s.id = o.staff_id
      WHERE o.grid_id = g.id AND o.effective_to IS NULL), '[]') AS owners,
    g.is_active AS "isActive", g.version
  FROM grid g LEFT JOIN station st ON st.id = g.station_id`

export type GridFilter = {
  readonly prefecture?: string | undefined
  readonly county?: string | undefined
  readonly search?: string | undefined
  readonly state: 'active' | 'closed' | 'all'
  readonly after?: readonly [string, string, string] | undefined
  readonly limit: number
}

export const listGrids = (tx: Tx, filter: GridFilter): Promise<GridItem[]> =>
  tx.rows({
    name: 'grids',
    text: `${GRID}
      WHERE ($1::text IS NULL OR g.prefecture = $1) AND ($2::text IS NULL OR g.county = $2)
        AND ($3::text IS NULL OR position($3 IN g.name) > 0
          OR EXISTS (SELECT 1 FROM unnest(g.communities) c WHERE position($3 IN c) > 0))
        AND CASE $4 WHEN 'active' THEN g.is_active WHEN 'closed' THEN NOT g.is_active ELSE true END
        AND ($5::text IS NULL OR (g.county, g.name, g.id) > ($5, $6, $7::uuid))
      ORDER BY g.county, g.name, g.id LIMIT $8`,
    values: [
      filter.prefecture ?? null,
      filter.county ?? null,
      filter.search || null,
      filter.state,
      ...(filter.after ?? [null, null, null]),
      filter.limit,
    ],
  })

export const findGrid = (tx: Tx, id: string): Promise<GridItem | undefined> =>
  tx.first({ text: `${GRID} WHERE g.id = $1`, values: [id] })

export const lockGrid = (tx: Tx, id: string): Promise<GridItem | undefined> =>
  tx.first({ text: `${GRID} WHERE g.id = $1 FOR UPDATE OF g`, values: [id] })

export type GridValues = Omit<GridItem, 'station' | 'owners' | 'version'> & { readonly stationId: string | null }

/** Answers whether it was put in: not when the county has one of that name. */
export const insertGrid = async (tx: Tx, grid: GridValues): Promise<boolean> =>
  (await tx.run({
    text: `INSERT INTO grid (id, prefecture, county, name, area_class, communities, station_id, is_active)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (county, name) DO NOTHING`,
    values: [
      grid.id,
      grid.prefecture,
      grid.county,
      grid.name,
      grid.areaClass,
      grid.communities,
      grid.stationId,
      grid.isActive,
    ],
  })) > 0

export const saveGrid = (tx: Tx, grid: Omit<GridValues, 'prefecture' | 'county'>): Promise<number> =>
  tx.run({
    text: `UPDATE grid SET name = $2, area_class = $3, communities = $4, station_id = $5, is_active = $6, version = version + 1
           WHERE id = $1`,
    values: [grid.id, grid.name, grid.areaClass, grid.communities, grid.stationId, grid.isActive],
  })

export type GridGroundRow = {
  readonly isNameTaken: boolean
  readonly takenCommunities: readonly { readonly community: string; readonly grid: string }[]
  readonly stationCounties: readonly string[] | null
}

export const findGridGround = async (
  tx: Tx,
  wanted: Pick<GridValues, 'county' | 'name' | 'communities' | 'stationId'>,
  exceptId: string | null,
): Promise<GridGroundRow> => {
  const found = await tx.first<GridGroundRow>({
    text: `SELECT
        EXISTS (SELECT 1 FROM grid WHERE county = $1 AND name = $2 AND id IS DISTINCT FROM $5) AS "isNameTaken",
        coalesce((SELECT jsonb_agg(jsonb_build_object('community', c, 'grid', g.name))
          FROM grid g, unnest(g.communities) c
          WHERE g.county = $1 AND g.is_active AND g.id IS DISTINCT FROM $5 AND c = ANY ($3)), '[]') AS "takenCommunities",
        (SELECT counties FROM station WHERE id = $4 AND is_active) AS "stationCounties"`,
    values: [wanted.county, wanted.name, wanted.communities, wanted.stationId, exceptId],
  })
  if (!found) throw new Error('a query without a table answers one row')
  return found
}

/** The company of an employed person whom the reader sees. */
export const findWorker = (tx: Tx, staffId: string): Promise<{ companyId: string } | undefined> =>
  tx.first({
    text: `SELECT company_id AS "companyId" FROM staff WHERE id = $1 AND status = 'active'`,
    values: [staffId],
  })

export type PresentOwner = { readonly staffId: string; readonly name: string; readonly companyId: string }

export const findOwner = (tx: Tx, gridId: string, line: BusinessLine): Promise<PresentOwner | undefined> =>
  tx.first({
    text: `SELECT s.id AS "staffId", s.name, s.company_id AS "companyId"
           FROM grid_owner o JOIN staff s ON s.id = o.staff_id
           WHERE o.grid_id = $1 AND o.line = $2 AND o.effective_to IS NULL`,
    values: [gridId, line],
  })

/** The present owner's last day is yesterday; one that began today was a slip and vanishes. */
export const endOwner = async (tx: Tx, gridId: string, line: BusinessLine, today: Day): Promise<void> => {
  await tx.run({
    text: 'DELETE FROM grid_owner WHERE grid_id = $1 AND line = $2 AND effective_to IS NULL AND effective_from >= $3',
    values: [gridId, line, today],
  })
  await tx.run({
    text: `UPDATE grid_owner SET effective_to = $3::date - 1 WHERE grid_id = $1 AND line = $2 AND effective_to IS NULL`,
    values: [gridId, line, today],
  })
}

/** Of every grid that the person looks after now; answers the grids. The transaction must be acting. */
export const endOwnershipsOf = async (tx: Tx, staffId: string, today: Day): Promise<string[]> => {
  await tx.run({
    text: 'DELETE FROM grid_owner WHERE staff_id = $1 AND effective_to IS NULL AND effective_from >= $2',
    values: [staffId, today],
  })
  const ended = await tx.rows<{ gridId: string }>({
    text: `UPDATE grid_owner SET effective_to = $2::date - 1 WHERE staff_id = $1 AND effective_to IS NULL
           RETURNING grid_id AS "gridId"`,
    values: [staffId, today],
  })
  return ended.map((row) => row.gridId)
}

export const insertOwner = (
  tx: Tx,
  owner: { readonly id: string; readonly gridId: string; readonly line: BusinessLine; readonly staffId: string },
  today: Day,
): Promise<number> =>
  tx.run({
    text: 'INSERT INTO grid_owner (id, grid_id, line, staff_id, effective_from) VALUES ($1, $2, $3, $4, $5)',
    values: [owner.id, owner.gridId, owner.line, owner.staffId, today],
  })

export const touchGrid = (tx: Tx, id: string): Promise<number> =>
  tx.run({ text: 'UPDATE grid SET version = version + 1 WHERE id = $1', values: [id] })

/** Active grids with their communities, for finding the grid of an address. */
export const gridsOfCounty = (
  tx: Tx,
  county: string,
): Promise<{ id: string; name: string; communities: readonly string[] }[]> =>
  tx.rows({
    name: 'grids of county',
    text: 'SELECT id, name, communities FROM grid WHERE county = $1 AND is_active',
    values: [county],
  })

export const gridsNamed = (tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string; county: string }[]> =>
  tx.rows({ text: 'SELECT id, name, county FROM grid WHERE id = ANY ($1::uuid[])', values: [ids] })
