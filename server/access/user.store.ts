import type { UserScope } from '#core/access/user.ts'
import type { Language } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** An account as the administration sees it. */
export type UserRow = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly phone: string | null
  readonly language: Language
  readonly companyId: string
  readonly companyName: string
  readonly companyKind: 'operator' | 'contractor'
  readonly roles: readonly string[]
  readonly prefectures: readonly string[] | null
  readonly counties: readonly string[] | null
  readonly stationId: string | null
  readonly stationName: string | null
  readonly staffId: string | null
  readonly staffNumber: string | null
  readonly isActive: boolean
  readonly lockedUntil: Instant | null
  readonly mustChangePassword: boolean
  readonly hasPassword: boolean
  readonly hasTotp: boolean
  readonly hasSingleSignOn: boolean
  readonly createdAt: Instant
  readonly version: number
}

const USER = `
  SELECT u.id, u.login, u.name, u.phone, u.language, u.company_id AS "companyId", c.short_name AS "companyName",
    c.kind AS "companyKind", u.roles, u.prefectures, u.counties, u.station_id AS "stationId", st.name AS "stationName",
    u.staff_id AS "staffId", s.number AS "staffNumber", u.is_active AS "isActive", u.locked_until AS "lockedUntil",
    u.must_change_password AS "mustChangePassword", u.password_hash IS NOT NULL AS "hasPassword",
    u.totp_secret IS NOT NULL AS "hasTotp", u.external_subject IS NOT NULL AS "hasSingleSignOn",
    u.created_at AS "createdAt", u.version
  FROM app_user u JOIN company c ON c.id = u.company_id
    LEFT JOIN station st ON st.id = u.station_id LEFT JOIN staff s ON s.id = u.staff_id`

export type UserFilter = {
  readonly search?: string | undefined
  readonly company?: string | undefined
  readonly role?: string | undefined
  readonly state?: 'active' | 'inactive' | 'locked' | undefined
  readonly after?: string | undefined
  /** Only accounts that reach no further than these; absent for whoever reaches the whole province. */
  readonly within?: readonly string[] | undefined
  readonly now: Instant
  readonly limit: number
}

export const listUsers = (tx: Tx, filter: UserFilter): Promise<UserRow[]> =>
  tx.rows({
    name: 'users',
    text: `${USER}
      WHERE ($1::text IS NULL OR u.login > $1)
        AND ($2::text IS NULL OR position(lower($2) IN u.login) > 0 OR position(lower($2) IN lower(u.name)) > 0)
        AND ($3::text IS NULL OR u.company_id = $3)
        AND ($4::text IS NULL OR $4 = ANY (u.roles))
        AND CASE $5::text WHEN 'active' THEN u.is_active WHEN 'inactive' THEN NOT u.is_active
          WHEN 'locked' THEN u.locked_until > $6 ELSE true END
        AND ($7::text[] IS NULL OR u.prefectures <@ $7)
      ORDER BY u.login LIMIT $8`,
    values: [
      filter.after ?? null,
      filter.search || null,
      filter.company ?? null,
      filter.role ?? null,
      filter.state ?? null,
      filter.now,
      filter.within ?? null,
      filter.limit,
    ],
  })

export const findUser = (tx: Tx, login: string): Promise<UserRow | undefined> =>
  tx.first({ name: 'user', text: `${USER} WHERE u.login = $1`, values: [login] })

export const lockUser = (tx: Tx, login: string): Promise<UserRow | undefined> =>
  tx.first({ name: 'user lock', text: `${USER} WHERE u.login = $1 FOR UPDATE OF u`, values: [login] })

/** What a grant refers to. */
export type GroundRow = {
  readonly companyKind: 'operator' | 'contractor' | null
  readonly stationCompanyId: string | null
  readonly staffCompanyId: string | null
  readonly staffLogin: string | null
  readonly hasOfficer: boolean
}

