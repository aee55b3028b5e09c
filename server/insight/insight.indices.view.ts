import type { Actor } from '#core/access/scope.ts'
import { dispatchParameters } from '#core/dispatch/dispatch.parameters.ts'
import { comparisonOf, type IndexId, indexIds, percentOf, unitOf, verdictOf } from '#core/insight/indices.rules.ts'
import type { Index } from '#core/insight/insight.contract.ts'
import { insightParameters } from '#core/insight/insight.parameters.ts'
import type { PictureFilter } from '#core/insight/picture.rules.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { addDays, type Day, dayOf } from '#core/time.ts'
import { type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

const DAYS = 30
const MONTHS = 6
/** Orders of each prefecture that the delay is measured on. */
const SAMPLE = 40

/** What would have to be kept for an index: nobody records it yet. */
const MISSING: Partial<Record<IndexId, string>> = {
  'R-B3': 'noReconciliation',
  'R-B4': 'noInspections',
  'R-B5': 'noStock',
  'R-B7': 'noInstruments',
  'R-B8': 'noAcceptance',
}

type Share = { readonly on: string; readonly of: number; readonly part: number }

const conditions = ({ prefecture, company, line }: PictureFilter) =>
  sql.join(
    [
      sql`true`,
      ...(prefecture ? [sql`prefecture = ${prefecture}`] : []),
      ...(company ? [sql`company_id = ${company}`] : []),
      ...(line ? [sql`line = ${line}`] : []),
    ],
    sql` AND `,
  )

const dailyQuery = (filter: PictureFilter, from: Day, to: Day): Query => sql`
  SELECT day::text AS on, sum(archived) AS of, sum(on_time) AS part FROM day_figure
  WHERE day >= ${from} AND day <= ${to} AND ${conditions(filter)} GROUP BY day ORDER BY day`

const monthlyQuery = (filter: PictureFilter, from: Day, to: Day, clock: string, kind?: string): Query => sql`
  SELECT month::text AS on, sum(orders) AS of, sum(on_time) AS part FROM month_figure
  WHERE month >= ${from} AND month <= ${to} AND clock = ${clock} AND party = 'province'
    AND ${kind ? sql`kind = ${kind}` : sql`true`} AND ${conditions(filter)}
  GROUP BY month ORDER BY month`

/** Those who may lead an order by their post, and those of them with a certificate that lets them: complete, and not given by the contractor itself. */
const certifiedQuery = (
  filter: PictureFilter,
  posts: readonly string[],
  kinds: readonly string[],
  today: Day,
): Query => sql`
  SELECT ${today}::text AS on, count(*) AS of, count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM certificate c WHERE c.staff_id = s.id AND c.kind = ANY (${kinds}) AND (c.issuer = 'operator' OR (c.issuer = 'authority' AND btrim(c.number) <> ''))
      AND (c.valid_from IS NULL OR c.valid_from <= ${today}) AND (c.valid_to IS NULL OR c.valid_to >= ${today})
      AND (c.revoked_on IS NULL OR c.revoked_on > ${today}))) AS part
  FROM staff s
  WHERE s.status = 'active' AND s.post = ANY (${posts}) AND (s.joined_on IS NULL OR s.joined_on <= ${today})
    AND (s.left_on IS NULL OR s.left_on >= ${today})
    AND ${conditions({ prefecture: filter.prefecture, company: filter.company })}`

/**
 * From the act on site to the moment the server knew of it: the mean of the acts on the latest orders of each prefecture. By way of
 * the orders, because the policy of events asks for the order of each, and over all events that is all orders.
 */
const delayQuery = (prefectures: readonly string[]): Query => sql`
  SELECT count(*) AS acts, avg(extract(epoch FROM a.at - coalesce(a.device_at, a.at)))::double precision AS seconds
  FROM unnest(${prefectures}::text[]) p(code) CROSS JOIN LATERAL (
    SELECT e.at, e.device_at FROM (
      SELECT w.id FROM work_order w WHERE w.prefecture = p.code AND (w.staff_id IS NOT NULL OR w.returned_at IS NOT NULL)
      ORDER BY w.created_at DESC, w.id DESC LIMIT ${sql.lit(SAMPLE)}
    ) o JOIN event e ON e.prefecture = p.code AND e.subject_id = o.id
    WHERE e.subject_type = 'workOrder' AND e.actor_role IN ('engineer', 'communityManager', 'stationHead')
  ) a`

/** The ten indices in the reader's scope; what cannot be measured yet says why. */
export const readIndices = async (deps: Deps, actor: Actor, filter: PictureFilter): Promise<Index[]> => {
  const today = dayOf(deps.clock.now())
  const month = `${today.slice(0, 7)}-01`
  const figures = deps.parameters.on(today)
  const requirements = figures.value(peopleParameters.leadRequirements).value
  const certificates = [...new Set(requirements.filter((row) => !row.isAtHeight).flatMap((row) => row.certificates))]
  const posts = figures.value(dispatchParameters.leadPosts).value
  const read = <Row>(query: Query) => deps.db.readRows<Row>(actor.scope, query)
  const isDelayMeasured = filter.company === undefined && filter.line === undefined
  const prefectures = filter.prefecture ? [filter.prefecture] : actor.scope.prefectures
  const [daily, contacts, certified, delay, emergencies] = await Promise.all([
    read<Share>(dailyQuery(filter, addDays(today, 1 - DAYS), today)),
    read<Share>(monthlyQuery(filter, monthsBefore(month, MONTHS - 1), month, 'firstContact')),
    read<Share>(certifiedQuery(filter, posts, certificates, today)),
    isDelayMeasured ? read<{ acts: number; seconds: number | null }>(delayQuery(prefectures)) : [],
    read<Share>(monthlyQuery(filter, monthsBefore(month, MONTHS - 1), month, 'arrival', 'emergency')),
  ])
  const [measured] = delay
  const known: Partial<Record<IndexId, Part>> = {
    'R-B1': shareOf(daily, daily, 'noOrders'),
    'R-B2': shareOf(
      contacts.filter((row) => row.on === month),
      contacts,
      'noOrders',
    ),
    'R-B6': shareOf(certified, [], 'noStaff'),
    'R-B9':
      measured && measured.acts > 0
        ? {
            value: Math.round(measured.seconds ?? 0),
            numerator: null,
            denominator: measured.acts,
            reason: null,
            trend: [],
          }
        : unknownBecause(isDelayMeasured ? 'noActs' : 'notByCompany'),
    'R-B10': shareOf(
      emergencies.filter((row) => row.on === month),
      emergencies,
      'noEvents',
    ),
  }
  const targets = figures.value(insightParameters.indexTargets).value
  return indexIds.map((id) => {
    const part = known[id] ?? unknownBecause(MISSING[id] ?? 'notRecorded')
    const target = targets.find((row) => row.index === id) ?? { index: id, target: 0, margin: 0 }
    return {
      id,
      unit: unitOf(id),
      ...part,
      target: target.target,
      comparison: comparisonOf(id),
      verdict: verdictOf(part.value, target),
    }
  })
}

type Part = Pick<Index, 'value' | 'numerator' | 'denominator' | 'reason' | 'trend'>

const unknownBecause = (reason: string): Part => ({
  value: null,
  numerator: null,
  denominator: null,
  reason,
  trend: [],
})

const shareOf = (rows: readonly Share[], trend: readonly Share[], without: string): Part => {
  const [of, part] = [sumBy(rows, 'of'), sumBy(rows, 'part')]
  if (of === 0) return { ...unknownBecause(without), trend: trend.map(pointOf) }
  return { value: percentOf(part, of), numerator: part, denominator: of, reason: null, trend: trend.map(pointOf) }
}

const sumBy = (rows: readonly Share[], key: 'of' | 'part'): number => rows.reduce((sum, row) => sum + row[key], 0)
const pointOf = ({ on, of, part }: Share): Index['trend'][number] => ({ on, value: percentOf(part, of) })

const monthsBefore = (month: Day, count: number): Day => {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
}
