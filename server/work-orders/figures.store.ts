import { type Figures, figuresOf } from '#core/work-orders/work-order.figures.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type OrderRow, orderOfRow } from './work-order.row.ts'

/** Adds archived orders to their months and days; rows are taken in one order, so that two archivings cannot block each other. */
export const addFigures = (tx: Tx, { month, day }: Figures): Promise<number> =>
  tx.run({
    name: 'figures.add',
    text: `
      WITH month AS (
        INSERT INTO month_figure (month, prefecture, county, company_id, line, kind, clock, party, orders, on_time, gross_minutes, net_minutes)
        SELECT month, prefecture, county, "companyId", line, kind, clock, party, orders, "onTime", "grossMinutes", "netMinutes"
        FROM jsonb_to_recordset($1::jsonb) AS f(month date, prefecture text, county text, "companyId" text, line text, kind text, clock text, party text, orders integer, "onTime" integer, "grossMinutes" double precision, "netMinutes" double precision)
        ORDER BY prefecture, month, county, "companyId", line, kind, clock, party
        ON CONFLICT (prefecture, month, county, company_id, line, kind, clock, party) DO UPDATE SET
          orders = month_figure.orders + excluded.orders, on_time = month_figure.on_time + excluded.on_time,
          gross_minutes = month_figure.gross_minutes + excluded.gross_minutes, net_minutes = month_figure.net_minutes + excluded.net_minutes
      )
      INSERT INTO day_figure (day, prefecture, county, company_id, line, kind, archived, on_time)
      SELECT day, prefecture, county, "companyId", line, kind, archived, "onTime"
      FROM jsonb_to_recordset($2::jsonb) AS f(day date, prefecture text, county text, "companyId" text, line text, kind text, archived integer, "onTime" integer)
      ORDER BY prefecture, day, county, "companyId", line, kind
      ON CONFLICT (prefecture, day, county, company_id, line, kind) DO UPDATE SET
        archived = day_figure.archived + excluded.archived, on_time = day_figure.on_time + excluded.on_time`,
    values: [JSON.stringify(month), JSON.stringify(day)],
  })

const BATCH = 2_000
const NO_ID = '00000000-0000-0000-0000-000000000000'

/** Every archived order counted again from its row, batch by batch; nothing is written. */
export const countFigures = async (tx: Tx, onBatch: (figures: Figures) => Promise<unknown>): Promise<number> => {
  tx.act()
  let after = { prefecture: '', id: NO_ID }
  let total = 0
  for (;;) {
    const rows = await tx.rows<OrderRow>({
      name: 'figures.count',
      text: `SELECT w.*, '[]'::json AS tasks, NULL::json AS visits FROM work_order w
             WHERE (w.prefecture, w.id) > ($1, $2::uuid) AND w.archived_at IS NOT NULL ORDER BY w.prefecture, w.id LIMIT $3`,
      values: [after.prefecture, after.id, BATCH],
    })
    const last = rows.at(-1)
    if (!last) return total
    await onBatch(figuresOf(rows.map(orderOfRow)))
    total += rows.length
    after = { prefecture: String(last.prefecture), id: String(last.id) }
  }
}

/** The roll-ups made again from the rows: after a demo was cleared, or when a check found them wrong. */
export const recountFigures = (deps: Pick<Deps, 'db' | 'system'>): Promise<number> =>
  deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    tx.act()
    await tx.run({ text: 'DELETE FROM month_figure' })
    await tx.run({ text: 'DELETE FROM day_figure' })
    return countFigures(tx, (figures) => addFigures(tx, figures))
  })
