import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { halt } from '#server/platform/halt.ts'
import { type Account, giveTo, launchAs, openWay } from './account.ts'
import type { Binaries } from './binaries.ts'
import { type Durability, hostAccess, postgresConf } from './settings.ts'

type Log = { readonly info: (message: string) => void }

/** Makes the cluster beside its place and renames it, so that one killed half-way is simply made again. */
export const ensureCluster = async (
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
  removeUnfinished(home)
  // A name of its own: the initdb of a program that was killed may still be writing into the one before.
  const unfinished = mkdtempSync(path.join(home, UNFINISHED))
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

const UNFINISHED = 'data.new-'

const removeUnfinished = (home: string): void => {
  for (const name of readdirSync(home).filter((each) => each.startsWith(UNFINISHED))) {
    try {
      rmSync(path.join(home, name), { recursive: true, force: true })
    } catch {
      // Still being written; the next start that makes a cluster removes it.
    }
  }
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

export const writeSettings = (clusterDir: string, account: Account, port: number, durability: Durability): void => {
  const [conf, access] = [path.join(clusterDir, 'postgresql.conf'), path.join(clusterDir, 'pg_hba.conf')]
  writeFileSync(conf, postgresConf(port, durability), { mode: 0o600 })
  writeFileSync(access, hostAccess, { mode: 0o600 })
  giveTo(account, conf, access)
}

/** The port used last time, else a free one. */
export const choosePort = async (portFile: string, attempt: number): Promise<number> => {
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
