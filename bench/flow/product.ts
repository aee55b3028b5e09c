import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Caller, createCaller } from '#bench/measure.ts'

const root = path.resolve(import.meta.dirname, '../..')

export type Product = {
  readonly callerOf: (role: string) => Promise<Caller>
  readonly rssMb: () => number
  readonly stop: () => Promise<void>
  readonly port: number
}

/** Runs one command of the product to its end on the data directory. */
export const runCommand = (dataDir: string, ...words: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(path.join(root, 'daiwei'), words, {
      env: { ...process.env, DATA_DIR: dataDir, DEMO: 'small' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`daiwei ${words.join(' ')} ended with ${code}`)),
    )
  })

/** The real server on the data directory, with everything on that it has in use. */
export const startProduct = async (dataDir: string, port: number): Promise<Product> => {
  const child = spawn(path.join(root, 'daiwei'), ['start', '--no-web-build'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DEMO: 'small', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await answering(child, port)
  const logins = JSON.parse(readFileSync(path.join(dataDir, 'demo-logins.json'), 'utf8')) as {
    role: string
    login: string
    password: string
  }[]
  return {
    port,
    callerOf: async (role) =>
      signedIn(
        port,
        logins.find((login) => login.role === role),
      ),
    rssMb: () => rssOf(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

const START_WAIT_MS = 60_000

const answering = async (child: ChildProcess, port: number): Promise<void> => {
  const call = createCaller(port)
  const until = Date.now() + START_WAIT_MS
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode} while it started`)
    const reply = await call('GET', '/api/v1/session/options').catch(() => undefined)
    if (reply && reply.status === 200) return
    if (Date.now() > until) throw new Error('the product did not start')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const signedIn = async (port: number, login: { login: string; password: string } | undefined): Promise<Caller> => {
  if (!login) throw new Error('no such demo login')
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: login.login, password: login.password }),
  })
  const session = (await response.json()) as { csrf?: string }
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!response.ok || !cookie || !session.csrf) throw new Error(`${login.login} cannot sign in: ${response.status}`)
  return createCaller(port, { cookie, 'x-csrf-token': session.csrf })
}

const rssOf = (pid: number): number => {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1] ?? 0) / 1024
}
