import type { Instant } from '#core/time.ts'
import type { Database, Tx } from './db.ts'
import { anywhere } from './system.store.ts'

export type Fact = { readonly key: string; readonly value: unknown; readonly updatedAt: Instant }

/** Everything this installation knows of itself: a handful of rows. */
export const readFacts = (db: Database): Promise<Fact[]> =>
  db.readRows(anywhere, {
    name: 'facts',
    text: 'SELECT key, value, updated_at AS "updatedAt" FROM instance_fact ORDER BY key',
  })

/** Reads one fact and keeps others from changing it until the transaction ends. */
export const lockFact = async (tx: Tx, key: string): Promise<unknown> =>
  (
    await tx.first<{ value: unknown }>({
      text: 'SELECT value FROM instance_fact WHERE key = $1 FOR UPDATE',
      values: [key],
    })
  )?.value

/** Writes a fact; every process sees it within a second, this one at once. */
export const setFact = async (tx: Tx, key: string, value: unknown, at: Instant): Promise<void> => {
  tx.wake('facts')
  await tx.run({
    text: `INSERT INTO instance_fact (key, value, updated_at) VALUES ($1, $2, $3)
           ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    values: [key, JSON.stringify(value), at],
  })
}

/** Writes a fact where there is none yet; the value that stands afterwards. */
export const setFirstFact = async (tx: Tx, key: string, value: unknown, at: Instant): Promise<unknown> => {
  tx.wake('facts')
  await tx.run({
    text: 'INSERT INTO instance_fact (key, value, updated_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING',
    values: [key, JSON.stringify(value), at],
  })
  return lockFact(tx, key)
}

/** Counts a fact up: others see that what it stands for has changed. */
export const bumpFact = async (tx: Tx, key: string, at: Instant): Promise<void> => {
  tx.wake('facts')
  await tx.run({
    text: `INSERT INTO instance_fact (key, value, updated_at) VALUES ($1, '1', $2)
           ON CONFLICT (key) DO UPDATE SET value = to_jsonb((instance_fact.value #>> '{}')::bigint + 1), updated_at = excluded.updated_at`,
    values: [key, at],
  })
}
