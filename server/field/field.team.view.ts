import type { Actor } from '#core/access/scope.ts'
import type { ReplyOf } from '#core/contract.ts'
import type { fieldRoutes } from '#core/field/field.contract.ts'
import { dayStates, presentOrder } from '#core/field/field.rules.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { ORDER_COLUMNS } from './field.my-day.view.ts'
import { byPromise, type FieldRow, presentFieldOrder } from './field.row.ts'

const MOST = 400
const shown: readonly OrderState[] = ['pendingAssignment', 'pendingContractorCheck', ...dayStates]

type Person = { readonly id: string; readonly number: string; readonly name: string; readonly post: string }
type Row = FieldRow & { readonly stationName: string | null; readonly people: readonly Person[] | null }

/** The station as its head sees it, in one round trip. Refusals: `field.no-station`. */
export const readTeam = async (deps: Deps, actor: Actor): Promise<Result<ReplyOf<typeof fieldRoutes.team>>> => {
  const { stationId } = actor.scope
  if (!stationId) return refuse('field.no-station', { kind: 'conflict' })
  const now = deps.clock.now()
  const found = await deps.db.readRows<Row>(
    actor.scope,
    sql`
      SELECT st.name AS "stationName", st.lon AS "stationLon", st.lat AS "stationLat", o.*,
        CASE WHEN row_number() OVER () = 1 THEN (
          SELECT json_agg(json_build_object('id', p.id, 'number', p.number, 'name', p.name, 'post', p.post) ORDER BY p.number)
          FROM staff p WHERE p.station_id = ${stationId} AND p.status = 'active') END AS people
      FROM (SELECT ${stationId}::uuid AS id) d
      LEFT JOIN station st ON st.id = d.id
      LEFT JOIN (
        SELECT ${ORDER_COLUMNS}, n.name AS "staffName" FROM work_order w LEFT JOIN staff n ON n.id = w.staff_id
        WHERE w.is_open AND w.station_id = ${stationId} AND w.state = ANY (${[...shown]}) ORDER BY w.due_at LIMIT ${MOST}
      ) o ON true`,
  )
  const rows = found.filter((row) => row.number !== null)
  const isWork = (row: FieldRow) => row.state !== 'pendingContractorCheck'
  const people = found.find((row) => row.people !== null)?.people ?? []
  const isLate = (row: { readonly dueAt: string | null }) => row.dueAt !== null && row.dueAt < now
  const isAtRisk = (row: FieldRow) => !isLate(row) && row.warnAt !== null && row.warnAt <= now
  const unassigned = rows
    .filter((row) => row.state === 'pendingAssignment')
    .map((row) => ({ ...presentFieldOrder(row), isInPool: row.isInPool }))
  const checks = rows
    .filter((row) => !isWork(row))
    .map((row) => ({ ...presentFieldOrder(row), staffName: row.staffName }))
  return ok({
    stationId,
    stationName: found[0]?.stationName ?? '',
    unassigned: unassigned.sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1)),
    checks,
    people: people.map((person) => {
      const orders = rows
        .filter((row) => isWork(row) && row.staffId === person.id)
        .map(presentFieldOrder)
        .sort(byPromise)
      return {
        staffId: person.id,
        number: person.number,
        name: person.name,
        post: person.post,
        present: presentOrder(orders)?.number ?? null,
        late: orders.filter(isLate).length,
        orders,
      }
    }),
    counts: {
      unassigned: unassigned.length,
      late: rows.filter((row) => isWork(row) && isLate(row)).length,
      risk: rows.filter((row) => isWork(row) && isAtRisk(row)).length,
      checks: checks.length,
    },
    now,
  })
}
