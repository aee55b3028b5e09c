import type { Instant } from '#core/time.ts'
import type { WordingFinding } from '#core/wording/wording.contract.ts'
import type { Tx } from '#server/platform/db.ts'

export type OrderOfEvent = {
  readonly id: string
  readonly prefecture: string
  readonly county: string
  readonly companyId: string | null
  readonly number: string
  readonly isDemo: boolean
}

export const findOrdersOfEvents = (
  tx: Tx,
  keys: readonly { readonly prefecture: string; readonly id: string }[],
): Promise<OrderOfEvent[]> =>
  tx.rows({
    name: 'wording.orders',
    text: `SELECT w.id, w.prefecture, w.county, w.company_id AS "companyId", w.number, w.is_demo AS "isDemo"
           FROM unnest($1::text[], $2::uuid[]) AS k(prefecture, id)
           JOIN work_order w ON w.prefecture = k.prefecture AND w.id = k.id`,
    values: [keys.map((key) => key.prefecture), keys.map((key) => key.id)],
  })

export type NewFinding = {
  readonly id: string
  readonly prefecture: string
  readonly county: string
  readonly companyId: string | null
  readonly orderId: string
  readonly number: string
  readonly eventId: string
  readonly eventKind: string
  readonly at: Instant
  readonly authorId: string | null
  readonly authorName: string
  readonly authorRole: string
  readonly word: string
  readonly found: string
  readonly class: string
  readonly severity: string
  readonly excerpt: string
  readonly from: number
  readonly to: number
  readonly packVersion: number
  readonly isDemo: boolean
}

/** Those that are new: an event brings a word to quality once. */
export const insertFindings = (tx: Tx, findings: readonly NewFinding[]): Promise<number> =>
  tx.run({
    name: 'wording.insertFindings',
    text: `INSERT INTO wording_finding (prefecture, id, county, company_id, work_order_id, work_order_number, event_id, event_kind, at,
             author_id, author_name, author_role, word, found, class, severity, excerpt, found_from, found_to, pack_version, is_demo)
           SELECT f.prefecture, f.id, f.county, f."companyId", f."orderId", f.number, f."eventId", f."eventKind", f.at,
             f."authorId", f."authorName", f."authorRole", f.word, f.found, f.class, f.severity, f.excerpt, f."from", f."to", f."packVersion", f."isDemo"
           FROM jsonb_to_recordset($1::jsonb) AS f(prefecture text, id uuid, county text, "companyId" text, "orderId" uuid, number text,
             "eventId" uuid, "eventKind" text, at timestamptz, "authorId" uuid, "authorName" text, "authorRole" text, word text, found text,
             class text, severity text, excerpt text, "from" integer, "to" integer, "packVersion" bigint, "isDemo" boolean)
           ON CONFLICT (prefecture, event_id, word) DO NOTHING`,
    values: [JSON.stringify(findings)],
  })

const COLUMNS = `f.id, f.at, f.work_order_number AS number, f.event_kind AS "eventKind", f.word, f.found, f.class, f.severity,
  f.excerpt, f.found_from AS "from", f.found_to AS "to", f.author_name AS "authorName", f.author_role AS "authorRole",
  c.short_name AS "companyName", f.pack_version AS "packVersion", f.verdict, f.decided_by_name AS "decidedByName",
  f.decided_at AS "decidedAt", f.reason`

export type FindingFilter = {
  readonly state: 'open' | 'confirmed' | 'dismissed' | 'all'
  readonly severity: string | undefined
  readonly order: string | undefined
  readonly cursor: string | undefined
  readonly limit: number
}

/** Newest first; ids sort by time. */
export const findingsPage = (tx: Tx, filter: FindingFilter): Promise<WordingFinding[]> =>
  tx.rows({
    text: `SELECT ${COLUMNS} FROM wording_finding f LEFT JOIN company c ON c.id = f.company_id
           WHERE ($1 = 'all' OR ($1 = 'open' AND f.verdict IS NULL) OR f.verdict = $1)
             AND ($2::text IS NULL OR f.severity = $2) AND ($3::text IS NULL OR f.work_order_number = $3)
             AND ($4::uuid IS NULL OR f.id < $4)
           ORDER BY f.id DESC LIMIT $5`,
    values: [filter.state, filter.severity ?? null, filter.order ?? null, filter.cursor ?? null, filter.limit],
  })

export type HeldFinding = {
  readonly prefecture: string
  readonly number: string
  readonly authorId: string | null
  readonly verdict: string | null
  readonly decidedByName: string | null
}

export const holdFinding = (tx: Tx, id: string): Promise<HeldFinding | undefined> =>
  tx.first({
    text: `SELECT prefecture, work_order_number AS number, author_id AS "authorId", verdict, decided_by_name AS "decidedByName"
           FROM wording_finding WHERE id = $1 FOR UPDATE`,
    values: [id],
  })

export const decideFinding = (
  tx: Tx,
  prefecture: string,
  id: string,
  decision: { readonly verdict: string; readonly reason: string; readonly byName: string; readonly at: Instant },
): Promise<number> =>
  tx.run({
    text: `UPDATE wording_finding SET verdict = $3, reason = $4, decided_by_name = $5, decided_at = $6
           WHERE prefecture = $1 AND id = $2`,
    values: [prefecture, id, decision.verdict, decision.reason, decision.byName, decision.at],
  })

export const findFinding = (tx: Tx, prefecture: string, id: string): Promise<WordingFinding | undefined> =>
  tx.first({
    text: `SELECT ${COLUMNS} FROM wording_finding f LEFT JOIN company c ON c.id = f.company_id
           WHERE f.prefecture = $1 AND f.id = $2`,
    values: [prefecture, id],
  })
