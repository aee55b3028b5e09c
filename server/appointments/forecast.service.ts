import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import { type ForecastRules, type Foreseen, forecast, sayOf } from '#core/appointments/forecast.rules.ts'
import { fieldParameters } from '#core/field/field.parameters.ts'
import type { Parameter, ParameterPlace } from '#core/parameter.ts'
import { arrivalToleranceParameter } from '#core/sla/sla.parameters.ts'
import { addDays, addMinutes, dayOf, type Instant, startOfDay } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type EventRow, record } from '#server/platform/record.store.ts'
import {
  dropLateness,
  type ForecastVisit,
  lastPlacesOf,
  openVisitsOf,
  saidOf,
  saveLateness,
  staffPromised,
} from './forecast.store.ts'

export const forecastRulesAt = (deps: Pick<Deps, 'parameters'>, now: Instant, place: ParameterPlace): ForecastRules => {
  const reader = deps.parameters.on(dayOf(now))
  const of = <T>(definition: Parameter<T>): T => reader.value(definition, place).value
  return {
    workMinutes: of(appointmentParameters.workMinutes),
    visitMinutes: of(fieldParameters.appointmentMinutes),
    speedKmh: of(appointmentParameters.speedKmh),
    detourPercent: of(appointmentParameters.detourPercent),
    unknownTravelMinutes: of(appointmentParameters.unknownTravelMinutes),
    toleranceMinutes: of(arrivalToleranceParameter),
  }
}

export type ForeseenVisit = Foreseen & { readonly visit: ForecastVisit }

/** What is foreseen today of these engineers' visits; the caller acts. */
export const foresee = async (deps: Deps, tx: Tx, staffIds: readonly string[]): Promise<readonly ForeseenVisit[]> => {
  const now = deps.clock.now()
  const today = dayOf(now)
  const [visits, places] = await Promise.all([
    openVisitsOf(tx, staffIds, startOfDay(addDays(today, 1))),
    lastPlacesOf(tx, staffIds, startOfDay(today)),
  ])
  return staffIds.flatMap((staffId) => {
    const own = visits.filter((visit) => visit.staffId === staffId)
    const [first] = own
    if (!first) return []
    const { prefecture, county, companyId } = first
    const rules = forecastRulesAt(deps, now, { prefecture, county, ...(companyId ? { company: companyId } : {}) })
    const byNumber = new Map(own.map((visit) => [visit.number, visit]))
    return forecast(own, places.get(staffId), now, rules).flatMap((each) => {
      const visit = byNumber.get(each.number)
      return visit ? [{ ...each, visit }] : []
    })
  })
}

const PAGE = 500
const BACK_MINUTES = 360
const AHEAD_MINUTES = 720
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Warns of promises that will be missed, before they are: the engineer and the dispatcher by bell, the customer by message, once for
 * each change of more than so many minutes. How many orders are foreseen to be late.
 */
export const warnOfLateness = (deps: Deps): Promise<number> =>
  deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    tx.act()
    const now = deps.clock.now()
    const late: string[] = []
    for (let after = FIRST; ; ) {
      const staffIds = await staffPromised(
        tx,
        addMinutes(now, -BACK_MINUTES),
        addMinutes(now, AHEAD_MINUTES),
        after,
        PAGE,
      )
      const last = staffIds.at(-1)
      if (last === undefined) break
      const foreseen = (await foresee(deps, tx, staffIds)).filter(({ lateMinutes }) => lateMinutes > 0)
      late.push(...(await warn(deps, tx, foreseen, now)))
      after = last
    }
    await dropLateness(tx, late)
    return late.length
  })

const warn = async (
  deps: Deps,
  tx: Tx,
  foreseen: readonly ForeseenVisit[],
  now: Instant,
): Promise<readonly string[]> => {
  const said = await saidOf(
    tx,
    foreseen.map(({ visit }) => visit.id),
  )
  const reader = deps.parameters.on(dayOf(now))
  const events: EventRow[] = []
  const late: string[] = []
  for (const each of foreseen) {
    const { visit, arriveAt, lateMinutes } = each
    const { prefecture, county, companyId, id, number } = visit
    const place = { prefecture, county, ...(companyId ? { company: companyId } : {}) }
    const of = <T>(definition: Parameter<T>): T => reader.value(definition, place).value
    const limits = {
      warnMinutes: of(appointmentParameters.latenessWarnMinutes),
      tellAgainMinutes: of(appointmentParameters.tellAgainMinutes),
    }
    if (lateMinutes < limits.warnMinutes) continue
    late.push(id)
    const { isWarned, isTold } = sayOf(each, said.get(id), limits)
    const isTelling = isTold && of(appointmentParameters.isCustomerToldByRule)
    if (!isWarned && !isTelling) continue
    await saveLateness(tx, { prefecture, workOrderId: id, arriveAt, lateMinutes, isTold: isTelling }, now)
    const subject = { prefecture, subjectType: 'workOrder', subjectId: id } as const
    const data = { number, arriveAt, lateMinutes }
    if (isWarned) events.push({ ...subject, kind: 'workOrder.latenessForeseen', data })
    if (isTelling) events.push({ ...subject, kind: 'workOrder.customerToldLate', data })
  }
  if (events.length > 0) await record(tx, { actor: deps.system.actor(), at: now, events })
  return late
}
