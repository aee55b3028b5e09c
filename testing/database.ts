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
  /** Absent when the run uses an existing server. */
  readonly superuserUrl: string | undefined
  readonly drop: () => Promise<void>
}

/** A migrated, otherwise empty database of its own, cloned from the run's template. Close your pools before `drop`, or lose their connections. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const server = inject('database')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await cloneDatabase(server, name)
  return {
    ownerUrl: withDatabaseName(server.ownerUrl, name),
    superuserUrl: server.superuserUrl && withDatabaseName(server.superuserUrl, name),
    servingUrl: withDatabaseName(server.servingUrl, name),
    drop: () => dropDatabase(server, name),
  }
}
