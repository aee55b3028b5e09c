import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { findBrowser } from '#testing/browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the product answers, without a slash at the end. */
    baseUrl: string
    dataDir: string
  }
}

const root = path.resolve(import.meta.dirname, '..')
const START_LIMIT_MS = 180_000
const STOP_LIMIT_MS = 20_000

/**
 * Starts the product as `npm start` does, on a data directory and port of its own with the small demo,
 * and stops it after the last test. `E2E_URL` and `E2E_DATA_DIR` name one that runs already.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  await findBrowser()
  if (process.env.E2E_URL && process.env.E2E_DATA_DIR) {
    project.provide('baseUrl', process.env.E2E_URL.replace(/\/$/, ''))
    project.provide('dataDir', path.resolve(process.env.E2E_DATA_DIR))
    return async () => undefined
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'daiwei-e2e-'))
  const port = await freePort()
  const log = path.join(root, '.cache/e2e/instance.log')
  await mkdir(path.dirname(log), { recursive: true })
  const product = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...productEnvironment(), DATA_DIR: dataDir, PORT: String(port), DEMO: 'small' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = createWriteStream(log)
  product.stdout.pipe(output, { end: false })
  product.stderr.pipe(output, { end: false })

  const stop = async () => {
    await ended(product)
    await rm(dataDir, { recursive: true, force: true })
  }
  const baseUrl = `http://localhost:${port}`
  try {
    await answers(`${baseUrl}/readyz`, product)
  } catch (error) {
    await stop()
    throw new Error(`${String(error)}\n${(await readFile(log, 'utf8')).slice(-4000)}`)
  }
  project.provide('baseUrl', baseUrl)
  project.provide('dataDir', dataDir)
  return stop
}

/** The tests' own settings are not the product's. */
const productEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_ENV$|TEST$|DATABASE_|DATA_DIR$|PORT$|DEMO$)/.test(name),
    ),
  )

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const answers = async (url: string, product: ChildProcess): Promise<void> => {
  const limit = Date.now() + START_LIMIT_MS
  let last = 'nothing'
  while (Date.now() < limit) {
    if (product.exitCode !== null) throw new Error(`the product ended with ${product.exitCode} before it was ready`)
    const reply = await fetch(url).catch(() => undefined)
    if (reply?.ok) return
    last = reply ? String(reply.status) : 'nothing'
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`the product was not ready after ${START_LIMIT_MS / 1000} s: ${url} answered ${last}`)
}

const ended = async (product: ChildProcess): Promise<void> => {
  if (product.exitCode !== null || product.signalCode !== null) return
  const exit = new Promise<void>((resolve) => product.once('exit', () => resolve()))
  const kill = setTimeout(() => product.kill('SIGKILL'), STOP_LIMIT_MS)
  product.kill('SIGTERM')
  await exit
  clearTimeout(kill)
}
