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
  deleted.event += await tx.run({
    text: `DELETE FROM event e USING report r WHERE r.is_demo AND e.prefecture = r.prefecture AND e.subject_id = r.id`,
  })
  await tx.run({
    text: `DELETE FROM external_number x USING work_order w WHERE w.is_demo AND w.prefecture = x.prefecture AND w.id = x.work_order_id`,
  })
  deleted.notification = await tx.run({
    text: `DELETE FROM notification n USING app_user u WHERE u.is_demo AND u.id = n.user_id`,
  })
  // What stood open at past hours of a demo was the demo's too.
  deleted.open_figure = await tx.run({
    text: 'DELETE FROM open_figure WHERE EXISTS (SELECT 1 FROM work_order WHERE is_demo)',
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

/** What bulk orders are made of, as it stands in the tables. */
export const loadStageRows = async (tx: Tx) => {
  const [home, lines, stations, staff, users] = await Promise.all([
    tx.rows<Row>({ text: 'SELECT * FROM home_user WHERE is_demo ORDER BY account LIMIT 20000' }),
    tx.rows<Row>({ text: 'SELECT * FROM enterprise_line WHERE is_demo ORDER BY line_code LIMIT 2000' }),
    tx.rows<Row>({
      text: 'SELECT id, company_id AS "companyId", county, prefecture, name FROM station WHERE is_demo ORDER BY id',
    }),
    tx.rows<Row>({
      text: 'SELECT id, name, station_id AS "stationId", company_id AS "companyId", post, county FROM staff WHERE is_demo ORDER BY number',
    }),
    tx.rows<Row>({ text: 'SELECT id, name, roles, staff_id FROM app_user WHERE is_demo ORDER BY login' }),
  ])
  return { home, lines, stations, staff, users }
}

/** What stood open at the full hours of the last two days, as the demo's orders tell it. */
export const insertPastHours = (tx: Tx, now: string): Promise<number> =>
  tx.run({
    text: `INSERT INTO open_figure (at, prefecture, county, company_id, line, open, late, unassigned)
      SELECT h.at, w.prefecture, w.county, coalesce(w.company_id, ''), w.line, count(*),
        count(*) FILTER (WHERE CASE WHEN w.is_open THEN w.due_at < h.at ELSE w.restored_at > h.at AND w.created_at < h.at - interval '24 hours' END),
        count(*) FILTER (WHERE w.created_at > h.at - interval '15 minutes')
      FROM generate_series(date_trunc('hour', $1::timestamptz) - interval '47 hours', date_trunc('hour', $1::timestamptz), interval '1 hour') AS h(at)
      JOIN work_order w ON w.is_demo AND w.created_at <= h.at
        AND (w.is_open OR coalesce(w.archived_at, w.updated_at) > h.at)
      GROUP BY 1, 2, 3, 4, 5 ON CONFLICT DO NOTHING`,
    values: [now],
  })

/** Consumers do not hear of what was put in as history: their cursors move past it. */
export const skipEvents = async (tx: Tx): Promise<void> => {
  await tx.run({
    text: `UPDATE consumer_cursor c SET xact = e.xact, position = e.position, updated_at = now()
           FROM (SELECT xact, position FROM event ORDER BY xact DESC, position DESC LIMIT 1) e WHERE (c.xact, c.position) < (e.xact, e.position)`,
  })
}
