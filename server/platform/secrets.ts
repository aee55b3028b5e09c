import { randomBytes } from 'node:crypto'
import { chmod, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ensureDataDir } from './data-dir.ts'
import { halt } from './halt.ts'
import { withLock } from './lock.ts'
import { replaceFile } from './replace-file.ts'

/** Everything secret of one installation; 32 random bytes each, as base64url text. */
const secretNames = [
  'databaseSuperuser',
  'databaseOwner',
  'databaseServing',
  /** Signs session and CSRF tokens. */
  'session',
  /** Encrypts what must be read back: TOTP seeds, credentials of outside systems. */
  'vault',
  /** Signs links that go to customers. */
  'links',
  /** Signs audit entries and their chain. */
  'audit',
] as const
export type SecretName = (typeof secretNames)[number]
export type Secrets = Readonly<Record<SecretName, string>>

/** What a backup carries: all but the database's passwords, which belong to the installation and not to the data. */
export const secretsOfData = (secrets: Secrets): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(secrets).filter(([name]) => !name.startsWith('database')))

const SecretsFile = z.record(z.string(), z.string().min(20))

/** The secrets of a data directory; what is missing is generated and kept in `secrets.json`, mode 0600. There are no defaults. */
export const loadSecrets = async (dataDir: string): Promise<Secrets> => {
  ensureDataDir(dataDir)
  const file = path.join(dataDir, 'secrets.json')
  const present = await readSecrets(file)
  if (isComplete(present)) return present
  return withLock(path.join(dataDir, 'secrets.lock'), 30_000, async () => {
    const again = await readSecrets(file)
    const complete: Record<string, string> = { ...again }
    for (const name of secretNames) complete[name] ??= randomBytes(32).toString('base64url')
    await replaceFile(file, `${JSON.stringify(complete, null, 2)}\n`)
    if (!isComplete(complete)) throw new Error('unreachable: every secret was just generated')
    return complete
  })
}

/** Replaces the named secrets, as a restored backup wants them; unknown names are left out. */
export const keepSecrets = async (dataDir: string, given: Readonly<Record<string, string>>): Promise<void> => {
  const current = await loadSecrets(dataDir)
  const known = Object.fromEntries(secretNames.flatMap((name) => (given[name] ? [[name, given[name]]] : [])))
  await withLock(path.join(dataDir, 'secrets.lock'), 30_000, () =>
    replaceFile(path.join(dataDir, 'secrets.json'), `${JSON.stringify({ ...current, ...known }, null, 2)}\n`),
  )
}

const isComplete = (found: Readonly<Record<string, string>>): found is Secrets =>
  secretNames.every((name) => found[name] !== undefined)

const readSecrets = async (file: string): Promise<Readonly<Record<string, string>>> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return {}
  const { mode } = await stat(file)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) await chmod(file, 0o600)
  const parsed = SecretsFile.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw halt(
    `密钥文件 ${file} 已损坏：请从备份恢复。删除它会使数据库密码、两步验证和已发链接全部失效。`,
    `The secrets file ${file} is damaged: restore it from a backup. Deleting it loses the database password, TOTP seeds and sent links.`,
    2,
  )
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
