/**
 * The floor that the product is measured against: a bare node:http and pg server without authentication, permission, validation
 * or audit. Creating is insert order + insert event; an action is select for update + update + insert event; each list is one statement.
 * `node bench/floor/floor.ts URL` prints its port.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 16 })

const bodyOf = async (request: IncomingMessage): Promise<Record<string, string>> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : {}
}

const inTransaction = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

const insertEvent = (client: pg.PoolClient, prefecture: string, id: string, kind: string) =>
  client.query({
    name: 'event',
    text: 'INSERT INTO floor_event (prefecture, id, order_id, kind, at, actor, data) VALUES ($1, $2, $3, $4, now(), $5, $6)',
    values: [prefecture, randomUUID(), id, kind, 'floor', '{}'],
  })

let count = Date.now() % 100_000_000
const create = (body: Record<string, string>) =>
  inTransaction(async (client) => {
    const [prefecture, id] = [body.prefecture ?? '520100', randomUUID()]
    count += 1
    const number = `FL-${count}`
    await client.query({
      name: 'create',
      text: `INSERT INTO floor_order (prefecture, id, number, kind, line, state, county, company_id, account, customer_name, customer_phone, address, symptom, created_at, due_at, version)
             VALUES ($1, $2, $3, 'fault', 'home', 'pendingDispatch', '520102', 'tietong', $4, '王某', '19900000000', '某处1栋', $5, now(), now() + interval '8 hours', 1)`,
      values: [prefecture, id, number, body.account ?? 'x', body.symptom ?? 'x'],
    })
    await insertEvent(client, prefecture, id, 'created')
    return { number }
  })

const act = (number: string, action: string) =>
  inTransaction(async (client) => {
    const { rows } = await client.query({
      name: 'lock',
      text: 'SELECT * FROM floor_order WHERE number = $1 FOR UPDATE',
      values: [number],
    })
    const [order] = rows
    await client.query({
      name: 'act',
      text: 'UPDATE floor_order SET state = $3, version = version + 1 WHERE prefecture = $1 AND id = $2',
      values: [order.prefecture, order.id, action],
    })
    await insertEvent(client, order.prefecture, order.id, action)
    return { number, state: action }
  })

const LIST = `SELECT number, kind, line, state, county, company_id, account, customer_name, address, symptom, created_at, due_at, version FROM floor_order`
const list = async (prefecture: string | null, state: string) => {
  const query = prefecture
    ? {
        name: 'list',
        text: `${LIST} WHERE prefecture = $1 AND state = $2 ORDER BY due_at, id LIMIT 50`,
        values: [prefecture, state],
      }
    : { name: 'listAll', text: `${LIST} WHERE state = $1 ORDER BY due_at, id LIMIT 50`, values: [state] }
  return { items: (await pool.query(query)).rows }
}

const detail = async (number: string) => {
  const { rows } = await pool.query({
    name: 'detail',
    text: `SELECT o.*, (SELECT json_agg(e ORDER BY e.at) FROM floor_event e WHERE e.prefecture = o.prefecture AND e.order_id = o.id) AS events FROM floor_order o WHERE number = $1`,
    values: [number],
  })
  return rows[0]
}

const onTime = async (month: string) => {
  const { rows } = await pool.query({
    name: 'month',
    text: `SELECT company_id, county, count(*) AS orders, count(*) FILTER (WHERE archived_at <= due_at) AS on_time FROM floor_order
           WHERE archived_at >= $1::date AND archived_at < $1::date + interval '1 month' GROUP BY company_id, county`,
    values: [month],
  })
  return { items: rows }
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://floor')
  const [, root, number, , action] = url.pathname.split('/')
  const answering = async () => {
    if (root === 'figures') return onTime(url.searchParams.get('month') ?? '')
    if (request.method === 'POST' && action) return bodyOf(request).then(() => act(number ?? '', action))
    if (request.method === 'POST') return create(await bodyOf(request))
    return number ? detail(number) : list(url.searchParams.get('prefecture'), url.searchParams.get('state') ?? '')
  }
  answering().then(
    (reply) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : ''}\n`)
})
process.on('SIGTERM', () => process.exit(0))
