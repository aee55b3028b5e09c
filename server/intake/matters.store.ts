import type { OpenMatter } from '#core/intake/duplicate.rules.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import type { Tx } from '#server/platform/db.ts'
import type { CustomerKeys } from '#server/work-orders/index.ts'

/** An order that a report may join or repeat. */
export type Matter = {
  readonly id: string
  readonly prefecture: string
  readonly county: string
  readonly number: string
  readonly kind: string
  readonly line: BusinessLine
  readonly state: OrderState
  readonly symptom: string
  readonly dueAt: Instant | null
  readonly companyId: string | null
  readonly managerUserId: string | null
  readonly homeUserId: string | null
  readonly enterpriseLineId: string | null
  readonly createdAt: Instant
  /** When it was closed, for whatever reason; none while it is open. */
  readonly closedAt: Instant | null
  /** When it was repaired and handed back; none for what was cancelled. */
  readonly finishedAt: Instant | null
  readonly account: string | null
  readonly phone: string | null
  readonly addressKey: string | null
  readonly reports: OpenMatter['keys'] | null
  readonly firstReportedAt: Instant | null
  readonly lastReportedAt: Instant | null
}

const customers = (table: string, account: string, phone: string, addressKey: string): string => {
  const by = (position: number, column: string): string => `
    SELECT c.prefecture, c.id FROM unnest($${position}::text[]) k
    CROSS JOIN LATERAL (SELECT prefecture, id FROM ${table} WHERE ${column} = k LIMIT 20) c`
  return `SELECT prefecture, id FROM ${table} WHERE id = ANY ($1::uuid[])
    UNION ${by(2, account)} UNION ${by(3, phone)} UNION ${by(4, addressKey)}`
}

const byReport = (position: number, column: string): string => `
  SELECT r.prefecture, r.work_order_id FROM unnest($${position}::text[]) k
  CROSS JOIN LATERAL (SELECT prefecture, work_order_id FROM report
    WHERE ${column} = k AND received_at >= $5 AND work_order_id IS NOT NULL ORDER BY received_at DESC LIMIT 20) r`

const MATTERS = `
  WITH home AS (${customers('home_user', 'account', 'phone', 'address_key')}),
    line AS (${customers('enterprise_line', 'line_code', 'contact_phone', 'a_address_key')}),
    hit AS (
      SELECT w.prefecture, w.id FROM home CROSS JOIN LATERAL (SELECT prefecture, id FROM work_order o
        WHERE o.prefecture = home.prefecture AND o.home_user_id = home.id ORDER BY created_at DESC LIMIT 20) w
      UNION SELECT w.prefecture, w.id FROM line CROSS JOIN LATERAL (SELECT prefecture, id FROM work_order o
        WHERE o.prefecture = line.prefecture AND o.enterprise_line_id = line.id ORDER BY created_at DESC LIMIT 20) w
      UNION ${byReport(2, 'account')} UNION ${byReport(3, 'caller_phone')})
  SELECT w.id, w.prefecture, w.county, w.number, w.kind, w.line, w.state, w.symptom, w.due_at AS "dueAt", w.company_id AS "companyId",
    w.customer_manager_id AS "managerUserId", w.home_user_id AS "homeUserId", w.enterprise_line_id AS "enterpriseLineId",
    w.created_at AS "createdAt", CASE WHEN w.is_open THEN NULL ELSE coalesce(w.archived_at, w.updated_at) END AS "closedAt",
    CASE WHEN w.state IN ('cancelled', 'voided') THEN NULL ELSE coalesce(w.archived_at, w.returned_at) END AS "finishedAt",
    w.account, w.customer_phone AS phone, w.address_key AS "addressKey", r.*
  FROM hit JOIN work_order w ON w.prefecture = hit.prefecture AND w.id = hit.id
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('account', coalesce(account, ''), 'phone', coalesce(caller_phone, ''), 'addressKey', coalesce(address_key, ''))) AS reports,
      min(received_at) AS "firstReportedAt", max(received_at) AS "lastReportedAt"
    FROM report WHERE report.prefecture = w.prefecture AND report.work_order_id = w.id) r
  WHERE w.kind = 'fault' AND (w.is_open OR coalesce(w.archived_at, w.updated_at) >= $5)`

/**
 * Orders of the customers whom the reports may mean, and orders with reports of the same account or phone since then:
 * those that are open, and those closed since. The caller acts for the system.
 */
