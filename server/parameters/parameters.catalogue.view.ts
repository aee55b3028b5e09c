import type { OverrideLevel } from '#core/parameter.ts'
import type { Database } from '#server/platform/db.ts'
import { anywhere } from '#server/platform/system.store.ts'

export type ValueRow = {
  readonly key: string
  readonly version: number
  readonly level: OverrideLevel
  readonly subject: string
  readonly subjectName: string
  readonly effectiveFrom: string
  readonly value: unknown
  readonly reason: string
  readonly createdByName: string
  readonly createdAt: string
  readonly withdrawnAt: string | null
}

/** Every value ever set, of one parameter or of all, newest first, with the name of its region or company. */
export const valuesWithNames = (db: Database, key?: string): Promise<ValueRow[]> =>
  db.readRows(anywhere, {
    text: `SELECT v.key, v.version, v.level, v.subject, coalesce(r.name, c.short_name, v.subject) AS "subjectName",
             v.effective_from AS "effectiveFrom", v.value, v.reason, v.created_by_name AS "createdByName",
             v.created_at AS "createdAt", v.withdrawn_at AS "withdrawnAt"
           FROM parameter_value v
           LEFT JOIN region r ON v.level IN ('prefecture', 'county') AND r.code = v.subject
           LEFT JOIN company c ON v.level = 'company' AND c.id = v.subject
           WHERE $1::text IS NULL OR v.key = $1 ORDER BY v.version DESC`,
    values: [key ?? null],
  })
