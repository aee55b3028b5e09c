import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import type { CustomerCard } from '#core/intake/desk.contract.ts'
import { ledgerTerms } from '#core/ledger/ledger-query.rules.ts'
import { fullName } from '#core/organisation/region.rules.ts'
import { ok, type Result } from '#core/result.ts'
import { addDays, dayOf, startOfDay } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'

type CardRow = Omit<CustomerCard, 'place'>

/** A customer's orders: those that are open first, then the latest. */
const ORDERS = `
  SELECT coalesce(jsonb_agg(o), '[]') AS orders FROM (
    SELECT w.number, w.kind, w.state, w.is_open AS "isOpen", w.symptom, to_char(w.created_at, $iso$) AS "createdAt",
      to_char(w.due_at, $iso$) AS "dueAt", to_char(CASE WHEN w.is_open THEN NULL ELSE coalesce(w.archived_at, w.updated_at) END, $iso$) AS "closedAt",
      (SELECT t.result ->> 'cause' FROM task t WHERE t.prefecture = w.prefecture AND t.work_order_id = w.id AND t.result IS NOT NULL ORDER BY t.position DESC LIMIT 1) AS cause,
      (SELECT count(*) FROM report r WHERE r.prefecture = w.prefecture AND r.work_order_id = w.id) AS reports,
      (SELECT p.number FROM work_order p WHERE p.prefecture = w.prefecture AND p.id = w.parent_id AND p.is_open) AS parent
    FROM work_order w WHERE w.prefecture = h.prefecture AND $customer$ ORDER BY w.is_open DESC, w.created_at DESC LIMIT 6) o`.replaceAll(
  '$iso$',
  `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`,
)

const cardOf = (from: string, customer: string, columns: string): string => `
  SELECT ${columns}, h.prefecture, orders.orders,
    (SELECT count(*) FROM work_order w WHERE w.prefecture = h.prefecture AND w.${customer} = h.id AND w.created_at >= $3) AS "ordersInYear",
    (SELECT count(*) FROM work_order w JOIN report r ON r.prefecture = w.prefecture AND r.work_order_id = w.id
      WHERE w.prefecture = h.prefecture AND w.${customer} = h.id AND r.received_at >= $3) AS "reportsInYear"
  FROM ${from} CROSS JOIN LATERAL (${ORDERS.replace('$customer$', `w.${customer} = h.id`)}) orders`

const HOME = cardOf(
  `app.find_home_users($1::jsonb, NULL, $2) f JOIN home_user h ON h.prefecture = f.prefecture AND h.id = f.id LEFT JOIN grid g ON g.id = h.grid_id`,
  'home_user_id',
  `h.id, 'home' AS line, h.account, h.name, h.phone, h.address, h.county, h.bandwidth_mbps AS "bandwidthMbps", h.customer_level AS grade,
    h.status, h.box_code AS "boxCode", g.name AS "gridName", h.joined_on AS since, NULL AS "managerName"`,
)
const LINES = cardOf(
  `app.find_enterprise_lines($1::jsonb, NULL, $2) f JOIN enterprise_line h ON h.prefecture = f.prefecture AND h.id = f.id LEFT JOIN grid g ON g.id = h.grid_id`,
  'enterprise_line_id',
  `h.id, 'enterprise' AS line, h.line_code, h.customer_name, h.contact_phone, h.a_address, h.county, h.bandwidth_mbps, h.grade,
    h.status, NULL, g.name, h.opened_on, h.manager_name`,
)

const DAYS_IN_YEAR = 365

/** Customers within the reader's scope, whoever has something open first. */
export const lookUp = async (
  deps: Deps,
  actor: Actor,
  q: string,
  limit: number,
): Promise<Result<{ items: CustomerCard[]; isCut: boolean }>> => {
  const terms = ledgerTerms(deps.regions, q)
  if (terms.length === 0) return ok({ items: [], isCut: false })
  const since = startOfDay(addDays(dayOf(deps.clock.now()), -DAYS_IN_YEAR))
  const rows = await deps.db.readRows<CardRow & { prefecture: string }>(actor.scope, {
    name: 'intake.lookup',
    text: `SELECT * FROM (${HOME} UNION ALL ${LINES}) card ORDER BY card.orders -> 0 -> 'isOpen' DESC NULLS LAST, card.account LIMIT $2`,
    values: [JSON.stringify(terms), limit + 1, since],
  })
  const isFull = can(actor, 'personal-data.full')
  const items = rows.slice(0, limit).map(({ prefecture: _, ...row }) => {
    const region = deps.regions.byCode.get(row.county)
    const card = { ...row, place: region ? fullName(deps.regions, region) : row.county }
    return isFull ? card : masked(card)
  })
  return ok({ items, isCut: rows.length > limit })
}

const masked = (card: CustomerCard): CustomerCard => ({
  ...card,
  name: maskName(card.name) ?? '',
  phone: maskPhone(card.phone) ?? null,
  address: maskAddress(card.address) ?? '',
})
