import { createHash } from 'node:crypto'
import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#core/contract.ts'
import { checkResponsibility } from '#core/organisation/edit.rules.ts'
import type { HandoverStep, handoverRoutes } from '#core/organisation/handover.contract.ts'
import { type HandoverChanges, handOverAll, type WideHandover } from '#core/organisation/handover.rules.ts'
import { isWithin, prefectureOf } from '#core/organisation/region.ts'
import { findGapsAndOverlaps } from '#core/organisation/responsibility.rules.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { addDays, type Day, dayOf } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { change, type Service } from './change.service.ts'
import { type Directory, directoryOf } from './directory.ts'
import { gridsNamed } from './grid.store.ts'
import {
  countOpenOrdersThere,
  countOwnedGrids,
  type Ground,
  insertHandover,
  stationsServing,
} from './handover.store.ts'
import { AHEAD_DAYS, entryOf, presentIssue } from './responsibility.service.ts'
import {
  deleteResponsibility,
  insertResponsibility,
  listResponsibilities,
  lockResponsibilities,
  savePeriod,
} from './responsibility.store.ts'

type Preview = ReplyOf<typeof handoverRoutes.preview>
type Issues = Preview['issues']
type Grids = Awaited<ReturnType<typeof gridsNamed>>

type Decided = {
  readonly entries: readonly Responsibility[]
  readonly changes: HandoverChanges & { readonly after: readonly Responsibility[] }
  readonly grids: Grids
  readonly steps: HandoverStep[]
  readonly seen: string
}

/** What the handover changes in the entries as they are now, and whether this actor may order it. */
const decide = async (
  tx: Tx,
  directory: Directory,
  actor: Actor,
  handover: WideHandover,
  today: Day,
): Promise<Result<Decided>> => {
  const known = { regions: directory.regions.regions, companies: directory.companies }
  for (const region of handover.regions) {
    const draft = { region, line: 'home', companyId: handover.toCompanyId, effectiveFrom: handover.from } as const
    const checked = checkResponsibility(draft, actor, known, undefined)
    if (!checked.ok) return checked
  }
  const entries = (await listResponsibilities(tx, {})).map(entryOf)
  const decided = handOverAll(entries, handover, today)
  if (!decided.ok) return decided
  const changes = decided.value
  const grids = await gridsNamed(
    tx,
    entries.flatMap((entry) => entry.gridId ?? []),
  )
  const steps = stepsOf(entries, changes, grids)
  const seen = createHash('sha256')
    .update(JSON.stringify([handover, steps]))
    .digest('hex')
  return ok({ entries, changes, grids, steps, seen })
}

