import type { Tx } from '#server/platform/db.ts'

type Row = Readonly<Record<string, unknown>>

const BATCH = 500

/** Rows of any table, in batches; only the columns that the first row names. The caller acts for the system. */
export const insertRows = async (
  tx: Tx,
  table: string,
  rows: readonly Row[],
  columns: readonly string[],
): Promise<void> => {
  const names = columns.join(', ')
  for (let start = 0; start < rows.length; start += BATCH) {
    await tx.run({
      text: `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT DO NOTHING`,
      values: [JSON.stringify(rows.slice(start, start + BATCH))],
    })
  }
}

export const columnsOf = (rows: readonly Row[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
]

/** Adds archived orders to their months and days, as archiving one by one would have done. */
export const addFigures = async (tx: Tx, month: readonly Row[], day: readonly Row[]): Promise<void> => {
  await tx.run({
    text: `INSERT INTO month_figure (month, prefecture, county, company_id, line, kind, clock, party, orders, on_time, gross_minutes, net_minutes)
           SELECT month, prefecture, county, "companyId", line, kind, clock, party, orders, "onTime", "grossMinutes", "netMinutes"
           FROM jsonb_to_recordset($1::jsonb) AS f(month date, prefecture text, county text, "companyId" text, line text, kind text, clock text, party text, orders integer, "onTime" integer, "grossMinutes" double precision, "netMinutes" double precision)
           ON CONFLICT (prefecture, month, county, company_id, line, kind, clock, party) DO UPDATE SET
             orders = month_figure.orders + excluded.orders, on_time = month_figure.on_time + excluded.on_time,
             gross_minutes = month_figure.gross_minutes + excluded.gross_minutes, net_minutes = month_figure.net_minutes + excluded.net_minutes`,
    values: [JSON.stringify(month)],
  })
  await tx.run({
    text: `INSERT INTO day_figure (day, prefecture, county, company_id, line, kind, archived, on_time)
           SELECT day, prefecture, county, "companyId", line, kind, archived, "onTime"
           FROM jsonb_to_recordset($1::jsonb) AS f(day date, prefecture text, county text, "companyId" text, line text, kind text, archived integer, "onTime" integer)
           ON CONFLICT (prefecture, day, county, company_id, line, kind) DO UPDATE SET
             archived = day_figure.archived + excluded.archived, on_time = day_figure.on_time + excluded.on_time`,
    values: [JSON.stringify(day)],
  })
}

/** The highest running number of each prefecture and day, so that real orders go on after the demo's. */
export const raiseCounters = async (
  tx: Tx,
  counters: readonly { prefecture: string; day: string; last: number }[],
): Promise<void> => {
  await tx.run({
    text: `INSERT INTO number_counter (prefecture, series, day, last)
           SELECT prefecture, 'workOrder', day, last FROM jsonb_to_recordset($1::jsonb) AS c(prefecture text, day date, last integer)
           ON CONFLICT (prefecture, series, day) DO UPDATE SET last = greatest(number_counter.last, excluded.last)`,
    values: [JSON.stringify(counters)],
  })
}

export const lastNumbers = (tx: Tx): Promise<{ prefecture: string; day: string; last: number }[]> =>
  tx.rows({ text: `SELECT prefecture, day, last FROM number_counter WHERE series = 'workOrder'` })

/** Tables with demo rows, those that others point to last. */
const DEMO_TABLES = ['stored_file', 'report', 'work_order', 'home_user', 'enterprise_line', 'network_node'] as const

/** Takes the demo's rows out of every table; what belongs to its orders goes with them. */
export const deleteDemo = async (tx: Tx): Promise<Readonly<Record<string, number>>> => {
  const deleted: Record<string, number> = {}
  deleted.event = await tx.run({
    text: `DELETE FROM event e USING work_order w WHERE w.is_demo AND e.prefecture = w.prefecture AND e.subject_id = w.id`,
  })
  for (const table of DEMO_TABLES) deleted[table] = await tx.run({ text: `DELETE FROM ${table} WHERE is_demo` })
  await tx.run({ text: 'DELETE FROM grid_owner o USING grid g WHERE g.id = o.grid_id AND g.is_demo' })
  deleted.grid = await tx.run({ text: 'DELETE FROM grid WHERE is_demo' })
  deleted.app_user = await tx.run({ text: 'DELETE FROM app_user WHERE is_demo' })
  deleted.staff = await tx.run({ text: 'DELETE FROM staff WHERE is_demo' })
  deleted.station = await tx.run({ text: 'DELETE FROM station WHERE is_demo' })
  return deleted
}

export const insertUsers = (tx: Tx, rows: readonly Row[]): Promise<void> =>
  insertRows(tx, 'app_user', rows, columnsOf(rows))

export const countUsers = async (tx: Tx): Promise<number> =>
  (await tx.first<{ count: number }>({ text: 'SELECT count(*) AS count FROM app_user' }))?.count ?? 0

export const assignManager = (tx: Tx, userId: string, prefecture: string): Promise<number> =>
  tx.run({
    text: `UPDATE enterprise_line SET manager_user_id = $1 WHERE is_demo AND prefecture = $2 AND grade IN ('AAA', 'AA', 'A')`,
    values: [userId, prefecture],
  })
