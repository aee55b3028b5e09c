import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { differsFrom, GOOD_ROWS } from './import.store.ts'
import type { StagedEntity } from './staged.ts'
import type { Target } from './target.store.ts'

export type Reached = {
  readonly prefectures?: readonly string[] | undefined
  readonly counties?: readonly string[] | undefined
  readonly companyId?: string | undefined
}

/** Small tables that fill in what files do not say: a community's grid, a customer manager's user, a county's only station. */
export const prepareLookups = async (tx: Tx, { kind }: Target): Promise<void> => {
  const lookup = lookups[kind]
  if (lookup) await tx.run({ text: lookup })
}

const lookups: Partial<Record<Target['kind'], string>> = {
  'home-users': `CREATE TEMP TABLE grid_place ON COMMIT DROP AS
    SELECT DISTINCT ON (county, community) county, community, id AS grid_id, area_class
    FROM grid, unnest(communities) AS community WHERE is_active ORDER BY county, community, name`,
  'enterprise-lines': `CREATE TEMP TABLE line_manager ON COMMIT DROP AS
    SELECT name, prefecture, min(id::text)::uuid AS user_id
    FROM (SELECT DISTINCT s.manager_name AS name, s.prefecture, u.id FROM staged s
      JOIN app_user u ON u.name = s.manager_name AND u.is_active AND 'customerManager' = ANY (u.roles)
        AND (u.prefectures IS NULL OR s.prefecture = ANY (u.prefectures))) known
    GROUP BY name, prefecture HAVING count(*) = 1`,
  staff: `CREATE TEMP TABLE only_station ON COMMIT DROP AS
    SELECT company_id, county, min(id::text)::uuid AS station_id FROM station WHERE is_active
    GROUP BY company_id, county HAVING count(*) = 1`,
}

/** Rows whose key is stored where the importer may not write, or in another prefecture, from which it cannot move. */
export const findForeignRows = async (
  tx: Tx,
  entity: StagedEntity,
  target: Target,
  reached: Reached,
): Promise<void> => {
  const { key } = entity
  const field = entity.columns.find((column) => column.name === key)?.field ?? key
  if (target.isBoundToPrefecture) {
    await tx.run({
      text: `INSERT INTO fault SELECT DISTINCT ON (s.id) s.id, jsonb_build_array(jsonb_build_object(
          'field', 'county', 'code', 'import.moves-prefecture', 'params', jsonb_build_object('other', r.name)))
        FROM staged s JOIN ${target.table} h ON h.${key} = s.${key} AND h.prefecture <> s.prefecture
        JOIN region r ON r.code = h.prefecture
        WHERE ${GOOD_ROWS} AND NOT EXISTS (SELECT 1 FROM ${target.table} same
          WHERE same.prefecture = s.prefecture AND same.${key} = s.${key}) AND ($1::text[] IS NULL OR h.prefecture = ANY ($1))
        ORDER BY s.id`,
      values: [reached.prefectures ?? null],
    })
  }
  const outside = [
    ...(reached.counties ? ['NOT (h.county = ANY ($2::text[]))'] : []),
    ...(reached.companyId && target.table === 'staff' ? ['h.company_id <> $3'] : []),
  ]
  if (outside.length === 0) return
  await tx.run({
    text: `INSERT INTO fault SELECT s.id, jsonb_build_array(jsonb_build_object('field', $1::text, 'code', 'import.out-of-reach'))
      FROM staged s JOIN ${target.table} h ON ${target.match}
      WHERE ${GOOD_ROWS} AND (${outside.join(' OR ')}) AND ($2::text[] IS NULL OR true) AND ($3::text IS NULL OR true)`,
    values: [field, reached.counties ?? null, reached.companyId ?? null],
  })
}

export type Plan = { readonly created: number; readonly updated: number; readonly unchanged: number }

/** Compares the good rows with the table: what is new, what differs, what is there already. */
export const comparePlan = async (tx: Tx, entity: StagedEntity, target: Target): Promise<Plan> => {
  const compared = entity.columns.filter((column) => column.isCompared && !column.isElsewhere)
  const differs = [
    ...compared.map((column) => `(${differsFrom(column, 'h')})`),
    ...(target.differsToo ? [target.differsToo] : []),
  ]
  await tx.run({
    text: `CREATE TEMP TABLE matched ON COMMIT DROP AS
      SELECT s.id AS staged_id, h.id, h.prefecture, (${differs.join(' OR ')}) AS is_changed
      FROM staged s JOIN ${target.table} h ON ${target.match} WHERE ${GOOD_ROWS}`,
  })
  await tx.run({ text: 'ANALYZE matched' })
  const counts = await tx.first<{ good: number; repeated: number; matched: number; updated: number }>({
    text: `SELECT (SELECT count(*) FROM staged s WHERE ${GOOD_ROWS}) AS good, (SELECT count(*) FROM repeated) AS repeated,
      (SELECT count(*) FROM matched) AS matched, (SELECT count(*) FROM matched WHERE is_changed) AS updated`,
  })
  const { good = 0, repeated = 0, matched = 0, updated = 0 } = counts ?? {}
  return { created: good - matched, updated, unchanged: matched - updated + repeated }
}

