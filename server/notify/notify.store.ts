import { isRoleName, roleOf, type Side } from '#core/access/role.ts'
import type { Audience, OutsideChannel, Severity } from '#core/notify/notify.rules.ts'
import type { HolderLevel } from '#core/sla/sla.ts'
import type { Language } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** Where an order is now and what it is about. */
export type OrderPlace = {
  readonly id: string
  readonly prefecture: string
  readonly number: string
  readonly county: string
  readonly countyName: string
  readonly companyId: string | null
  readonly stationId: string | null
  readonly staffId: string | null
  readonly crew: readonly string[]
  readonly customerManagerId: string | null
  /** While the work is being done; a contractor that checks is not one that has yet to accept. */
  readonly level: HolderLevel | null
  readonly symptom: string
}

export const findOrders = (tx: Tx, keys: readonly { prefecture: string; id: string }[]): Promise<OrderPlace[]> =>
  tx.rows({
    name: 'notify.orders',
    text: `SELECT w.id, w.prefecture, w.number, w.county, r.short_name AS "countyName", w.company_id AS "companyId",
             w.station_id AS "stationId", w.staff_id AS "staffId", w.crew, w.customer_manager_id AS "customerManagerId",
             CASE WHEN w.returned_at IS NULL THEN w.holder_level END AS level, w.symptom
           FROM unnest($1::text[], $2::uuid[]) AS k(prefecture, id)
           JOIN work_order w ON w.prefecture = k.prefecture AND w.id = k.id JOIN region r ON r.code = w.county`,
    values: [keys.map((key) => key.prefecture), keys.map((key) => key.id)],
  })

export type Recipient = { readonly id: string; readonly language: Language }

/**
 * Those of the roles whom the order concerns: by person (engineer, crew, customer manager), by station (station head, pool),
 * by company and region (contractor's desks), by region (operator's).
 */
export const findRecipients = (tx: Tx, order: OrderPlace, to: readonly Audience[]): Promise<Recipient[]> => {
  const isTo = (audience: Audience): boolean => to.includes(audience)
  const ofSide = (side: Side): readonly string[] =>
    to.filter((each) => isRoleName(each) && roleOf(each).side === side && roleOf(each).reach === 'regions')
  const staff = isTo('engineer') || isTo('communityManager') ? [order.staffId, ...order.crew] : []
  return tx.rows({
    name: 'notify.recipients',
    text: `SELECT u.id, u.language FROM app_user u
           WHERE u.is_active AND (
             u.staff_id = ANY ($1::uuid[]) OR u.id = $2 OR (u.station_id = $3 AND u.roles && $4::text[])
             OR ((u.prefectures IS NULL OR $5 = ANY (u.prefectures)) AND (u.counties IS NULL OR $6 = ANY (u.counties))
               AND ((u.company_id = $7 AND u.roles && $8::text[]) OR u.roles && $9::text[])))`,
    values: [
      staff.filter((id) => id !== null),
      isTo('customerManager') ? order.customerManagerId : null,
      order.stationId,
      [...(isTo('stationHead') ? ['stationHead'] : []), ...(isTo('pool') ? ['engineer', 'communityManager'] : [])],
      order.prefecture,
      order.county,
      order.companyId,
      ofSide('contractor'),
      ofSide('operator'),
    ],
  })
}

/** People of the companies in the roles, whose places are among the prefectures. */
export const findPeopleOf = (
  tx: Tx,
  companies: readonly string[],
  prefectures: readonly string[],
  to: readonly Audience[],
): Promise<Recipient[]> =>
  tx.rows({
    name: 'notify.companies',
    text: `SELECT id, language FROM app_user WHERE is_active AND company_id = ANY ($1::text[]) AND roles && $2::text[]
             AND (prefectures IS NULL OR prefectures && $3::text[])`,
    values: [companies, to, prefectures],
  })

/** Those of these users who may still be told something. */
export const findUsers = (tx: Tx, ids: readonly string[]): Promise<Recipient[]> =>
  tx.rows({
    name: 'notify.users',
    text: 'SELECT id, language FROM app_user WHERE id = ANY ($1::uuid[]) AND is_active',
    values: [ids],
  })

export type NewNotification = {
  readonly id: string
  readonly userId: string
  readonly at: Instant
  readonly kind: string
  readonly severity: Severity
  readonly prefecture: string
  readonly subjectType: string
  readonly subjectId: string
  readonly subjectNumber: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly eventId: string
}

/** Writes those that are new: the same event tells a person once. Whom it told. */
export const insertNotifications = async (tx: Tx, rows: readonly NewNotification[]): Promise<readonly string[]> => {
  if (rows.length === 0) return []
  const told = await tx.rows<{ userId: string }>({
    name: 'notify.insert',
    text: `INSERT INTO notification (id, user_id, at, kind, severity, prefecture, subject_type, subject_id, subject_number, data, event_id)
           SELECT n.id, n."userId", n.at, n.kind, n.severity, n.prefecture, n."subjectType", n."subjectId", n."subjectNumber", n.data, n."eventId"
           FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "userId" uuid, at timestamptz, kind text, severity text, prefecture text,
             "subjectType" text, "subjectId" uuid, "subjectNumber" text, data jsonb, "eventId" uuid)
           ON CONFLICT (user_id, event_id, kind) DO NOTHING RETURNING user_id AS "userId"`,
    values: [JSON.stringify(rows)],
  })
  return [...new Set(told.map((row) => row.userId))]
}

export type NewOutsideMessage = {
  readonly id: string
  readonly prefecture: string
  readonly at: Instant
  readonly channel: OutsideChannel
  readonly userId: string
  readonly eventId: string
  readonly kind: string
  readonly text: string
}

export const insertOutsideMessages = async (tx: Tx, rows: readonly NewOutsideMessage[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run({
    name: 'notify.insertOutside',
    text: `INSERT INTO outside_message (prefecture, id, at, channel, user_id, event_id, kind, text, status)
           SELECT n.prefecture, n.id, n.at, n.channel, n."userId", n."eventId", n.kind, n.text, 'waiting'
           FROM jsonb_to_recordset($1::jsonb) AS n(prefecture text, id uuid, at timestamptz, channel text, "userId" uuid,
             "eventId" uuid, kind text, text text)
           ON CONFLICT (prefecture, event_id, user_id, channel) DO NOTHING`,
    values: [JSON.stringify(rows)],
  })
}
