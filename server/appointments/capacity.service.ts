import type { capacityRoutes } from '#core/appointments/capacity.contract.ts'
import { checkCells, maySetBlackout, maySetCapacity } from '#core/appointments/capacity.rules.ts'
import type { BodyOf } from '#core/contract.ts'
import { levelOf, prefectureOf } from '#core/organisation/region.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { deleteBlackout, findBlackout, insertBlackout, insertChange, saveCells } from './capacity.store.ts'
import { windowRulesAt } from './windows.service.ts'

type Done = Result<{ done: true }>
const done = { done: true as const }
const notYours: Refused = refuse('appointments.not-yours', { kind: 'forbidden' })
const unknown = (field: string): Refused => refuse('appointments.county-unknown', { kind: 'notFound', field })

/** Sets, closes or takes back windows. Refusals: `appointments.county-unknown`, `.not-yours`, `.cells` with a detail for each. */
export const setCapacity = (
  deps: Deps,
  command: SentCommand,
  { county, company, kind, cells, reason }: BodyOf<typeof capacityRoutes.setCapacity>,
): Promise<Done> => {
  const { actor, at } = command
  return runCommand(deps.db, command, async (tx) => {
    if (deps.regions.byCode.get(county)?.level !== 'county') return unknown('county')
    if (!maySetCapacity(actor, county, company)) return notYours
    const { companies } = await directoryOf(deps)
    if (company !== undefined && companies.get(company)?.kind !== 'contractor') return unknown('company')
    const prefecture = prefectureOf(county)
    const today = dayOf(at)
    const checked = checkCells(cells, today, windowRulesAt(deps, { prefecture, county }, today).table)
    if (!checked.ok) return checked
    const by = { at, name: actor.name }
    await saveCells(tx, { prefecture, county, companyId: company ?? null, kind: kind ?? null }, cells, by)
    const what = { cells, ...(kind ? { kind } : {}) }
    await insertChange(tx, { prefecture, region: county, companyId: company ?? null, what, reason }, by)
    const subject = { prefecture, subjectType: 'region', subjectId: county } as const
    return ok({ reply: done, audit: [{ ...subject, action: 'capacity.set', after: { company, ...what }, reason }] })
  })
}

/** Declares days without visits. Refusals: `.county-unknown`, `.not-yours`, `.days-order`, `.day-passed`. */
export const addBlackout = (
  deps: Deps,
  command: SentCommand,
  { region, fromOn, toOn, reason }: BodyOf<typeof capacityRoutes.addBlackout>,
): Promise<Done> => {
  const { actor, at } = command
  return runCommand(deps.db, command, async (tx) => {
    if (!deps.regions.byCode.has(region)) return unknown('region')
    if (!maySetBlackout(actor, region)) return notYours
    if (toOn < fromOn) return refuse('appointments.days-order', { field: 'toOn' })
    if (toOn < dayOf(at)) return refuse('appointments.day-passed', { field: 'toOn' })
    const prefecture = levelOf(region) === 'province' ? region : prefectureOf(region)
    const row = { id: newId(), prefecture, region, fromOn, toOn, reason, createdByName: actor.name }
    await insertBlackout(tx, row, at)
    const what = { blackout: [fromOn, toOn] as const }
    await insertChange(tx, { prefecture, region, companyId: null, what, reason }, { at, name: actor.name })
    const subject = { prefecture, subjectType: 'region', subjectId: region } as const
    return ok({ reply: done, audit: [{ ...subject, action: 'blackout.added', after: { fromOn, toOn }, reason }] })
  })
}

/** Visits are possible again. Refusals: `.row-unknown`, `.not-yours`. */
export const withdrawBlackout = (deps: Deps, command: SentCommand, id: string, reason: string): Promise<Done> => {
  const { actor, at } = command
  return runCommand(deps.db, command, async (tx) => {
    const row = await findBlackout(tx, id)
    if (!row) return refuse('appointments.row-unknown', { kind: 'notFound' })
    if (!maySetBlackout(actor, row.region)) return notYours
    await deleteBlackout(tx, row)
    const { prefecture, region, fromOn, toOn } = row
    const what = { blackout: [fromOn, toOn] as const, isWithdrawn: true }
    await insertChange(tx, { prefecture, region, companyId: null, what, reason }, { at, name: actor.name })
    const subject = { prefecture, subjectType: 'region', subjectId: region } as const
    return ok({ reply: done, audit: [{ ...subject, action: 'blackout.withdrawn', before: { fromOn, toOn }, reason }] })
  })
}
