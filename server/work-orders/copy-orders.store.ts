import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { PastOrder } from '#core/work-orders/order-copies.rules.ts'
import type { Tx } from '#server/platform/db.ts'
import { type ColumnRole, type CopyRange, copiesOf, readSourceRows } from './copy-rows.ts'

type Copied = { readonly table: string; readonly key: string; readonly ids: readonly string[] }
const COPIED: readonly Copied[] = [
  { table: 'work_order', key: 'id', ids: ['id'] },
  { table: 'task', key: 'work_order_id', ids: ['id', 'work_order_id'] },
  { table: 'visit', key: 'work_order_id', ids: ['id', 'work_order_id', 'task_id'] },
  { table: 'event', key: 'subject_id', ids: ['id', 'subject_id'] },
]
const TABLES = COPIED.map(({ table }) => table)

type Column = { readonly name: string; readonly type: string }

/** The columns that are copied; the database gives an event its place itself. */
const columnsOf = (tx: Tx, table: string): Promise<readonly Column[]> =>
  tx.rows<Column>({
    text: `SELECT column_name AS name, data_type AS type FROM information_schema.columns
           WHERE table_schema = 'public' AND table_name = $1 AND NOT (table_name = 'event' AND column_name IN ('position', 'xact'))
           ORDER BY ordinal_position`,
    values: [table],
  })

const roleOf = ({ table, ids }: Copied, { name, type }: Column): ColumnRole => {
  if (ids.includes(name)) return 'id'
  if (table === 'work_order' && name === 'number') return 'number'
  if (type === 'jsonb') return 'document'
  return type === 'timestamp with time zone' ? 'instant' : 'kept'
}

/** What was taken from the running numbers by earlier copies, in ten thousands. */
export const lastCopy = async (tx: Tx): Promise<number> =>
  (
    await tx.first<{ last: number | null }>({
      text: `SELECT max(split_part(number, '-', 2)::int / 10000) AS last FROM work_order WHERE is_demo`,
    })
  )?.last ?? 0

export const countOrders = async (tx: Tx): Promise<number> =>
  (await tx.first<{ count: number }>({ text: 'SELECT count(*) AS count FROM work_order' }))?.count ?? 0

/** Names the orders that are copied to the statements that follow in this transaction. */
const chooseSources = async (tx: Tx, sources: readonly PastOrder[]): Promise<void> => {
  await tx.run({
    text: `CREATE TEMP TABLE copy_source ON COMMIT DROP AS
           SELECT (row_number() OVER (ORDER BY w.created_at, w.id))::int AS place, o.age_days, o.is_early, w.prefecture, w.id, w.number, w.created_at
           FROM unnest($1::text[], $2::int[], $3::boolean[]) AS o(number, age_days, is_early) JOIN work_order w ON w.number = o.number`,
    values: [
      sources.map(({ order }) => order.number),
      sources.map(({ ageDays }) => ageDays),
      sources.map(({ isEarly }) => isEarly),
    ],
  })
  await tx.run({ text: 'ANALYZE copy_source' })
}

const namesOf = (columns: readonly Column[], of = ''): string => columns.map(({ name }) => of + name).join(', ')

/** What is copied of a table, set aside while its indexes are there. */
const setAside = async (tx: Tx, copied: Copied) => {
  const { table, key } = copied
  const columns = await columnsOf(tx, table)
  await tx.run({
    text: `CREATE TEMP TABLE source_${table} ON COMMIT DROP AS
           SELECT o.place, o.age_days, o.is_early, o.number AS of_number, o.created_at AS of_created_at, ${namesOf(columns, 's.')}
           FROM copy_source o JOIN ${table} s ON s.prefecture = o.prefecture AND s.${key} = o.id`,
  })
  await tx.run({ text: `CREATE INDEX ON source_${table} (place)` })
  return { table, columns, roles: columns.map((column) => roleOf(copied, column)) }
}

/** Neighbours in time stay neighbours in the table: so many orders at once are gone through copy by copy. */
const ORDERS_TOGETHER = 1_000

