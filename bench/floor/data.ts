import pg from 'pg'

const TABLES = `
CREATE TABLE floor_order (
  prefecture text NOT NULL, id uuid NOT NULL, number text NOT NULL, kind text NOT NULL, line text NOT NULL, state text NOT NULL,
  county text NOT NULL, company_id text NOT NULL, account text, customer_name text, customer_phone text, address text, symptom text,
  created_at timestamptz NOT NULL, due_at timestamptz NOT NULL, archived_at timestamptz, version integer NOT NULL,
  PRIMARY KEY (prefecture, id));
CREATE TABLE floor_event (
  prefecture text NOT NULL, id uuid NOT NULL, order_id uuid NOT NULL, kind text NOT NULL, at timestamptz NOT NULL, actor text NOT NULL,
  data jsonb NOT NULL, PRIMARY KEY (prefecture, id))`
const INDEXES = `
CREATE UNIQUE INDEX floor_number ON floor_order (number);
CREATE INDEX floor_state ON floor_order (prefecture, state, due_at, id);
CREATE INDEX floor_state_all ON floor_order (state, due_at, id);
CREATE INDEX floor_archived ON floor_order (archived_at);
CREATE INDEX floor_history ON floor_event (prefecture, order_id, at);
ANALYZE floor_order; ANALYZE floor_event`

const EVENTS_PER_ORDER = 14

/** The floor's own database with as many orders and as long histories; made once for each number. */
export const prepareFloor = async (ownerUrl: string, orders: number): Promise<string> => {
  const name = `floor_${orders}`
  const url = new URL(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const { rowCount } = await owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (!rowCount) await owner.query(`CREATE DATABASE ${name}`)
  await owner.end()
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    const { rows } = await client.query<{ ready: string | null }>(`SELECT to_regclass('floor_history')::text AS ready`)
    if (rows[0]?.ready) return url.href
    await client.query('DROP TABLE IF EXISTS floor_event, floor_order')
    // In one transaction the new tables need no log.
    await client.query('BEGIN')
    await client.query(TABLES)
    await client.query(
      `INSERT INTO floor_order
       SELECT (ARRAY['520100','520200','520300','520400','520500','520600','522300','522600','522700'])[1 + n % 9], gen_random_uuid(), 'FB-' || n,
         'fault', 'home', CASE WHEN n % 50 = 0 THEN (ARRAY['pendingDispatch','pendingAcceptance','pendingAssignment','taken','inProgress'])[1 + n / 50 % 5] ELSE 'archived' END,
         '5201' || lpad((n % 88)::text, 2, '0'), (ARRAY['tietong','tianlongxun','chengxing'])[1 + n % 3], 'ys' || n, '王某', '1990' || lpad(n::text, 7, '0'),
         '某区某小区' || n || '栋', '不能上网', now() - (n % 300) * interval '1 day', now() - (n % 300) * interval '1 day' + interval '8 hours',
         CASE WHEN n % 50 = 0 THEN NULL ELSE now() - (n % 300) * interval '1 day' + (n % 12) * interval '1 hour' END, 12
       FROM generate_series(1, $1) n`,
      [orders],
    )
    await client.query(
      `INSERT INTO floor_event SELECT o.prefecture, gen_random_uuid(), o.id, 'step', o.created_at + k * interval '20 minutes', '某人',
         jsonb_build_object('note', 'x', 'number', o.number) FROM floor_order o CROSS JOIN generate_series(1, ${EVENTS_PER_ORDER}) k`,
    )
    await client.query(INDEXES)
    await client.query('COMMIT')
    return url.href
  } finally {
    await client.end()
  }
}
