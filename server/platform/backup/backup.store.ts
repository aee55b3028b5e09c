import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

export type TableFacts = { readonly name: string; readonly columns: readonly string[] }
export type SequenceFacts = { readonly name: string; readonly lastValue: string; readonly isCalled: boolean }

const identifier = (name: string): string => name.split('.').map(pg.escapeIdentifier).join('.')
const columnList = (table: TableFacts): string => table.columns.map(pg.escapeIdentifier).join(', ')

/** Everything read from here on is of one moment, whatever others write meanwhile. Row policies must not hide anything. */
export const beginSnapshot = async (client: pg.ClientBase): Promise<void> => {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  await client.query('SET LOCAL row_security = off')
}

/** Our own tables; the list of migrations is written anew by migrating, the job queue's tables by the queue. */
export const listTables = async (client: pg.ClientBase): Promise<readonly TableFacts[]> => {
  const { rows } = await client.query<TableFacts>(
    `SELECT n.nspname || '.' || c.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'app')
        AND NOT (n.nspname = 'public' AND c.relname = 'migration')
      ORDER BY 1`,
  )
  return rows
}

export const listSequences = async (client: pg.ClientBase): Promise<readonly SequenceFacts[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'S' AND n.nspname IN ('public', 'app') ORDER BY 1`,
  )
  const facts: SequenceFacts[] = []
  for (const { name } of rows) {
    const { rows: found } = await client.query<Omit<SequenceFacts, 'name'>>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${identifier(name)}`,
    )
    if (found[0]) facts.push({ name, ...found[0] })
  }
  return facts
}

/** The rows of a table as COPY text; after the last chunk `rows()` tells how many they were. */
export const copyOut = (client: pg.ClientBase, table: TableFacts) => {
  const stream = client.query(
    copyTo(`COPY (SELECT ${columnList(table)} FROM ${identifier(table.name)}) TO STDOUT`, { highWaterMark: 1 << 20 }),
  )
  const chunks: AsyncIterable<Buffer> = stream
  return { chunks, rows: () => stream.rowCount }
}

export const copyInto = (client: pg.ClientBase, table: TableFacts) =>
  client.query(copyFrom(`COPY ${identifier(table.name)} (${columnList(table)}) FROM STDIN`))

export const hasMigrations = async (client: pg.ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ found: string | null }>(`SELECT to_regclass('public.migration')::text AS found`)
  return rows[0]?.found !== null
}

/** Sessions of others in this database; of other roles' sessions no more than their name is visible. */
export const countOthers = async (client: pg.ClientBase): Promise<number> => {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*)::int AS others FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL`,
  )
  return rows[0]?.others ?? 0
}

/** Removes everything of ours, to be made again by the migrations in the same transaction. */
export const dropEverything = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace
      WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'`,
  )
  for (const { name } of rows) await client.query(`DROP SCHEMA ${pg.escapeIdentifier(name)} CASCADE`)
  await client.query('CREATE SCHEMA public')
}

/**
 * Empties the tables and takes away what would check or index rows one by one while they come in any order. The returned
 * function puts it back, and thereby checks and indexes all rows at once.
 */
export const openForLoading = async (client: pg.ClientBase, tables: readonly TableFacts[]) => {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'f' AND connamespace::regnamespace::text IN ('public', 'app')`,
  )
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE c.relnamespace::regnamespace::text IN ('public', 'app') AND c.relkind = 'i'
        AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  )
  for (const key of keys)
    await client.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${pg.escapeIdentifier(key.name)}`)
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  for (const { name } of tables) await client.query(`ALTER TABLE ${identifier(name)} DISABLE TRIGGER USER`)
  if (tables.length > 0) await client.query(`TRUNCATE ${tables.map(({ name }) => identifier(name)).join(', ')}`)
  return async (): Promise<void> => {
    for (const { name } of tables) await client.query(`ALTER TABLE ${identifier(name)} ENABLE TRIGGER USER`)
    for (const { definition } of indexes) await client.query(definition)
    for (const key of keys) {
      await client.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${pg.escapeIdentifier(key.name)} ${key.definition}`)
    }
  }
}

export const setSequence = async (client: pg.ClientBase, sequence: SequenceFacts): Promise<void> => {
  await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
    identifier(sequence.name),
    sequence.lastValue,
    sequence.isCalled,
  ])
}

export const countRows = async (client: pg.ClientBase, table: TableFacts): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${identifier(table.name)}`)
  return Number(rows[0]?.count)
}

export const inTransaction = async <T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> => {
  await client.query('BEGIN')
  try {
    await client.query('SET LOCAL row_security = off')
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

export const analyze = async (client: pg.ClientBase): Promise<void> => {
  await client.query('ANALYZE')
}

/** Lets consumers and sealer go on where they were: the numbers of transactions that the rows carry are of another cluster. */
export const settleTransactions = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query("SELECT to_regprocedure('app.settle_transactions()') IS NOT NULL AS there")
  if (rows[0]?.there) await client.query('SELECT app.settle_transactions()')
}
