/**
 * Who may take an order out of the pool (抢单): somebody of the company that has it within reach of the order, fit to lead it,
 * with few enough open orders, who has not refused it before. Two who grab at once are told apart by the order's version.
 */
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Instant } from '#core/time.ts'
import { companyFor, faultsOf } from './dispatch.rules.ts'
import type { DispatchCandidate, DispatchOrder, DispatchRules, DispatchWorld, GrabScope } from './dispatch.ts'
import { stationOf } from './station.rules.ts'

/** Refusals: those of `responsibleFor`, `dispatch.other-company`, `dispatch.out-of-reach`, `dispatch.grab-limit`, `dispatch.not-fit` with details. */
export const grabEligibility = (
  order: DispatchOrder,
  candidate: DispatchCandidate,
  world: Omit<DispatchWorld, 'candidates'>,
  rules: DispatchRules,
  now: Instant,
): Result<null> => {
  const company = companyFor(order, world.responsibilities, now)
  if (!company.ok) return company
  const { companyId } = company.value
  if (candidate.staff.companyId !== companyId) return refuse('dispatch.other-company')
  if (!isInReach(order, candidate, companyId, world, rules.grabScope)) return refuse('dispatch.out-of-reach')
  const { openOrders } = candidate
  if (openOrders >= rules.maxOpenOrdersToGrab)
    return refuse('dispatch.grab-limit', { params: { openOrders, limit: rules.maxOpenOrdersToGrab } })
  const faults = faultsOf(order, candidate, world, rules, now)
  return faults.length === 0 ? ok(null) : refuse('dispatch.not-fit', { details: faults })
}

const isInReach = (
  order: DispatchOrder,
  { staff }: DispatchCandidate,
  companyId: string,
  world: Pick<DispatchWorld, 'stations' | 'grids'>,
  scope: GrabScope,
): boolean => {
  if (scope === 'prefecture') return prefectureOf(staff.county) === prefectureOf(order.place.region)
  const station = scope === 'station' ? stationOf(order, companyId, world) : undefined
  return station ? staff.stationId === station.id : staff.county === order.place.region
}
