import type { Actor } from '#core/access/scope.ts'
import type { QueryOf, ReplyOf } from '#core/contract.ts'
import {
  barSpan,
  type DayRules,
  type DayVisit,
  dayBlocks,
  type ForeseenLate,
  freeSpans,
} from '#core/field/day-bar.rules.ts'
import type { fieldRoutes, TeamBlock } from '#core/field/field.contract.ts'
import { fieldParameters } from '#core/field/field.parameters.ts'
import { byPromise, dayStates, presentOrder } from '#core/field/field.rules.ts'
import { organisationParameters } from '#core/organisation/organisation.parameters.ts'
import { isInShift } from '#core/people/duty.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf, epochMsOf, type Instant, instantOf, startOfDay } from '#core/time.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import { foresee } from '#server/appointments/index.ts'
import { type Query, sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { ORDER_COLUMNS } from './field.my-day.view.ts'
import { type FieldRow, presentFieldOrder } from './field.row.ts'

const MOST = 400
const shown: readonly OrderState[] = ['pendingAssignment', 'pendingContractorCheck', ...dayStates]

type Person = {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly post: string
  readonly leaveUntil: string | null
}
type Visit = Omit<DayVisit, 'number'> & { readonly lead: string; readonly helpers: readonly string[] }
type Row = FieldRow & { readonly visits: readonly Visit[] | null }
type Station = { readonly name: string; readonly lon: number | null; readonly lat: number | null } & {
  readonly prefecture: string
  readonly county: string
  readonly companyId: string
}

/** Visits of an order that lie in today: those still to end, and those that ended since midnight. */
const visitsSince = (today: Instant): Query => sql`(
  SELECT json_agg(json_build_object('lead', v.lead_staff_id, 'helpers', v.helpers, 'windowFrom', v.window_from, 'windowTo', v.window_to,
    'departedAt', v.departed_at, 'arrivedAt', v.arrived_at, 'endedAt', v.ended_at))
  FROM visit v WHERE v.prefecture = w.prefecture AND v.work_order_id = w.id AND (v.ended_at IS NULL OR v.ended_at >= ${today})
) AS visits`

/** The station as its head sees it, in two round trips. Refusals: `field.no-station`. */
export const readTeam = async (
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof fieldRoutes.team>,
): Promise<Result<ReplyOf<typeof fieldRoutes.team>>> => {
  const stationId = actor.scope.stationId ?? query.station
  if (!stationId) return refuse('field.no-station', { kind: 'conflict' })
  const now = deps.clock.now()
  const [day, today] = [dayOf(now), startOfDay(dayOf(now))]
  const [stations, people, orders, returned] = (await deps.db.readSeveral(actor.scope, [
    sql`SELECT name, lon, lat, prefecture, county, company_id AS "companyId" FROM station WHERE id = ${stationId}`,
    sql`
      SELECT p.id, p.number, p.name, p.post, (
        SELECT max(l.to_on)::text FROM staff_leave l WHERE l.staff_id = p.id AND l.from_on <= ${day} AND l.to_on >= ${day}
      ) AS "leaveUntil"
      FROM staff p WHERE p.station_id = ${stationId} AND p.status = 'active' ORDER BY p.number`,
    sql`
      SELECT ${ORDER_COLUMNS}, n.name AS "staffName", ${visitsSince(today)}
      FROM work_order w LEFT JOIN staff n ON n.id = w.staff_id
      WHERE w.is_open AND w.station_id = ${stationId} AND w.state = ANY (${[...shown]}) ORDER BY w.due_at LIMIT ${MOST}`,
    sql`
      SELECT ${ORDER_COLUMNS}, ${visitsSince(today)} FROM work_order w
      WHERE w.staff_id IN (SELECT id FROM staff WHERE station_id = ${stationId}) AND w.returned_at >= ${today} LIMIT ${MOST}`,
  ])) as [Station[], Person[], Row[], Row[]]
  const station = stations[0]
  if (!station) return refuse('field.no-station', { kind: 'conflict' })
  const rows = orders.map((row) => ({ ...row, stationLon: station.lon, stationLat: station.lat }))
  const rules = rulesFor(deps, station, now)
  const isWork = (row: FieldRow) => row.state !== 'pendingContractorCheck'
  const isLate = (row: { readonly dueAt: string | null }) => row.dueAt !== null && row.dueAt < now
  const isAtRisk = (row: FieldRow) => !isLate(row) && row.warnAt !== null && row.warnAt <= now
  const unassigned = rows
    .filter((row) => row.state === 'pendingAssignment')
    .map((row) => ({ ...presentFieldOrder(row), isInPool: row.isInPool }))
  const checks = rows
    .filter((row) => !isWork(row))
    .map((row) => ({ ...presentFieldOrder(row), staffName: row.staffName }))
  const ofToday = [...rows.filter(isWork), ...returned]
  const foreseen = await deps.db.withTransaction(actor.scope, (tx) => {
    tx.act()
    return foresee(
      deps,
      tx,
      people.map(({ id }) => id),
    )
  })
  const late = new Map(foreseen.map(({ number, lateMinutes }) => [number, lateMinutes]))
  const days = people.map((person) => blocksOf(person.id, ofToday, now, rules, late))
  return ok({
    stationId,
    stationName: station.name,
    unassigned: unassigned.sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1)),
    checks,
    people: people.map(({ id, ...person }, index) => {
      const own = rows
        .filter((row) => isWork(row) && row.staffId === id)
        .map(presentFieldOrder)
        .sort(byPromise)
      const blocks = days[index] ?? []
      return {
        ...{ staffId: id, ...person, orders: own, blocks },
        present: presentOrder(own)?.number ?? null,
        late: own.filter(isLate).length,
        free: person.leaveUntil === null ? [...freeSpans(blocks, now, rules)] : [],
      }
    }),
    counts: {
      unassigned: unassigned.length,
      late: rows.filter((row) => isWork(row) && isLate(row)).length,
      risk: rows.filter((row) => isWork(row) && isAtRisk(row)).length,
      checks: checks.length,
    },
    bar: barSpan(days.flat(), now, rules),
    isInShift: isInShift(rules.shift, now),
    now,
  })
}

