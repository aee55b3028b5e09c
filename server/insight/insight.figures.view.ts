import type { Actor } from '#core/access/scope.ts'
import type { OnTimeRow } from '#core/insight/insight.contract.ts'
import type { PictureFilter } from '#core/insight/picture.rules.ts'
import type { ClockKind, Party } from '#core/sla/sla.ts'
import type { OrderKind } from '#core/work-orders/work-order.ts'
import { KEEP_PLANS, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

export type MonthFilter = PictureFilter & {
  /** `2026-11`. */
  readonly month: string
  readonly clock: ClockKind
  readonly party: Party
  readonly kind?: OrderKind | undefined
}

/** A month's archived orders and those in time by county and contractor; read from the roll-up, whose size does not grow with the orders. */
export const readOnTime = async (deps: Deps, actor: Actor, filter: MonthFilter): Promise<OnTimeRow[]> => {
  const { month, clock, party, kind, prefecture, company, line } = filter
  const conditions = [
    sql`month = ${`${month}-01`}`,
    sql`clock = ${clock}`,
    sql`party = ${party}`,
    ...(prefecture ? [sql`prefecture = ${prefecture}`] : []),
    ...(company ? [sql`company_id = ${company}`] : []),
    ...(line ? [sql`line = ${line}`] : []),
    ...(kind ? [sql`kind = ${kind}`] : []),
  ]
  const [rows = []] = await deps.db.readSeveral(actor.scope, [
    KEEP_PLANS,
    sql`
      SELECT prefecture, county, company_id AS "companyId", sum(orders) AS orders, sum(on_time) AS "onTime",
        sum(gross_minutes) AS "grossMinutes", sum(net_minutes) AS "netMinutes"
      FROM month_figure WHERE ${sql.join(conditions, sql` AND `)}
      GROUP BY prefecture, county, company_id ORDER BY prefecture, county, company_id`,
  ])
  return rows as OnTimeRow[]
}
