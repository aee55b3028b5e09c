import type { OpenMatter } from '#core/intake/duplicate.rules.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import type { Tx } from '#server/platform/db.ts'
import type { LedgerCustomer } from '#server/work-orders/index.ts'

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

/** What customers are looked up by; accounts as the ledger may write them, phones and addresses by their keys. */
export type CustomerKeys = {
  readonly ids: readonly string[]
  readonly accounts: readonly string[]
  readonly phones: readonly string[]
  readonly addressKeys: readonly string[]
}

type GroundRow = {
  readonly customers: readonly LedgerCustomer[]
  readonly matters: readonly (Omit<Matter, 'firstReportedAt' | 'lastReportedAt' | 'reports'> & {
    readonly reports: readonly (OpenMatter['keys'][number] & { readonly at: string })[] | null
  })[]
}

/**
 * The customers whom reports may mean, and, since then, the orders that they may join or repeat (see `app.report_ground`).
 * With `isLocked` nobody else takes a report with one of the keys or of one of the customers until the transaction ends.
 * The caller acts for the system.
 */
export const findGround = async (
  tx: Tx,
  { ids, accounts, phones, addressKeys }: CustomerKeys,
  { since, isLocked = false }: { readonly since?: Instant; readonly isLocked?: boolean },
): Promise<{ readonly customers: readonly LedgerCustomer[]; readonly matters: readonly Matter[] }> => {
  const row = await tx.first<GroundRow>({
    name: 'intake.ground',
    text: 'SELECT customers, matters FROM app.report_ground($1, $2, $3, $4, $5, $6)',
    values: [
      ids,
      accounts,
      phones,
      addressKeys,
      since ?? null,
      isLocked ? [...ids, ...accounts, ...phones].toSorted() : null,
    ],
  })
  return { customers: row?.customers ?? [], matters: (row?.matters ?? []).map(matterOfRow) }
}

const matterOfRow = (row: GroundRow['matters'][number]): Matter => {
  const times = (row.reports ?? []).map(({ at }) => at).sort()
  const instant = (text: string | null | undefined): Instant | null => (text ? new Date(text).toISOString() : null)
  return {
    ...row,
    dueAt: instant(row.dueAt),
    createdAt: new Date(row.createdAt).toISOString(),
    closedAt: instant(row.closedAt),
    finishedAt: instant(row.finishedAt),
    firstReportedAt: instant(times[0]),
    lastReportedAt: instant(times.at(-1)),
  }
}

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
export const findWaiting = (tx: Tx, keys: CustomerKeys, since: Instant): Promise<readonly WaitingMatter[]> =>
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
        SELECT jsonb_agg(jsonb_build_object('account', coalesce(account, ''), 'phone', coalesce(caller_phone, ''), 'addressKey', coalesce(address_key, ''),
          'saysPlace', address IS NOT NULL OR county IS NOT NULL)) AS keys,
          min(received_at) AS "firstReportedAt", max(received_at) AS "lastReportedAt"
        FROM (SELECT * FROM report WHERE id = f.id AND prefecture = f.prefecture UNION ALL SELECT * FROM report WHERE follows_report_id = f.id) r
        WHERE r.match_state = 'unmatched') all_of`,
    values: [keys.accounts, keys.phones, since],
  })

/** Takes reports for itself alone: waits for those who are at it, and they for it. */
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
