import type { Instant } from '#core/time.ts'
import { createDatabase } from '#server/platform/db.ts'
import { setFact } from '#server/platform/facts.store.ts'
import { anywhere } from '#server/platform/system.store.ts'

/** The last backup that was completed: the health screen asks how old it is. */
export const BACKUP_FACT = 'backup'

export const noteBackup = async (
  servingUrl: string,
  backup: { readonly at: Instant; readonly file: string; readonly bytes: number },
): Promise<void> => {
  const db = createDatabase(servingUrl, { max: 1 })
  try {
    await db.withTransaction(anywhere, (tx) => setFact(tx, BACKUP_FACT, backup, backup.at))
  } finally {
    await db.close()
  }
}
