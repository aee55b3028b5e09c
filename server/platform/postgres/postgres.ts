import { existsSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Lock, tryExclusive, waitShared, withLock } from '#server/platform/lock.ts'
import { loadSecrets } from '#server/platform/secrets.ts'
import { type Account, chooseAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { choosePort, ensureCluster, writeSettings } from './cluster.ts'
import { ensurePostmaster, findPostmaster, signalStop, stopPostmaster } from './postmaster.ts'
import { DATABASE, ensureRoles, OWNER_ROLE, SERVING_ROLE } from './roles.store.ts'
import type { Durability } from './settings.ts'

/** What the program tells while it starts; a pino logger fits. */
export type Log = { readonly info: (message: string) => void; readonly warn: (message: string) => void }

export type EmbeddedPostgres = {
  /** Migrates and backs up; row policies do not bind it. */
  readonly ownerUrl: string
  /** Answers requests. */
  readonly servingUrl: string
  readonly superuserUrl: string
  readonly port: number
  /** Leaves the database; the last user of the data directory stops the server. Safe to call twice. */
  readonly stop: () => Promise<void>
}

export type PostgresOptions = {
  readonly dataDir: string
  readonly log: Log
  /** `scratch` for tests only: a crash may lose data. */
  readonly durability?: Durability
  /** For tests of the accounts; otherwise the first that works. */
  readonly account?: Account
}

const START_WAIT_MS = 600_000
const WATCH_MS = 1000

/**
 * The embedded PostgreSQL of a data directory: makes the cluster on first use, starts its server or joins the one that runs
 * already, and counts as a user until `stop`. Several processes may use one data directory at once.
 */
export const startPostgres = async (options: PostgresOptions): Promise<EmbeddedPostgres> => {
  const home = path.join(path.resolve(options.dataDir), 'postgres')
  const secrets = await loadSecrets(options.dataDir)
  await mkdir(home, { recursive: true, mode: 0o700 })
  const binaries = findBinaries()
  const clusterDir = path.join(home, 'data')
  const account = options.account ?? chooseAccount(clusterDir)
  const use = await waitShared(path.join(home, 'users.lock'), START_WAIT_MS)
  const stop = leaveOnce(home, clusterDir, use)
  const ensureRunning = (): Promise<number> =>
    withLock(path.join(home, 'start.lock'), START_WAIT_MS, async () => {
      await ensureCluster(home, binaries, account, secrets.databaseSuperuser, options.log)
      const postmaster = await ensurePostmaster({
        clusterDir,
        account,
        postgres: binaries.bin('postgres'),
        logFile: path.join(home, 'log'),
        choosePort: (attempt) => choosePort(path.join(home, 'port'), attempt),
        prepare: (chosen) => writeSettings(clusterDir, account, chosen, options.durability ?? 'durable'),
      })
      writeFileSync(path.join(home, 'port'), String(postmaster.port))
      await ensureRoles(urlOf('postgres', secrets.databaseSuperuser, postmaster.port, 'postgres'), {
        owner: secrets.databaseOwner,
        serving: secrets.databaseServing,
      })
      return postmaster.port
    })
  try {
    const port = await ensureRunning()
    const unwatch = watch(clusterDir, port, ensureRunning, options.log)
    return {
      port,
      ownerUrl: urlOf(OWNER_ROLE, secrets.databaseOwner, port, DATABASE),
      servingUrl: urlOf(SERVING_ROLE, secrets.databaseServing, port, DATABASE),
      superuserUrl: urlOf('postgres', secrets.databaseSuperuser, port, 'postgres'),
      stop: async () => {
        await unwatch()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const urlOf = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** Starts the server again when it died under its users (out of memory, killed); their pools connect anew by themselves. */
const watch = (clusterDir: string, port: number, ensureRunning: () => Promise<number>, log: Log) => {
  let starting: Promise<void> | undefined
  const startAgain = async (): Promise<void> => {
    log.warn('PostgreSQL is gone; starting it again')
    try {
      const now = await ensureRunning()
      if (now !== port) log.warn(`PostgreSQL is on port ${now} instead of ${port}: start this program again`)
    } catch (error) {
      log.warn(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : error}`)
    }
    starting = undefined
  }
  const timer = setInterval(() => {
    const isGone = !starting && !findPostmaster(clusterDir) && existsSync(clusterDir)
    if (isGone) starting = startAgain()
  }, WATCH_MS)
  timer.unref()
  return async (): Promise<void> => {
    clearInterval(timer)
    await starting
  }
}

const leaveOnce = (home: string, clusterDir: string, use: Lock): (() => Promise<void>) => {
  let left: Promise<void> | undefined
  // A process that ends without `stop` still asks an unused server to shut down, without waiting for it.
  const atExit = (): void => {
    if (left) return
    use.release()
    const last = tryExclusive(path.join(home, 'users.lock'))
    if (last) signalStop(clusterDir)
  }
  process.once('exit', atExit)
  const leave = async (): Promise<void> => {
    process.removeListener('exit', atExit)
    use.release()
    const last = await tryToBeLast(path.join(home, 'users.lock'))
    if (!last) return
    try {
      await stopPostmaster(clusterDir)
    } finally {
      last.release()
    }
  }
  return () => {
    left ??= leave()
    return left
  }
}

/** Two that leave in the same moment may each see the other once; a real user is still there a little later. */
const tryToBeLast = async (file: string): Promise<Lock | undefined> => {
  for (let attempt = 0; attempt < 6; attempt++) {
    const lock = tryExclusive(file)
    if (lock) return lock
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 30))
  }
  return undefined
}
