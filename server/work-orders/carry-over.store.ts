import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import type { Day, Instant } from '#core/time.ts'
import { sql, type Tx } from '#server/platform/db.ts'

export type DueHandover = {
  readonly id: string
  readonly prefectures: readonly string[]
  readonly counties: readonly string[]
  readonly lines: readonly BusinessLine[]
  readonly fromCompanyId: string
  readonly toCompanyId: string
  readonly reason: string
  readonly orderedByName: string
  readonly doneNumber: string
  readonly moved: number
  readonly stayed: number
}

/** A handover whose day has come; one that another process has in hands is left to it. */
export const lockDueHandover = (tx: Tx, today: Day, orderedUntil: Instant): Promise<DueHandover | undefined> =>
  tx.first(sql`
    SELECT id, prefectures, counties, lines, from_company_id AS "fromCompanyId", to_company_id AS "toCompanyId", reason,
      ordered_by_name AS "orderedByName", done_number AS "doneNumber", moved, stayed
    FROM handover WHERE done_at IS NULL AND from_on <= ${today} AND ordered_at <= ${orderedUntil} ORDER BY from_on, ordered_at LIMIT 1 FOR UPDATE SKIP LOCKED`)

/** The next open orders that the former company holds there, locked. */
export const lockOrdersThere = async (tx: Tx, handover: DueHandover, limit: number): Promise<readonly string[]> => {
  const { prefectures, counties, lines, fromCompanyId, doneNumber } = handover
  tx.act()
  const rows = await tx.rows<{ number: string }>(sql`
    SELECT w.number FROM work_order w
    WHERE w.is_open AND w.prefecture = ANY (${prefectures}) AND w.county = ANY (${counties}) AND w.company_id = ${fromCompanyId}
      AND w.line = ANY (${lines}) AND w.number > ${doneNumber}
    ORDER BY w.number LIMIT ${limit} FOR UPDATE`)
  return rows.map(({ number }) => number)
}

/** Who answers where on the day, as it stands in the database now. */
export const responsibilitiesOn = async (tx: Tx, day: Day): Promise<readonly Responsibility[]> => {
  const rows = await tx.rows<Omit<Responsibility, 'gridId' | 'effectiveTo'> & { gridId: string | null }>(sql`
    SELECT id, region, grid_id AS "gridId", line, company_id AS "companyId", effective_from AS "effectiveFrom"
    FROM responsibility WHERE effective_from <= ${day} AND (effective_to IS NULL OR effective_to >= ${day})`)
  return rows.map(({ gridId, ...row }) => (gridId === null ? row : { ...row, gridId }))
}

export const noteProgress = (
  tx: Tx,
  id: string,
  { doneNumber, moved, stayed }: Pick<DueHandover, 'doneNumber' | 'moved' | 'stayed'>,
  doneAt: Instant | undefined,
): Promise<number> =>
  tx.run(sql`
    UPDATE handover SET done_number = ${doneNumber}, moved = ${moved}, stayed = ${stayed}, done_at = ${doneAt ?? null}
    WHERE id = ${id}`)
