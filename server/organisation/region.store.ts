import type { z } from 'zod'
import type { companyItemSchema, regionItemSchema } from '#core/organisation/organisation.contract.ts'
import type { Tx } from '#server/platform/db.ts'

export type RegionItem = z.infer<typeof regionItemSchema>
export type CompanyItem = z.infer<typeof companyItemSchema>

const REGION = `
  SELECT code, parent, level, name,
    CASE WHEN short_name = name THEN aliases ELSE array_prepend(short_name, aliases) END AS aliases,
    former_names AS "formerNames", CASE level WHEN 'county' THEN area_class END AS "areaClass", abbreviation,
    CASE WHEN lon IS NOT NULL THEN jsonb_build_object('lon', lon, 'lat', lat) END AS centre, version
  FROM region`

export const listRegions = (tx: Tx): Promise<RegionItem[]> =>
  tx.rows({ name: 'region list', text: `${REGION} ORDER BY code` })

export const lockRegion = (tx: Tx, code: string): Promise<RegionItem | undefined> =>
  tx.first({ text: `${REGION} WHERE code = $1 FOR UPDATE`, values: [code] })

/** The first of the aliases is the short name. */
export const saveRegion = (
  tx: Tx,
  code: string,
  region: { readonly areaClass: string; readonly aliases: readonly string[] },
): Promise<number> =>
  tx.run({
    text: `UPDATE region SET area_class = $2, short_name = coalesce(($3::text[])[1], name), aliases = ($3::text[])[2:],
             version = version + 1 WHERE code = $1`,
    values: [code, region.areaClass, region.aliases],
  })

const COMPANY = `
  SELECT id, kind, short_name AS name, name AS "fullName", aliases, is_active AS "isActive", version FROM company`

export const listCompanies = (tx: Tx): Promise<CompanyItem[]> =>
  tx.rows({ name: 'company list', text: `${COMPANY} ORDER BY kind DESC, short_name COLLATE "zh-Hans-CN-x-icu"` })

export const lockCompany = (tx: Tx, id: string): Promise<CompanyItem | undefined> =>
  tx.first({ text: `${COMPANY} WHERE id = $1 FOR UPDATE`, values: [id] })

/** The other company that has the id or one of the names. */
export const findNamesake = (
  tx: Tx,
  wanted: Pick<CompanyItem, 'id' | 'name' | 'fullName'>,
): Promise<{ id: string } | undefined> =>
  tx.first({
    text: `SELECT id FROM company WHERE id <> $1 AND (short_name IN ($2, $3) OR name IN ($2, $3)) LIMIT 1`,
    values: [wanted.id, wanted.name, wanted.fullName],
  })

export const insertCompany = async (tx: Tx, company: Omit<CompanyItem, 'version'>): Promise<boolean> =>
  (await tx.run({
    text: `INSERT INTO company (id, kind, short_name, name, aliases, is_active) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT DO NOTHING`,
    values: [company.id, company.kind, company.name, company.fullName, company.aliases, company.isActive],
  })) > 0

export const saveCompany = (tx: Tx, company: Omit<CompanyItem, 'version' | 'kind'>): Promise<number> =>
  tx.run({
    text: `UPDATE company SET short_name = $2, name = $3, aliases = $4, is_active = $5, version = version + 1 WHERE id = $1`,
    values: [company.id, company.name, company.fullName, company.aliases, company.isActive],
  })
