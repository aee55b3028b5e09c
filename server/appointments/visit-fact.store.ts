import type { OutcomeCounts, VisitFactKind } from '#core/appointments/outcomes.ts'
import type { Instant } from '#core/time.ts'
import { sql, type Tx } from '#server/platform/db.ts'

export type NewFact = {
  readonly prefecture: string
  readonly id: string
  readonly at: Instant
  readonly workOrderId: string
  readonly number: string
  readonly actorId: string | null
  readonly byName: string
  readonly kind: VisitFactKind
  readonly minutes: number | null
}

/** Facts of orders that are still there; the same event makes one row. */
export const insertFacts = (tx: Tx, facts: readonly NewFact[]): Promise<number> =>
  tx.run({
    name: 'facts.insert',
    text: `INSERT INTO visit_fact (prefecture, id, at, work_order_id, number, county, company_id, staff_id, by_name, kind, minutes)
           SELECT f.prefecture, f.id, f.at, f."workOrderId", f.number, w.county, w.company_id,
             (SELECT u.staff_id FROM app_user u WHERE u.id = f."actorId"), f."byName", f.kind, f.minutes
           FROM jsonb_to_recordset($1::jsonb) AS f(prefecture text, id uuid, at timestamptz, "workOrderId" uuid, number text, "actorId" uuid,
             "byName" text, kind text, minutes int)
           JOIN work_order w ON w.prefecture = f.prefecture AND w.id = f."workOrderId"
           ON CONFLICT (prefecture, id) DO NOTHING`,
    values: [JSON.stringify(facts)],
  })

export type FactFilter = {
  readonly from: Instant
  readonly to: Instant
  readonly prefecture?: string | undefined
  readonly company?: string | undefined
}

const within = ({ from, to, prefecture, company }: FactFilter) =>
  sql.join(
    [
      sql`f.at >= ${from} AND f.at < ${to}`,
      ...(prefecture ? [sql`f.prefecture = ${prefecture}`] : []),
      ...(company ? [sql`f.company_id = ${company}`] : []),
    ],
    sql` AND `,
  )

export type FactRow = {
  readonly key: string
  readonly name: string
  readonly companyId: string | null
  readonly counts: OutcomeCounts
}

export const countFacts = (tx: Tx, filter: FactFilter, by: 'staff' | 'company'): Promise<FactRow[]> =>
  by === 'staff'
    ? tx.rows(sql`
        SELECT g.key, s.name, s.company_id AS "companyId", g.counts FROM (
          SELECT k.staff_id AS key, jsonb_object_agg(k.kind, k.count) AS counts FROM (
            SELECT f.staff_id, f.kind, count(*)::int AS count FROM visit_fact f WHERE ${within(filter)} AND f.staff_id IS NOT NULL GROUP BY 1, 2) k
          GROUP BY 1) g JOIN staff s ON s.id = g.key ORDER BY s.company_id, s.name LIMIT 500`)
    : tx.rows(sql`
        SELECT g.key, c.short_name AS name, g.key AS "companyId", g.counts FROM (
          SELECT k.company_id AS key, jsonb_object_agg(k.kind, k.count) AS counts FROM (
            SELECT f.company_id, f.kind, count(*)::int AS count FROM visit_fact f WHERE ${within(filter)} AND f.company_id IS NOT NULL GROUP BY 1, 2) k
          GROUP BY 1) g JOIN company c ON c.id = g.key ORDER BY c.short_name`)

export type FactCase = {
  readonly id: string
  readonly at: Instant
  readonly number: string
  readonly byName: string
  readonly county: string
  readonly minutes: number | null
}

export const listFacts = (tx: Tx, filter: FactFilter, kind: string, staff: string | undefined): Promise<FactCase[]> =>
  tx.rows(sql`
    SELECT f.id, f.at, f.number, f.by_name AS "byName", f.county, f.minutes FROM visit_fact f
    WHERE ${within(filter)} AND f.kind = ${kind} ${staff ? sql`AND f.staff_id = ${staff}::uuid` : sql``} ORDER BY f.at DESC LIMIT 200`)
