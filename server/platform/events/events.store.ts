import type { Instant } from '#core/time.ts'
import type { Statement, Tx } from '#server/platform/db.ts'

/** A row of `event` as consumers get it. */
export type EventRecord = {
  readonly prefecture: string
  readonly id: string
  readonly position: number
  readonly subjectType: string
  readonly subjectId: string
  /** `workOrder.dispatched`: what happened to a subject of which type. */
  readonly kind: string
  readonly at: Instant
  readonly deviceAt: Instant | null
  readonly actorId: string | null
  readonly actorName: string
  readonly actorRole: string
  readonly source: string
  readonly data: Readonly<Record<string, unknown>>
}

const COLUMNS = `e.prefecture, e.id, e.position, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.kind, e.at,
  e.device_at AS "deviceAt", e.actor_id AS "actorId", e.actor_name AS "actorName", e.actor_role AS "actorRole", e.source`

/** Of what comes at or after a snapshot's oldest open transaction, the part that the snapshot does not know. */
const unseenBy = (snapshot: string): string =>
  `NOT pg_visible_in_snapshot(e.xact::text::xid8, ${snapshot}::pg_snapshot)`
export const xminOf = (snapshot: string): number => Number(snapshot.split(':')[0])

// Consumers -------------------------------------------------------------------------------------------------------------------

export type Cursor = {
  readonly seen: string
  /** The snapshot that is being worked through, up to (xact, position). */
  readonly upto: string
  readonly xact: number
  readonly position: number
}

/** Makes the consumer's cursor where there is none: it begins with what happens from now on, or with all that ever happened. */
export const ensureCursor = (tx: Tx, consumer: string, from: 'now' | 'start'): Promise<number> =>
  tx.run({
    text: `INSERT INTO consumer_cursor (consumer, seen, xact, position, updated_at)
           VALUES ($1, CASE $2 WHEN 'now' THEN pg_current_snapshot() ELSE '1:1:' END, 0, 0, clock_timestamp())
           ON CONFLICT (consumer) DO NOTHING`,
    values: [consumer, from],
  })

/** The consumer's cursor, locked until the transaction ends; `undefined` while another process has it. */
export const lockCursor = async (tx: Tx, consumer: string): Promise<Cursor | undefined> => {
  const [locked, now] = await Promise.all([
    tx.first<Omit<Cursor, 'upto'> & { upto: string | null }>({
      name: 'events.lockCursor',
      text: `SELECT seen::text, upto::text, xact, position
             FROM consumer_cursor WHERE consumer = $1 FOR UPDATE SKIP LOCKED`,
      values: [consumer],
    }),
    // A statement of its own: one that waited for the row may have a snapshot older than what the row says was seen.
    currentSnapshot(tx),
  ])
  return locked && { ...locked, upto: locked.upto ?? now }
}

export type BatchRow = EventRecord & { readonly xact: number; readonly isWanted: boolean }

/** The next events between the two snapshots, all kinds; `data` only of those wanted. */
export const nextBatch = (tx: Tx, cursor: Cursor, kinds: readonly string[], limit: number): Promise<BatchRow[]> =>
  tx.rows({
    name: 'events.nextBatch',
    text: `SELECT ${COLUMNS}, e.xact, e.kind = ANY ($5) AS "isWanted", CASE WHEN e.kind = ANY ($5) THEN e.data END AS data
           FROM event e
           WHERE (e.xact, e.position) > ($3::bigint, $4::bigint) AND ${unseenBy('$1')}
             AND e.xact < pg_snapshot_xmax($2::pg_snapshot)::text::bigint
             AND pg_visible_in_snapshot(e.xact::text::xid8, $2::pg_snapshot)
           ORDER BY e.xact, e.position LIMIT $6`,
    // One bound for the index: with two it may begin at the lower and read all of the past.
    values: [
      cursor.seen,
      cursor.upto,
      cursor.xact || xminOf(cursor.seen),
      cursor.xact ? cursor.position : -1,
      kinds,
      limit,
    ],
  })

/** After a batch: on to its last event, or past the whole snapshot when it held no more. */
export const saveCursor = (tx: Tx, consumer: string, cursor: Cursor, last: BatchRow | undefined): Promise<number> =>
  tx.run({
    name: 'events.saveCursor',
    text: `UPDATE consumer_cursor SET updated_at = clock_timestamp(), xact = $4, position = $5,
             seen = CASE WHEN $4::bigint = 0 THEN $3::pg_snapshot ELSE $2::pg_snapshot END,
             upto = CASE WHEN $4::bigint = 0 THEN NULL ELSE $3::pg_snapshot END
           WHERE consumer = $1`,
    values: [consumer, cursor.seen, cursor.upto, last?.xact ?? 0, last?.position ?? 0],
  })

// What a consumer could not handle ---------------------------------------------------------------------------------------------

export type Letter = { readonly id: string; readonly attempts: number; readonly event: EventRecord }

