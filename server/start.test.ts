import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { repoRoot } from './platform/paths.ts'
import { startPostgres } from './platform/postgres/postgres.ts'

const launcher = path.join(repoRoot, 'daiwei')
/** Fewer are a demo that was not finished. */
const DEMO_ORDERS = 800
let dataDir: string
let port: number
const running: ChildProcess[] = []

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }
type Started = { readonly child: ChildProcess; readonly ended: Promise<Ended> }

const environment = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL, DATABASE_OWNER_URL, VITEST, NODE_OPTIONS, ...rest } = process.env
  return { ...rest, DATA_DIR: dataDir, PORT: String(port), DEMO: 'none', LOG_LEVEL: 'info' }
}

const daiwei = (words: readonly string[], more: NodeJS.ProcessEnv = {}, program = launcher): Started => {
  const child = spawn(program, [...words], { env: { ...environment(), ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  if (!child.stdout || !child.stderr) throw new Error('no output')
  const output = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { child, ended: output.then(([out, err, [code]]) => ({ code, out, err })) }
}

const start = (more: NodeJS.ProcessEnv = {}): Started => daiwei(['start', '--no-web-build'], more)

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

const factsOf = (dir = dataDir): { pid: number; address: string | null } | undefined => {
  const file = path.join(dir, 'instance.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return
    await sleep(50)
  }
  throw new Error(`not after 30 s: ${what}`)
}

const serving = (pid: number | undefined, dir = dataDir): Promise<void> =>
  until('serving', () => {
    const facts = factsOf(dir)
    return facts?.pid === pid && facts?.address !== null
  })

const isAnswering = (): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/api/openapi.json`).then(
    (response) => response.status < 500,
    () => false,
  )

const postmasterPid = (): number => {
  const file = path.join(dataDir, 'postgres', 'data', 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
}

/** An instance that was started and stopped once; the tests go on with it, so each leaves it startable. */
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'daiwei-start-'))
})
beforeEach(async () => {
  port = await freePort()
})
const stopAll = async (): Promise<void> => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}
afterEach(stopAll)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

describe('the first start', () => {
  test('that is killed again and again at any moment recovers by itself', async () => {
    for (const patience of [150, 500, 900, 1400, 2000]) {
      const { child, ended } = start()
      await sleep(patience)
      child.kill('SIGKILL')
      await ended
    }
    const { child } = start()
    await serving(child.pid)
    expect(await isAnswering()).toBe(true)
  })

  test('of a demo that is killed while it is made makes the whole demo the next time', async () => {
    const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'daiwei-start-'))
    const log = { info: () => undefined, warn: () => undefined }
    const count = async (sql: string): Promise<number> => {
      const database = await startPostgres({ dataDir: DATA_DIR, log })
      const client = new pg.Client({ connectionString: database.ownerUrl })
      try {
        await client.connect()
        return Number((await client.query<{ count: string }>(sql)).rows[0]?.count)
      } catch {
        return 0
      } finally {
        await client.end()
        await database.stop()
      }
    }
    try {
      const first = start({ DATA_DIR, DEMO: 'small' })
      await until('the first accounts', async () => {
        await sleep(100)
        return existsSync(path.join(DATA_DIR, 'demo-logins.json')) && (await count('SELECT count(*) FROM app_user')) > 0
      })
      first.child.kill('SIGKILL')
      await first.ended
      const orders = 'SELECT count(*) FROM work_order'
      expect(await count(orders)).toBeLessThan(DEMO_ORDERS)
      const second = start({ DATA_DIR, DEMO: 'small' })
      await serving(second.child.pid, DATA_DIR)
      expect(await count(orders)).toBeGreaterThanOrEqual(DEMO_ORDERS)
      const { out } = await daiwei(['demo', 'logins', '--json'], { DATA_DIR }).ended
      expect(JSON.parse(out)).toHaveLength(await count('SELECT count(*) FROM app_user'))
    } finally {
      await stopAll()
      rmSync(DATA_DIR, { recursive: true, force: true })
    }
  }, 90_000)
})

describe('a running instance', () => {
  test('stops on SIGTERM with its database and code 0', async () => {
    const { child, ended } = start()
    await serving(child.pid)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0 })
    expect(await isAnswering()).toBe(false)
    expect(postmasterPid()).toBe(0)
    expect(factsOf()).toBeUndefined()
  })

  test('stops on SIGTERM also while it is still starting', async () => {
    const { child, ended } = start()
    await until('the claim', () => factsOf()?.pid === child.pid)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0 })
    await until('no database', () => postmasterPid() === 0)
  })

  test('is named to a second start on its data directory, which ends with 3', async () => {
    const { child } = start()
    await serving(child.pid)
    const { code, err } = await start({ PORT: String(await freePort()) }).ended
    expect(code).toBe(3)
    expect(err).toContain(`进程 ${child.pid}，地址 http://localhost:${port}`)
    expect(err).toContain(`process ${child.pid}, at http://localhost:${port}`)
    expect(await isAnswering()).toBe(true)
  })

  test('is not restored under its feet', async () => {
    const { child } = start()
    await serving(child.pid)
    const backup = path.join(dataDir, 'backup.tar.gz')
    expect(await daiwei(['backup', backup]).ended).toMatchObject({ code: 0 })
    const { code, err } = await daiwei(['restore', backup, '--replace']).ended
    expect({ code, isNamed: err.includes(`process ${child.pid}`) }).toEqual({ code: 3, isNamed: true })
    expect(await daiwei(['restore', backup, '--check']).ended).toMatchObject({ code: 0 })
  })

  test('shares its database with the command line and keeps it afterwards', async () => {
    const { child } = start()
    await serving(child.pid)
    const pid = postmasterPid()
    const { code, out } = await daiwei(['migrate', '--status', '--json']).ended
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ pending: [] })
    expect(postmasterPid()).toBe(pid)
    expect(await isAnswering()).toBe(true)
  })

  test('of another data directory runs beside it', async () => {
    const second = mkdtempSync(path.join(tmpdir(), 'daiwei-start-'))
    try {
      const [one, two] = [start(), start({ DATA_DIR: second, PORT: String(await freePort()) })]
      await Promise.all([serving(one.child.pid), serving(two.child.pid, second)])
      expect(factsOf(second)?.address).not.toBe(factsOf()?.address)
      two.child.kill('SIGTERM')
      expect(await two.ended).toMatchObject({ code: 0 })
      expect(await isAnswering()).toBe(true)
    } finally {
      rmSync(second, { recursive: true, force: true })
    }
  })

  test('that npm started stops when npm is killed', async () => {
    // A shell that waits for it stands for npm: killed, it can tell nobody.
    const npm = daiwei(['-c', `"${launcher}" start --no-web-build --stop-with-parent & wait`], {}, '/bin/sh')
    await until('the claim', () => factsOf()?.address != null)
    npm.child.kill('SIGKILL')
    await until('the end', async () => !(await isAnswering()) && postmasterPid() === 0 && factsOf() === undefined)
  })
})

