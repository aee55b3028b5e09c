import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import {
  mayBook,
  offeredWindows,
  type Wanted,
  type WindowGround,
  type WindowRules,
} from '#core/appointments/windows.rules.ts'
import type { OfferedWindow, VisitWindow } from '#core/appointments/windows.ts'
import { dispatchParameters } from '#core/dispatch/dispatch.parameters.ts'
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import type { Parameter, ParameterPlace } from '#core/parameter.ts'
import { ok, type Result } from '#core/result.ts'
import { addDays, type Day, dayOf, earlier, type Instant, later, startOfDay } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { blackoutsOf, capacityRows, heldBetween, lockDay, type OrderPlace, onPostOf } from './windows.store.ts'

type Place = Omit<OrderPlace, 'id'> & { readonly id?: string | undefined }

export const windowRulesAt = (deps: Pick<Deps, 'parameters'>, place: ParameterPlace, day: Day): WindowRules => {
  const reader = deps.parameters.on(day)
  const of = <T>(definition: Parameter<T>): T => reader.value(definition, place).value
  return {
    table: of(appointmentParameters.windowTables)[of(appointmentParameters.windowLength)],
    serviceHours: of(appointmentParameters.serviceHours),
    quietHours: of(appointmentParameters.quietHours),
    offeredDays: of(appointmentParameters.offeredDays),
    maxDaysAhead: of(appointmentParameters.maxDaysAhead),
    leadMinutes: of(appointmentParameters.leadMinutes),
    workMinutes: of(appointmentParameters.workMinutes),
    capacityPercent: of(appointmentParameters.capacityPercent),
    holidayPercent: of(appointmentParameters.holidayPercent),
  }
}

/** Who answers there, where the order has no company yet. */
export const companyAt = async (
  deps: Deps,
  place: Omit<Place, 'id' | 'kind'>,
  day: Day,
): Promise<string | undefined> => {
  if (place.companyId) return place.companyId
  const { responsibilities } = await directoryOf(deps)
  const found = responsibleFor(responsibilities, { region: place.county, gridId: place.gridId }, place.line, day)
  return found.ok ? found.value.companyId : undefined
}

/** Everything that a decision about the days needs, read with the system's eyes: what others have promised counts too. */
export const windowGround = async (
  deps: Deps,
  tx: Tx,
  place: Pick<Place, 'prefecture' | 'county' | 'companyId'>,
  fromOn: Day,
  toOn: Day,
): Promise<WindowGround> => {
  const { prefecture, county, companyId } = place
  const { province } = await directoryOf(deps)
  const posts = deps.parameters.on(fromOn).value(dispatchParameters.leadPosts, { prefecture, county }).value
  tx.act()
  const [rows, blackouts, held, onPost] = await Promise.all([
    capacityRows(tx, place, fromOn, toOn),
    blackoutsOf(tx, [county, prefecture, province], fromOn, toOn),
    heldBetween(tx, place, startOfDay(fromOn), startOfDay(addDays(toOn, 1))),
    companyId ? onPostOf(tx, { county, companyId, posts }, fromOn, toOn) : [],
  ])
  return { rows, blackouts, held, onPost, calendar: deps.calendar }
}

type Prepared = { readonly wanted: Wanted; readonly rules: WindowRules; readonly place: Place; readonly now: Instant }

const prepare = async (deps: Deps, given: Place): Promise<Prepared> => {
  const now = deps.clock.now()
  const companyId = await companyAt(deps, given, dayOf(now))
  const place = { ...given, companyId }
  const { prefecture, county, kind, id } = place
  const rules = windowRulesAt(deps, { prefecture, county, ...(companyId ? { company: companyId } : {}) }, dayOf(now))
  return { now, place, rules, wanted: { kind, companyId, orderId: id } }
}

/**
 * The windows that are offered for the order, or for one that is yet to be made: open, full, or closed with the reason. The caller saw
 * that the order is the reader's; capacity is counted over everybody's orders.
 */
export const windowsFor = async (deps: Deps, tx: Tx, given: Place): Promise<readonly OfferedWindow[]> => {
  const { now, place, rules, wanted } = await prepare(deps, given)
  const today = dayOf(now)
  const ground = await windowGround(deps, tx, place, today, addDays(today, rules.offeredDays - 1))
  return offeredWindows(now, wanted, ground, rules)
}

/**
 * Whether a visit may be promised for this time, decided once whoever was first has committed: call it in the transaction that
 * books. Refusals: those of `mayBook`.
 */
export const mayPromise = async (
  deps: Deps,
  tx: Tx,
  given: Place,
  time: VisitWindow,
  isAsked: boolean,
): Promise<Result<null>> => {
  const { now, place, rules, wanted } = await prepare(deps, given)
  if ((rules.workMinutes[wanted.kind] ?? 0) === 0) return ok(null)
  const today = dayOf(now)
  const day = dayOf(time.from)
  const lastOn = addDays(today, rules.offeredDays - 1)
  await lockDay(tx, place.county, day)
  const ground = await windowGround(deps, tx, place, earlier(day, today), later(day, lastOn))
  return mayBook(time, isAsked, now, wanted, ground, rules)
}