export const insertLetter = (
  tx: Tx,
  letter: {
    readonly id: string
    readonly consumer: string
    readonly event: EventRecord
    readonly error: string
    readonly at: Instant
    readonly retryInMs: number
  },
): Promise<number> =>
  tx.run({
    text: `INSERT INTO dead_letter (id, consumer, prefecture, event_id, kind, subject_type, subject_id, at, attempts, error, retry_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, clock_timestamp() + $10 * interval '1 ms')
           ON CONFLICT (consumer, event_id) DO NOTHING`,
    values: [
      letter.id,
      letter.consumer,
      letter.event.prefecture,
      letter.event.id,
      letter.event.kind,
      letter.event.subjectType,
      letter.event.subjectId,
      letter.at,
      letter.error,
      letter.retryInMs,
    ],
  })

/** Letters of the consumer whose time to be tried again has come. */
export const dueLetters = async (tx: Tx, consumer: string, limit: number): Promise<Letter[]> => {
  const rows = await tx.rows<{ letterId: string; attempts: number } & EventRecord>({
    name: 'events.dueLetters',
    text: `SELECT l.id AS "letterId", l.attempts, ${COLUMNS}, e.data
           FROM dead_letter l JOIN event e ON e.prefecture = l.prefecture AND e.id = l.event_id
           WHERE l.consumer = $1 AND l.resolved_at IS NULL AND l.retry_at <= clock_timestamp()
           ORDER BY l.retry_at LIMIT $2`,
    values: [consumer, limit],
  })
  return rows.map(({ letterId, attempts, ...event }) => ({ id: letterId, attempts, event }))
}

export const resolveLetter = (tx: Tx, id: string, at: Instant): Promise<number> =>
  tx.run({
    text: `UPDATE dead_letter SET resolved_at = $2, resolution = 'handled', retry_at = NULL WHERE id = $1`,
    values: [id, at],
  })

/** Tried in vain once more; without `retryInMs` it waits for a person. */
export const failLetter = (tx: Tx, id: string, error: string, retryInMs: number | undefined): Promise<number> =>
  tx.run({
    text: `UPDATE dead_letter SET attempts = attempts + 1, error = $2,
             retry_at = clock_timestamp() + $3::double precision * interval '1 ms'
           WHERE id = $1`,
    values: [id, error, retryInMs ?? null],
  })

/** Runs `work` so that its failure undoes only itself. */
export const withSavepoint = async (tx: Tx, work: () => Promise<void>): Promise<unknown> => {
  await tx.run({ text: 'SAVEPOINT attempt' })
  try {
    await work()
    await tx.run({ text: 'RELEASE SAVEPOINT attempt' })
    return undefined
  } catch (error) {
    await tx.run({ text: 'ROLLBACK TO SAVEPOINT attempt' })
    return error
  }
}

// Live updates -----------------------------------------------------------------------------------------------------------------

/** Just enough of an event to tell a screen that something changed. */
export type Glimpse = Pick<
  EventRecord,
  'prefecture' | 'id' | 'position' | 'subjectType' | 'subjectId' | 'kind' | 'at'
> & {
  readonly number: string | null
  /** From whose list the subject went. */
  readonly leaves: unknown
  /** Whom a bell is for. */
  readonly users: unknown
}

const GLIMPSE = `e.prefecture, e.id, e.position, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.kind, e.at,
  e.data ->> 'number' AS number`

export const currentSnapshot = async (tx: Tx): Promise<string> =>
  (await tx.first<{ now: string }>({ name: 'events.now', text: 'SELECT pg_current_snapshot()::text AS now' }))?.now ??
  '1:1:'

/** Events that the snapshot does not know, in the order they were written, and the snapshot that knows them. */
export const glimpsesSince = async (
  tx: Tx,
  snapshot: string,
  limit: number,
): Promise<{ readonly now: string; readonly glimpses: readonly Glimpse[] }> => {
  const rows = await tx.rows<{ now: string; glimpse: boolean } & Glimpse>({
    name: 'events.glimpses',
    text: `SELECT s.now::text, e.id IS NOT NULL AS glimpse, ${GLIMPSE}, e.data -> 'leaves' AS leaves,
             CASE WHEN e.subject_type = 'notification' THEN e.data -> 'users' END AS users
           FROM (SELECT pg_current_snapshot() AS now) s
           LEFT JOIN LATERAL (SELECT * FROM event e WHERE e.xact >= $3::bigint AND ${unseenBy('$1')} ORDER BY e.xact LIMIT $2) e ON true
           ORDER BY e.position`,
    values: [snapshot, limit, xminOf(snapshot)],
  })
  const glimpses = rows.flatMap(({ now: _now, glimpse, ...event }) => (glimpse ? [event] : []))
  return { now: rows[0]?.now ?? snapshot, glimpses }
}

/** Which of these events the reader may see, by their position. */
export const visibleAmong = (events: readonly Pick<Glimpse, 'prefecture' | 'id'>[]): Statement => ({
  name: 'events.visible',
  text: `SELECT e.position FROM unnest($1::text[], $2::uuid[]) AS w(prefecture, id)
         JOIN event e ON e.prefecture = w.prefecture AND e.id = w.id`,
  values: [events.map((event) => event.prefecture), events.map((event) => event.id)],
})
