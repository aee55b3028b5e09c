import type { Alarm, NearMiss } from '#core/safety/alarm.contract.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'

/** Where somebody is when they call: at the order in hand, or where they work. */
export type Whereabouts = {
  readonly prefecture: string
  readonly county: string
  readonly companyId: string | null
  readonly stationId: string | null
  readonly workOrderId: string | null
  readonly isDemo: boolean
}

export const findWhereabouts = async (
  tx: Tx,
  number: string | undefined,
  person: { readonly userId: string; readonly staffId: string | undefined },
): Promise<Whereabouts | undefined> =>
  tx.first({
    text: `SELECT * FROM (
             SELECT 1 AS rank, w.prefecture, w.county, w.company_id AS "companyId", w.station_id AS "stationId", w.id AS "workOrderId", w.is_demo AS "isDemo"
             FROM work_order w WHERE w.number = $1
             UNION ALL SELECT 2, s.prefecture, s.county, s.company_id, s.station_id, NULL, s.is_demo FROM staff s WHERE s.id = $2
             UNION ALL SELECT 3, r.parent, r.code, u.company_id, NULL, NULL, u.is_demo FROM app_user u
               JOIN region r ON r.level = 'county' AND (u.counties IS NULL OR r.code = ANY (u.counties))
                 AND (u.prefectures IS NULL OR r.parent = ANY (u.prefectures)) WHERE u.id = $3 AND $2::uuid IS NULL) found
           ORDER BY rank LIMIT 1`,
    values: [number ?? null, person.staffId ?? null, person.userId],
  })

export type NewAlarm = Whereabouts & {
  readonly id: string
  readonly userId: string
  readonly staffId: string | null
  readonly personName: string
  readonly number: string | null
  readonly fixId: string | null
  readonly note: string | null
  readonly at: Instant
  readonly heardAt: Instant
}