/** Copies what was set aside into a table of the same columns. */
const copyInto = async (
  tx: Tx,
  { table, columns, roles }: Awaited<ReturnType<typeof setAside>>,
  target: string,
  { orders, ...range }: CopyRange & { readonly orders: number },
): Promise<void> => {
  for (let start = 0; start < orders; start += ORDERS_TOGETHER) {
    const query = `COPY (SELECT age_days, is_early, of_number, of_created_at, ${namesOf(columns, 's.')} FROM source_${table} s
      WHERE place > ${start} AND place <= ${start + ORDERS_TOGETHER} ORDER BY place, id) TO STDOUT (FORMAT binary)`
    const rows = readSourceRows(await buffer(tx.client.query(copyTo(query))))
    await pipeline(Readable.from(copiesOf(rows, roles, range)), tx.client.query(copyFrom(`COPY ${target}`)))
  }
}

/**
 * Each order so many times more with its whole history, every time in it moved, under ids and numbers of its own; for a connection
 * that can `COPY`. Under policies nothing can be copied into a table, so the rows come by way of another.
 */
export const insertCopies = async (tx: Tx, sources: readonly PastOrder[], range: CopyRange): Promise<void> => {
  await chooseSources(tx, sources)
  for (const copied of COPIED) {
    const source = await setAside(tx, copied)
    const { table } = copied
    const names = namesOf(source.columns)
    await tx.run({ text: `CREATE TEMP TABLE copied_${table} ON COMMIT DROP AS SELECT ${names} FROM ${table} LIMIT 0` })
    await copyInto(tx, source, `copied_${table} FROM STDIN (FORMAT binary)`, { ...range, orders: sources.length })
    await tx.run({ text: `INSERT INTO ${table} (${names}) SELECT ${names} FROM copied_${table}` })
  }
}

type Aside = { readonly drop: string; readonly create: string }

/**
 * The same for very many, by the owner in one transaction: the tables are written anew, which needs no log, indexes and references
 * are made behind the rows, and nobody else reads the tables meanwhile; broken off, everything is as it was.
 */
export const insertCopiesWhole = async (
  tx: Tx,
  sources: readonly PastOrder[],
  range: CopyRange,
  onTable: (table: string) => void,
): Promise<void> => {
  await tx.run({ text: `SET LOCAL lock_timeout = '20s'` })
  await tx.run({ text: `SET LOCAL maintenance_work_mem = '512MB'` })
  await tx.run({ text: `LOCK TABLE ${TABLES.join(', ')} IN ACCESS EXCLUSIVE MODE` })
  await chooseSources(tx, sources)
  const references = await listReferences(tx)
  for (const { drop } of references) await tx.run({ text: drop })
  for (const copied of COPIED) {
    const { table } = copied
    onTable(table)
    const source = await setAside(tx, copied)
    await tx.run({ text: `CLUSTER ${table} USING ${table}_pkey` })
    await tx.run({ text: `ALTER TABLE ${table} SET WITHOUT CLUSTER` })
    const indexes = await listIndexes(tx, table)
    for (const { drop } of indexes) await tx.run({ text: drop })
    const target = `${table} (${namesOf(source.columns)}) FROM STDIN (FORMAT binary, FREEZE true)`
    await copyInto(tx, source, target, { ...range, orders: sources.length })
    onTable(`${table}: indexes`)
    for (const { create } of indexes) await tx.run({ text: create })
  }
  onTable('references')
  for (const { create } of references) await tx.run({ text: create })
  for (const table of TABLES) await tx.run({ text: `ANALYZE ${table}` })
}

const CONSTRAINT = `format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
  format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)) AS "create"`

const listReferences = (tx: Tx): Promise<readonly Aside[]> =>
  tx.rows<Aside>({
    text: `SELECT ${CONSTRAINT} FROM pg_constraint c WHERE conrelid = ANY ($1::regclass[]) AND contype = 'f'`,
    values: [TABLES],
  })

/** Indexes and what they guard, but for what other tables refer to. */
const listIndexes = (tx: Tx, table: string): Promise<readonly Aside[]> =>
  tx.rows<Aside>({
    text: `SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS "create"
      FROM pg_index i WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
      UNION ALL
      SELECT ${CONSTRAINT} FROM pg_constraint c WHERE conrelid = $1::regclass AND contype IN ('p', 'u')
        AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)`,
    values: [table],
  })
