import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { withConnection } from '#server/platform/connection.ts'
import { tryExclusive } from '#server/platform/lock.ts'
import { migrate } from '#server/platform/migrate.ts'
import { startPostgres } from '#server/platform/postgres/postgres.ts'
import { SERVING_ROLE } from '#server/platform/postgres/roles.store.ts'

/** Where a run's databases are made. */
export type TestServer = {
  readonly ownerUrl: string
  readonly servingUrl: string
  /** Absent when an existing server is used. */
  readonly superuserUrl: string | undefined
  readonly template: string
}

const PREFIX = 'daiwei-test-'
const quiet = { info: () => undefined, warn: () => undefined }

/**
 * Vitest's global setup for server tests: one PostgreSQL for the run, with a template database that is migrated once.
 * `TEST_DATABASE_OWNER_URL` names an existing server instead (its owner role must be allowed to create databases and roles,
 * or `TEST_DATABASE_URL` gives the serving role).
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const existing = process.env.TEST_DATABASE_OWNER_URL
  const server = existing ? await existingServer(existing) : await temporaryServer()
  const stop = async (): Promise<void> => {
    if (existing) await dropDatabase(server, server.template)
    await server.stop()
  }
  try {
    await asOwner(server, `CREATE DATABASE ${server.template}`)
    await migrate({ ownerUrl: withDatabaseName(server.ownerUrl, server.template) })
  } catch (error) {
    await stop()
    throw error
  }
  const { ownerUrl, servingUrl, superuserUrl, template } = server
  project.provide('database', { ownerUrl, servingUrl, superuserUrl, template })
  return stop
}

type StartedServer = TestServer & { readonly stop: () => Promise<void> }

const temporaryServer = async (): Promise<StartedServer> => {
  await removeAbandoned()
  const dataDir = mkdtempSync(path.join(tmpdir(), PREFIX))
  const postgres = await startPostgres({ dataDir, log: quiet, durability: 'scratch' })
  return {
    ownerUrl: postgres.ownerUrl,
    servingUrl: postgres.servingUrl,
    superuserUrl: postgres.superuserUrl,
    template: 'template_daiwei',
    stop: async () => {
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A killed run leaves its server behind: whoever comes next and finds it without a user stops and removes it. */
const removeAbandoned = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const dataDir = path.join(tmpdir(), name)
    try {
      const lock = tryExclusive(path.join(dataDir, 'postgres', 'users.lock'))
      if (!lock) continue
      lock.release()
      const abandoned = await startPostgres({ dataDir, log: quiet, durability: 'scratch' })
      await abandoned.stop()
      rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // Another run is making or removing it in this moment.
    }
  }
}

const existingServer = async (ownerUrl: string): Promise<StartedServer> => {
  const given = process.env.TEST_DATABASE_URL
  const url = new URL(given ?? ownerUrl)
  if (!given) {
    url.username = SERVING_ROLE
    url.password = randomBytes(16).toString('hex')
    await withConnection(ownerUrl, 'test', async (client) => {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [SERVING_ROLE])
      if (rowCount) throw new Error(`${SERVING_ROLE} exists on the test server: give its URL in TEST_DATABASE_URL`)
      await client.query(
        `CREATE ROLE ${SERVING_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${client.escapeLiteral(url.password)}`,
      )
    })
  }
  const template = `template_daiwei_${randomBytes(4).toString('hex')}`
  return { ownerUrl, servingUrl: url.href, superuserUrl: undefined, template, stop: async () => undefined }
}

export const withDatabaseName = (url: string, name: string): string => {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.href
}

export const cloneDatabase = (server: TestServer, name: string): Promise<void> =>
  asOwner(server, `CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY FILE_COPY`)

/** The owner may not end another role's connection: one that is just closing is waited for. */
export const dropDatabase = async (server: TestServer, name: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await asOwner(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    } catch (error) {
      if (attempt >= 40 || !(error instanceof Error && 'code' in error && error.code === '42501')) throw error
      await setTimeout(50)
    }
  }
}

const asOwner = async (server: TestServer, statement: string): Promise<void> => {
  await withConnection(server.ownerUrl, 'test', (client) => client.query(statement))
}
