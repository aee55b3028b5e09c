import type { ParameterValue } from '#core/parameter.ts'
import type { Database } from './db.ts'
import { anywhere } from './system.store.ts'

/** All values that were not withdrawn. A few thousand at most: every process keeps them in memory. */
export const readParameterValues = (db: Database): Promise<ParameterValue[]> =>
  db.readRows(anywhere, {
    name: 'parameters.all',
    text: `SELECT version, key, level, subject, effective_from AS "effectiveFrom", value
           FROM parameter_value WHERE withdrawn_at IS NULL ORDER BY version`,
  })
