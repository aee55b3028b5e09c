import fastify from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { bindHealth } from './health.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const statusOf = async (pool: pg.Pool, url: string, limitMs?: number): Promise<number> => {
  const app = fastify()
  bindHealth(app, pool, limitMs)
  const { statusCode } = await app.inject(url)
  await app.close()
  return statusCode
}

test('an instance whose database answers is ready', async () => {
  const pool = new pg.Pool({ connectionString: database.servingUrl })
  expect(await statusOf(pool, '/readyz')).toBe(200)
  await pool.end()
})

test('an instance whose database is gone lives, but is not ready', async () => {
  const pool = new pg.Pool({ connectionString: database.servingUrl.replace(/\/[^/]*$/, '/no_such_database') })
  expect(await statusOf(pool, '/healthz')).toBe(200)
  expect(await statusOf(pool, '/readyz')).toBe(503)
  await pool.end()
})

test('an instance whose connections are all taken is not ready, and says so in time', async () => {
  const pool = new pg.Pool({ connectionString: database.servingUrl, max: 1 })
  const taken = await pool.connect()
  expect(await statusOf(pool, '/readyz', 100)).toBe(503)
  taken.release()
  await pool.end()
})
