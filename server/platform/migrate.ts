import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { withConnection } from './connection.ts'
import { halt } from './halt.ts'
import {
  type AppliedMigration,
  appliedMigrations,
  applyMigration,
  ensureMigrationTable,
  runMigration,
} from './migrate.store.ts'
import { migrationsDir } from './paths.ts'

export type MigrateOptions = {
  readonly ownerUrl: string
  readonly dir?: string
  readonly log?: { readonly info: (message: string) => void }
}

export type MigrationState = { readonly applied: readonly string[]; readonly pending: readonly string[] }

const MIGRATING = 'daiwei migrate'

type Migration = AppliedMigration & { readonly sql: string }

/**
 * Brings the database to the state of `migrations/NNNN_name.sql`: in order of number, forward only, each in a transaction of
 * its own. Several processes may call it at once. Returns the names that this call applied.
 */
export const migrate = async (options: MigrateOptions): Promise<readonly string[]> =>
  withConnection(options.ownerUrl, MIGRATING, async (client) => {
    const shipped = await readMigrations(options.dir ?? migrationsDir)
    await ensureMigrationTable(client)
    const applied: string[] = []
    for (const migration of pendingOf(shipped, await appliedMigrations(client))) {
      const isNew = await applyMigration(client, migration, migration.sql).catch((error: unknown) => {
        throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        })
      })
      if (!isNew) continue
      options.log?.info(`applied migration ${migration.name}`)
      applied.push(migration.name)
    }
    return applied
  })

/** Within the caller's transaction: makes the schema exactly as these migrations left it, which this program must know. */
export const migrateTo = async (client: pg.ClientBase, wanted: readonly AppliedMigration[]): Promise<void> => {
  const shipped = await readMigrations(migrationsDir)
  pendingOf(shipped, wanted)
  const names = new Set(wanted.map((each) => each.name))
  await ensureMigrationTable(client)
  for (const migration of shipped.filter(({ name }) => names.has(name))) {
    await runMigration(client, migration, migration.sql)
  }
}

/** What is applied and what is not, without changing anything. */
export const migrationState = async (options: MigrateOptions): Promise<MigrationState> =>
  withConnection(options.ownerUrl, MIGRATING, async (client) => {
    const shipped = await readMigrations(options.dir ?? migrationsDir)
    const applied = await appliedMigrations(client)
    return { applied: applied.map((each) => each.name), pending: pendingOf(shipped, applied).map((each) => each.name) }
  })

const FILE = /^\d{4}_[a-z0-9_]+\.sql$/

const readMigrations = async (dir: string): Promise<readonly Migration[]> => {
  const names = (await readdir(dir).catch(() => [])).filter((name) => FILE.test(name)).sort()
  const numbers = names.map((name) => name.slice(0, 4))
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index)
  if (twice) {
    throw halt(`migrations/ 中编号 ${twice} 出现了两次。`, `The number ${twice} occurs twice in migrations/.`)
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(path.join(dir, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** What is left to apply; refuses a database that is newer than the program or whose history differs from the files. */
const pendingOf = (shipped: readonly Migration[], applied: readonly AppliedMigration[]): readonly Migration[] => {
  const checksumByName = new Map(applied.map((each) => [each.name, each.checksum]))
  const shippedNames = new Set(shipped.map((each) => each.name))
  const unknown = applied.find((each) => !shippedNames.has(each.name))
  if (unknown) {
    throw halt(
      `数据库已执行本程序没有的迁移 ${unknown.name}：数据库比程序新，请使用更新的程序版本。`,
      `The database has the migration ${unknown.name}, which this program does not know: the database is newer, use a newer program.`,
      2,
    )
  }
  const changed = shipped.find((each) => (checksumByName.get(each.name) ?? each.checksum) !== each.checksum)
  if (changed) {
    throw halt(
      `迁移文件 ${changed.name} 在执行后被改动：请恢复原文件，改动写成新的迁移。`,
      `The migration ${changed.name} was changed after it was applied: restore the file and write the change as a new migration.`,
      2,
    )
  }
  return shipped.filter((each) => !checksumByName.has(each.name))
}
