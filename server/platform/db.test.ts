import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { anActor } from '#testing/ground.ts'
import { withConnection } from './connection.ts'
import { createDatabase, type Database } from './db.ts'

const { scope } = anActor('provinceManager')
let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDatabase(database.servingUrl, { max: 1, applicationName: 'to be lost' })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

/** Ends every connection of `db`, as a server that dies does, and waits until they are gone. */
const loseConnections = async (): Promise<void> => {
  await withConnection(database.servingUrl, 'test', (other) =>
    other.query(
      `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
       WHERE application_name = 'to be lost' AND datname = current_database()`,
    ),
  )
  // Its last word must have arrived here.
  await new Promise((resolve) => setTimeout(resolve, 50))
}

test.each(['withTransaction', 'withBulkTransaction'] as const)(
  'a connection that is lost between two statements of %s fails that work, and the next one has another',
  async (kind) => {
    const work = db[kind](scope, async (tx) => {
      await tx.rows({ text: 'SELECT 1' })
      await loseConnections()
      await tx.rows({ text: 'SELECT 2' })
    })
    await expect(work).rejects.toThrow()
    expect(await db.readRows(scope, { text: 'SELECT 3 AS three' })).toEqual([{ three: 3 }])
  },
)

test('a connection of its own that is lost between two statements fails the work, not the process', async () => {
  const work = withConnection(database.servingUrl, 'to be lost', async (client) => {
    await client.query('SELECT 1')
    await loseConnections()
    await client.query('SELECT 2')
  })
  await expect(work).rejects.toThrow()
})
