import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { repoRoot } from '#server/platform/paths.ts'
import { nobody } from './account.ts'
import { type EmbeddedPostgres, startPostgres } from './postgres.ts'

let dataDir: string
let opened: EmbeddedPostgres[] = []
const children: ChildProcess[] = []
const log = { info: () => undefined, warn: () => undefined }

const open = async (options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<EmbeddedPostgres> => {
  const database = await startPostgres({ dataDir, log, durability: 'scratch', ...options })
  opened.push(database)
  return database
}

/** Back to a data directory that was never used. */
const forget = (): void => {
  rmSync(dataDir, { recursive: true })
  mkdirSync(dataDir)
}

const pidFile = (): string => path.join(dataDir, 'postgres', 'data', 'postmaster.pid')
const postmasterPid = (): number => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10)

const query = async <Row>(url: string, sql: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another process that uses the same data directory until it is told to end. */
const openElsewhere = async (): Promise<ChildProcess> => {
  const module = path.join(repoRoot, 'server/platform/postgres/postgres.ts')
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { startPostgres } = await import(${JSON.stringify(module)})
       const log = { info() {}, warn() {} }
       const database = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log, durability: 'scratch' })
       console.log('open')
       process.once('SIGTERM', () => database.stop().then(() => process.exit(0)))
       setInterval(() => {}, 1000)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  children.push(child)
  if (!child.stdout) throw new Error('no output')
  await once(child.stdout, 'data')
  return child
}

const endOf = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** A cluster that was started and stopped once; tests begin with a copy, which is faster than making one each. */
let stopped: string
beforeAll(async () => {
  stopped = mkdtempSync(path.join(tmpdir(), 'daiwei-postgres-'))
  dataDir = stopped
  await (await open()).stop()
  opened = []
})
afterAll(() => rmSync(stopped, { recursive: true, force: true }))

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'daiwei-postgres-'))
  cpSync(stopped, dataDir, { recursive: true })
})
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && !child.killed) await endOf(child, 'SIGTERM')
  for (const database of opened) await database.stop()
  opened = []
  rmSync(dataDir, { recursive: true, force: true })
})

