import pg from 'pg'
import { assertServingRole } from './postgres/roles.store.ts'

/** Connects once and refuses a serving role that row-level security would not bind. */
export const assertServing = async (servingUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: servingUrl })
  await client.connect()
  try {
    await assertServingRole(client)
  } finally {
    await client.end()
  }
}
