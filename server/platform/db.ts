import type { Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import type { Scope } from '#core/access/scope.ts'
import { auditSigner } from './audit/entry.ts'
import { configOf, type Query, typesOfText } from './statement.ts'

/** What a store sees of a transaction. Queries are pipelined: start several, then await them. */
export type Tx = {
  rows<Row>(query: Query): Promise<Row[]>
  first<Row>(query: Query): Promise<Row | undefined>
  /** Rows affected. */
  run(query: Query): Promise<number>
  /**
   * From here on the policies bind only to prefectures: call it after permission and visibility were decided,
   * so that a row can be handed to somebody whose rows the actor does not see.
   */
  act(): void
  /**
   * From here on prepared statements keep one plan for all values: for those that take the same way whatever they ask for, and so
   * often that planning under policies would cost more than running.
   */
  keepPlans(): void
  /** After the commit, whoever in this process waits for the topic looks at once; other processes poll. */
  wake(topic: Topic): void
  /** Signs an audit entry; `undefined` where the database was opened without the key. */
  readonly sign: ((text: string) => string) | undefined
  readonly client: pg.PoolClient
}

/** What a commit may have brought: rows of `event`, of `job`, of `instance_fact`. */
export type Topic = 'events' | 'jobs' | 'facts'

export type Database = {
  /** One transaction under the scope; retried when the database asks for it (40001, 40P01), so `work` may run twice. */
  withTransaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same with `Tx.keepPlans` from its first statement. */
  withPlannedTransaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * A short transaction of its own while another one is open, from a small pool beside the first:
   * were it the same pool, everybody could wait for a connection that nobody gives back.
   */
  withSideTransaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same on a connection without pipelining, which alone can `COPY`; for imports and exports, not for requests. */
  withBulkTransaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** One query under the scope in one round trip. */
  readRows<Row>(scope: Scope, query: Query): Promise<Row[]>
  /**
   * Several queries under the scope in one round trip. After `ACT` the policies bind only to prefectures: for what belongs to a row
   * whose visibility a query before it decides; the caller throws the rest away when that one found nothing.
   */
  readSeveral(scope: Scope, queries: readonly Query[]): Promise<readonly (readonly object[])[]>
  /** Calls the listener after each commit of this process that woke the topic, until the returned function is called. */
  onCommit(topic: Topic, listener: () => void): () => void
  /** The pool itself, for health. */
  readonly pool: pg.Pool
  /** Ends every connection. */
  close(): Promise<void>
}

export type DatabaseOptions = {
  readonly max?: number
  readonly applicationName?: string
  /** Audit entries written through this database are signed with it. */
  readonly auditKey?: string
}

/** Among the queries of `readSeveral`: from here on as `Tx.act`. */
export const ACT = { text: `SET LOCAL app.acting = '1'` } as const

/** First among the queries of `readSeveral`: as `Tx.keepPlans`. */
export const KEEP_PLANS = { text: 'SET LOCAL plan_cache_mode = force_generic_plan' } as const

const RETRIED = new Set(['40001', '40P01'])
const MAX_TRIES = 5

const poolOf = (url: string, max: number, applicationName: string, isPipelined: boolean): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: isPipelined,
    types: typesOfText,
    application_name: applicationName,
    options: '-c TimeZone=UTC -c jit=off',
    idleTimeoutMillis: 60_000,
    allowExitOnIdle: true,
  })
  // A lost connection is replaced by the pool, and fails the work that holds it; without a listener on both it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

const SIDE_CONNECTIONS = 2
const BULK_CONNECTIONS = 4

export const createDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const { auditKey, applicationName = 'daiwei', max = 16 } = options
  const listeners = new Map<Topic, Set<() => void>>()
  const ground: Ground = {
    pool: poolOf(url, max, applicationName, true),
    isPipelined: true,
    sign: auditKey ? auditSigner(auditKey) : undefined,
    emit: (topics) => {
      for (const topic of topics) for (const listener of listeners.get(topic) ?? []) queueMicrotask(listener)
    },
  }
  const beside: Ground = { ...ground, pool: poolOf(url, SIDE_CONNECTIONS, applicationName, true) }
  const bulk: Ground = { ...ground, pool: poolOf(url, BULK_CONNECTIONS, applicationName, false), isPipelined: false }
  const { pool } = ground
  return {
    pool,
    withTransaction: (scope, work) => withTransaction(ground, scope, work),
    withPlannedTransaction: (scope, work) => withTransaction({ ...ground, keepsPlans: true }, scope, work),
    withSideTransaction: (scope, work) => withTransaction(beside, scope, work),
    withBulkTransaction: (scope, work) => withTransaction(bulk, scope, work),
    close: async () => {
      await Promise.all([pool.end(), beside.pool.end(), bulk.pool.end()])
    },
    readSeveral: (scope, queries) => readSeveral(pool, scope, queries),
    readRows: async <Row>(scope: Scope, query: Query) => ((await readSeveral(pool, scope, [query]))[0] ?? []) as Row[],
    onCommit: (topic, listener) => {
      const ofTopic = listeners.get(topic) ?? new Set()
      listeners.set(topic, ofTopic.add(listener))
      return () => void ofTopic.delete(listener)
    },
  }
}

