import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { halt } from '#server/platform/halt.ts'
import { type Lock, tryExclusive, waitShared, withLock } from '#server/platform/lock.ts'
import { loadSecrets } from '#server/platform/secrets.ts'
import { type Account, chooseAccount, giveTo, launchAs, openWay } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensurePostmaster, signalStop, stopPostmaster } from './postmaster.ts'
import { DATABASE, ensureRoles, OWNER_ROLE, SERVING_ROLE } from './roles.store.ts'
import { type Durability, hostAccess, postgresConf } from './settings.ts'

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
  try {
    const port = await withLock(path.join(home, 'start.lock'), START_WAIT_MS, async () => {
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
    return {
      port,
      ownerUrl: urlOf(OWNER_ROLE, secrets.databaseOwner, port, DATABASE),
      servingUrl: urlOf(SERVING_ROLE, secrets.databaseServing, port, DATABASE),
      superuserUrl: urlOf('postgres', secrets.databaseSuperuser, port, 'postgres'),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const urlOf = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/** Makes the cluster beside its place and renames it, so that one killed half-way is simply made again. */
const ensureCluster = async (
  home: string,
  binaries: Binaries,
  account: Account,
  password: string,
  log: Log,
): Promise<void> => {
  const clusterDir = path.join(home, 'data')
  if (existsSync(path.join(clusterDir, 'PG_VERSION'))) {
    const major = readFileSync(path.join(clusterDir, 'PG_VERSION'), 'utf8').trim()
    if (major === String(binaries.major)) return
    throw halt(
      `数据目录 ${clusterDir} 属于 PostgreSQL ${major}，本程序带的是 ${binaries.major}：请用原版本执行 daiwei backup，再用本版本在新目录执行 daiwei restore。`,
      `The data directory ${clusterDir} belongs to PostgreSQL ${major}, this program brings ${binaries.major}: run daiwei backup with the old version, then daiwei restore with this one into a new directory.`,
      2,
    )
  }
  log.info('making the database')
  const unfinished = path.join(home, 'data.new')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  const flags = ['-D', unfinished, '-U', 'postgres', '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256']
  // Code points order text, as they do in the application; Chinese order is asked for with COLLATE "zh-Hans-CN-x-icu".
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const passwordFile = path.join(home, 'password.new')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  openWay(account, home)
  giveTo(account, unfinished, passwordFile)
  try {
    await runInitdb(binaries.bin('initdb'), account, [...flags, ...locale, '--pwfile', passwordFile])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, clusterDir)
}

const runInitdb = async (initdb: string, account: Account, flags: readonly string[]): Promise<void> => {
  const { command, args, ...identity } = launchAs(account, initdb, flags)
  const child = spawn(command, [...args], {
    ...identity,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (code === 0) return
  throw halt(
    `无法建立数据库（initdb 退出码 ${code}）：\n${output}${errors}`,
    'The database could not be made; initdb said the lines above.',
  )
}

const writeSettings = (clusterDir: string, account: Account, port: number, durability: Durability): void => {
  const [conf, access] = [path.join(clusterDir, 'postgresql.conf'), path.join(clusterDir, 'pg_hba.conf')]
  writeFileSync(conf, postgresConf(port, durability), { mode: 0o600 })
  writeFileSync(access, hostAccess, { mode: 0o600 })
  giveTo(account, conf, access)
}

/** The port used last time, else a free one. */
const choosePort = async (portFile: string, attempt: number): Promise<number> => {
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0
  if (attempt === 0 && Number.isInteger(kept) && kept > 1023 && kept < 65_536) return kept
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
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
