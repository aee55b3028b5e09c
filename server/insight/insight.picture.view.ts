import type { Actor } from '#core/access/scope.ts'
import type { Hourly, Picture, PictureRow } from '#core/insight/insight.contract.ts'
import { insightParameters } from '#core/insight/insight.parameters.ts'
import { addDays, addMinutes, dayOf, epochMsOf, type Instant, instantOf, startOfDay } from '#core/time.ts'
import { sql } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'

/** The last day, and the same hour of the day before it. */
const HOURS = 25
const HOUR_MS = 3_600_000
const UNASSIGNED = sql`state IN ('pendingDispatch', 'pendingAcceptance', 'pendingAssignment')`

/** The same conditions as the views of the order list, so that a number and the list behind it agree. */
const pictureQuery = (now: Instant) => sql`
  SELECT prefecture, county, company_id AS "companyId", line, sum(open) AS open, sum(risk) AS risk, sum(late) AS late,
    sum(unassigned) AS unassigned, min(oldest) AS "oldestDueAt", min(since) AS "unassignedSince", sum(received) AS received,
    sum(faults) AS "receivedFaults", sum(archived) AS archived, sum(on_time) AS "onTime", sum(week) AS "archivedWeek"
  FROM (
    SELECT prefecture, county, company_id, line, count(*) AS open,
      count(*) FILTER (WHERE warn_at <= ${now} AND due_at >= ${now}) AS risk, count(*) FILTER (WHERE due_at < ${now}) AS late,
      count(*) FILTER (WHERE ${UNASSIGNED}) AS unassigned, min(due_at) FILTER (WHERE due_at < ${now}) AS oldest,
      min(created_at) FILTER (WHERE ${UNASSIGNED}) AS since, 0 AS received, 0 AS faults, 0 AS archived, 0 AS on_time, 0 AS week
    FROM work_order WHERE is_open GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT prefecture, county, company_id, line, 0, 0, 0, 0, NULL, NULL, count(*), count(*) FILTER (WHERE kind = 'fault'), 0, 0, 0
    FROM work_order WHERE created_at >= ${startOfDay(dayOf(now))} GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT prefecture, county, company_id, line, 0, 0, 0, 0, NULL, NULL, 0, 0,
      coalesce(sum(archived) FILTER (WHERE day = ${dayOf(now)}), 0), coalesce(sum(on_time) FILTER (WHERE day = ${dayOf(now)}), 0),
      coalesce(sum(archived) FILTER (WHERE day < ${dayOf(now)}), 0)
    FROM day_figure WHERE day >= ${addDays(dayOf(now), -7)} AND day <= ${dayOf(now)} GROUP BY 1, 2, 3, 4
  ) part
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`

type HourRow = Pick<PictureRow, 'prefecture' | 'line' | 'open' | 'late'> & {
  readonly at: Instant
  readonly companyId: string
}

const hourlyQuery = (from: Instant, to: Instant) => sql`
  SELECT at, prefecture, company_id AS "companyId", line, sum(open) AS open, sum(late) AS late
  FROM open_figure WHERE at >= ${from} AND at <= ${to} GROUP BY 1, 2, 3, 4`

/** What is open, at risk, late and unassigned now in the reader's scope, with the hours of the last day. */
export const readPicture = async (deps: Deps, actor: Actor): Promise<Picture> => {
  const now = deps.clock.now()
  const last = hourOf(now)
  const [rows, hours] = await Promise.all([
    deps.db.readRows<PictureRow>(actor.scope, pictureQuery(now)),
    deps.db.readRows<HourRow>(actor.scope, hourlyQuery(addMinutes(last, -60 * (HOURS - 1)), last)),
  ])
  const figures = deps.parameters.on(dayOf(now))
  return {
    at: now,
    rows,
    hourly: seriesOf(hours, last),
    backlogTarget: figures.value(insightParameters.backlogTarget).value,
    lateShareSteps: figures.value(insightParameters.lateShareSteps).value,
  }
}

export const hourOf = (at: Instant): Instant => instantOf(Math.floor(epochMsOf(at) / HOUR_MS) * HOUR_MS)

/** A group that a recorded hour does not name had nothing open then. */
const seriesOf = (rows: readonly HourRow[], last: Instant): Hourly[] => {
  const indexOf = (at: Instant): number => HOURS - 1 - Math.round((epochMsOf(last) - epochMsOf(at)) / HOUR_MS)
  const recorded = new Set(rows.map((row) => indexOf(row.at)))
  const blank = (): (number | null)[] => Array.from({ length: HOURS }, (_, hour) => (recorded.has(hour) ? 0 : null))
  const found = new Map<string, Hourly & { readonly open: (number | null)[]; readonly late: (number | null)[] }>()
  for (const { at, prefecture, companyId, line, open, late } of rows) {
    const key = `${prefecture} ${companyId} ${line}`
    const series = found.get(key) ?? { prefecture, companyId: companyId || null, line, open: blank(), late: blank() }
    found.set(key, series)
    series.open[indexOf(at)] = open
    series.late[indexOf(at)] = late
  }
  return [...found.values()]
}