/** Writes the plan; the images of changed rows are kept, so that the batch can be taken back. Gives the number of rows made. */
export const applyPlan = async (
  tx: Tx,
  entity: StagedEntity,
  target: Target,
  batchId: string,
  at: Instant,
): Promise<number> => {
  await tx.run({
    text: `INSERT INTO import_change (batch_id, entity, prefecture, entity_id, before, after_version)
      SELECT $1, '${target.table}', h.prefecture, h.id, ${target.image}, h.version + 1
      FROM matched m JOIN ${target.table} h ON h.prefecture = m.prefecture AND h.id = m.id WHERE m.is_changed`,
    values: [batchId],
  })
  const own = entity.columns.filter((column) => !column.isElsewhere)
  const set = [
    ...own.map((column) => `${column.name} = ${newValue(column)}`),
    ...Object.entries(target.filled).map(([name, value]) => `${name} = coalesce(${value}, h.${name})`),
    ...(target.isBoundToPrefecture ? [] : ['prefecture = s.prefecture']),
  ]
  await tx.run({
    text: `UPDATE ${target.table} h SET ${set.join(', ')}, import_batch_id = $1, updated_at = $2, version = h.version + 1
      FROM matched m JOIN staged s ON s.id = m.staged_id ${target.joins}
      WHERE m.is_changed AND h.prefecture = m.prefecture AND h.id = m.id`,
    values: [batchId, at],
  })
  return insertNew(tx, entity, target, batchId, at, 'NOT EXISTS (SELECT 1 FROM matched m WHERE m.staged_id = s.id)')
}

/** Writes the good staged rows for which the condition holds as new ones; one whose key is taken is left out. Gives their number. */
export const insertNew = (
  tx: Tx,
  entity: StagedEntity,
  target: Target,
  batchId: string,
  at: Instant,
  condition = 'true',
): Promise<number> => {
  const own = entity.columns.filter((column) => !column.isElsewhere)
  const names = ['id', 'prefecture', ...own.map((column) => column.name), ...Object.keys(target.filled)]
  const values = [
    's.id',
    's.prefecture',
    ...own.map((column) => (column.whenNew ? `coalesce(s.${column.name}, ${column.whenNew})` : `s.${column.name}`)),
    ...Object.values(target.filled),
  ]
  return tx.run({
    text: `INSERT INTO ${target.table} (${names.join(', ')}, import_batch_id, updated_at)
      SELECT ${values.join(', ')}, $1, $2 FROM staged s ${target.joins}
      WHERE ${GOOD_ROWS} AND ${condition}
      ON CONFLICT DO NOTHING`,
    values: [batchId, at],
  })
}

/** What the file does not say stays; the pairs by which a row is found are added, since what stays may be among them. */
const newValue = ({ name, type }: { readonly name: string; readonly type: string }): string =>
  type === 'text[]' ? `ARRAY(SELECT DISTINCT unnest(h.${name} || s.${name}))` : `coalesce(s.${name}, h.${name})`

/** Certificates of a staff file: of each kind one, with the file's validity, and given by the operator where its people say so. Others that somebody holds stay. */
export const applyCertificates = (tx: Tx): Promise<number> =>
  tx.run({
    text: `INSERT INTO certificate (id, staff_id, kind, valid_to, issuer)
      SELECT gen_random_uuid(), h.id, given.kind, s.valid_until,
        CASE WHEN EXISTS (SELECT 1 FROM vouched v WHERE v.kind = given.kind) THEN 'operator' END
      FROM staged s JOIN staff h ON h.number = s.number, unnest(s.certificates) AS given(kind)
      WHERE ${GOOD_ROWS}
      ON CONFLICT (staff_id, kind) DO UPDATE
      SET valid_to = excluded.valid_to, issuer = coalesce(excluded.issuer, certificate.issuer), version = certificate.version + 1
      WHERE certificate.valid_to IS DISTINCT FROM excluded.valid_to
        OR certificate.issuer IS DISTINCT FROM coalesce(excluded.issuer, certificate.issuer)`,
  })

/** Tells the planner of many new rows, so that the first search after an import is as fast as any. */
export const settleLedger = (tx: Tx, { table }: Target): Promise<number> =>
  tx.run({ text: 'SELECT app.settle_ledger($1)', values: [table] })
