import type { Actor, Scope } from '#core/access/scope.ts'
import type { Database } from './db.ts'

/** Whoever acts when nobody does: rules, timers, consumers. No user has this id. */
export const SYSTEM_USER_ID = '00000000-0000-7000-8000-000000000000'

/** A scope for what everybody may read and no policy guards: regions, parameters, facts. */
export const anywhere: Scope = { userId: SYSTEM_USER_ID, prefectures: [], reach: 'own' }

/** The system as an actor with every prefecture that is loaded, and the province's code for what has none. */
export const loadSystemActor = async (db: Database, source = 'rule'): Promise<Actor> => {
  const rows = await db.readRows<{ code: string }>(anywhere, {
    name: 'system.regions',
    text: `SELECT code FROM region WHERE level IN ('province', 'prefecture') ORDER BY code`,
  })
  return {
    userId: SYSTEM_USER_ID,
    name: 'system',
    roles: [],
    permissions: new Set(),
    isOperator: true,
    scope: {
      userId: SYSTEM_USER_ID,
      prefectures: rows.map((row) => row.code),
      reach: 'regions',
    },
    source,
  }
}
