import type { Actor } from '#core/access/scope.ts'
import type { QueryOf, ReplyOf } from '#core/contract.ts'
import type { FieldStation, fieldRoutes } from '#core/field/field.contract.ts'
import { ok, type Result } from '#core/result.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

const MOST = 200

/** Where an order can be moved to, and which station a reader of several may look at, in one round trip. */
export const readStations = async (
  deps: Deps,
  actor: Actor,
  { order }: QueryOf<typeof fieldRoutes.stations>,
): Promise<Result<ReplyOf<typeof fieldRoutes.stations>>> => {
  const now = deps.clock.now()
  const rows = await deps.db.readRows<FieldStation>(
    actor.scope,
    sql`
      SELECT s.id, s.name, s.county, COALESCE(o.county = ANY (s.counties), false) AS "isNear",
        COALESCE(c.unassigned, 0) AS unassigned, COALESCE(c.late, 0) AS late
      FROM station s
      LEFT JOIN (SELECT county, company_id FROM work_order WHERE number = ${order ?? ''} LIMIT 1) o ON true
      LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE w.state = 'pendingAssignment') AS unassigned,
          count(*) FILTER (WHERE w.due_at < ${now} AND w.returned_at IS NULL) AS late
        FROM work_order w WHERE w.is_open AND w.station_id = s.id
      ) c ON true
      WHERE s.is_active AND (o.company_id IS NULL OR s.company_id = o.company_id)
      ORDER BY "isNear" DESC, (s.prefecture = left(o.county, 4) || '00') DESC NULLS LAST, unassigned DESC, s.county, s.name
      LIMIT ${MOST}`,
  )
  return ok({ stations: rows })
}
