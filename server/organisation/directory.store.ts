import type { Company } from '#core/organisation/organisation.ts'
import type { Region } from '#core/organisation/region.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import type { Database } from '#server/platform/db.ts'
import { anywhere } from '#server/platform/system.store.ts'

export type CompanyRow = Company & { readonly isActive: boolean; readonly isDemo: boolean; readonly version: number }

export const readRegions = (db: Database): Promise<Region[]> =>
  db
    .readRows<{ region: Region }>(anywhere, { name: 'regions', text: REGIONS })
    .then((rows) => rows.map((row) => row.region))

const REGIONS = `
SELECT jsonb_strip_nulls(jsonb_build_object(
  'code', code, 'name', name, 'level', level, 'parent', parent,
  'shortNames', CASE WHEN short_name = name THEN aliases ELSE array_prepend(short_name, aliases) END,
  'formerNames', former_names, 'formerCodes', former_codes,
  'areaClass', CASE level WHEN 'county' THEN area_class END,
  'abbreviation', abbreviation,
  'landlineCodes', CASE level WHEN 'prefecture' THEN landline_codes END,
  'centre', CASE WHEN lon IS NOT NULL THEN jsonb_build_object('lon', lon, 'lat', lat) END)) AS region
FROM region ORDER BY code`

export const readCompanies = (db: Database): Promise<CompanyRow[]> =>
  db.readRows(anywhere, {
    name: 'companies',
    text: `SELECT id, kind, short_name AS name, name AS "fullName", aliases, is_active AS "isActive",
             is_demo AS "isDemo", version
           FROM company ORDER BY kind DESC, short_name COLLATE "zh-Hans-CN-x-icu"`,
  })

export const readResponsibilities = (db: Database): Promise<Responsibility[]> =>
  db
    .readRows<{ entry: Responsibility }>(anywhere, {
      name: 'responsibilities',
      text: `SELECT jsonb_strip_nulls(jsonb_build_object(
               'id', id, 'companyId', company_id, 'line', line, 'region', region, 'gridId', grid_id,
               'effectiveFrom', effective_from, 'effectiveTo', effective_to)) AS entry
             FROM responsibility ORDER BY region, line, effective_from, id`,
    })
    .then((rows) => rows.map((row) => row.entry))
