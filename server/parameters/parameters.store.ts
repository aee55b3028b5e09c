import type { StoredValue, Subject, Wanted } from '#core/parameters/parameters.rules.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { bumpFact, lockFact } from '#server/platform/facts.store.ts'
import { PARAMETERS_FACT } from '#server/platform/parameters.ts'

/** Changes of parameters come one after the other. */
export const lockParameters = async (tx: Tx, at: Instant): Promise<void> => {
  await bumpFact(tx, PARAMETERS_FACT, at)
  await lockFact(tx, PARAMETERS_FACT)
}

export const findValues = (tx: Tx, key: string): Promise<StoredValue[]> =>
  tx.rows({
    text: `SELECT version, level, subject, effective_from AS "effectiveFrom", value, withdrawn_at AS "withdrawnAt"
           FROM parameter_value WHERE key = $1 ORDER BY version`,
    values: [key],
  })

/** What the subject of a value is called, and where it is; contracts come with settlement, until then none exists. */
export const findSubject = async (tx: Tx, level: Wanted['level'], subject: string): Promise<Subject> => {
  if (level === 'province') return tx.first({ text: `SELECT name FROM region WHERE level = 'province' LIMIT 1` })
  if (level === 'company') {
    return tx.first({ text: 'SELECT short_name AS name FROM company WHERE id = $1', values: [subject] })
  }
  if (level === 'contract') return undefined
  return tx.first({
    text: `SELECT name, CASE level WHEN 'county' THEN parent ELSE code END AS prefecture
           FROM region WHERE code = $1 AND level = $2`,
    values: [subject, level],
  })
}

export const findProvinceCode = async (tx: Tx): Promise<string> => {
  const province = await tx.first<{ code: string }>({
    text: `SELECT code FROM region WHERE level = 'province' LIMIT 1`,
  })
  if (!province) throw new Error('no province is loaded')
  return province.code
}

export type NewValue = Wanted & {
  readonly key: string
  readonly reason: string
  readonly createdBy: string
  readonly createdByName: string
  readonly createdAt: Instant
}

/** The version of the row made. */
export const insertValue = async (tx: Tx, value: NewValue): Promise<number> => {
  const made = await tx.first<{ version: number }>({
    text: `INSERT INTO parameter_value (key, level, subject, effective_from, value, reason, created_by, created_by_name, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING version`,
    values: [
      value.key,
      value.level,
      value.subject,
      value.effectiveFrom,
      JSON.stringify(value.value),
      value.reason,
      value.createdBy,
      value.createdByName,
      value.createdAt,
    ],
  })
  if (!made) throw new Error('an insert returned no row')
  return made.version
}

/** Marks a value withdrawn where no day has seen it yet. */
export const withdrawValue = (tx: Tx, version: number, today: Day, at: Instant): Promise<number> =>
  tx.run({
    text: `UPDATE parameter_value SET withdrawn_at = $2
           WHERE version = $1 AND withdrawn_at IS NULL AND effective_from > $3`,
    values: [version, at, today],
  })