describe('with an own database server', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await createTestDatabase()
  })
  afterEach(() => database.drop())

  test('serves from it and starts no other', async () => {
    const own = mkdtempSync(path.join(tmpdir(), 'daiwei-start-'))
    try {
      const { servingUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL } = database
      const { child, ended } = start({ DATA_DIR: own, DATABASE_URL, DATABASE_OWNER_URL })
      await serving(child.pid, own)
      expect(await isAnswering()).toBe(true)
      child.kill('SIGTERM')
      expect(await ended).toMatchObject({ code: 0 })
      expect(existsSync(path.join(own, 'postgres'))).toBe(false)
    } finally {
      rmSync(own, { recursive: true, force: true })
    }
  })

  test('refuses to serve as a role that row policies do not bind, and ends with 2', async () => {
    const { code, err } = await start({ DATABASE_URL: database.ownerUrl, DATABASE_OWNER_URL: database.ownerUrl }).ended
    expect(code).toBe(2)
    expect(err).toContain('it has BYPASSRLS')
  })
})

describe('a start that cannot be', () => {
  test('because of a wrong setting says what to write, in both languages, and ends with 2', async () => {
    const { code, out, err } = await start({ PORT: 'eighty' }).ended
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.trim().split('\n')).toEqual([
      expect.stringContaining('环境变量 PORT 的值“eighty”不正确：请填写'),
      expect.stringContaining('The environment variable PORT is "eighty", which is not valid: write'),
    ])
  })

  test('because its port is taken names the variable, and ends with 2', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '0.0.0.0', resolve))
    const { code, err } = await start().ended
    other.close()
    expect(code).toBe(2)
    expect(err).toContain(`PORT=${port + 1} npm start`)
  })

  test('because its data directory cannot be written names the variable, and ends with 2', async () => {
    const file = path.join(dataDir, 'a file')
    writeFileSync(file, '')
    for (const place of [file, path.join(file, 'below')]) {
      const { code, out, err } = await start({ DATA_DIR: place }).ended
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain(place)
      expect(err.match(/DATA_DIR/g)).toHaveLength(2)
      expect(err).not.toContain('    at ')
    }
  })

  test('because its outside database is away says which, and ends with 1', async () => {
    const { code, err } = await start({ DATABASE_URL: `postgresql://daiwei_serving:hush@127.0.0.1:${port}/daiwei` })
      .ended
    expect(code).toBe(1)
    expect(err).toContain('DATABASE_URL')
    expect(err).not.toContain('hush')
  })
})

describe('the command line', () => {
  test('answers --help for every command, from any directory', async () => {
    const { out } = await daiwei(['--help']).ended
    const names = [...out.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1] ?? '')
    expect(names).toEqual(expect.arrayContaining(['start', 'migrate', 'backup', 'restore', 'doctor']))
    for (const name of names) {
      const help = await daiwei([name, '--help']).ended
      expect(help, name).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`daiwei ${name}`) })
    }
  })

  test.each([[['nothing']], [['migrate', '--wrong']], [['restore']], [['doctor', 'nothing']]])(
    'ends with 2 for %j, and with --json says why in one document',
    async (words) => {
      const { code, out } = await daiwei([...words, '--json']).ended
      expect(code).toBe(2)
      expect(JSON.parse(out)).toMatchObject({ error: { en: expect.any(String), 'zh-CN': expect.any(String) } })
    },
  )

  test('finds the installation in order', async () => {
    const { code, out } = await daiwei(['doctor', '--json']).ended
    expect(JSON.parse(out)).toMatchObject({ isHealthy: true, instance: null })
    expect(code).toBe(0)
  })
})
