import type { Actor } from '#core/access/scope.ts'
import type { BodyOf } from '#core/contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import type { StaffItem } from '#core/people/people.contract.ts'
import type { staffRoutes } from '#core/people/staff.contract.ts'
import { checkStaff, decideLeaving, decideTransfer, type StaffDraft } from '#core/people/staff.rules.ts'
import { ok, type Refused, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import { closeAccountOfStaff } from '#server/access/index.ts'
import { directoryOf, endOwnershipsOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { pinyinInitials } from '#server/platform/pinyin.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { changeStaff, recorded, refuseStale } from './change.service.ts'
import { readStaffIn } from './staff.list.view.ts'
import {
  countOpenOrders,
  findStaffGround,
  insertStaff,
  type StaffRow,
  saveCompany,
  saveEmployment,
  saveStaff,
} from './staff.store.ts'

const checked = async (deps: Deps, tx: Tx, actor: Actor, draft: StaffDraft, isNew: boolean): Promise<Result<null>> => {
  const directory = await directoryOf(deps)
  const { stationCompanyId, isNumberTaken } = await findStaffGround(
    tx,
    draft.stationId,
    isNew ? draft.number : undefined,
  )
  const company = directory.companies.get(draft.companyId)
  return checkStaff(draft, actor, {
    company: company?.isActive ? company : undefined,
    station: stationCompanyId === null ? undefined : { companyId: stationCompanyId },
    isCounty: directory.regions.byCode.get(draft.county)?.level === 'county',
    isNumberTaken,
  })
}

const numberTaken = (number: string): Refused =>
  refuse('people.invalid', {
    params: { count: 1 },
    details: [{ code: 'people.number-taken', field: 'number', params: { number } }],
  })

export const createStaff = (
  deps: Deps,
  command: SentCommand,
  { reason, ...body }: BodyOf<typeof staffRoutes.create>,
): Promise<Result<StaffItem>> =>
  runCommand(deps.db, command, async (tx) => {
    const valid = await checked(deps, tx, command.actor, body, true)
    if (!valid.ok) return valid
    const staff = { ...body, id: newId(), prefecture: prefectureOf(body.county), status: 'active' as const }
    if (!(await insertStaff(tx, { ...staff, namePinyin: initialsOf(body.name) }, command.at)))
      return numberTaken(body.number)
    const reply = await readStaffIn(deps, tx, body.number)
    return ok(recorded(staff, { reply, kind: 'staff.created', before: null, after: body, reason }))
  })

const initialsOf = (name: string): string => pinyinInitials(name, 'person')

export const editStaff = (
  deps: Deps,
  command: SentCommand,
  number: string,
  { reason, version, phone: written, ...rest }: BodyOf<typeof staffRoutes.edit>,
): Promise<Result<StaffItem>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    if (staff.status === 'left') return refuse('people.has-left', { kind: 'conflict' })
    const stale = refuseStale(staff, version)
    if (stale) return stale
    const { id, companyId } = staff
    const body = { ...rest, phone: written === undefined ? staff.phone : written }
    const wanted = { ...body, id, number, companyId, prefecture: prefectureOf(body.county) }
    const valid = await checked(deps, tx, command.actor, wanted, false)
    if (!valid.ok) return valid
    await saveStaff(tx, { ...wanted, namePinyin: initialsOf(body.name) }, command.at)
    const reply = await readStaffIn(deps, tx, number)
    return ok({ reply, kind: 'staff.edited', before: valuesOf(staff), after: body, reason })
  })

const valuesOf = ({ name, county, stationId, post, phone, joinedOn, status }: StaffRow) => ({
  name,
  county,
  stationId,
  post,
  phone,
  joinedOn,
  status,
})

/** Whoever has left signs in no more and owns no grid from today on. */
export const endEmployment = (
  deps: Deps,
  command: SentCommand,
  number: string,
  { leftOn, version, reason }: BodyOf<typeof staffRoutes.endEmployment>,
): Promise<Result<StaffItem>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    if (staff.status === 'left') return refuse('people.has-left', { kind: 'conflict' })
    const stale = refuseStale(staff, version)
    if (stale) return stale
    const today = dayOf(command.at)
    tx.act()
    const decided = decideLeaving(staff, leftOn, today, await countOpenOrders(tx, staff.id))
    if (!decided.ok) return decided
    await saveEmployment(tx, staff.id, { status: 'left', leftOn }, command.at)
    const login = await closeAccountOfStaff(deps, tx, staff.id)
    const grids = await endOwnershipsOf(tx, staff.id, today)
    const reply = await readStaffIn(deps, tx, number)
    const after = { status: 'left', leftOn, closedAccount: login ?? null, gridsWithoutOwner: grids }
    return ok({ reply, kind: 'staff.left', before: { status: staff.status, leftOn: staff.leftOn }, after, reason })
  })

/** To another company: what the old one gave (orders, grids, account) stays behind; certificates go along. */
export const transferStaff = (
  deps: Deps,
  command: SentCommand,
  number: string,
  { companyId, county, stationId, version, reason }: BodyOf<typeof staffRoutes.transfer>,
): Promise<Result<StaffItem>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    if (staff.status === 'left') return refuse('people.has-left', { kind: 'conflict' })
    const stale = refuseStale(staff, version)
    if (stale) return stale
    const wanted = { ...staff, companyId, county, stationId, prefecture: prefectureOf(county) }
    const valid = await checked(deps, tx, command.actor, wanted, false)
    if (!valid.ok) return valid
    tx.act()
    const decided = decideTransfer(staff, companyId, await countOpenOrders(tx, staff.id))
    if (!decided.ok) return decided
    await saveStaff(tx, { ...wanted, namePinyin: initialsOf(staff.name) }, command.at)
    await saveCompany(tx, staff.id, companyId)
    const login = await closeAccountOfStaff(deps, tx, staff.id)
    const grids = await endOwnershipsOf(tx, staff.id, dayOf(command.at))
    const reply = await readStaffIn(deps, tx, number)
    const before = { companyId: staff.companyId, county: staff.county, stationId: staff.stationId }
    const after = { companyId, county, stationId, closedAccount: login ?? null, gridsWithoutOwner: grids }
    return ok({ reply, kind: 'staff.transferred', before, after, reason })
  })

export const reinstateStaff = (
  deps: Deps,
  command: SentCommand,
  number: string,
  { version, reason }: BodyOf<typeof staffRoutes.reinstate>,
): Promise<Result<StaffItem>> =>
  changeStaff(deps, command, number, async (tx, staff) => {
    if (staff.status !== 'left') return refuse('people.has-not-left', { kind: 'conflict' })
    const stale = refuseStale(staff, version)
    if (stale) return stale
    await saveEmployment(tx, staff.id, { status: 'active', leftOn: null }, command.at)
    const reply = await readStaffIn(deps, tx, number)
    const before = { status: staff.status, leftOn: staff.leftOn }
    return ok({ reply, kind: 'staff.reinstated', before, after: { status: 'active', leftOn: null }, reason })
  })
