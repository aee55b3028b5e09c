import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** Writes what is open now under the hour, unless another process was first. Rows written. */
export const insertOpenFigures = (tx: Tx, hour: Instant, now: Instant): Promise<number> =>
  tx.run({
    name: 'openFigures.insert',
    text: `
      INSERT INTO open_figure (at, prefecture, county, company_id, line, open, late, unassigned)
      SELECT $1, prefecture, county, coalesce(company_id, ''), line, count(*), count(*) FILTER (WHERE due_at < $2),
        count(*) FILTER (WHERE state IN ('pendingDispatch', 'pendingAcceptance', 'pendingAssignment'))
      FROM work_order WHERE is_open GROUP BY prefecture, county, coalesce(company_id, ''), line
      ON CONFLICT DO NOTHING`,
    values: [hour, now],
  })

export const deleteOpenFigures = (tx: Tx, before: Instant): Promise<number> =>
  tx.run({ name: 'openFigures.delete', text: 'DELETE FROM open_figure WHERE at < $1', values: [before] })
