import type { Actor } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#core/contract.ts'
import { checkGrid, checkOwner, type GridDraft } from '#core/organisation/edit.rules.ts'
import type { GridItem, organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { afterCursor, type Change, change, cursorOf, type Service, staleOf } from './change.service.ts'
import type { Directory } from './directory.ts'
import {
  endOwner,
  findGrid,
  findGridGround,
  findOwner,
  findWorker,
  insertGrid,
  insertOwner,
  listGrids,
  lockGrid,
  saveGrid,
  touchGrid,
} from './grid.store.ts'

export const gridPage = async (
  deps: Service,
  actor: Actor,
  query: QueryOf<typeof organisationRoutes.grids>,
): Promise<ReplyOf<typeof organisationRoutes.grids>> => {
  const { limit } = query
  const rows = await deps.db.withTransaction(actor.scope, (tx) =>
    listGrids(tx, { ...query, after: afterCursor(query.cursor), limit: limit + 1 }),
  )
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? cursorOf(items.at(-1)) : null }
}

const checkedGrid = async (
  tx: Tx,
  directory: Directory,
  actor: Actor,
  draft: GridDraft & { readonly communities: string[] },
  exceptId: string | null,
): Promise<Result<null>> => {
  const { stationCounties, ...found } = await findGridGround(tx, draft, exceptId)
  const known = { regions: directory.regions.regions, companies: directory.companies }
  return checkGrid(draft, actor, { ...known, ...found, stationCounties: stationCounties ?? undefined })
}

const gridChange = (
  kind: AuditedAction,
  before: GridItem | null,
  after: GridItem,
  reason: string,
): Change<GridItem> => ({
  reply: after,
  kind,
  prefecture: after.prefecture,
  subjectType: 'grid',
  subjectId: after.id,
  before,
  after,
  reason,
})

export const createGrid = (
  deps: Service,
  command: SentCommand,
  { reason, ...body }: BodyOf<typeof organisationRoutes.createGrid>,
): Promise<Result<GridItem>> =>
  change(deps, command, async (tx, directory) => {
    const checked = await checkedGrid(tx, directory, command.actor, body, null)
    if (!checked.ok) return checked
    const grid = { id: newId(), prefecture: prefectureOf(body.county), isActive: true, ...body }
    if (!(await insertGrid(tx, grid))) return nameTaken(grid.name)
    return ok(gridChange('grid.created', null, await present(tx, grid.id), reason))
  })

const nameTaken = (name: string): Refused =>
  refuse('organisation.invalid', {
    params: { count: 1 },
    details: [{ code: 'organisation.name-taken', field: 'name', params: { name } }],
  })

const notFound = refuse('organisation.grid-not-found', { kind: 'notFound' })

export const editGrid = (
  deps: Service,
  command: SentCommand,
  id: string,
  { reason, version, ...body }: BodyOf<typeof organisationRoutes.editGrid>,
): Promise<Result<GridItem>> =>
  change(deps, command, async (tx, directory) => {
    const before = await lockGrid(tx, id)
    if (!before) return notFound
    const checked = await checkedGrid(tx, directory, command.actor, { county: before.county, ...body }, id)
    const refused = checked.ok ? staleOf(before.name, before.version, version) : checked
    if (refused) return refused
    await saveGrid(tx, { id, ...body })
    return ok(gridChange('grid.edited', before, await present(tx, id), reason))
  })

/** From today on; the owner before keeps the days until yesterday. */
export const setGridOwner = (
  deps: Service,
  command: SentCommand,
  id: string,
  { line, staffId, version, reason }: BodyOf<typeof organisationRoutes.setGridOwner>,
): Promise<Result<GridItem>> =>
  change(deps, command, async (tx, directory) => {
    const { actor, at } = command
    const today = dayOf(at)
    const before = await lockGrid(tx, id)
    if (!before) return notFound
    const staff = staffId === null ? undefined : await findWorker(tx, staffId)
    tx.act()
    const present = await findOwner(tx, id, line)
    const checked = checkOwner(staffId, actor, today, {
      county: before.county,
      gridId: id,
      line,
      staff,
      presentCompanyId: present?.companyId,
      responsibilities: directory.responsibilities,
    })
    const refused = checked.ok ? staleOf(before.name, before.version, version) : checked
    if (refused) return refused
    await endOwner(tx, id, line, today)
    if (staffId !== null) await insertOwner(tx, { id: newId(), gridId: id, line, staffId }, today)
    await touchGrid(tx, id)
    const after = await findGrid(tx, id)
    if (!after) return notFound
    const owners = after.owners.filter((owner) => owner.staffId === staffId || isKnown(before, owner.staffId))
    return ok({
      ...gridChange('grid.owner-set', before, { ...after, owners }, reason),
      before: { line, staffId: present?.staffId ?? null, name: present?.name ?? null },
      after: { line, staffId, name: owners.find((owner) => owner.line === line)?.staffName ?? null },
    })
  })

const isKnown = (grid: GridItem, staffId: string): boolean => grid.owners.some((owner) => owner.staffId === staffId)

const present = async (tx: Tx, id: string): Promise<GridItem> => {
  const grid = await findGrid(tx, id)
  if (!grid) throw new Error('a grid that was just saved is not found')
  return grid
}