const stepsOf = (entries: readonly Responsibility[], changes: HandoverChanges, grids: Grids): HandoverStep[] => {
  const step = (kind: HandoverStep['kind'], entry: Omit<Responsibility, 'id'>): HandoverStep => {
    const grid = grids.find((each) => each.id === entry.gridId)
    return {
      ...{ kind, region: entry.region, line: entry.line, companyId: entry.companyId },
      grid: grid ? { id: grid.id, name: grid.name } : null,
      effectiveFrom: entry.effectiveFrom,
      effectiveTo: entry.effectiveTo ?? null,
    }
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const named = (id: string, more: Partial<Responsibility> = {}) => {
    const entry = byId.get(id)
    return entry ? [{ ...entry, ...more }] : []
  }
  return [
    ...changes.ended.flatMap(({ id, effectiveTo }) => named(id, { effectiveTo })).map((entry) => step('ended', entry)),
    ...changes.dropped.flatMap((id) => named(id)).map((entry) => step('dropped', entry)),
    ...changes.added.map((entry) => step('added', entry)),
  ]
}

/** Gaps and overlaps in the regions, for the lines, in the year from today. */
const issuesIn = (
  directory: Directory,
  entries: readonly Responsibility[],
  { regions, lines }: WideHandover,
  today: Day,
  grids: Grids,
): Issues => {
  const near = directory.regions.regions.filter(({ code }) => regions.some((region) => isWithin(code, region)))
  return lines
    .flatMap((line) => findGapsAndOverlaps(entries, near, line, today, addDays(today, AHEAD_DAYS), grids))
    .filter((issue) => regions.some((region) => isWithin(issue.region, region)))
    .map(presentIssue)
}

/** The counties in the regions, and their prefectures. */
const groundOf = (directory: Directory, { regions, lines, fromCompanyId }: WideHandover): Ground => {
  const counties = directory.regions.regions
    .filter(({ code, level }) => level === 'county' && regions.some((region) => isWithin(code, region)))
    .map(({ code }) => code)
  return { companyId: fromCompanyId, lines, prefectures: [...new Set(counties.map(prefectureOf))], counties }
}

const without = (issues: Issues, others: Issues): Issues => {
  const known = new Set(others.map((issue) => JSON.stringify(issue)))
  return issues.filter((issue) => !known.has(JSON.stringify(issue)))
}

/** What would move and what would stay, before anybody saves it. */
export const previewHandover = async (
  deps: Service,
  actor: Actor,
  handover: QueryOf<typeof handoverRoutes.preview>,
): Promise<Result<Preview>> => {
  const directory = await directoryOf(deps)
  const today = dayOf(deps.clock.now())
  return deps.db.withTransaction(actor.scope, async (tx): Promise<Result<Preview>> => {
    const decided = await decide(tx, directory, actor, handover, today)
    if (!decided.ok) return decided
    const { entries, changes, grids, steps, seen } = decided.value
    const { fromCompanyId, toCompanyId } = handover
    const ground = groundOf(directory, handover)
    const { counties } = ground
    const now = issuesIn(directory, entries, handover, today, grids)
    const issues = issuesIn(directory, changes.after, handover, today, grids)
    const stations = await stationsServing(tx, [fromCompanyId, toCompanyId], counties)
    const served = new Set(stations.flatMap((each) => (each.companyId === toCompanyId ? each.counties : [])))
    return ok({
      ...{ steps, issues, seen },
      made: without(issues, now),
      ended: without(now, issues),
      orders: await countOpenOrdersThere(tx, ground),
      stations: stations.map(({ counties: _, ...station }) => station),
      unserved: counties.filter((county) => !served.has(county)),
      ownedGrids: await countOwnedGrids(tx, ground, today),
    })
  })
}

/** Everything in one transaction: what the old company had ends the day before, the new one begins. Refusals: those of the preview, `organisation.handover-changed`. */
export const handOverRegions = (
  deps: Service,
  command: SentCommand,
  { reason, seen, ...handover }: BodyOf<typeof handoverRoutes.handOver>,
): Promise<Result<ReplyOf<typeof handoverRoutes.handOver>>> =>
  change(deps, command, async (tx, directory) => {
    const { actor, at } = command
    const today = dayOf(at)
    await lockResponsibilities(tx)
    const decided = await decide(tx, directory, actor, handover, today)
    if (!decided.ok) return decided
    const { entries, changes, grids, steps } = decided.value
    if (decided.value.seen !== seen) return refuse('organisation.handover-changed', { kind: 'conflict' })
    for (const { id, effectiveTo } of changes.ended) {
      const entry = entries.find((each) => each.id === id)
      if (entry) await savePeriod(tx, id, entry.effectiveFrom, effectiveTo)
    }
    for (const id of changes.dropped) await deleteResponsibility(tx, id)
    for (const { gridId, effectiveTo, ...entry } of changes.added) {
      const row = { ...entry, id: newId(), gridId: gridId ?? null, effectiveTo: effectiveTo ?? null }
      await insertResponsibility(tx, row, actor.name, at)
    }
    const id = newId()
    await insertHandover(tx, { ...groundOf(directory, handover), ...handover, id, reason }, actor.name, at)
    const [first = '', ...rest] = [...new Set(handover.regions.map(prefectureOf))]
    return ok({
      reply: { id, steps, issues: issuesIn(directory, changes.after, handover, today, grids) },
      kind: 'responsibility.handed-over',
      prefecture: rest.length === 0 && first !== '' ? first : directory.province,
      subjectType: 'handover',
      subjectId: id,
      before: { ...handover, steps: steps.filter((step) => step.kind !== 'added') },
      after: { ...handover, steps: steps.filter((step) => step.kind === 'added') },
      reason,
    })
  })
