import type { Actor } from '#core/access/scope.ts'
import type { ReplyOf } from '#core/contract.ts'
import type { FieldOrder, fieldRoutes } from '#core/field/field.contract.ts'
import { byPromise, dayStates } from '#core/field/field.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf, startOfDay } from '#core/time.ts'
import { foresee, toldOf } from '#server/appointments/index.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { namesOf } from '#server/work-orders/index.ts'
import { type FieldRow, presentFieldOrder } from './field.row.ts'

const MOST = 100

export const ORDER_COLUMNS = sql`
  w.number, w.kind, w.line, w.state, w.customer_name AS "customerName", w.address, w.symptom, w.grade,
  w.appointment_from AS "appointmentFrom", w.appointment_to AS "appointmentTo", w.due_at AS "dueAt", w.warn_at AS "warnAt",
  w.created_at AS "createdAt", w.urge_count AS urges, w.version, w.staff_id AS "staffId", w.in_pool AS "isInPool", w.lon, w.lat`

/** The reader's own day and the pool beside it, in two round trips. Refusals: `field.no-staff`. */
export const readMyDay = async (deps: Deps, actor: Actor): Promise<Result<ReplyOf<typeof fieldRoutes.myDay>>> => {
  const { staffId, stationId } = actor.scope
  if (!staffId) return refuse('field.no-staff', { kind: 'conflict' })
  const now = deps.clock.now()
  const today = startOfDay(dayOf(now))
  type Row = FieldRow & { readonly doneToday: number; readonly part: 'own' | 'pool' | 'helping' | null }
  const rows = await deps.db.readRows<Row>(
    actor.scope,
    sql`
      SELECT d.done AS "doneToday", o.*, st.lon AS "stationLon", st.lat AS "stationLat"
      FROM (
        SELECT count(*) AS done FROM work_order w
        WHERE w.staff_id = ${staffId} AND w.returned_at >= ${today} AND (w.is_open OR w.archived_at IS NOT NULL)
      ) d
      LEFT JOIN (
        (SELECT 'own' AS part, ${ORDER_COLUMNS} FROM work_order w
         WHERE w.is_open AND w.staff_id = ${staffId} AND w.state = ANY (${[...dayStates]}) ORDER BY w.due_at LIMIT ${MOST})
        UNION ALL
        (SELECT 'pool' AS part, ${ORDER_COLUMNS} FROM work_order w
         WHERE w.is_open AND w.in_pool AND w.state = 'pendingAssignment' AND w.station_id = ${stationId ?? null}::uuid
         ORDER BY w.due_at LIMIT ${MOST})
        UNION ALL
        (SELECT 'helping' AS part, ${ORDER_COLUMNS} FROM work_order w
         WHERE w.is_open AND w.station_id = ${stationId ?? null}::uuid AND ${staffId}::uuid = ANY (w.crew) AND w.state = ANY (${[...dayStates]})
         ORDER BY w.due_at LIMIT ${MOST})
      ) o ON true
      LEFT JOIN station st ON st.id = ${stationId ?? null}::uuid`,
  )
  const foreseen = await foreseenFor(deps, actor, staffId)
  const part = (name: 'own' | 'pool') =>
    rows
      .filter((row) => row.part === name)
      .map((row) => ({ ...presentFieldOrder(row), foreseen: foreseen.get(row.number) ?? null }))
  const along = rows.filter((row) => row.part === 'helping')
  const names = await namesOf(
    deps,
    along.map((row) => row.staffId),
  )
  // The next thing is the leading engineer's.
  const helping = along.map((row) => ({
    ...presentFieldOrder(row),
    next: null,
    staffName: names.get(row.staffId ?? '') ?? null,
  }))
  return ok({
    orders: part('own').sort(byPromise),
    pool: part('pool').sort(byPromise),
    helping: helping.sort(byPromise),
    doneToday: rows[0]?.doneToday ?? 0,
    now,
  })
}

type ForeseenOfOrder = NonNullable<FieldOrder['foreseen']>

/** When the reader will be at each of their visits of today, and whether the customer was told. */
const foreseenFor = (deps: Deps, actor: Actor, staffId: string): Promise<ReadonlyMap<string, ForeseenOfOrder>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    tx.act()
    const visits = (await foresee(deps, tx, [staffId])).filter(({ visit }) => visit.arrivedAt === null)
    const told = await toldOf(
      tx,
      visits.map(({ visit }) => visit.id),
    )
    return new Map(
      visits.map(({ number, arriveAt, lateMinutes, visit }) => [
        number,
        { arriveAt, lateMinutes, toldAt: told.get(visit.id) ?? null },
      ]),
    )
  })
