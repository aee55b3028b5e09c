import { safetyParameters } from '#core/safety/safety.parameters.ts'
import { addDays, dayOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { deleteOldFixes, stripOldPlaces } from './fix.store.ts'

const BATCH = 2_000

/** Positions of staff that have served their time are gone for good, those beside photos and readings too; how many were. */
export const clearPositions = async (
  deps: Pick<Deps, 'db' | 'clock' | 'system' | 'parameters'>,
  signal?: AbortSignal,
): Promise<number> => {
  const now = deps.clock.now()
  const days = deps.parameters.on(dayOf(now)).value(safetyParameters.fixDays).value
  const before = `${addDays(now.slice(0, 10), -days)}${now.slice(10)}`
  let total = 0
  for (const take of [deleteOldFixes, stripOldPlaces]) {
    for (;;) {
      if (signal?.aborted) return total
      const count = await deps.db.withTransaction(deps.system.actor().scope, (tx) => {
        tx.act()
        return take(tx, before, BATCH)
      })
      total += count
      if (count < BATCH) break
    }
  }
  return total
}
