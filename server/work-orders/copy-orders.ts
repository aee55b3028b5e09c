import { copiedFigures, type PastOrder } from '#core/work-orders/order-copies.rules.ts'
import { asSystem } from '#server/access/index.ts'
import { createDatabase, type Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { countOrders, insertCopies, insertCopiesWhole, lastCopy } from './copy-orders.store.ts'
import { addFigures } from './figures.store.ts'

const BATCH = 200

/**
 * Each of these orders so many times more, with its whole history and the figures it adds. With `ownerUrl`, given only when nobody
 * else is at work in the database, very many go in at once; otherwise in batches that leave the tables to the others.
 */
export const copyOrders = async (
  deps: Pick<Deps, 'db' | 'system' | 'log'>,
  past: readonly PastOrder[],
  copies: number,
  ownerUrl: string | undefined,
): Promise<void> => {
  const [base, orders] = await asSystem(deps, (tx: Tx) => Promise.all([lastCopy(tx), countOrders(tx)]))
  const range = { copies, base }
  if (ownerUrl !== undefined && past.length * copies > orders) {
    const db = createDatabase(ownerUrl, { max: 1, applicationName: 'daiwei demo' })
    try {
      await db.withBulkTransaction(deps.system.actor().scope, async (tx) => {
        await insertCopiesWhole(tx, past, range, (table) => deps.log.info(`copies: ${table}`))
        await addFigures(tx, copiedFigures(past, copies))
      })
    } finally {
      await db.close()
    }
    return
  }
  for (let start = 0; start < past.length; start += BATCH) {
    const batch = past.slice(start, start + BATCH)
    await deps.db.withBulkTransaction(deps.system.actor().scope, async (tx) => {
      tx.act()
      await insertCopies(tx, batch, range)
      await addFigures(tx, copiedFigures(batch, copies))
    })
    deps.log.info(`copies: ${start + batch.length} / ${past.length}`)
  }
}
