import type { CellChange } from '#core/appointments/capacity.contract.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'

export type CapacityKey = {
  readonly prefecture: string
  readonly county: string
  readonly companyId: string | null
  readonly kind: string | null
}
type By = { readonly at: Instant; readonly name: string }

/** Sets the cells or takes them back. */
export const saveCells = async (tx: Tx, key: CapacityKey, cells: readonly CellChange[], by: By): Promise<void> => {
  const { prefecture, county, companyId, kind } = key
  for (const { onDay = null, windowFrom = null, minutes, closedReason = null } of cells) {
    const values = [prefecture, county, companyId, kind, onDay, windowFrom]
    void tx.run({
      name: 'capacity.drop',
      text: `DELETE FROM visit_capacity WHERE prefecture = $1 AND county = $2 AND company_id IS NOT DISTINCT FROM $3
               AND kind IS NOT DISTINCT FROM $4 AND on_day IS NOT DISTINCT FROM $5 AND window_from IS NOT DISTINCT FROM $6`,
      values,
    })
    if (minutes === null) continue
    void tx.run({
      name: 'capacity.save',
      text: `INSERT INTO visit_capacity (prefecture, county, company_id, kind, on_day, window_from, id, minutes, closed_reason, updated_at, updated_by_name)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      values: [...values, newId(), minutes, closedReason, by.at, by.name],
    })
  }
}

export type Blackout = {
  readonly id: string
  readonly prefecture: string
  readonly region: string
  readonly fromOn: Day
  readonly toOn: Day
  readonly reason: string
  readonly createdByName: string
}

const BLACKOUT =
  'id, prefecture, region, from_on AS "fromOn", to_on AS "toOn", reason, created_by_name AS "createdByName"'

export const listBlackouts = (tx: Tx, regions: readonly string[], fromOn: Day): Promise<Blackout[]> =>
  tx.rows({
    name: 'blackout.list',
    text: `SELECT ${BLACKOUT} FROM blackout_day WHERE region = ANY ($1::text[]) AND to_on >= $2 ORDER BY from_on, id LIMIT 100`,
    values: [regions, fromOn],
  })

export const findBlackout = (tx: Tx, id: string): Promise<Blackout | undefined> =>
  tx.first({
    name: 'blackout.find',
    text: `SELECT ${BLACKOUT} FROM blackout_day WHERE id = $1 FOR UPDATE`,
    values: [id],
  })

export const insertBlackout = (tx: Tx, row: Blackout, at: Instant): Promise<number> =>
  tx.run({
    name: 'blackout.insert',
    text: `INSERT INTO blackout_day (id, prefecture, region, from_on, to_on, reason, created_by_name, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [row.id, row.prefecture, row.region, row.fromOn, row.toOn, row.reason, row.createdByName, at],
  })

export const deleteBlackout = (tx: Tx, { prefecture, id }: Pick<Blackout, 'prefecture' | 'id'>): Promise<number> =>
  tx.run({
    name: 'blackout.delete',
    text: 'DELETE FROM blackout_day WHERE prefecture = $1 AND id = $2',
    values: [prefecture, id],
  })

/** A change of what can be promised, in words of its cells. */
export type CapacityChange = {
  readonly prefecture: string
  readonly region: string
  readonly companyId: string | null
  readonly what: {
    readonly cells?: readonly CellChange[]
    readonly kind?: string
    readonly blackout?: readonly [Day, Day]
    readonly isWithdrawn?: boolean
  }
  readonly reason: string
}

export const insertChange = (
  tx: Tx,
  { prefecture, region, companyId, what, reason }: CapacityChange,
  by: By,
): Promise<number> =>
  tx.run({
    name: 'capacity.change',
    text: `INSERT INTO visit_capacity_change (prefecture, id, region, company_id, at, by_name, what, reason)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [prefecture, newId(), region, companyId, by.at, by.name, JSON.stringify(what), reason],
  })

export const listChanges = (
  tx: Tx,
  regions: readonly string[],
): Promise<(Pick<CapacityChange, 'companyId' | 'what' | 'reason'> & { id: string; at: Instant; byName: string })[]> =>
  tx.rows({
    name: 'capacity.changes',
    text: `SELECT id, company_id AS "companyId", at, by_name AS "byName", what, reason FROM visit_capacity_change
           WHERE region = ANY ($1::text[]) ORDER BY at DESC LIMIT 20`,
    values: [regions],
  })
