import {
  COPY_MINUTES,
  COPY_PERIOD_DAYS,
  COPY_STEP,
  COPY_WEEKS,
  type PastOrder,
} from '#core/work-orders/order-copies.rules.ts'
import type { Tx } from '#server/platform/db.ts'

export type CopyRange = { readonly copies: number; readonly base: number }

const INSTANT = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z'
const DAYS_BACK = `7 * ((k * ${COPY_STEP}) % ${COPY_WEEKS})`
/** `copyMoveMinutes` in SQL. */
const MOVE = `(CASE WHEN s.age_days__ + ${DAYS_BACK} < ${COPY_PERIOD_DAYS} THEN 0 ELSE ${COPY_PERIOD_DAYS} END - ${DAYS_BACK}) * 1440
  - CASE WHEN s.is_early__ THEN 0 ELSE (k * 7) % ${COPY_MINUTES} END`
const NUMBER = `s.prefix__ || to_char(s.reported__ + d.move, 'YYMMDD') || '-' || (s.running__ + ($2::int + k) * 10000)`

/** The document behind its number, which stands in front: `, "a": 1}`, or the closing brace alone. */
const WITHOUT_NUMBER = `CASE WHEN s.data - 'number' = '{}' THEN '}' ELSE ', ' || substr((s.data - 'number')::text, 2) END`

type Copied = { readonly table: string; readonly key: string; readonly ids: readonly string[] }
const COPIED: readonly Copied[] = [
  { table: 'work_order', key: 'id', ids: ['id'] },
  { table: 'task', key: 'work_order_id', ids: ['id', 'work_order_id'] },
  { table: 'visit', key: 'work_order_id', ids: ['id', 'work_order_id', 'task_id'] },
  { table: 'event', key: 'subject_id', ids: ['id', 'subject_id'] },
]
const TABLES = COPIED.map(({ table }) => table)

type Column = { readonly table: string; readonly name: string; readonly type: string }
export type CopyColumns = readonly Column[]

/** The columns that are copied; the database gives an event its place itself. */
export const copyColumns = (tx: Tx): Promise<CopyColumns> =>
  tx.rows<Column>({
    text: `SELECT table_name AS table, column_name AS name, data_type AS type FROM information_schema.columns
           WHERE table_schema = 'public' AND table_name = ANY ($1) AND NOT (table_name = 'event' AND column_name IN ('position', 'xact'))
           ORDER BY ordinal_position`,
    values: [TABLES],
  })

/** What was taken from the running numbers by earlier copies, in ten thousands. */
export const lastCopy = async (tx: Tx): Promise<number> =>
  (
    await tx.first<{ last: number | null }>({
      text: `SELECT max(split_part(number, '-', 2)::int / 10000) AS last FROM work_order WHERE is_demo`,
    })
  )?.last ?? 0

/** Rows of the sources with everything that is the same for all copies: what surrounds each instant, the halves of each id. */
const sourceOf = ({ table, key, ids }: Copied, columns: CopyColumns, first: number): string => {
  const documents = columns.filter((column) => column.table === table && column.type === 'jsonb')
  const parts = documents.map(
    ({
      name,
    }) => `regexp_split_to_array(${table === 'event' ? WITHOUT_NUMBER : `s.${name}::text`}, '${INSTANT}') AS ${name}__parts,
      ARRAY(SELECT m[1]::timestamp FROM regexp_matches(s.${name}::text, '(${INSTANT})', 'g') AS m) AS ${name}__times`,
  )
  const halves = ids.map(
    (name) => `('x' || left(replace(s.${name}::text, '-', ''), 12))::bit(48)::bigint AS ${name}__ms,
      substr(replace(s.${name}::text, '-', ''), 13, 4) || 'a' || substr(replace(s.${name}::text, '-', ''), 18, 11) AS ${name}__rest`,
  )
  return `SELECT s.*, o.age_days AS age_days__, o.is_early AS is_early__, left(split_part(w.number, '-', 1), -6) AS prefix__,
      split_part(w.number, '-', 2)::int AS running__, w.created_at AT TIME ZONE 'Asia/Shanghai' AS reported__,
      ${[...parts, ...halves].join(', ')}
    FROM unnest($${first}::text[], $${first + 1}::int[], $${first + 2}::boolean[]) AS o(number, age_days, is_early)
    JOIN work_order w ON w.number = o.number JOIN ${table} s ON s.prefecture = w.prefecture AND s.${key} = w.id
    ORDER BY s.${key}, s.id`
}

const idOf = (name: string): string =>
  `(lpad(to_hex(s.${name}__ms + d.minutes * 60000::bigint), 12, '0') || s.${name}__rest || lpad(to_hex($2::int + k), 4, '0'))::uuid`

