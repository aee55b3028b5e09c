import type { Actor } from '#core/access/scope.ts'
import type { BodyOf } from '#core/contract.ts'
import { mayEditCompanies, reachesRegion } from '#core/organisation/edit.rules.ts'
import type { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import { bumpFact } from '#server/platform/facts.store.ts'
import type { SentCommand } from '#server/platform/sent-command.ts'
import { REGIONS_FACT } from '#server/platform/system.ts'
import { change, type Service, staleOf } from './change.service.ts'
import {
  type CompanyItem,
  findNamesake,
  insertCompany,
  listCompanies,
  listRegions,
  lockCompany,
  lockRegion,
  type RegionItem,
  saveCompany,
  saveRegion,
} from './region.store.ts'
import { countHolding } from './responsibility.store.ts'

export const allRegions = (deps: Service, actor: Actor): Promise<RegionItem[]> =>
  deps.db.withTransaction(actor.scope, listRegions)

export const allCompanies = (deps: Service, actor: Actor): Promise<CompanyItem[]> =>
  deps.db.withTransaction(actor.scope, listCompanies)

const beyondReach = refuse('organisation.beyond-reach', { kind: 'forbidden' })

export const editRegion = (
  deps: Service,
  command: SentCommand,
  code: string,
  { reason, version, areaClass, aliases }: BodyOf<typeof organisationRoutes.editRegion>,
): Promise<Result<RegionItem>> =>
  change(deps, command, async (tx) => {
    const { actor, at } = command
    const before = await lockRegion(tx, code)
    if (!before) return refuse('organisation.region-not-found', { kind: 'notFound', params: { code } })
    if (!actor.isOperator || !reachesRegion(actor, code)) return beyondReach
    const stale = staleOf(before.name, before.version, version)
    if (stale) return stale
    const wanted = {
      areaClass: (before.level === 'county' ? (areaClass ?? before.areaClass) : null) ?? 'urban',
      aliases: aliases ? [...new Set(aliases)].filter((alias) => alias !== before.name) : before.aliases,
    }
    await saveRegion(tx, code, wanted)
    await bumpFact(tx, REGIONS_FACT, at)
    const after = await lockRegion(tx, code)
    if (!after) throw new Error('a region that was just saved is not found')
    return ok({
      reply: after,
      kind: 'region.edited',
      prefecture: prefectureOf(code),
      subjectType: 'region',
      subjectId: code,
      hasEvent: false,
      before: { areaClass: before.areaClass, aliases: before.aliases },
      after: { areaClass: after.areaClass, aliases: after.aliases },
      reason,
    })
  })

const namesTaken = (code: string, field: string, params: Readonly<Record<string, string>>): Refused =>
  refuse('organisation.invalid', { params: { count: 1 }, details: [{ code, field, params }] })

export const createCompany = (
  deps: Service,
  command: SentCommand,
  { reason, ...body }: BodyOf<typeof organisationRoutes.createCompany>,
): Promise<Result<CompanyItem>> =>
  change(deps, command, async (tx, directory) => {
    if (!mayEditCompanies(command.actor)) return beyondReach
    if (await findNamesake(tx, body)) return namesTaken('organisation.name-taken', 'name', { name: body.name })
    const company = { ...body, kind: 'contractor' as const, isActive: true }
    if (!(await insertCompany(tx, company))) return namesTaken('organisation.id-taken', 'id', { id: body.id })
    return ok({
      reply: { ...company, version: 1 },
      kind: 'company.created',
      prefecture: directory.province,
      subjectType: 'company',
      subjectId: body.id,
      hasEvent: false,
      before: null,
      after: company,
      reason,
    })
  })

/** A company that still answers for something is not closed: there would be nobody. */
export const editCompany = (
  deps: Service,
  command: SentCommand,
  id: string,
  { reason, version, ...body }: BodyOf<typeof organisationRoutes.editCompany>,
): Promise<Result<CompanyItem>> =>
  change(deps, command, async (tx, directory) => {
    if (!mayEditCompanies(command.actor)) return beyondReach
    const before = await lockCompany(tx, id)
    if (!before) return refuse('organisation.company-not-found', { kind: 'notFound', params: { id } })
    const stale = staleOf(before.name, before.version, version)
    if (stale) return stale
    if (await findNamesake(tx, { id, ...body }))
      return namesTaken('organisation.name-taken', 'name', { name: body.name })
    const count = body.isActive ? 0 : await countHolding(tx, id, dayOf(command.at))
    if (count > 0 || (before.kind === 'operator' && !body.isActive)) {
      return refuse('organisation.company-responsible', { kind: 'conflict', params: { name: before.name, count } })
    }
    await saveCompany(tx, { id, ...body })
    const after = { ...before, ...body, version: before.version + 1 }
    return ok({
      reply: after,
      kind: 'company.edited',
      prefecture: directory.province,
      subjectType: 'company',
      subjectId: id,
      hasEvent: false,
      before,
      after,
      reason,
    })
  })
