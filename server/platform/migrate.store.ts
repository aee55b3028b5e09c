import type pg from 'pg'

export type AppliedMigration = { readonly name: string; readonly checksum: string }

/** Two at once see, by their timing: the unique row of the catalogue, the table, or its row type. */
const MADE_MEANWHILE = ['23505', '42P07', '42710']

/** The table of applied migrations; made by the first run, also when two runs begin at once. */
export const ensureMigrationTable = async (client: pg.ClientBase): Promise<void> => {
  if (await hasMigrationTable(client)) return
  await client
    .query(
      `CREATE TABLE IF NOT EXISTS public.migration (
         name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    )
    .catch((error: Error & { code?: string }) => {
      // The other run made it in the same moment.
      if (!MADE_MEANWHILE.includes(error.code ?? '')) throw error
    })
}

const hasMigrationTable = async (client: pg.ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ found: string | null }>(`SELECT to_regclass('public.migration')::text AS found`)
  return rows[0]?.found !== null
}

/** In the order of their numbers; none when the database is new. */
export const appliedMigrations = async (client: pg.ClientBase): Promise<readonly AppliedMigration[]> => {
  if (!(await hasMigrationTable(client))) return []
  const { rows } = await client.query<AppliedMigration>(
    `SELECT name, checksum FROM public.migration ORDER BY name COLLATE "C"`,
  )
  return rows
}

/**
 * Applies one migration in one transaction, unless another run has done so meanwhile: the table's lock lets one run work
 * at a time and goes with the transaction. Returns whether it was applied here.
 */
export const applyMigration = async (client: pg.ClientBase, migration: AppliedMigration, sql: string) => {
  await client.query('BEGIN')
  try {
    await client.query('LOCK TABLE public.migration IN SHARE ROW EXCLUSIVE MODE')
    const { rowCount } = await client.query('SELECT 1 FROM public.migration WHERE name = $1', [migration.name])
    if (rowCount === 0) await runMigration(client, migration, sql)
    await client.query('COMMIT')
    return rowCount === 0
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** Runs one migration and notes it, within the caller's transaction. */
export const runMigration = async (client: pg.ClientBase, { name, checksum }: AppliedMigration, sql: string) => {
  await client.query(sql)
  await client.query('INSERT INTO public.migration (name, checksum) VALUES ($1, $2)', [name, checksum])
}