export const findGround = async (tx: Tx, scope: UserScope): Promise<GroundRow> => {
  const found = await tx.first<GroundRow>({
    text: `SELECT
        (SELECT kind FROM company WHERE id = $1 AND is_active) AS "companyKind",
        (SELECT company_id FROM station WHERE id = $2) AS "stationCompanyId",
        (SELECT company_id FROM staff WHERE id = $3) AS "staffCompanyId",
        (SELECT login FROM app_user WHERE staff_id = $3 LIMIT 1) AS "staffLogin",
        EXISTS (SELECT 1 FROM app_user WHERE 'securityOfficer' = ANY (roles)) AS "hasOfficer"`,
    values: [scope.companyId, scope.stationId ?? null, scope.staffId ?? null],
  })
  if (!found) throw new Error('a query without a table answers one row')
  return found
}

export type NewUserRow = UserScope & {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly phone: string | null
  readonly language: Language
  readonly roles: readonly string[]
  readonly passwordHash: string
  readonly mustChangePassword: boolean
  readonly createdAt: Instant
  readonly passwordChangedAt: Instant
  readonly isDemo: boolean
}

/** Answers whether it was put in: not when the login is taken. */
export const insertUser = async (tx: Tx, user: NewUserRow): Promise<boolean> =>
  (await tx.run({
    text: `INSERT INTO app_user (id, login, name, phone, language, company_id, prefectures, counties, station_id, staff_id,
             roles, password_hash, must_change_password, password_changed_at, created_at, is_demo)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
           ON CONFLICT (login) DO NOTHING`,
    values: [
      user.id,
      user.login,
      user.name,
      user.phone,
      user.language,
      user.companyId,
      user.prefectures ?? null,
      user.counties ?? null,
      user.stationId ?? null,
      user.staffId ?? null,
      user.roles,
      user.passwordHash,
      user.mustChangePassword,
      user.passwordChangedAt,
      user.createdAt,
      user.isDemo,
    ],
  })) > 0

export type Profile = { readonly name: string; readonly phone: string | null; readonly language: Language }

export const saveProfile = (tx: Tx, id: string, profile: Profile): Promise<number> =>
  tx.run({
    text: 'UPDATE app_user SET name = $2, phone = $3, language = $4, version = version + 1 WHERE id = $1',
    values: [id, profile.name, profile.phone, profile.language],
  })

export const saveGrant = (
  tx: Tx,
  id: string,
  grant: UserScope & { readonly roles: readonly string[] },
): Promise<number> =>
  tx.run({
    text: `UPDATE app_user SET roles = $2, company_id = $3, prefectures = $4, counties = $5, station_id = $6, staff_id = $7,
             version = version + 1
           WHERE id = $1`,
    values: [
      id,
      grant.roles,
      grant.companyId,
      grant.prefectures ?? null,
      grant.counties ?? null,
      grant.stationId ?? null,
      grant.staffId ?? null,
    ],
  })

export const saveActive = (tx: Tx, id: string, isActive: boolean): Promise<number> =>
  tx.run({
    text: 'UPDATE app_user SET is_active = $2, version = version + 1 WHERE id = $1',
    values: [id, isActive],
  })

/** The station by id or name and the person by id or number, as the command line names them. */
export const findPlaces = async (
  tx: Tx,
  companyId: string,
  station: string | undefined,
  staff: string | undefined,
): Promise<{ readonly stationId: string | null; readonly staffId: string | null }> => {
  const found = await tx.first<{ stationId: string | null; staffId: string | null }>({
    text: `SELECT
        (SELECT id FROM station WHERE company_id = $1 AND (id::text = $2 OR name = $2) ORDER BY id LIMIT 1) AS "stationId",
        (SELECT id FROM staff WHERE company_id = $1 AND (id::text = $3 OR number = $3) LIMIT 1) AS "staffId"`,
    values: [companyId, station ?? null, staff ?? null],
  })
  return found ?? { stationId: null, staffId: null }
}
