import type { Day, Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { AuditFacts } from './entry.ts'

const ENTRY = `e.prefecture, e.id, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.actor_role AS "actorRole", e.action,
  e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.before, e.after, e.reason, e.source, encode(e.mac, 'hex') AS mac`

export type EntryRow = AuditFacts & { readonly mac: string | null }
export type Seal = { readonly prefecture: string; readonly day: Day; readonly number: number; readonly hash: string }

export const SEALER = 'audit.sealer'

/** The sealer's bound, locked until the transaction ends: nothing older than it is unsealed. Another process at it: nothing. */
export const lockSealer = async (tx: Tx): Promise<{ readonly seen: string; readonly now: string } | undefined> => {
  await tx.run({
    name: 'audit.ensureSealer',
    text: `INSERT INTO consumer_cursor (consumer, seen, xact, position, updated_at)
           VALUES ($1, '1:1:', 0, 0, clock_timestamp()) ON CONFLICT (consumer) DO NOTHING`,
    values: [SEALER],
  })
  const locked = await tx.first<{ seen: string }>({
    name: 'audit.lockSealer',
    text: 'SELECT seen::text FROM consumer_cursor WHERE consumer = $1 FOR UPDATE SKIP LOCKED',
    values: [SEALER],
  })
  const now = await tx.first<{ now: string }>({ name: 'audit.now', text: 'SELECT pg_current_snapshot()::text AS now' })
  return locked && now && { seen: locked.seen, now: now.now }
}

export const moveSealer = (tx: Tx, seen: string): Promise<number> =>
  tx.run({
    name: 'audit.moveSealer',
    text: 'UPDATE consumer_cursor SET seen = $2, updated_at = clock_timestamp() WHERE consumer = $1',
    values: [SEALER, seen],
  })

const UNSEALED = `NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.prefecture = e.prefecture AND s.entry_id = e.id)`

export const unsealedEntries = (tx: Tx, seen: string, limit: number): Promise<EntryRow[]> =>
  tx.rows({
    name: 'audit.unsealed',
    text: `SELECT ${ENTRY} FROM audit_entry e
           WHERE e.xact >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint AND ${UNSEALED} ORDER BY e.xact, e.id LIMIT $2`,
    values: [seen, limit],
  })

/** The last seal of each of these prefectures. */
export const lastSeals = (tx: Tx, prefectures: readonly string[]): Promise<Seal[]> =>
  tx.rows({
    name: 'audit.lastSeals',
    text: `SELECT s.prefecture, s.day, s.number, encode(s.hash, 'hex') AS hash FROM unnest($1::text[]) AS p(code)
           CROSS JOIN LATERAL (SELECT * FROM audit_seal WHERE prefecture = p.code ORDER BY day DESC, number DESC LIMIT 1) s`,
    values: [prefectures],
  })

export const insertSeals = (
  tx: Tx,
  seals: readonly (Seal & { readonly entryId: string })[],
  at: Instant,
): Promise<number> =>
  tx.run({
    name: 'audit.insertSeals',
    text: `INSERT INTO audit_seal (prefecture, day, number, entry_id, hash, sealed_at)
           SELECT prefecture, day, number, entry_id, decode(hash, 'hex'), $6
           FROM unnest($1::text[], $2::date[], $3::int[], $4::uuid[], $5::text[]) AS n(prefecture, day, number, entry_id, hash)`,
    values: [
      seals.map((seal) => seal.prefecture),
      seals.map((seal) => seal.day),
      seals.map((seal) => seal.number),
      seals.map((seal) => seal.entryId),
      seals.map((seal) => seal.hash),
      at,
    ],
  })

// Verification -----------------------------------------------------------------------------------------------------------------

/** Every prefecture that has an entry or a seal, found by skipping through the keys. */
export const sealedPrefectures = async (tx: Tx): Promise<readonly string[]> => {
  const rows = await tx.rows<{ code: string }>({
    text: `WITH RECURSIVE entry AS (
             (SELECT prefecture FROM audit_entry ORDER BY prefecture LIMIT 1)
             UNION ALL SELECT (SELECT prefecture FROM audit_entry WHERE prefecture > entry.prefecture ORDER BY prefecture LIMIT 1)
             FROM entry WHERE entry.prefecture IS NOT NULL),
           seal AS (
             (SELECT prefecture FROM audit_seal ORDER BY prefecture LIMIT 1)
             UNION ALL SELECT (SELECT prefecture FROM audit_seal WHERE prefecture > seal.prefecture ORDER BY prefecture LIMIT 1)
             FROM seal WHERE seal.prefecture IS NOT NULL)
           SELECT prefecture AS code FROM entry WHERE prefecture IS NOT NULL
           UNION SELECT prefecture FROM seal WHERE prefecture IS NOT NULL ORDER BY code`,
  })
  return rows.map((row) => row.code)
}

export type SealedRow = Seal & { readonly entryId: string; readonly sealedAt: Instant } & {
  readonly entry: EntryRow | null
}

/** The chain of one prefecture from there on, each seal with its entry, if it is still there. */
export const chainAfter = async (
  tx: Tx,
  prefecture: string,
  after: { readonly day: Day; readonly number: number },
  limit: number,
): Promise<SealedRow[]> => {
  type Row = Omit<SealedRow, 'entry'> & { found: string | null } & Omit<EntryRow, 'prefecture' | 'id'>
  const rows = await tx.rows<Row>({
    name: 'audit.chain',
    text: `SELECT s.prefecture, s.day, s.number, encode(s.hash, 'hex') AS hash, s.entry_id AS "entryId", s.sealed_at AS "sealedAt",
             e.id AS found, ${ENTRY.replace('e.prefecture, e.id, ', '')}
           FROM audit_seal s LEFT JOIN audit_entry e ON e.prefecture = s.prefecture AND e.id = s.entry_id
           WHERE s.prefecture = $1 AND (s.day, s.number) > ($2::date, $3::int) ORDER BY s.day, s.number LIMIT $4`,
    values: [prefecture, after.day, after.number, limit],
  })
  return rows.map(({ prefecture: code, day, number, hash, entryId, sealedAt, found, ...entry }) => ({
    prefecture: code,
    day,
    number,
    hash,
    entryId,
    sealedAt,
    entry: found === null ? null : { ...entry, prefecture: code, id: entryId },
  }))
}

/** Entries without a seal; `isOld` when the sealer has been past them. */
export const unsealedOf = (
  tx: Tx,
  prefecture: string,
  afterId: string,
  limit: number,
): Promise<(EntryRow & { readonly isOld: boolean })[]> =>
  tx.rows({
    name: 'audit.unsealedOf',
    text: `SELECT ${ENTRY}, e.xact < coalesce((SELECT pg_snapshot_xmin(seen)::text::bigint FROM consumer_cursor WHERE consumer = $4), 0)
             AS "isOld"
           FROM audit_entry e WHERE e.prefecture = $1 AND e.id > $2 AND ${UNSEALED} ORDER BY e.id LIMIT $3`,
    values: [prefecture, afterId, limit, SEALER],
  })

/** How far the sealer is behind: what waits, and since when. */
export const sealerState = async (
  tx: Tx,
): Promise<{ readonly unsealed: number; readonly oldestAt: Instant | null; readonly ranAt: Instant | null }> => {
  const row = await tx.first<{ unsealed: number; oldestAt: Instant | null; ranAt: Instant | null }>({
    name: 'audit.state',
    text: `SELECT count(e.id) AS unsealed, min(e.at) AS "oldestAt", max(c.updated_at) AS "ranAt"
           FROM consumer_cursor c LEFT JOIN audit_entry e
             ON e.xact >= pg_snapshot_xmin(c.seen)::text::bigint AND ${UNSEALED}
           WHERE c.consumer = $1`,
    values: [SEALER],
  })
  return row ?? { unsealed: 0, oldestAt: null, ranAt: null }
}