export const insertAlarm = (tx: Tx, alarm: NewAlarm): Promise<number> =>
  tx.run({
    text: `INSERT INTO safety_alarm (prefecture, id, county, company_id, station_id, user_id, staff_id, person_name, work_order_id, number,
             fix_id, note, at, heard_at, is_demo) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [
      alarm.prefecture,
      alarm.id,
      alarm.county,
      alarm.companyId,
      alarm.stationId,
      alarm.userId,
      alarm.staffId,
      alarm.personName,
      alarm.workOrderId,
      alarm.number,
      alarm.fixId,
      alarm.note,
      alarm.at,
      alarm.heardAt,
      alarm.isDemo,
    ],
  })

/** Phone and position only for who has taken it. */
const ALARM = `SELECT a.id, CASE WHEN a.closed_at IS NOT NULL THEN 'closed' WHEN a.taken_at IS NOT NULL THEN 'taken' ELSE 'open' END AS state,
    a.at, a.heard_at AS "heardAt", a.person_name AS "personName", CASE WHEN a.taken_by = $1 THEN s.phone END AS "personPhone", a.county,
    a.company_id AS "companyId", st.name AS "stationName", a.number, a.note,
    CASE WHEN a.taken_by = $1 AND f.id IS NOT NULL THEN jsonb_build_object('lon', f.lon, 'lat', f.lat, 'accuracyMetres', f.accuracy_metres) END AS position,
    f.id IS NOT NULL AS "hasPosition", a.taken_at AS "takenAt", a.taken_by_name AS "takenByName", a.closed_at AS "closedAt",
    a.closed_by_name AS "closedByName", a.happened
  FROM safety_alarm a LEFT JOIN staff s ON s.id = a.staff_id LEFT JOIN station st ON st.id = a.station_id
  LEFT JOIN position_fix f ON f.prefecture = a.prefecture AND f.id = a.fix_id`

export const listAlarms = (tx: Tx, readerId: string, isClosed: boolean): Promise<Alarm[]> =>
  tx.rows({
    text: `${ALARM} WHERE (a.closed_at IS NOT NULL) = $2 ORDER BY a.at DESC, a.id LIMIT 200`,
    values: [readerId, isClosed],
  })

export const readAlarm = (tx: Tx, readerId: string, id: string): Promise<Alarm | undefined> =>
  tx.first({ text: `${ALARM} WHERE a.id = $2`, values: [readerId, id] })

export type AlarmRow = {
  readonly prefecture: string
  readonly id: string
  readonly userId: string
  readonly personName: string
  readonly number: string | null
  readonly county: string
  readonly companyId: string | null
  readonly stationId: string | null
  readonly takenAt: Instant | null
  readonly takenBy: string | null
  readonly closedAt: Instant | null
}

/** Under the reader's scope, locked. */
export const lockAlarm = (tx: Tx, id: string): Promise<AlarmRow | undefined> =>
  tx.first({
    text: `SELECT prefecture, id, user_id AS "userId", person_name AS "personName", number, county, company_id AS "companyId",
             station_id AS "stationId", taken_at AS "takenAt", taken_by AS "takenBy", closed_at AS "closedAt"
           FROM safety_alarm WHERE id = $1 FOR UPDATE`,
    values: [id],
  })

export const takeAlarm = (tx: Tx, alarm: AlarmRow, at: Instant, byId: string, byName: string): Promise<number> =>
  tx.run({
    text: 'UPDATE safety_alarm SET taken_at = coalesce(taken_at, $3), taken_by = $4, taken_by_name = $5 WHERE prefecture = $1 AND id = $2',
    values: [alarm.prefecture, alarm.id, at, byId, byName],
  })

export const closeAlarm = (tx: Tx, alarm: AlarmRow, at: Instant, byName: string, happened: string): Promise<number> =>
  tx.run({
    text: 'UPDATE safety_alarm SET closed_at = $3, closed_by_name = $4, happened = $5 WHERE prefecture = $1 AND id = $2',
    values: [alarm.prefecture, alarm.id, at, byName, happened],
  })

export type NewNearMiss = {
  readonly prefecture: string
  readonly id: string
  readonly county: string
  readonly companyId: string | null
  readonly reporterId: string | null
  readonly reporterName: string | null
  readonly hazard: string | null
  readonly text: string
  readonly place: string | null
  readonly at: Instant
  readonly isDemo: boolean
}

export const insertNearMiss = (tx: Tx, made: NewNearMiss): Promise<number> =>
  tx.run({
    text: `INSERT INTO near_miss (prefecture, id, county, company_id, reporter_id, reporter_name, hazard, text, place, at, state, is_demo)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11)`,
    values: [
      made.prefecture,
      made.id,
      made.county,
      made.companyId,
      made.reporterId,
      made.reporterName,
      made.hazard,
      made.text,
      made.place,
      made.at,
      made.isDemo,
    ],
  })

/** Gives the files to the report; of an unnamed one nobody knows any more who took them. */
export const giveFiles = (
  tx: Tx,
  made: Pick<NewNearMiss, 'prefecture' | 'id' | 'reporterId'>,
  senderId: string,
  ids: readonly string[],
): Promise<number> =>
  tx.run({
    text: `UPDATE stored_file SET subject_type = 'nearMiss', subject_id = $2,
             created_by = CASE WHEN $5::uuid IS NULL THEN NULL ELSE created_by END,
             created_by_name = CASE WHEN $5::uuid IS NULL THEN '' ELSE created_by_name END
           WHERE prefecture = $1 AND created_by = $3 AND subject_id IS NULL AND id = ANY ($4::uuid[])`,
    values: [made.prefecture, made.id, senderId, ids, made.reporterId],
  })

const NEAR_MISS = `SELECT n.id, n.state, n.at, n.hazard, n.text, n.place, n.reporter_name AS "reporterName", n.county, n.company_id AS "companyId",
    n.handled_at AS "handledAt", n.handled_by_name AS "handledByName", n.measure,
    coalesce((SELECT jsonb_agg(jsonb_build_object('url', '/api/v1/files/' || f.prefecture || '/' || f.id,
        'thumbnailUrl', '/api/v1/files/' || f.prefecture || '/' || f.id || '?size=thumbnail') ORDER BY f.created_at)
      FROM stored_file f WHERE f.prefecture = n.prefecture AND f.subject_id = n.id AND f.subject_type = 'nearMiss'), '[]') AS files
  FROM near_miss n`

export const listNearMisses = (tx: Tx, isClosed: boolean): Promise<NearMiss[]> =>
  tx.rows({
    text: `${NEAR_MISS} WHERE (n.state = 'closed') = $1 ORDER BY n.at DESC, n.id LIMIT 200`,
    values: [isClosed],
  })

export const readNearMiss = (tx: Tx, id: string): Promise<NearMiss | undefined> =>
  tx.first({ text: `${NEAR_MISS} WHERE n.id = $1`, values: [id] })

export const lockNearMiss = (
  tx: Tx,
  id: string,
): Promise<{ readonly prefecture: string; readonly state: NearMiss['state'] } | undefined> =>
  tx.first({ text: 'SELECT prefecture, state FROM near_miss WHERE id = $1 FOR UPDATE', values: [id] })

export const saveNearMiss = (
  tx: Tx,
  at: { readonly prefecture: string; readonly id: string },
  done: { readonly state: NearMiss['state']; readonly at: Instant; readonly byName: string; readonly measure: string },
): Promise<number> =>
  tx.run({
    text: 'UPDATE near_miss SET state = $3, handled_at = $4, handled_by_name = $5, measure = $6 WHERE prefecture = $1 AND id = $2',
    values: [at.prefecture, at.id, done.state, done.at, done.byName, done.measure],
  })
