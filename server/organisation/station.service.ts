import type { Actor } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#core/contract.ts'
import { checkStation } from '#core/organisation/edit.rules.ts'
import type { organisationRoutes, StationItem } from '#core/organisation/organisation.contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { afterCursor, type Change, change, cursorOf, type Service, staleOf } from './change.service.ts'
import type { Directory } from './directory.ts'
import {
  findStation,
  hasStationNamed,
  insertStation,
  listStations,
  lockStation,
  type StationValues,
  saveStation,
} from './station.store.ts'

export const stationPage = async (
  deps: Service,
  actor: Actor,
  query: QueryOf<typeof organisationRoutes.stations>,
): Promise<ReplyOf<typeof organisationRoutes.stations>> => {
  const { limit } = query
  const rows = await deps.db.withTransaction(actor.scope, (tx) =>
    listStations(tx, { ...query, after: afterCursor(query.cursor), limit: limit + 1 }),
  )
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? cursorOf(items.at(-1)) : null }
}

const checkedStation = async (
  tx: Tx,
  directory: Directory,
  actor: Actor,
  station: StationValues,
  exceptId: string | null,
): Promise<Result<null>> => {
  const known = { regions: directory.regions.regions, companies: directory.companies }
  return checkStation(station, actor, known, await hasStationNamed(tx, station, exceptId))
}

const stationChange = (
  kind: AuditedAction,
  before: StationItem | null,
  after: StationItem,
  reason: string,
): Change<StationItem> => ({
  reply: after,
  kind,
  prefecture: after.prefecture,
  subjectType: 'station',
  subjectId: after.id,
  before,
  after,
  reason,
})

export const createStation = (
  deps: Service,
  command: SentCommand,
  { reason, ...body }: BodyOf<typeof organisationRoutes.createStation>,
): Promise<Result<StationItem>> =>
  change(deps, command, async (tx, directory) => {
    const station = { id: newId(), prefecture: prefectureOf(body.county), isActive: true, ...withCounties(body) }
    const checked = await checkedStation(tx, directory, command.actor, station, null)
    if (!checked.ok) return checked
    if (!(await insertStation(tx, station))) return nameTaken(station.name)
    return ok(stationChange('station.created', null, await present(tx, station.id), reason))
  })

export const editStation = (
  deps: Service,
  command: SentCommand,
  id: string,
  { reason, version, ...body }: BodyOf<typeof organisationRoutes.editStation>,
): Promise<Result<StationItem>> =>
  change(deps, command, async (tx, directory) => {
    const before = await lockStation(tx, id)
    if (!before) return refuse('organisation.station-not-found', { kind: 'notFound' })
    const { companyId } = before
    const station = { id, companyId, prefecture: prefectureOf(body.county), ...withCounties(body) }
    const checked = await checkedStation(tx, directory, command.actor, station, id)
    const refused = checked.ok ? staleOf(before.name, before.version, version) : checked
    if (refused) return refused
    if (!station.isActive && before.staffCount > 0) {
      return refuse('organisation.station-staffed', { kind: 'conflict', params: { count: before.staffCount } })
    }
    await saveStation(tx, station)
    return ok(stationChange('station.edited', before, await present(tx, id), reason))
  })

const withCounties = <T extends { readonly counties: readonly string[] }>(body: T) => ({
  ...body,
  counties: [...new Set(body.counties)].sort(),
})

const nameTaken = (name: string): Refused =>
  refuse('organisation.invalid', {
    params: { count: 1 },
    details: [{ code: 'organisation.name-taken', field: 'name', params: { name } }],
  })

const present = async (tx: Tx, id: string): Promise<StationItem> => {
  const station = await findStation(tx, id)
  if (!station) throw new Error('a station that was just saved is not found')
  return station
}
