import path from 'node:path'

/** The checkout: where `package.json`, `migrations/`, `web/` and `node_modules/` are. */
export const repoRoot = path.resolve(import.meta.dirname, '..', '..')
export const migrationsDir = path.join(repoRoot, 'migrations')
/** What ships as data: regions, companies, responsibilities, calendar. */
export const defaultsDir = path.join(repoRoot, 'defaults')
