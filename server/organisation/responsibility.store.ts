import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { ResponsibilityItem } from '#core/organisation/responsibility.contract.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

const RESPONSIBILITY = `
  SELECT r.id, r.region, CASE WHEN g.id IS NOT NULL THEN jsonb_build_object('id', g.id, 'name', g.name) END AS grid,
    r.line, r.company_id AS "companyId", r.effective_from AS "effectiveFrom", r.effective_to AS "effectiveTo",
    r.created_by_name AS "createdByName", r.version
  FROM responsibility r LEFT JOIN grid g ON g.id = r.grid_id`

export type ResponsibilityFilter = {
  /** What the codes inside begin with: `52`, `5201`, `520102`. */
  readonly codePrefix?: string | undefined
  readonly line?: BusinessLine | undefined
  readonly company?: string | undefined
  readonly on?: Day | undefined
}

export const listResponsibilities = (tx: Tx, filter: ResponsibilityFilter): Promise<ResponsibilityItem[]> =>
  tx.rows({
    text: `${RESPONSIBILITY}
      WHERE ($1::text IS NULL OR starts_with(r.region, $1)) AND ($2::text IS NULL OR r.line = $2)
        AND ($3::text IS NULL OR r.company_id = $3)
        AND ($4::date IS NULL OR (r.effective_from <= $4 AND (r.effective_to IS NULL OR r.effective_to >= $4)))
      ORDER BY r.region, r.line DESC, r.effective_from, r.id LIMIT 5000`,
    values: [filter.codePrefix ?? null, filter.line ?? null, filter.company ?? null, filter.on ?? null],
  })

export const findResponsibility = (tx: Tx, id: string): Promise<ResponsibilityItem | undefined> =>
  tx.first({ text: `${RESPONSIBILITY} WHERE r.id = $1`, values: [id] })

export const lockResponsibility = (tx: Tx, id: string): Promise<ResponsibilityItem | undefined> =>
  tx.first({ text: `${RESPONSIBILITY} WHERE r.id = $1 FOR UPDATE OF r`, values: [id] })

/** Locks every entry: nobody changes one between what is read and what is written. */
export const lockResponsibilities = (tx: Tx): Promise<number> =>
  tx.run({ text: 'SELECT 1 FROM responsibility ORDER BY id FOR UPDATE' })

export type NewResponsibility = {
  readonly id: string
  readonly region: string
  readonly gridId: string | null
  readonly line: BusinessLine
  readonly companyId: string
  readonly effectiveFrom: Day
  readonly effectiveTo: Day | null
}

export const insertResponsibility = (tx: Tx, entry: NewResponsibility, by: string, at: Instant): Promise<number> =>
  tx.run({
    text: `INSERT INTO responsibility (id, region, grid_id, line, company_id, effective_from, effective_to, created_by_name, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      entry.id,
      entry.region,
      entry.gridId,
      entry.line,
      entry.companyId,
      entry.effectiveFrom,
      entry.effectiveTo,
      by,
      at,
    ],
  })

export const savePeriod = (tx: Tx, id: string, from: Day, to: Day | null): Promise<number> =>
  tx.run({
    text: 'UPDATE responsibility SET effective_from = $2, effective_to = $3, version = version + 1 WHERE id = $1',
    values: [id, from, to],
  })

export const deleteResponsibility = (tx: Tx, id: string): Promise<number> =>
  tx.run({ text: 'DELETE FROM responsibility WHERE id = $1', values: [id] })

/** Responsibilities of a company that hold on the day or begin later. */
export const countHolding = async (tx: Tx, companyId: string, day: Day): Promise<number> =>
  (
    await tx.first<{ count: number }>({
      text: `SELECT count(*)::int AS count FROM responsibility
             WHERE company_id = $1 AND (effective_to IS NULL OR effective_to >= $2)`,
      values: [companyId, day],
    })
  )?.count ?? 0