describe('the embedded database', () => {
  test('is in UTF-8, ordered by code points, with Chinese order on demand', async () => {
    const { ownerUrl } = await open()
    expect(
      await query(
        ownerUrl,
        `SELECT pg_encoding_to_char(encoding) AS encoding, datlocale AS locale,
                (SELECT string_agg(word, '' ORDER BY word COLLATE "zh-Hans-CN-x-icu")
                   FROM unnest(ARRAY['遵义', '安顺', '贵阳']) AS word) AS sorted
           FROM pg_database WHERE datname = current_database()`,
      ),
    ).toEqual([{ encoding: 'UTF8', locale: 'C.UTF-8', sorted: '安顺贵阳遵义' }])
  })

  test('has an owner role that policies do not bind and a serving role that they do', async () => {
    const { ownerUrl, servingUrl } = await open()
    const own = `SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user`
    expect(await query(ownerUrl, own)).toEqual([{ rolsuper: false, rolbypassrls: true, rolcreaterole: false }])
    expect(await query(servingUrl, own)).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }])
    await expect(query(servingUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied')
  })

  test('lets nobody in without its password, and keeps its files to itself', async () => {
    const { port } = await open()
    await expect(query(`postgresql://postgres:wrong@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    )
    expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(statSync(path.join(dataDir, 'postgres', 'data')).mode & 0o077).toBe(0)
  })

  test('stops with its last user and keeps its rows and its port', async () => {
    const first = await open()
    const pid = postmasterPid()
    const other = await openElsewhere()
    expect(postmasterPid()).toBe(pid)
    await query(first.ownerUrl, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)')
    await first.stop()
    expect(postmasterPid()).toBe(pid)
    await endOf(other, 'SIGTERM')
    expect(existsSync(pidFile())).toBe(false)
    const again = await open()
    expect(again.port).toBe(first.port)
    expect(await query(again.servingUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect(await query(again.ownerUrl, 'SELECT id FROM kept')).toEqual([{ id: 7 }])
  })

  test('asked for by several at once is made once', async () => {
    forget()
    const all = await Promise.all([open(), open(), open(), open()])
    expect(new Set(all.map((each) => each.ownerUrl)).size).toBe(1)
  })

  test('is stopped also when its user ends without saying so', async () => {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { startPostgres } = await import(${JSON.stringify(path.join(repoRoot, 'server/platform/postgres/postgres.ts'))})
         await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: { info() {}, warn() {} }, durability: 'scratch' })
         process.exit(0)`,
      ],
      { stdio: 'ignore' },
    )
    await once(child, 'exit')
    for (let tries = 0; existsSync(pidFile()) && tries < 200; tries += 1) await sleep(20)
    expect(existsSync(pidFile())).toBe(false)
  })

  test('takes another port when its own was taken meanwhile', async () => {
    const first = await open()
    await first.stop()
    const thief: Server = createServer()
    await new Promise<void>((resolve) => thief.listen(first.port, '127.0.0.1', resolve))
    try {
      const again = await open()
      expect(again.port).not.toBe(first.port)
      expect(await query(again.servingUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    } finally {
      thief.close()
    }
  })

  test('of another major version is refused', async () => {
    const first = await open()
    await first.stop()
    writeFileSync(path.join(dataDir, 'postgres', 'data', 'PG_VERSION'), '17\n')
    await expect(open()).rejects.toMatchObject({ exitCode: 2, en: expect.stringContaining('belongs to PostgreSQL 17') })
  })

  test.runIf(process.getuid?.() === 0)('runs as another user where namespaces are forbidden', async () => {
    forget()
    const { servingUrl, stop } = await open({ account: nobody })
    expect(statSync(path.join(dataDir, 'postgres', 'data')).uid).toBe(65_534)
    expect(await query(servingUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await stop()
    expect(await query((await open()).servingUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})

describe('after kill -9', () => {
  test('of its user the next start joins the server that was left', async () => {
    const child = await openElsewhere()
    const pid = postmasterPid()
    await endOf(child, 'SIGKILL')
    const { ownerUrl } = await open()
    expect(postmasterPid()).toBe(pid)
    expect(await query(ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('of the postmaster under a running program it is started again, on the same port, and no committed row is lost', async () => {
    const database = await open({ durability: 'durable' })
    await query(database.ownerUrl, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)')
    process.kill(postmasterPid(), 'SIGKILL')
    let rows: unknown
    for (let tries = 0; tries < 300 && !rows; tries += 1) {
      await sleep(50)
      rows = await query(database.ownerUrl, 'SELECT id FROM kept').catch(() => undefined)
    }
    expect(rows).toEqual([{ id: 7 }])
  })

  test('of everything the next start recovers', async () => {
    const child = await openElsewhere()
    const [killed, pid] = [once(child, 'exit'), postmasterPid()]
    child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await killed
    const { servingUrl } = await open()
    expect(postmasterPid()).not.toBe(pid)
    expect(await query(servingUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('while the cluster is being made the next start makes it', async () => {
    forget()
    const home = path.join(dataDir, 'postgres')
    const isMaking = (): boolean =>
      existsSync(home) &&
      readdirSync(home).some((name) => name.startsWith('data.new-') && existsSync(path.join(home, name, 'base')))
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { startPostgres } = await import(${JSON.stringify(path.join(repoRoot, 'server/platform/postgres/postgres.ts'))})
         await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: { info() {}, warn() {} }, durability: 'scratch' })`,
      ],
      { stdio: 'ignore' },
    )
    children.push(child)
    for (let tries = 0; !isMaking() && tries < 2000; tries += 1) await sleep(5)
    await endOf(child, 'SIGKILL')
    expect(existsSync(path.join(home, 'data'))).toBe(false)
    const { servingUrl } = await open()
    expect(await query(servingUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('a process number that now belongs to another program does not stop the start', async () => {
    const first = await open()
    await first.stop()
    writeFileSync(
      pidFile(),
      `${process.pid}\n${path.join(dataDir, 'postgres', 'data')}\n0\n${first.port}\n\n127.0.0.1\n`,
    )
    expect(await query((await open()).servingUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})
