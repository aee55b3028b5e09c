import { platformParameters } from '#core/platform.parameters.ts'
import { addDays, dayOf, type Instant } from '#core/time.ts'
import type { Deps } from './deps.ts'
import { deleteOld, type OldTable } from './housekeeping.store.ts'

const BATCH = 2_000
const SESSION_DAYS = 30

/** Takes away what has served its time, in small transactions; how many rows of each table. */
export const clearOld = async (
  deps: Pick<Deps, 'db' | 'clock' | 'system' | 'parameters' | 'log'>,
  signal?: AbortSignal,
): Promise<Partial<Record<OldTable, number>>> => {
  const now = deps.clock.now()
  const parameters = deps.parameters.on(dayOf(now))
  const [receiptDays, notificationDays, jobDays] = [
    parameters.value(platformParameters.receiptDays).value,
    parameters.value(platformParameters.notificationDays).value,
    parameters.value(platformParameters.jobDays).value,
  ]
  const days: Readonly<Record<OldTable, number>> = {
    command_receipt: receiptDays,
    notification: notificationDays,
    outside_message: notificationDays,
    job: jobDays,
    dead_letter: jobDays,
    session: SESSION_DAYS,
  }
  const cleared: Partial<Record<OldTable, number>> = {}
  for (const table of Object.keys(days) as OldTable[]) {
    const before = daysBefore(now, days[table])
    for (;;) {
      if (signal?.aborted) return cleared
      const count = await deps.db.withTransaction(deps.system.actor().scope, (tx) => {
        tx.act()
        return deleteOld(tx, table, before, BATCH)
      })
      if (count > 0) cleared[table] = (cleared[table] ?? 0) + count
      if (count < BATCH) break
    }
  }
  if (Object.keys(cleared).length > 0) deps.log.info(cleared, 'old rows were cleared away')
  return cleared
}

const daysBefore = (at: Instant, days: number): Instant => `${addDays(at.slice(0, 10), -days)}${at.slice(10)}`
