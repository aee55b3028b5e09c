import type { Company } from '#core/organisation/organisation.ts'
import type { Region } from '#core/organisation/region.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export const insertRegions = (tx: Tx, regions: readonly Region[]): Promise<number> =>
  tx.run({
    text: `
      INSERT INTO region (code, parent, level, name, short_name, aliases, former_names, former_codes, landline_codes,
        abbreviation, area_class, lon, lat)
      SELECT r.code, r.parent, r.level, r.name, coalesce(r."shortNames"[1], r.name), coalesce(r."shortNames"[2:], '{}'),
        r."formerNames", r."formerCodes", coalesce(r."landlineCodes", '{}'), r.abbreviation,
        coalesce(r."areaClass", 'urban'), (r.centre ->> 'lon')::double precision, (r.centre ->> 'lat')::double precision
      FROM jsonb_to_recordset($1::jsonb) AS r(code text, parent text, level text, name text, "shortNames" text[],
        "formerNames" text[], "formerCodes" text[], "landlineCodes" text[], abbreviation text, "areaClass" text, centre jsonb)
      ORDER BY array_position(ARRAY['province', 'prefecture', 'county'], r.level), r.code
      ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(regions)],
  })

export const insertCompanies = (tx: Tx, companies: readonly Company[]): Promise<number> =>
  tx.run({
    text: `
      INSERT INTO company (id, kind, name, short_name, aliases)
      SELECT c.id, c.kind, c."fullName", c.name, c.aliases
      FROM jsonb_to_recordset($1::jsonb) AS c(id text, kind text, name text, "fullName" text, aliases text[])
      ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(companies)],
  })

export const insertResponsibilities = (
  tx: Tx,
  entries: readonly Responsibility[],
  at: Instant,
  by = '系统',
): Promise<number> =>
  tx.run({
    text: `
      INSERT INTO responsibility (id, region, grid_id, line, company_id, effective_from, effective_to, created_by_name, created_at)
      SELECT e.id, e.region, e."gridId", e.line, e."companyId", e."effectiveFrom", e."effectiveTo", $2, $3
      FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, region text, "gridId" uuid, line text, "companyId" text,
        "effectiveFrom" date, "effectiveTo" date)
      ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(entries), by, at],
  })
