import { ACT, type Database } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

export type Names = ReadonlyMap<string, string>

const FRESH_MS = 10_000
const MAX_NAMES = 20_000
type Known = { readonly name: string | undefined; readonly until: number }
const knownByDatabase = new WeakMap<Database, Map<string, Known>>()

const NAMES = `
  SELECT id, name FROM staff WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT id, name FROM station WHERE id = ANY ($1::uuid[])
  UNION ALL SELECT id, name FROM app_user WHERE id = ANY ($1::uuid[])`

/**
 * The names of staff, stations and customer managers that orders name, by id; whoever sees an order sees who holds it. Remembered
 * for a few seconds: joined to a list, the policies of their tables cost more than the list.
 */
export const namesOf = async (
  { db, system }: Pick<Deps, 'db' | 'system'>,
  ids: readonly (string | null | undefined)[],
): Promise<Names> => {
  const now = performance.now()
  const known = knownByDatabase.get(db) ?? new Map<string, Known>()
  knownByDatabase.set(db, known)
  const wanted = new Set(ids.filter((id) => typeof id === 'string'))
  const missing = [...wanted].filter((id) => !isFresh(known.get(id), now))
  if (missing.length > 0) {
    if (known.size + missing.length > MAX_NAMES) known.clear()
    const [rows = []] = await db.readSeveral(system.actor().scope, [
      ACT,
      { name: 'order.names', text: NAMES, values: [missing] },
    ])
    const found = new Map((rows as { id: string; name: string }[]).map(({ id, name }) => [id, name]))
    for (const id of missing) known.set(id, { name: found.get(id), until: now + FRESH_MS })
  }
  const names = new Map<string, string>()
  for (const id of wanted) {
    const name = known.get(id)?.name
    if (name !== undefined) names.set(id, name)
  }
  return names
}

const isFresh = (known: Known | undefined, now: number): boolean => known !== undefined && known.until > now