export const findMatters = (tx: Tx, keys: Required<CustomerKeys>, since: Instant): Promise<readonly Matter[]> =>
  tx.rows<Matter>({
    name: 'intake.matters',
    text: MATTERS,
    values: [keys.ids, keys.accounts, keys.phones, keys.addressKeys, since],
  })

/** A report that waits for a person, with those that follow it. */
export type WaitingMatter = {
  readonly id: string
  readonly number: string
  readonly prefecture: string
  readonly county: string | null
  readonly keys: OpenMatter['keys']
  readonly firstReportedAt: Instant
  readonly lastReportedAt: Instant
}

/** Waiting reports of the same account or phone since then. The caller acts for the system. */
export const findWaiting = (tx: Tx, keys: Required<CustomerKeys>, since: Instant): Promise<readonly WaitingMatter[]> =>
  tx.rows<WaitingMatter>({
    name: 'intake.waiting',
    text: `
      WITH hit AS (
        SELECT r.first FROM unnest($1::text[]) k CROSS JOIN LATERAL (SELECT coalesce(follows_report_id, id) AS first FROM report
          WHERE account = k AND match_state = 'unmatched' AND received_at >= $3 LIMIT 20) r
        UNION SELECT r.first FROM unnest($2::text[]) k CROSS JOIN LATERAL (SELECT coalesce(follows_report_id, id) AS first FROM report
          WHERE caller_phone = k AND match_state = 'unmatched' AND received_at >= $3 LIMIT 20) r)
      SELECT f.id, f.number, f.prefecture, f.county, all_of.*
      FROM hit JOIN report f ON f.id = hit.first AND f.match_state = 'unmatched'
      CROSS JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('account', coalesce(account, ''), 'phone', coalesce(caller_phone, ''), 'addressKey', coalesce(address_key, ''))) AS keys,
          min(received_at) AS "firstReportedAt", max(received_at) AS "lastReportedAt"
        FROM (SELECT * FROM report WHERE id = f.id AND prefecture = f.prefecture UNION ALL SELECT * FROM report WHERE follows_report_id = f.id) r
        WHERE r.match_state = 'unmatched') all_of`,
    values: [keys.accounts, keys.phones, since],
  })

/**
 * Until the transaction ends nobody else takes a report with one of these keys. A file takes everything at once:
 * it waits for those who are at it, and they for it.
 */
export const lockKeys = (tx: Tx, keys: readonly string[]): Promise<number> =>
  tx.run({
    name: 'intake.lock',
    text: `SELECT pg_advisory_xact_lock_shared(hashtextextended('intake', 0)), pg_advisory_xact_lock(hashtextextended(k, 0))
           FROM (SELECT 1) once LEFT JOIN unnest($1::text[]) k ON true`,
    values: [[...keys].sort()],
  })

export const lockIntake = (tx: Tx): Promise<number> =>
  tx.run({ name: 'intake.lockAll', text: `SELECT pg_advisory_xact_lock(hashtextextended('intake', 0))` })

/** The report that a sender's number stands for already. */
export const findBySource = (
  tx: Tx,
  sources: readonly { readonly space: string; readonly key: string }[],
): Promise<readonly SourceRow[]> =>
  tx.rows<SourceRow>({
    name: 'intake.sources',
    text: `SELECT s.source AS space, s.source_key AS key, r.number, r.is_duplicate AS "isDuplicate", r.match_state AS state,
             w.number AS "order", w.state AS "orderState", w.due_at AS "dueAt", f.number AS follows
           FROM unnest($1::text[], $2::text[]) AS asked(space, key)
           JOIN report_source s ON s.source = asked.space AND s.source_key = asked.key
           JOIN report r ON r.prefecture = s.prefecture AND r.id = s.report_id
           LEFT JOIN work_order w ON w.prefecture = r.prefecture AND w.id = r.work_order_id
           LEFT JOIN report f ON r.match_state = 'unmatched' AND f.prefecture = r.prefecture AND f.id = r.follows_report_id`,
    values: [sources.map(({ space }) => space), sources.map(({ key }) => key)],
  })

export type SourceRow = {
  readonly space: string
  readonly key: string
  readonly number: string
  readonly isDuplicate: boolean
  readonly state: string
  readonly order: string | null
  readonly orderState: OrderState | null
  readonly dueAt: Instant | null
  readonly follows: string | null
}