type Ground = {
  readonly pool: pg.Pool
  /** Otherwise each query is sent when the one before it is answered. */
  readonly isPipelined: boolean
  readonly keepsPlans?: boolean
  readonly sign: Tx['sign']
  readonly emit: (topics: Iterable<Topic>) => void
}

const literal = (value: string): string => pg.escapeLiteral(value)

/** `SET LOCAL`, not `set_config()`: the latter does not reach the workers of a spread database (ARCHITECTURE §4). */
const scopeStatements = (scope: Scope): string =>
  Object.entries({
    user_id: scope.userId,
    prefectures: scope.prefectures.join(','),
    // Empty text is every county: a list without any must not become that.
    counties: scope.counties ? scope.counties.join(',') || 'none' : '',
    company: scope.companyId ?? '',
    station: scope.stationId ?? '',
    staff: scope.staffId ?? '',
    reach: scope.reach,
    // Only of contractors: for the operator the policies read the places above.
    ...answersOf(scope),
  })
    // What was never set, or only in an earlier transaction, reads as empty.
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `SET LOCAL app.${name} = ${literal(value)}`)
    .join(';')

const answersOf = ({ answers }: Scope): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(answers ?? {}).map(([line, { prefectures, counties }]) => [
      `answers_${line}`,
      `${prefectures.join(',')};${counties ? counties.join(',') || 'none' : ''}`,
    ]),
  )

const cache = new WeakMap<Scope, string>()
const beginUnder = (scope: Scope, keepsPlans = false): string => {
  const known = cache.get(scope) ?? `BEGIN;${scopeStatements(scope)}`
  cache.set(scope, known)
  return keepsPlans ? `${known};${KEEP_PLANS.text}` : known
}

/**
 * What is sent in one turn goes out in one write: the driver writes each message by itself, and a write costs more than the message.
 */
const gather = (client: pg.PoolClient): void => {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

type Failures = { first?: unknown }

const txOf = (
  client: pg.PoolClient,
  { sign, isPipelined }: Ground,
  topics: Set<Topic>,
  begun: Promise<unknown>,
  failures: Failures,
): Tx => {
  let last = begun
  let isActing = false
  // A query may be left unawaited, to travel with the COMMIT; its failure is kept and reported there.
  const send = (query: Query): Promise<pg.QueryResult> => {
    gather(client)
    const sent = isPipelined ? client.query(configOf(query)) : last.then(() => client.query(configOf(query)))
    last = sent
    sent.catch((error: unknown) => {
      failures.first ??= error
    })
    return sent
  }
  // Several may be on their way when the first fails: nobody waits for the others any more.
  const answerOf = <T>(query: Query, read: (result: pg.QueryResult) => T): Promise<T> => {
    const answer = send(query).then(read)
    answer.catch(() => undefined)
    return answer
  }
  return {
    client,
    rows: <Row>(query: Query) => answerOf(query, (result) => result.rows as Row[]),
    first: <Row>(query: Query) => answerOf(query, (result) => result.rows[0] as Row | undefined),
    run: (query) => answerOf(query, (result) => result.rowCount ?? 0),
    act: () => {
      if (!isActing) void send(ACT)
      isActing = true
    },
    keepPlans: () => void send(KEEP_PLANS),
    wake: (topic) => void topics.add(topic),
    sign,
  }
}

const withTransaction = async <T>(ground: Ground, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const topics = new Set<Topic>()
    const client = await ground.pool.connect()
    let isBroken = false
    const failures: Failures = {}
    try {
      gather(client)
      const begun = client.query(beginUnder(scope, ground.keepsPlans))
      begun.catch(() => undefined)
      const result = await work(txOf(client, ground, topics, begun, failures))
      await begun
      gather(client)
      const committed = await client.query('COMMIT')
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
      if (committed.command !== 'COMMIT') {
        throw failures.first ?? new Error('the transaction was rolled back by a failed statement')
      }
      ground.emit(topics)
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        isBroken = true
      })
      // What failed first is the cause; the statements behind it only say that the transaction is over.
      const cause = failures.first ?? error
      if (attempt >= MAX_TRIES || !RETRIED.has(codeOf(cause))) throw cause
    } finally {
      client.release(isBroken)
    }
  }
}

const readSeveral = async (pool: pg.Pool, scope: Scope, queries: readonly Query[]): Promise<readonly object[][]> => {
  const client = await pool.connect()
  let failure: unknown
  const send = (config: string | pg.QueryConfig): Promise<pg.QueryResult> => {
    gather(client)
    const sent = client.query(config)
    sent.catch(() => undefined)
    return sent
  }
  try {
    const isPlanned = queries[0] === KEEP_PLANS
    const asked = isPlanned ? queries.slice(1) : queries
    const begun = send(beginUnder(scope, isPlanned))
    const answered = asked.map((query) => send(configOf(query)))
    const ended = send('COMMIT')
    await begun
    const results: object[][] = []
    for (const [index, each] of answered.entries()) {
      const { rows } = await each
      if (asked[index] !== ACT) results.push(rows)
    }
    await ended
    return results
  } catch (error) {
    failure = error
    throw error
  } finally {
    client.release(failure !== undefined && !isStatementFailure(failure))
  }
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** A statement's own failure leaves the connection usable; anything else does not. */
const isStatementFailure = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(codeOf(error))

export type { Query, Statement } from './statement.ts'
export { sql }
