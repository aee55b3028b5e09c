import type { Certificate } from '#core/people/certificate.ts'
import type { WeatherHazard } from '#core/safety/hazard.ts'
import type { Declaration } from '#core/safety/safety.contract.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

const DECLARATION = `id, prefecture, county, company_id AS "companyId", hazard, from_at AS "fromAt", to_at AS "toAt", note,
  declared_at AS "declaredAt", declared_by_name AS "declaredByName", withdrawn_at AS "withdrawnAt"`

/** Hazards declared for a company's people at the place and the moment. */
export const weatherAt = async (
  tx: Tx,
  place: { readonly prefecture: string; readonly county: string; readonly companyId: string | undefined },
  at: Instant,
): Promise<readonly WeatherHazard[]> =>
  (
    await tx.rows<{ hazard: WeatherHazard }>({
      name: 'safety.weather',
      text: `SELECT DISTINCT hazard FROM hazard_declaration
             WHERE prefecture = $1 AND withdrawn_at IS NULL AND from_at <= $2 AND to_at > $2
               AND (county IS NULL OR county = $3) AND (company_id IS NULL OR company_id = $4)`,
      values: [place.prefecture, at, place.county, place.companyId ?? null],
    })
  ).map(({ hazard }) => hazard)

export const certificatesOf = async (tx: Tx, staffId: string): Promise<readonly Certificate[]> => {
  const rows = await tx.rows<{ [K in keyof Certificate]: Certificate[K] | null }>({
    name: 'safety.certificates',
    text: `SELECT id, staff_id AS "staffId", kind, number, issuer, valid_from AS "validFrom", valid_to AS "validTo", revoked_on AS "revokedOn"
           FROM certificate WHERE staff_id = $1`,
    values: [staffId],
  })
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Certificate,
  )
}

export const listDeclarations = (tx: Tx, since: Instant): Promise<Declaration[]> =>
  tx.rows({
    text: `SELECT ${DECLARATION} FROM hazard_declaration WHERE to_at > $1 AND (withdrawn_at IS NULL OR withdrawn_at > $1)
           ORDER BY from_at DESC, id LIMIT 200`,
    values: [since],
  })

export type NewDeclaration = Omit<Declaration, 'withdrawnAt'> & { readonly isDemo: boolean }

export const insertDeclaration = (tx: Tx, made: NewDeclaration): Promise<number> =>
  tx.run({
    text: `INSERT INTO hazard_declaration (prefecture, id, county, company_id, hazard, from_at, to_at, note, declared_at, declared_by_name, is_demo)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      made.prefecture,
      made.id,
      made.county,
      made.companyId,
      made.hazard,
      made.fromAt,
      made.toAt,
      made.note,
      made.declaredAt,
      made.declaredByName,
      made.isDemo,
    ],
  })

/** One that the actor's side made and that still holds, locked. */
export const lockDeclaration = (tx: Tx, id: string, companyId: string | undefined): Promise<Declaration | undefined> =>
  tx.first({
    text: `SELECT ${DECLARATION} FROM hazard_declaration
           WHERE id = $1 AND withdrawn_at IS NULL AND company_id IS NOT DISTINCT FROM $2 FOR UPDATE`,
    values: [id, companyId ?? null],
  })

export const withdrawDeclaration = (tx: Tx, declaration: Declaration, at: Instant, byName: string): Promise<number> =>
  tx.run({
    text: 'UPDATE hazard_declaration SET withdrawn_at = $3, withdrawn_by_name = $4 WHERE prefecture = $1 AND id = $2',
    values: [declaration.prefecture, declaration.id, at, byName],
  })
