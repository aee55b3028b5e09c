import pg from 'pg'
import type { Config } from './config.ts'
import { halt } from './halt.ts'
import { migrate, migrationState } from './migrate.ts'
import { type Log, startPostgres } from './postgres/postgres.ts'

export type OpenDatabase = {
  /** The serving role. */
  readonly servingUrl: string
  /** The migrating role; absent when an outside server is used without `DATABASE_OWNER_URL`. */
  readonly ownerUrl: string | undefined
  /** What this opening migrated. */
  readonly migrated: readonly string[]
  readonly close: () => Promise<void>
}

type Wanted = Pick<Config, 'dataDir' | 'database'>

/**
 * The configured database, ready and migrated: the embedded one is started, or joined when it runs already, and stopped
 * again by its last user; an outside server must be there.
 */
export const openDatabase = async (config: Wanted, log: Log): Promise<OpenDatabase> => {
  const urls = await reach(config, log)
  try {
    const migrated = await bringUpToDate(urls, log)
    return { ...urls, migrated }
  } catch (error) {
    await urls.close()
    throw error
  }
}

/** The configured database as it is: started or joined, not migrated. */
export const reach = async (config: Wanted, log: Log): Promise<Omit<OpenDatabase, 'migrated'>> => {
  if (!config.database) {
    const embedded = await startPostgres({ dataDir: config.dataDir, log })
    return { servingUrl: embedded.servingUrl, ownerUrl: embedded.ownerUrl, close: embedded.stop }
  }
  const { servingUrl, ownerUrl } = config.database
  await ping('DATABASE_URL', servingUrl)
  if (ownerUrl !== undefined) await ping('DATABASE_OWNER_URL', ownerUrl)
  return { servingUrl, ownerUrl, close: async () => undefined }
}

/** For commands: the open database while `work` runs, then left as it was found. */
export const withDatabase = async <T>(
  config: Wanted,
  log: Log,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(config, log)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

const bringUpToDate = async (
  { servingUrl, ownerUrl }: Pick<OpenDatabase, 'servingUrl' | 'ownerUrl'>,
  log: Log,
): Promise<readonly string[]> => {
  if (ownerUrl !== undefined) return migrate({ ownerUrl, log })
  const { pending } = await migrationState({ ownerUrl: servingUrl })
  if (pending.length === 0) return []
  throw halt(
    `数据库还缺少 ${pending.length} 个迁移（从 ${pending[0]} 起）：请设置 DATABASE_OWNER_URL 后执行 daiwei migrate。`,
    `The database lacks ${pending.length} migrations (from ${pending[0]} on): set DATABASE_OWNER_URL and run daiwei migrate.`,
    2,
  )
}

const ping = async (name: 'DATABASE_URL' | 'DATABASE_OWNER_URL', url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    const { host, pathname } = new URL(url)
    const reason = error instanceof Error ? error.message || String(error) : String(error)
    throw halt(
      `无法连接 ${name} 的数据库 ${host}${pathname}：${reason}。请检查地址、密码和网络。`,
      `The database of ${name}, ${host}${pathname}, cannot be reached: ${reason}. Check its address, password and network.`,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
