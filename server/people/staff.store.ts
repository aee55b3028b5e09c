import type { Day, Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export type StaffRow = {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly companyId: string
  readonly stationId: string | null
  readonly prefecture: string
  readonly county: string
  readonly post: string
  readonly phone: string | null
  readonly joinedOn: Day | null
  readonly leftOn: Day | null
  readonly status: 'active' | 'left' | 'suspended'
  readonly version: number
}

/** The person, locked until the transaction ends; only one whom the reader sees. */
export const lockStaff = (tx: Tx, number: string): Promise<StaffRow | undefined> =>
  tx.first({
    text: `SELECT id, number, name, company_id AS "companyId", station_id AS "stationId", prefecture, county, post, phone,
             joined_on AS "joinedOn", left_on AS "leftOn", status, version
           FROM staff WHERE number = $1 FOR UPDATE`,
    values: [number],
  })

export type StaffValues = Omit<StaffRow, 'leftOn' | 'version'> & { readonly namePinyin: string }

/** Answers whether it was put in: not when the number is taken. */
export const insertStaff = async (tx: Tx, staff: StaffValues, at: Instant): Promise<boolean> =>
  (await tx.run({
    text: `INSERT INTO staff (id, number, name, name_pinyin, company_id, station_id, prefecture, county, post, phone,
             joined_on, status, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (number) DO NOTHING`,
    values: [
      staff.id,
      staff.number,
      staff.name,
      staff.namePinyin,
      staff.companyId,
      staff.stationId,
      staff.prefecture,
      staff.county,
      staff.post,
      staff.phone,
      staff.joinedOn,
      staff.status,
      at,
    ],
  })) > 0

export const saveStaff = (tx: Tx, staff: StaffValues, at: Instant): Promise<number> =>
  tx.run({
    text: `UPDATE staff SET name = $2, name_pinyin = $3, station_id = $4, prefecture = $5, county = $6, post = $7, phone = $8,
             joined_on = $9, status = $10, updated_at = $11, version = version + 1
           WHERE id = $1`,
    values: [
      staff.id,
      staff.name,
      staff.namePinyin,
      staff.stationId,
      staff.prefecture,
      staff.county,
      staff.post,
      staff.phone,
      staff.joinedOn,
      staff.status,
      at,
    ],
  })

export const saveCompany = (tx: Tx, id: string, companyId: string): Promise<number> =>
  tx.run({ text: 'UPDATE staff SET company_id = $2 WHERE id = $1', values: [id, companyId] })

export const saveEmployment = (
  tx: Tx,
  id: string,
  employment: { readonly status: 'active' | 'left'; readonly leftOn: Day | null },
  at: Instant,
): Promise<number> =>
  tx.run({
    text: 'UPDATE staff SET status = $2, left_on = $3, updated_at = $4, version = version + 1 WHERE id = $1',
    values: [id, employment.status, employment.leftOn, at],
  })

export type StaffGroundRow = {
  readonly stationCompanyId: string | null
  readonly isNumberTaken: boolean
}

/** `number` is absent when somebody who has one is edited. */
export const findStaffGround = async (
  tx: Tx,
  stationId: string | null,
  number: string | undefined,
): Promise<StaffGroundRow> => {
  const found = await tx.first<StaffGroundRow>({
    text: `SELECT (SELECT company_id FROM station WHERE id = $1 AND is_active) AS "stationCompanyId",
             EXISTS (SELECT 1 FROM staff WHERE number = $2) AS "isNumberTaken"`,
    values: [stationId, number ?? null],
  })
  if (!found) throw new Error('a query without a table answers one row')
  return found
}

/** Orders that wait for this person to act, or whose visit they go along to. */
export const countOpenOrders = async (tx: Tx, staffId: string): Promise<number> =>
  (
    await tx.first<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM work_order WHERE is_open AND (staff_id = $1 OR $1 = ANY (crew))',
      values: [staffId],
    })
  )?.count ?? 0

export type LeaveRow = {
  readonly id: string
  readonly fromOn: Day
  readonly toOn: Day
  readonly reason: string
  readonly createdByName: string
}

export const listLeaves = (tx: Tx, staffId: string): Promise<LeaveRow[]> =>
  tx.rows({
    text: `SELECT id, from_on AS "fromOn", to_on AS "toOn", reason, created_by_name AS "createdByName"
           FROM staff_leave WHERE staff_id = $1 ORDER BY from_on DESC, id LIMIT 500`,
    values: [staffId],
  })

export const insertLeave = (tx: Tx, staffId: string, leave: LeaveRow): Promise<number> =>
  tx.run({
    text: `INSERT INTO staff_leave (id, staff_id, from_on, to_on, reason, created_by_name) VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [leave.id, staffId, leave.fromOn, leave.toOn, leave.reason, leave.createdByName],
  })

export const deleteLeave = (tx: Tx, id: string): Promise<number> =>
  tx.run({ text: 'DELETE FROM staff_leave WHERE id = $1', values: [id] })

export const shortenLeave = (tx: Tx, id: string, toOn: Day): Promise<number> =>
  tx.run({ text: 'UPDATE staff_leave SET to_on = $2 WHERE id = $1', values: [id, toOn] })

export type CertificateRow = {
  readonly kind: string
  readonly number: string | null
  readonly issuer: string | null
  readonly validFrom: Day | null
  readonly validTo: Day | null
  readonly revokedOn: Day | null
  readonly issuerName: string | null
  readonly scan: { readonly prefecture: string; readonly id: string } | null
}

export const findCertificate = (tx: Tx, staffId: string, kind: string): Promise<CertificateRow | undefined> =>
  tx.first({
    text: `SELECT kind, number, issuer, valid_from AS "validFrom", valid_to AS "validTo", revoked_on AS "revokedOn",
             issuer_name AS "issuerName",
             CASE WHEN scan_id IS NOT NULL THEN jsonb_build_object('prefecture', scan_prefecture, 'id', scan_id) END AS scan
           FROM certificate WHERE staff_id = $1 AND kind = $2 FOR UPDATE`,
    values: [staffId, kind],
  })

export const saveCertificate = (tx: Tx, id: string, staffId: string, certificate: CertificateRow): Promise<number> =>
  tx.run({
    text: `INSERT INTO certificate (id, staff_id, kind, number, issuer, valid_from, valid_to, revoked_on, issuer_name,
             scan_prefecture, scan_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
           ON CONFLICT (staff_id, kind) DO UPDATE SET number = excluded.number, issuer = excluded.issuer,
             valid_from = excluded.valid_from, valid_to = excluded.valid_to, revoked_on = excluded.revoked_on,
             issuer_name = excluded.issuer_name, scan_prefecture = excluded.scan_prefecture, scan_id = excluded.scan_id,
             version = certificate.version + 1`,
    values: [
      id,
      staffId,
      certificate.kind,
      certificate.number,
      certificate.issuer,
      certificate.validFrom,
      certificate.validTo,
      certificate.revokedOn,
      certificate.issuerName,
      certificate.scan?.prefecture ?? null,
      certificate.scan?.id ?? null,
    ],
  })

export const findStaffId = (tx: Tx, number: string): Promise<{ readonly id: string } | undefined> =>
  tx.first({ text: 'SELECT id FROM staff WHERE number = $1', values: [number] })
