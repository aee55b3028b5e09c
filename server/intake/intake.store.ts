import type { Scope } from '#core/access/scope.ts'
import type { Instant } from '#core/time.ts'
import type { Database, Tx } from '#server/platform/db.ts'

/** A row of `report` by its columns; what is absent is NULL. */
export type ReportColumns = Readonly<Record<(typeof COLUMNS)[number], unknown>>

const COLUMNS = [
  'prefecture',
  'id',
  'number',
  'received_at',
  'channel',
  'caller_phone',
  'account',
  'customer_name',
  'symptom',
  'symptom_code',
  'description',
  'address',
  'address_key',
  'county',
  'line',
  'preferred_at',
  'match_state',
  'match_basis',
  'candidates',
  'home_user_id',
  'enterprise_line_id',
  'work_order_id',
  'is_duplicate',
  'follows_report_id',
  'source',
  'source_key',
  'first_feedback_at',
  'resolved_by_name',
  'resolved_at',
  'resolution',
  'company_id',
  'created_by',
  'created_by_name',
  'created_at',
  'is_demo',
  'import_batch_id',
  'version',
] as const

const INSERT = `
  WITH made AS (
    INSERT INTO report (${COLUMNS.join(', ')}) SELECT ${COLUMNS.join(', ')} FROM jsonb_populate_recordset(NULL::report, $1)
  )
  INSERT INTO report_source (source, source_key, prefecture, report_id)
  SELECT s.space, s.key, s.prefecture, s.id FROM jsonb_to_recordset($2::jsonb) AS s(space text, key text, prefecture text, id uuid)`

export type SourceColumns = {
  readonly space: string
  readonly key: string
  readonly prefecture: string
  readonly id: string
}

/** Writes reports with their senders' numbers; a number that is known already fails with 23505 on `report_source_pkey`. */
export const insertReports = (
  tx: Tx,
  reports: readonly ReportColumns[],
  sources: readonly SourceColumns[],
): Promise<number> =>
  tx.run({ name: 'intake.insert', text: INSERT, values: [JSON.stringify(reports), JSON.stringify(sources)] })

/** A report that waits, as the person who decides about it needs it. */
export type WaitingRow = {
  readonly prefecture: string
  readonly id: string
  readonly number: string
  readonly receivedAt: Instant
  readonly channel: string
  readonly state: string
  readonly callerPhone: string | null
  readonly account: string | null
  readonly customerName: string | null
  readonly symptom: string
  readonly symptomCode: string | null
  readonly description: string | null
  readonly address: string | null
  readonly county: string | null
  readonly preferredAt: Instant | null
  readonly source: string
  readonly sourceKey: string | null
  readonly firstFeedbackAt: Instant | null
  readonly companyId: string | null
  readonly createdBy: string | null
  readonly createdByName: string
  readonly createdAt: Instant
  readonly batchId: string | null
  readonly resolvedByName: string | null
  readonly version: number
}

const WAITING = `
  SELECT prefecture, id, number, received_at AS "receivedAt", channel, match_state AS state, caller_phone AS "callerPhone", account,
    customer_name AS "customerName", symptom, symptom_code AS "symptomCode", description, address, county, preferred_at AS "preferredAt",
    source, source_key AS "sourceKey", first_feedback_at AS "firstFeedbackAt", company_id AS "companyId", created_by AS "createdBy",
    created_by_name AS "createdByName", created_at AS "createdAt", import_batch_id AS "batchId", resolved_by_name AS "resolvedByName", version
  FROM report`

/** Locks the report until the transaction ends; a pointer to where it was moved is not the report. */
export const loadReport = (tx: Tx, number: string): Promise<WaitingRow | undefined> =>
  tx.first<WaitingRow>({
    name: 'intake.load',
    text: `${WAITING} WHERE number = $1 AND moved_to_prefecture IS NULL FOR UPDATE`,
    values: [number],
  })

/** Locks the reports that wait behind this one. */
export const loadFollowers = (tx: Tx, id: string): Promise<readonly WaitingRow[]> =>
  tx.rows<WaitingRow>({
    name: 'intake.followers',
    text: `${WAITING} WHERE follows_report_id = $1 AND match_state = 'unmatched' ORDER BY received_at FOR UPDATE`,
    values: [id],
  })

/** Writes columns of a report that is loaded. */
export const updateReport = (
  tx: Tx,
  { prefecture, id }: { readonly prefecture: string; readonly id: string },
  columns: Readonly<Record<string, unknown>>,
): Promise<number> => {
  const names = Object.keys(columns)
  return tx.run({
    text: `UPDATE report SET ${names.map((name, index) => `${name} = $${index + 3}`).join(', ')}, version = version + 1
           WHERE prefecture = $1 AND id = $2`,
    values: [prefecture, id, ...names.map((name) => columns[name] ?? null)],
  })
}

/** The report lies in another prefecture from now on; what stays is a pointer without personal data. */
export const leavePointer = (
  tx: Tx,
  { prefecture, id }: { readonly prefecture: string; readonly id: string },
  movedTo: string,
): Promise<number> =>
  tx.run({
    name: 'intake.pointer',
    text: `WITH moved AS (UPDATE report_source SET prefecture = $3 WHERE prefecture = $1 AND report_id = $2)
           UPDATE report SET moved_to_prefecture = $3, match_state = 'resolved', caller_phone = NULL, account = NULL, customer_name = NULL,
             address = NULL, address_key = NULL, description = NULL, symptom = '', candidates = '[]', version = version + 1
           WHERE prefecture = $1 AND id = $2`,
    values: [prefecture, id, movedTo],
  })

/** Whether the policies show this reader the report. */
export const isVisible = async (db: Database, scope: Scope, number: string): Promise<boolean> => {
  const rows = await db.readRows(scope, {
    name: 'intake.isVisible',
    text: 'SELECT 1 FROM report WHERE number = $1 AND moved_to_prefecture IS NULL',
    values: [number],
  })
  return rows.length > 0
}
