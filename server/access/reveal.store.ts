import type { OrderInHand, RevealField, RevealSubject } from '#core/access/reveal.rules.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

export type RevealedRow = {
  /** The province's own code for what belongs to no prefecture. */
  readonly prefecture: string | null
  readonly id: string
  readonly values: Readonly<Record<RevealField, string | null>>
  readonly order: OrderInHand | null
}

const row = (
  prefecture: string,
  id: string,
  phone: string,
  name: string,
  address: string,
  order = 'NULL::jsonb',
): string =>
  `SELECT ${prefecture} AS prefecture, ${id} AS id,
     jsonb_build_object('phone', ${phone}, 'name', ${name}, 'address', ${address}) AS values, ${order} AS "order"`

const ORDER = `jsonb_strip_nulls(jsonb_build_object('isOpen', is_open, 'archivedAt',
  to_char(archived_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'state', state,
  'holderLevel', holder_level, 'desk', second_line_desk, 'companyId', company_id, 'stationId', station_id,
  'staffId', staff_id, 'crew', crew))`

type Lookup = { readonly byId: string; readonly byName?: string }
const of = (text: string, nameColumn?: string): Lookup => ({
  byId: `${text} WHERE id = $1`,
  ...(nameColumn ? { byName: `${text} WHERE ${nameColumn} = $1` } : {}),
})

/** Each under the reader's scope: what they cannot see they cannot reveal. */
const QUERY: Readonly<Record<RevealSubject, Lookup>> = {
  workOrder: of(
    `${row('prefecture', 'id', 'customer_phone', 'customer_name', 'address', ORDER)} FROM work_order`,
    'number',
  ),
  report: of(`${row('prefecture', 'id', 'caller_phone', 'customer_name', 'address')} FROM report`, 'number'),
  homeUser: of(`${row('prefecture', 'id', 'phone', 'name', 'address')} FROM home_user`),
  enterpriseLine: of(`${row('prefecture', 'id', 'contact_phone', 'customer_name', 'a_address')} FROM enterprise_line`),
  staff: of(`${row('prefecture', 'id', 'phone', 'name', 'NULL')} FROM staff`),
  user: of(`${row('NULL', 'id', 'phone', 'name', 'NULL')} FROM app_user`, 'login'),
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

export const findRevealed = (tx: Tx, subject: RevealSubject, idOrName: string): Promise<RevealedRow | undefined> => {
  const { byId, byName } = QUERY[subject]
  const text = UUID.test(idOrName) ? byId : byName
  return text === undefined ? Promise.resolve(undefined) : tx.first({ text, values: [idOrName] })
}

/** Looks of this person since the instant that counted; locks the account, so that the last look is not taken twice. */
export const countReveals = async (tx: Tx, userId: string, since: Instant): Promise<number> => {
  await tx.run({ text: 'SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', values: [userId] })
  const found = await tx.first<{ count: number }>({
    text: 'SELECT count(*)::int AS count FROM reveal WHERE user_id = $1 AND at >= $2 AND work_order_id IS NULL',
    values: [userId, since],
  })
  return found?.count ?? 0
}

export type NewReveal = {
  readonly id: string
  readonly userId: string
  readonly at: Instant
  readonly prefecture: string
  readonly subject: RevealSubject
  readonly subjectId: string
  readonly fields: readonly RevealField[]
  readonly reason: string
  readonly workOrderId: string | null
}

export const insertReveal = (tx: Tx, reveal: NewReveal): Promise<number> =>
  tx.run({
    text: `INSERT INTO reveal (id, user_id, at, prefecture, subject_type, subject_id, field, reason, work_order_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      reveal.id,
      reveal.userId,
      reveal.at,
      reveal.prefecture,
      reveal.subject,
      reveal.subjectId,
      reveal.fields.join(','),
      reveal.reason,
      reveal.workOrderId,
    ],
  })
