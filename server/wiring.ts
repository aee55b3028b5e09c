import path from 'node:path'
import { buildRegionDirectory } from '#core/organisation/region.rules.ts'
import type { AccessDeps } from '#server/access/index.ts'
import { seedDefaults } from '#server/organisation/index.ts'
import { calendarOf, parameters, shippedRegions, texts } from './catalogue.ts'
import { createClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { createDatabase } from './platform/db.ts'
import { createFacts, type Facts } from './platform/facts.ts'
import { diskDriver } from './platform/files/disk.ts'
import { createFiles, type FileDeps, type FileStore } from './platform/files/files.ts'
import { s3Driver } from './platform/files/s3.ts'
import { followClock, prepareInstance } from './platform/instance-clock.ts'
import type { Log } from './platform/log.ts'
import { type OpenDatabase, openDatabase } from './platform/open-database.ts'
import { createParameters } from './platform/parameters.ts'
import { loadSecrets, type Secrets } from './platform/secrets.ts'
import { createSystem } from './platform/system.ts'

/** Everything that services, jobs and commands stand on. */
export type AllDeps = AccessDeps & { readonly facts: Facts; readonly config: Config; readonly secrets: Secrets }

export type Wired = { readonly deps: AllDeps; readonly close: () => Promise<void> }

/** Builds the dependencies on an open, migrated database; what ships in `defaults/` is put in where it is missing. */
export const wire = async (config: Config, database: Pick<OpenDatabase, 'servingUrl'>, log: Log): Promise<Wired> => {
  const secrets = await loadSecrets(config.dataDir)
  const db = createDatabase(database.servingUrl, { max: config.databasePoolSize, auditKey: secrets.audit })
  const clock = createClock()
  await prepareInstance(db, config, clock.now())
  await seedDefaults({ db, clock })
  const facts = await createFacts(db, log)
  await followClock(facts, clock)
  const system = await createSystem(db, facts)
  const registry = await createParameters(parameters, { db, facts, log })
  const calendar = calendarOf(registry, clock)
  const deps: AllDeps = {
    config,
    secrets,
    db,
    clock,
    log,
    facts,
    system,
    parameters: registry,
    files: await openFiles(config, { db, clock, parameters: registry }),
    regions: buildRegionDirectory(shippedRegions()),
    get calendar() {
      return calendar()
    },
    texts,
  }
  return {
    deps,
    close: async () => {
      await facts.stop()
      await db.close()
    },
  }
}

const openFiles = async (config: Config, ground: Pick<FileDeps, 'db' | 'clock' | 'parameters'>): Promise<FileStore> =>
  createFiles({
    ...ground,
    driver:
      config.files.driver === 's3' ? await s3Driver(config.files) : diskDriver(path.join(config.dataDir, 'files')),
    incomingDir: incomingDirOf(config),
    maxBytes: config.uploadMaxBytes,
  })

/** Files that are still coming in; what broke off is cleared away after a day. */
export const incomingDirOf = (config: Pick<Config, 'dataDir'>): string => path.join(config.dataDir, 'incoming')

/** For commands: the dependencies on the configured database while `work` runs, then everything as it was found. */
export const withDeps = async <T>(config: Config, log: Log, work: (deps: AllDeps) => Promise<T>): Promise<T> => {
  const database = await openDatabase(config, log)
  try {
    const wired = await wire(config, database, log)
    try {
      return await work(wired.deps)
    } finally {
      await wired.close()
    }
  } finally {
    await database.close()
  }
}
