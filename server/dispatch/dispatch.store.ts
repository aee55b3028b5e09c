import type { DispatchCandidate } from '#core/dispatch/dispatch.ts'
import type { Grid, Station } from '#core/organisation/organisation.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import type { Certificate } from '#core/people/certificate.ts'
import type { Leave, Staff } from '#core/people/staff.ts'
import { type Query, sql, type Tx } from '#server/platform/db.ts'

/** What changes seldom and is the same for everybody: who is responsible where, with which stations and grids. */
export type Ground = {
  readonly responsibilities: readonly Responsibility[]
  readonly stations: readonly Station[]
  readonly grids: readonly Grid[]
}

type Nullable<T> = { [K in keyof T]: T[K] | null }
/** A row without its NULLs: in core what is not known is absent. */
const known = <T extends object>(row: object): T =>
  Object.fromEntries(Object.entries(row as Nullable<T>).filter(([, value]) => value !== null)) as T

export const GROUND: Record<keyof Ground, Query> = {
  responsibilities: {
    name: 'dispatch.responsibilities',
    text: `SELECT id, company_id AS "companyId", line, region, grid_id AS "gridId", effective_from AS "effectiveFrom", effective_to AS "effectiveTo"
           FROM responsibility`,
  },
  stations: {
    name: 'dispatch.stations',
    text: `SELECT id, company_id AS "companyId", name, counties, hotline, fax,
             CASE WHEN lon IS NULL OR lat IS NULL THEN NULL ELSE jsonb_build_object('lon', lon, 'lat', lat) END AS position
           FROM station WHERE is_active`,
  },
  grids: {
    name: 'dispatch.grids',
    text: `SELECT g.id, g.county, g.name, g.area_class AS "areaClass", g.station_id AS "stationId", o.staff_id AS "ownerStaffId", o.line
           FROM grid g LEFT JOIN grid_owner o ON o.grid_id = g.id AND o.effective_to IS NULL WHERE g.is_active`,
  },
}

export const loadGround = async (tx: Tx): Promise<Ground> => {
  const [responsibilities, stations, grids] = await Promise.all([
    tx.rows<object>(GROUND.responsibilities),
    tx.rows<object>(GROUND.stations),
    tx.rows<object>(GROUND.grids),
  ])
  return {
    responsibilities: responsibilities.map((row) => known<Responsibility>(row)),
    stations: stations.map((row) => known<Station>(row)),
    grids: grids.map((row) => known<Grid>(row)),
  }
}

export type CandidateFilter = {
  readonly staffIds?: readonly string[]
  readonly companyId?: string
  readonly county?: string
}

export type Candidates = {
  readonly candidates: readonly DispatchCandidate[]
  readonly certificates: readonly Certificate[]
  readonly leaves: readonly Leave[]
}

/** People with what they hold, their leave and how many orders they have in hands. */
export const loadCandidates = async (tx: Tx, filter: CandidateFilter): Promise<Candidates> => {
  const { staffIds, companyId, county } = filter
  const wanted = staffIds
    ? sql`s.id = ANY (${[...staffIds]}::uuid[])`
    : sql`s.company_id = ${companyId ?? ''} AND s.status = 'active' AND (s.county = ${county ?? ''} OR s.station_id IN (SELECT id FROM station WHERE ${county ?? ''} = ANY (counties)))`
  const [people, certificates, leaves] = await Promise.all([
    tx.rows<{ staff: object; openOrders: number; position: { lon: number; lat: number } | null }>(sql`
      SELECT jsonb_build_object('id', s.id, 'number', s.number, 'name', s.name, 'companyId', s.company_id, 'stationId', s.station_id,
               'county', s.county, 'post', s.post, 'phone', s.phone, 'joinedOn', s.joined_on,
               'leftOn', CASE WHEN s.status = 'active' THEN s.left_on ELSE coalesce(s.left_on, '1970-01-01') END) AS staff,
             (SELECT count(*)::int FROM work_order w WHERE w.staff_id = s.id AND w.is_open) AS "openOrders",
             CASE WHEN s.lon IS NULL OR s.lat IS NULL THEN NULL ELSE jsonb_build_object('lon', s.lon, 'lat', s.lat) END AS position
      FROM staff s WHERE ${wanted} ORDER BY s.number LIMIT 500`),
    tx.rows<object>(sql`
      SELECT c.id, c.staff_id AS "staffId", c.kind, c.number, c.issuer, c.valid_from AS "validFrom", c.valid_to AS "validTo", c.revoked_on AS "revokedOn"
      FROM certificate c JOIN staff s ON s.id = c.staff_id WHERE ${wanted}`),
    tx.rows<Leave>(sql`
      SELECT l.staff_id AS "staffId", l.from_on AS "fromOn", l.to_on AS "toOn"
      FROM staff_leave l JOIN staff s ON s.id = l.staff_id WHERE ${wanted} AND l.to_on >= current_date - 1`),
  ])
  return {
    candidates: people.map(({ staff, openOrders, position }) => ({
      staff: known<Staff>(staff),
      openOrders,
      ...(position ? { position } : {}),
    })),
    certificates: certificates.map((row) => known<Certificate>(row)),
    leaves,
  }
}

/** Who was there last for the same customer: the lead of the latest visit of the order that this one repeats. */
export const findLastLead = async (tx: Tx, prefecture: string, orderId: string): Promise<string | undefined> =>
  (
    await tx.first<{ staffId: string }>({
      name: 'dispatch.lastLead',
      text: `SELECT lead_staff_id AS "staffId" FROM visit WHERE prefecture = $1 AND work_order_id = $2 ORDER BY number DESC LIMIT 1`,
      values: [prefecture, orderId],
    })
  )?.staffId

/** Engineers who refused this order already. */
export const findRefusers = async (tx: Tx, prefecture: string, orderId: string): Promise<readonly string[]> =>
  (
    await tx.rows<{ staffId: string }>({
      name: 'dispatch.refusers',
      text: `SELECT DISTINCT u.staff_id AS "staffId" FROM event e JOIN app_user u ON u.id = e.actor_id
             WHERE e.prefecture = $1 AND e.subject_id = $2 AND e.kind = 'workOrder.refused' AND u.staff_id IS NOT NULL`,
      values: [prefecture, orderId],
    })
  ).map((row) => row.staffId)