const at = (time: string): string => `to_char(${time} + d.move, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Most documents of events have one instant or two: for these no rows are made of the parts. */
const movedText = (name: string): string => {
  const part = (n: number): string => `s.${name}__parts[${n}]`
  const time = (n: number): string => at(`s.${name}__times[${n}]`)
  return `CASE cardinality(s.${name}__times) WHEN 0 THEN ${part(1)} WHEN 1 THEN ${part(1)} || ${time(1)} || ${part(2)}
    WHEN 2 THEN ${part(1)} || ${time(1)} || ${part(2)} || ${time(2)} || ${part(3)}
    ELSE (SELECT string_agg(part || coalesce(${at('time')}, ''), '') FROM unnest(s.${name}__parts, s.${name}__times) AS u(part, time)) END`
}

const movedDocument = (name: string): string =>
  `CASE WHEN cardinality(s.${name}__times) = 0 THEN s.${name} ELSE (${movedText(name)})::jsonb END`

const columnValue = ({ table, ids }: Copied, { name, type }: Column): string => {
  if (ids.includes(name)) return idOf(name)
  if (table === 'work_order' && name === 'number') return NUMBER
  if (table === 'event' && name === 'data') return `('{"number": "' || ${NUMBER} || '"' || ${movedText(name)})::jsonb`
  if (type === 'jsonb') return movedDocument(name)
  return type.startsWith('timestamp') ? `s.${name} + d.move` : `s.${name}`
}

const insertFrom = (copied: Copied, columns: CopyColumns, source: string): string => {
  const own = columns.filter(({ table }) => table === copied.table)
  return `INSERT INTO ${copied.table} (${own.map(({ name }) => name).join(', ')})
    SELECT ${own.map((column) => columnValue(copied, column)).join(', ')}
    FROM generate_series(1, $1::int) AS k CROSS JOIN ${source} AS s
    CROSS JOIN LATERAL (SELECT m AS minutes, make_interval(mins => m) AS move FROM (SELECT ${MOVE} AS m OFFSET 0) AS n OFFSET 0) AS d`
}

const arraysOf = (sources: readonly PastOrder[]): readonly unknown[] => [
  sources.map(({ order }) => order.number),
  sources.map(({ ageDays }) => ageDays),
  sources.map(({ isEarly }) => isEarly),
]

/** Each order so many times more with its whole history, every time in it moved, under ids and numbers of its own. */
export const insertCopies = async (
  tx: Tx,
  sources: readonly PastOrder[],
  { copies, base }: CopyRange,
  columns: CopyColumns,
): Promise<void> => {
  for (const copied of COPIED) {
    await tx.run({
      text: `WITH source AS MATERIALIZED (${sourceOf(copied, columns, 3)}) ${insertFrom(copied, columns, 'source')}`,
      values: [copies, base, ...arraysOf(sources)],
    })
  }
}

type Aside = { readonly drop: string; readonly create: string }

/**
 * The same for very many, by the owner in one transaction: indexes and references are made anew behind the rows, so that nobody
 * else reads the tables meanwhile; broken off, everything is as it was.
 */
export const insertCopiesWhole = async (
  tx: Tx,
  sources: readonly PastOrder[],
  { copies, base }: CopyRange,
  columns: CopyColumns,
  onTable: (table: string) => void,
): Promise<void> => {
  void tx.run({ text: `SET LOCAL lock_timeout = '20s'` })
  void tx.run({ text: `LOCK TABLE ${TABLES.join(', ')} IN ACCESS EXCLUSIVE MODE` })
  for (const copied of COPIED) {
    await tx.run({
      text: `CREATE TEMP TABLE copied_${copied.table} ON COMMIT DROP AS ${sourceOf(copied, columns, 1)}`,
      values: arraysOf(sources),
    })
  }
  const aside = await tx.rows<Aside>({
    text: `SELECT drop, "create" FROM (
        SELECT 2 AS rank, format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS "create"
        FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
        UNION ALL
        SELECT CASE contype WHEN 'f' THEN 1 ELSE 3 END, format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
          format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c WHERE conrelid = ANY ($1::regclass[]) AND (contype = 'f' OR contype IN ('p', 'u')
          AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid AND f.conrelid <> ALL ($1::regclass[])))
      ) AS a ORDER BY rank`,
    values: [TABLES],
  })
  for (const { drop } of aside) await tx.run({ text: drop })
  for (const copied of COPIED) {
    onTable(copied.table)
    await tx.run({ text: insertFrom(copied, columns, `copied_${copied.table}`), values: [copies, base] })
  }
  onTable('indexes')
  for (const { create } of aside.toReversed()) await tx.run({ text: create })
  for (const table of TABLES) await tx.run({ text: `ANALYZE ${table}` })
}

export const countOrders = async (tx: Tx): Promise<number> =>
  (await tx.first<{ count: number }>({ text: 'SELECT count(*) AS count FROM work_order' }))?.count ?? 0
