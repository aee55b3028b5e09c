import type { BusinessLine } from '#core/organisation/organisation.ts'
import type { AreaClass } from '#core/organisation/region.ts'
import type { Tx } from '#server/platform/db.ts'

/** What an order takes over from the ledger. */
export type LedgerCustomer = {
  readonly id: string
  readonly line: BusinessLine
  readonly prefecture: string
  readonly county: string
  readonly account: string
  readonly name: string
  readonly phone: string | null
  readonly address: string
  readonly addressKey: string
  readonly areaClass: AreaClass
  readonly gridId: string | null
  readonly grade: string | null
  readonly bandwidthMbps: number | null
  readonly boxCode: string | null
  readonly managerUserId: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly isDemo: boolean
}

const HOME = `
  SELECT h.id, 'home' AS line, h.prefecture, h.county, h.account, h.name, h.phone, h.address, h.address_key AS "addressKey",
    h.area_class AS "areaClass", h.grid_id AS "gridId", h.customer_level AS grade, h.bandwidth_mbps AS "bandwidthMbps",
    h.box_code AS "boxCode", NULL::uuid AS "managerUserId", coalesce(h.lon, b.lon) AS lon, coalesce(h.lat, b.lat) AS lat, h.is_demo AS "isDemo"
  FROM home_user h LEFT JOIN network_node b ON b.prefecture = h.prefecture AND b.code = h.box_code`
const ENTERPRISE = `
  SELECT l.id, 'enterprise' AS line, l.prefecture, l.county, l.line_code AS account, l.customer_name AS name, l.contact_phone AS phone,
    l.a_address AS address, l.a_address_key AS "addressKey", l.area_class AS "areaClass", l.grid_id AS "gridId", l.grade,
    l.bandwidth_mbps AS "bandwidthMbps", NULL AS "boxCode", l.manager_user_id AS "managerUserId", l.lon, l.lat, l.is_demo AS "isDemo"
  FROM enterprise_line l`

/** The home user with this account, or the enterprise line with this code, within the reader's scope. */
export const findCustomer = (tx: Tx, account: string): Promise<LedgerCustomer | undefined> =>
  tx.first<LedgerCustomer>({
    name: 'customer.byAccount',
    text: `${HOME} WHERE h.account = $1 UNION ALL ${ENTERPRISE} WHERE l.line_code = $1 LIMIT 1`,
    values: [account],
  })

/** How the ledger says that a home is reached. */
export const findAccessMethod = async (tx: Tx, prefecture: string, homeUserId: string): Promise<string | undefined> => {
  const row = await tx.first<{ method: string | null }>({
    name: 'customer.accessMethod',
    text: 'SELECT access_method AS method FROM home_user WHERE prefecture = $1 AND id = $2',
    values: [prefecture, homeUserId],
  })
  return row?.method ?? undefined
}