const rulesFor = (deps: Deps, { prefecture, county, companyId }: Station, now: Instant): DayRules => {
  const parameters = deps.parameters.on(dayOf(now))
  const place = { prefecture, county, company: companyId }
  return {
    shift: parameters.value(organisationParameters.defaultShift, place).value,
    visitMinutes: parameters.value(fieldParameters.appointmentMinutes, place).value,
  }
}

/** A clock that stands still is nobody's appointment today. */
const STOPPED: readonly OrderState[] = ['suspended', 'verifying']

/** The blocks of one person, of visits that they lead or go along with. */
const blocksOf = (
  staffId: string,
  rows: readonly Row[],
  now: Instant,
  rules: DayRules,
  late: ForeseenLate,
): TeamBlock[] => {
  const rowByNumber = new Map(rows.map((row) => [row.number, row]))
  const mine = (row: Row) =>
    (row.visits ?? []).filter(
      (visit) =>
        (visit.lead === staffId || visit.helpers.includes(staffId)) &&
        (visit.endedAt !== null || !STOPPED.includes(row.state)),
    )
  const visits = rows.flatMap((row) => mine(row).map((visit) => dayVisitOf(row.number, visit)))
  const helped = new Set(rows.filter((row) => mine(row).every(({ lead }) => lead !== staffId)).map((row) => row.number))
  return dayBlocks(visits, now, rules, late).flatMap((block) => {
    const row = rowByNumber.get(block.number)
    if (!row) return []
    const { kind, line, customerName } = presentFieldOrder(row)
    return [{ ...block, kind, line, customerName, isHelper: helped.has(block.number) }]
  })
}

/** JSON out of the database writes its instants in its own way. */
const asInstant = (at: string | null): Instant | null => (at === null ? null : instantOf(epochMsOf(at)))

const dayVisitOf = (number: string, visit: Visit): DayVisit => ({
  number,
  windowFrom: asInstant(visit.windowFrom),
  windowTo: asInstant(visit.windowTo),
  departedAt: asInstant(visit.departedAt),
  arrivedAt: asInstant(visit.arrivedAt),
  endedAt: asInstant(visit.endedAt),
})
