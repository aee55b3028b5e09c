import type { Actor } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#core/contract.ts'
import { splitAddress } from '#core/organisation/address.rules.ts'
import {
  answersInRegion,
  checkResponsibility,
  decideBeginning,
  decidePeriod,
  decideWithdrawal,
  reachesRegion,
} from '#core/organisation/edit.rules.ts'
import type { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { resolveRegion } from '#core/organisation/region.rules.ts'
import { isWithin, levelOf, prefectureOf } from '#core/organisation/region.ts'
import type { ResponsibilityItem } from '#core/organisation/responsibility.contract.ts'
import { findGapsAndOverlaps, responsibleFor } from '#core/organisation/responsibility.rules.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, dayOf } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { type Change, change, regionName, type Service, staleOf } from './change.service.ts'
import { type Directory, directoryOf } from './directory.ts'
import { gridsNamed, gridsOfCounty } from './grid.store.ts'
import {
  deleteResponsibility,
  findResponsibility,
  insertResponsibility,
  listResponsibilities,
  lockResponsibility,
  savePeriod,
} from './responsibility.store.ts'

type Issues = ReplyOf<typeof organisationRoutes.issues>['items']
type WithIssues = ReplyOf<typeof organisationRoutes.createResponsibility>

/** How far ahead gaps and overlaps are looked for when nobody says. */
export const AHEAD_DAYS = 365

export const responsibilityList = async (
  deps: Service,
  actor: Actor,
  query: QueryOf<typeof organisationRoutes.responsibilities>,
): Promise<ReplyOf<typeof organisationRoutes.responsibilities>> => {
  const { region, ...filter } = query
  const codePrefix = region?.slice(0, { province: 2, prefecture: 4, county: 6 }[levelOf(region)])
  return {
    items: await deps.db.withTransaction(actor.scope, (tx) => listResponsibilities(tx, { ...filter, codePrefix })),
  }
}

/** The county of an address or name, the grid by its community, and the one company, or the gap or overlap instead. */
export const whoIsResponsible = async (
  deps: Service,
  actor: Actor,
  query: QueryOf<typeof organisationRoutes.whoIsResponsible>,
): Promise<Result<ReplyOf<typeof organisationRoutes.whoIsResponsible>>> => {
  const directory = await directoryOf(deps)
  const day = query.day ?? dayOf(deps.clock.now())
  const split = splitAddress(directory.regions, query.place)
  const region =
    split.region?.level === 'county'
      ? ok(split.region)
      : resolveRegion(directory.regions, query.place, { level: 'county' })
  if (!region.ok) return region
  const { code, name } = region.value
  const grids = await deps.db.withTransaction(actor.scope, (tx) => gridsOfCounty(tx, code))
  const grid = grids.find(({ communities }) => communities.some((community) => split.rest.includes(community)))
  const answer = responsibleFor(directory.responsibilities, { region: code, gridId: grid?.id }, query.line, day)
  const claims = answer.ok
    ? [answer.value.id]
    : (answer.refusal.details ?? []).map((each) => each.params?.responsibility)
  const entries = directory.responsibilities.filter((entry) => claims.includes(entry.id))
  const companies = [...new Set(entries.map((entry) => entry.companyId))]
  return ok({
    outcome: answer.ok ? 'answer' : entries.length === 0 ? 'gap' : 'overlap',
    region: { code, name },
    grid: grid ? { id: grid.id, name: grid.name } : null,
    day,
    companies: companies.map((id) => ({ id, name: directory.companies.get(id)?.name ?? id })),
    responsibilities: entries.map((entry) => entry.id),
  })
}

/** Within the reader's reach. */
export const issueList = async (
  deps: Service,
  actor: Actor,
  query: QueryOf<typeof organisationRoutes.issues>,
): Promise<ReplyOf<typeof organisationRoutes.issues>> => {
  const directory = await directoryOf(deps)
  const from = query.from ?? dayOf(deps.clock.now())
  const to = query.to ?? addDays(from, AHEAD_DAYS)
  const ids = directory.responsibilities.flatMap((entry) => entry.gridId ?? [])
  const grids = await deps.db.withTransaction(actor.scope, (tx) => gridsNamed(tx, ids))
  const lines = query.line ? [query.line] : businessLines
  const items = lines.flatMap((line) =>
    findGapsAndOverlaps(directory.responsibilities, directory.regions.regions, line, from, to, grids),
  )
  return { from, to, items: items.filter((item) => answersInRegion(actor, item.region, item.line)).map(presentIssue) }
}

export const presentIssue = (issue: ReturnType<typeof findGapsAndOverlaps>[number]): Issues[number] => ({
  kind: issue.kind,
  region: issue.region,
  gridId: issue.gridId ?? null,
  line: issue.line,
  from: issue.from,
  to: issue.to,
  companies: [...issue.companies],
})

export const entryOf = (item: ResponsibilityItem): Responsibility => ({
  id: item.id,
  companyId: item.companyId,
  line: item.line,
  region: item.region,
  ...(item.grid ? { gridId: item.grid.id } : {}),
  effectiveFrom: item.effectiveFrom,
  ...(item.effectiveTo ? { effectiveTo: item.effectiveTo } : {}),
})

/** Gaps and overlaps where the entry is, as things will be with `entries`, in the year from today. */
const issuesWith = (
  directory: Directory,
  entries: readonly Responsibility[],
  entry: Responsibility,
  today: string,
  grids: Parameters<typeof findGapsAndOverlaps>[5],
): Issues => {
  const regions = directory.regions.regions.filter(
    ({ code }) => isWithin(code, entry.region) || isWithin(entry.region, code),
  )
  const found = findGapsAndOverlaps(entries, regions, entry.line, today, addDays(today, AHEAD_DAYS), grids)
  return found.filter((issue) => isWithin(issue.region, entry.region)).map(presentIssue)
}

const sameIssue =
  (a: Issues[number]) =>
  (b: Issues[number]): boolean =>
    JSON.stringify(a) === JSON.stringify(b)

/** What the entry would leave open or say twice, before anybody saves it. */
export const previewResponsibility = async (
  deps: Service,
  actor: Actor,
  { id, gridId, effectiveTo, ...rest }: QueryOf<typeof organisationRoutes.previewResponsibility>,
): Promise<Result<ReplyOf<typeof organisationRoutes.previewResponsibility>>> => {
  const directory = await directoryOf(deps)
  const draft = { ...rest, ...(gridId ? { gridId } : {}), ...(effectiveTo ? { effectiveTo } : {}) }
  const grids = gridId ? await deps.db.withTransaction(actor.scope, (tx) => gridsNamed(tx, [gridId])) : []
  const known = { regions: directory.regions.regions, companies: directory.companies }
  const checked = checkResponsibility(draft, actor, known, grids[0]?.county)
  if (!checked.ok) return checked
  const today = dayOf(deps.clock.now())
  const entry = { id: id ?? 'new', ...draft }
  const others = directory.responsibilities.filter((each) => each.id !== id)
  const now = issuesWith(directory, directory.responsibilities, entry, today, grids)
  const issues = issuesWith(directory, [...others, entry], entry, today, grids)
  return ok({
    issues,
    ended: now.filter((issue) => !issues.some(sameIssue(issue))),
    made: issues.filter((issue) => !now.some(sameIssue(issue))),
  })
}

const responsibilityChange = <T>(
  kind: AuditedAction,
  reply: T,
  before: ResponsibilityItem | null,
  after: ResponsibilityItem | null,
  reason: string,
): Change<T> => ({
  reply,
  kind,
  prefecture: prefectureOf((after ?? before)?.region ?? ''),
  subjectType: 'responsibility',
  subjectId: (after ?? before)?.id ?? '',
  before,
  after,
  reason,
})

const reread = async (tx: Tx, id: string): Promise<ResponsibilityItem> => {
  const item = await findResponsibility(tx, id)
  if (!item) throw new Error('a responsibility that was just saved is not found')
  return item
}

export const createResponsibility = (
  deps: Service,
  command: SentCommand,
  { reason, ...body }: BodyOf<typeof organisationRoutes.createResponsibility>,
): Promise<Result<WithIssues>> =>
  change(deps, command, async (tx, directory) => {
    const { actor, at } = command
    const today = dayOf(at)
    const { gridId, effectiveTo, ...rest } = body
    const draft = { ...rest, ...(gridId ? { gridId } : {}), ...(effectiveTo ? { effectiveTo } : {}) }
    const grids = gridId ? await gridsNamed(tx, [gridId]) : []
    const known = { regions: directory.regions.regions, companies: directory.companies }
    const checked = checkResponsibility(draft, actor, known, grids[0]?.county)
    if (!checked.ok) return checked
    const begun = decideBeginning(draft, directory.responsibilities, today)
    if (!begun.ok) return begun
    const id = newId()
    await insertResponsibility(tx, { id, ...body }, actor.name, at)
    const item = await reread(tx, id)
    const entries = [...directory.responsibilities, { id, ...draft }]
    const reply = { ...item, issues: issuesWith(directory, entries, { id, ...draft }, today, grids) }
    return ok(responsibilityChange('responsibility.created', reply, null, item, reason))
  })

const notFound = refuse('organisation.responsibility-not-found', { kind: 'notFound' })
const beyondReach = refuse('organisation.beyond-reach', { kind: 'forbidden' })

export const editResponsibility = (
  deps: Service,
  command: SentCommand,
  id: string,
  { reason, version, effectiveFrom, effectiveTo }: BodyOf<typeof organisationRoutes.editResponsibility>,
): Promise<Result<WithIssues>> =>
  change(deps, command, async (tx, directory) => {
    const { actor, at } = command
    const today = dayOf(at)
    const before = await lockResponsibility(tx, id)
    if (!before) return notFound
    if (!actor.isOperator || !reachesRegion(actor, before.region)) return beyondReach
    const entry = entryOf(before)
    const decided = decidePeriod(entry, { effectiveFrom, effectiveTo: effectiveTo ?? undefined }, today)
    const refused = decided.ok
      ? staleOf(regionName(directory.regions.regions, before.region), before.version, version)
      : decided
    if (refused) return refused
    await savePeriod(tx, id, effectiveFrom, effectiveTo)
    const after = await reread(tx, id)
    const entries = [...directory.responsibilities.filter((each) => each.id !== id), entryOf(after)]
    const grids = after.grid ? await gridsNamed(tx, [after.grid.id]) : []
    const reply = { ...after, issues: issuesWith(directory, entries, entryOf(after), today, grids) }
    return ok(responsibilityChange('responsibility.edited', reply, before, after, reason))
  })

export const withdrawResponsibility = (
  deps: Service,
  command: SentCommand,
  id: string,
  { reason, version }: BodyOf<typeof organisationRoutes.withdrawResponsibility>,
): Promise<Result<{ done: true }>> =>
  change(deps, command, async (tx, directory) => {
    const before = await lockResponsibility(tx, id)
    if (!before) return notFound
    if (!command.actor.isOperator || !reachesRegion(command.actor, before.region)) return beyondReach
    const decided = decideWithdrawal(entryOf(before), dayOf(command.at))
    const refused = decided.ok
      ? staleOf(regionName(directory.regions.regions, before.region), before.version, version)
      : decided
    if (refused) return refused
    await deleteResponsibility(tx, id)
    return ok(responsibilityChange('responsibility.withdrawn', { done: true as const }, before, null, reason))
  })
