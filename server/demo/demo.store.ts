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

const OF_ORDER = 'EXISTS (SELECT 1 FROM work_order w WHERE w.is_demo AND w.prefecture = d.prefecture AND w.id ='
const ofUser = (column: string): string => `EXISTS (SELECT 1 FROM app_user u WHERE u.is_demo AND u.id = d.${column})`

/** What goes, in this order: rows that bear no mark of their own first, those that others point to last. */
const DEMO_ROWS: readonly (readonly [table: string, where: string])[] = [
  ['outside_message', ofUser('user_id')],
  [
    'outside_message',
    `EXISTS (SELECT 1 FROM event e JOIN work_order w ON w.prefecture = e.prefecture AND w.id = e.subject_id
             WHERE w.is_demo AND e.prefecture = d.prefecture AND e.id = d.event_id)`,
  ],
  ['dead_letter', `${OF_ORDER} d.subject_id)`],
  ['notification', ofUser('user_id')],
  ['notification', `${OF_ORDER} d.subject_id)`],
  ['event', `${OF_ORDER} d.subject_id)`],
  ['event', 'EXISTS (SELECT 1 FROM report r WHERE r.is_demo AND r.prefecture = d.prefecture AND r.id = d.subject_id)'],
  ['event', `subject_type = 'notification' AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.id = d.subject_id)`],
  ['external_number', `${OF_ORDER} d.work_order_id)`],
  ['reveal', `${ofUser('user_id')} OR EXISTS (SELECT 1 FROM work_order w WHERE w.is_demo AND w.id = d.work_order_id)`],
  ['command_receipt', ofUser('sender_id')],
  ['job', ofUser('created_by')],
  ['upload', `${OF_ORDER} d.work_order_id) OR ${ofUser('created_by')}`],
  ['stored_file', `is_demo OR ${OF_ORDER} d.subject_id) OR (subject_id IS NULL AND ${ofUser('created_by')})`],
  // What stood open at past hours of a demo was the demo's too.
  ['open_figure', 'EXISTS (SELECT 1 FROM work_order WHERE is_demo)'],
  ['report', `is_demo OR ${OF_ORDER} d.work_order_id)`],
  ['acknowledgement', 'is_demo'],
  ['position_fix', 'is_demo'],
  ['safety_alarm', 'is_demo'],
  ['near_miss', 'is_demo'],
  ['report_source', 'NOT EXISTS (SELECT 1 FROM report r WHERE r.prefecture = d.prefecture AND r.id = d.report_id)'],
  ['work_order', 'is_demo'],
  ['home_user', 'is_demo'],
  ['enterprise_line', 'is_demo'],
  ['network_node', 'is_demo'],
  ['responsibility', 'EXISTS (SELECT 1 FROM grid g WHERE g.is_demo AND g.id = d.grid_id)'],
  [
    'grid_owner',
    `EXISTS (SELECT 1 FROM grid g WHERE g.is_demo AND g.id = d.grid_id)
     OR EXISTS (SELECT 1 FROM staff s WHERE s.is_demo AND s.id = d.staff_id)`,
  ],
  ['grid', 'is_demo'],
]

/** People and places that were taken in beside a demo stay without the demo's stations, people and managers. */
const LET_GO: readonly string[] = [
  'UPDATE grid SET station_id = NULL FROM station s WHERE s.is_demo AND s.id = grid.station_id',
  'UPDATE staff SET station_id = NULL FROM station s WHERE NOT staff.is_demo AND s.is_demo AND s.id = staff.station_id',
  'UPDATE app_user u SET station_id = NULL FROM station s WHERE NOT u.is_demo AND s.is_demo AND s.id = u.station_id',
  'UPDATE app_user u SET staff_id = NULL FROM staff s WHERE NOT u.is_demo AND s.is_demo AND s.id = u.staff_id',
  'UPDATE enterprise_line l SET manager_user_id = NULL FROM app_user u WHERE u.is_demo AND u.id = l.manager_user_id',
]

/** Takes the demo's rows out of every table; what belongs to its orders and its people goes with them. */
export const deleteDemo = async (tx: Tx): Promise<Readonly<Record<string, number>>> => {
  const deleted: Record<string, number> = {}
  const take = async (table: string, where: string): Promise<void> => {
    deleted[table] = (deleted[table] ?? 0) + (await tx.run({ text: `DELETE FROM ${table} d WHERE ${where}` }))
  }
  for (const [table, where] of DEMO_ROWS) await take(table, where)
  for (const text of LET_GO) await tx.run({ text })
  for (const table of ['app_user', 'staff', 'station']) await take(table, 'is_demo')
  return deleted
}

export const insertUsers = (tx: Tx, rows: readonly Row[]): Promise<void> =>
  insertRows(tx, 'app_user', rows, columnsOf(rows))

/** Demo people who go out have read this notice. */
export const acknowledgeFor = (tx: Tx, notice: { readonly code: string; readonly version: number }, at: string) =>
  tx.run({
    text: `INSERT INTO acknowledgement (prefecture, id, user_id, staff_id, company_id, code, version, at, is_demo)
           SELECT s.prefecture, gen_random_uuid(), u.id, s.id, u.company_id, $1, $2, $3, true
           FROM app_user u JOIN staff s ON s.id = u.staff_id WHERE u.is_demo`,
    values: [notice.code, notice.version, at],
  })

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
