import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { cloneDatabase, dropDatabase, type TestServer, withDatabaseName } from './database-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: TestServer
  }
}

export type TestDatabase = {
  readonly servingUrl: string
  readonly ownerUrl: string
  readonly drop: () => Promise<void>
}

/** A migrated, otherwise empty database of its own, cloned from the run's template. Close your pools before `drop`, or lose their connections. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const server = inject('database')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await cloneDatabase(server, name)
  return {
    ownerUrl: withDatabaseName(server.ownerUrl, name),
    servingUrl: withDatabaseName(server.servingUrl, name),
    drop: () => dropDatabase(server, name),
  }
}
