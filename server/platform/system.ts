import type { Actor } from '#core/access/scope.ts'
import type { Database } from './db.ts'
import type { Facts } from './facts.ts'
import { loadSystemActor } from './system.store.ts'

/** Rules, timers and consumers act as the system, in every prefecture that is loaded. */
export type System = { actor(): Actor }

/** Counted up by whoever loads regions, so that the system's scope grows with them. */
export const REGIONS_FACT = 'regions'

export const createSystem = async (db: Database, facts: Facts): Promise<System> => {
  let actor = await loadSystemActor(db)
  await facts.follow(REGIONS_FACT, async () => {
    actor = await loadSystemActor(db)
  })
  return { actor: () => actor }
}
