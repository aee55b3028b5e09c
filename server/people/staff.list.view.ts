import type { Actor } from '#core/access/scope.ts'
import { searchForm } from '#core/ledger/search-text.rules.ts'
import { certificateState } from '#core/people/certificate.rules.ts'
import type { StaffFilter, StaffItem } from '#core/people/people.contract.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, type Day, dayOf } from '#core/time.ts'
import { sql, type Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

type StoredCertificate = Omit<StaffItem['certificates'][number], 'state'>
type Row = Omit<StaffItem, 'certificates' | 'certificateState'> & { readonly certificates: StoredCertificate[] }

const COLUMNS = sql`h.id, h.number, h.name, h.company_id AS "companyId", h.station_id AS "stationId", st.name AS "stationName",
  h.prefecture, h.county, h.post, h.phone, h.joined_on AS "joinedOn", h.left_on AS "leftOn", h.status, h.version,
  coalesce((SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'number', c.number, 'issuer', c.issuer, 'validFrom', c.valid_from,
    'validTo', c.valid_to, 'revokedOn', c.revoked_on, 'issuerName', c.issuer_name,
    'scan', CASE WHEN c.scan_id IS NOT NULL THEN jsonb_build_object('prefecture', c.scan_prefecture, 'id', c.scan_id) END) ORDER BY c.kind) FROM certificate c WHERE c.staff_id = h.id), '[]') AS certificates`

export type StaffPage = { readonly items: StaffItem[]; readonly nextCursor: string | null }

/** People by number, with the state of each certificate today. */
export const listStaff = async (
  deps: Deps,
  actor: Actor,
  filter: StaffFilter,
  limit: number,
  cursor: string | undefined,
): Promise<Result<StaffPage>> => {
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
  if (after === '') return refuse('people.bad-cursor', { field: 'cursor' })
  const { today, soon } = daysOf(deps)
  const q = searchForm(filter.q ?? '')
  const fragment = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const where = sql.join(
    [
      sql`true`,
      filter.company && sql`h.company_id = ${filter.company}`,
      filter.prefecture && sql`h.prefecture = ${filter.prefecture}`,
      filter.county && sql`h.county = ${filter.county}`,
      filter.station && sql`h.station_id = ${filter.station}`,
      filter.status && sql`h.status = ${filter.status}`,
      filter.certificate && certificateCondition(filter.certificate, today, soon),
      q !== '' &&
        sql`(upper(h.name) LIKE ${fragment} OR h.number LIKE ${fragment} OR h.phone LIKE ${fragment} OR upper(h.name_pinyin) LIKE ${fragment.slice(1)})`,
      after !== undefined && sql`h.number > ${after}`,
    ].filter((condition) => typeof condition === 'object'),
    sql` AND `,
  )
  const rows = await deps.db.readRows<Row>(
    actor.scope,
    sql`SELECT ${COLUMNS} FROM staff h LEFT JOIN station st ON st.id = h.station_id WHERE ${where} ORDER BY h.number LIMIT ${limit + 1}`,
  )
  const items = rows.slice(0, limit).map((row) => itemOf(row, today, soon))
  const last = items.at(-1)
  return ok({ items, nextCursor: rows.length > limit && last ? Buffer.from(last.number).toString('base64url') : null })
}

export const readStaffMember = async (deps: Deps, actor: Actor, number: string): Promise<Result<StaffItem>> => {
  const { today, soon } = daysOf(deps)
  const rows = await deps.db.readRows<Row>(
    actor.scope,
    sql`SELECT ${COLUMNS} FROM staff h LEFT JOIN station st ON st.id = h.station_id WHERE h.number = ${number}`,
  )
  const row = rows[0]
  return row ? ok(itemOf(row, today, soon)) : refuse('people.unknown', { kind: 'notFound', params: { number } })
}

/** The person as they are in this transaction, whom it has just changed. */
export const readStaffIn = async (deps: Deps, tx: Tx, number: string): Promise<StaffItem> => {
  const { today, soon } = daysOf(deps)
  const row = await tx.first<Row>(
    sql`SELECT ${COLUMNS} FROM staff h LEFT JOIN station st ON st.id = h.station_id WHERE h.number = ${number}`,
  )
  if (!row) throw new Error('a person who was just saved is not found')
  return itemOf(row, today, soon)
}

/** Today, and the day from which a certificate's end is near. */
const daysOf = (deps: Deps): { today: Day; soon: Day } => {
  const today = dayOf(deps.clock.now())
  const warnings = deps.parameters.on(today).value(peopleParameters.certificateWarningDays).value
  return { today, soon: addDays(today, Math.max(0, ...warnings)) }
}

const certificateCondition = (state: StaffItem['certificateState'], today: Day, soon: Day) => {
  const held = (condition: ReturnType<typeof sql>) =>
    sql`EXISTS (SELECT 1 FROM certificate c WHERE c.staff_id = h.id AND ${condition})`
  const expired = sql`(c.valid_to < ${today} OR c.revoked_on <= ${today})`
  const incomplete = sql`(c.issuer IS NULL OR c.issuer = 'contractor' OR (c.issuer <> 'operator' AND coalesce(btrim(c.number), '') = '')) AND NOT coalesce(${expired}, false)`
  const expiring = sql`c.valid_to >= ${today} AND c.valid_to <= ${soon}`
  if (state === 'none') return sql`NOT ${held(sql`true`)}`
  if (state === 'expired') return held(expired)
  if (state === 'incomplete') return sql`${held(incomplete)} AND NOT ${held(expired)}`
  const worse = sql`(${expired} OR ${incomplete})`
  if (state === 'expiring') return sql`${held(expiring)} AND NOT ${held(worse)}`
  return sql`${held(sql`true`)} AND NOT ${held(sql`(${worse} OR (${expiring}))`)}`
}

const itemOf = (row: Row, today: Day, soon: Day): StaffItem => {
  const certificates = row.certificates.map((certificate) => ({
    ...certificate,
    state: certificateState(heldOf(certificate), today, soon),
  }))
  const worst = (['expired', 'incomplete', 'expiring', 'valid'] as const).find((state) =>
    certificates.some((each) => each.state === state),
  )
  return { ...row, certificates, certificateState: worst ?? 'none' }
}

/** The rules leave out what is unknown. */
const heldOf = ({ number, issuer, validFrom, validTo, revokedOn }: StoredCertificate) => ({
  ...(number === null ? {} : { number }),
  ...(issuer === null ? {} : { issuer }),
  ...(validFrom === null ? {} : { validFrom }),
  ...(validTo === null ? {} : { validTo }),
  ...(revokedOn === null ? {} : { revokedOn }),
})
