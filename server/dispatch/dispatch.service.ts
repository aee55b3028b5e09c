import { dispatchParameters } from '#core/dispatch/dispatch.parameters.ts'
import { dispatchByRule } from '#core/dispatch/dispatch.rules.ts'
import type { DispatchDecision, DispatchOrder, DispatchRules } from '#core/dispatch/dispatch.ts'
import { grabEligibility } from '#core/dispatch/pool.rules.ts'
import { stationOf } from '#core/dispatch/station.rules.ts'
import { organisationParameters } from '#core/organisation/organisation.parameters.ts'
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import { helperEligibility, leadEligibility } from '#core/people/certificate.rules.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Lead, Route, Station } from '#core/work-orders/work-order.context.ts'
import type { Resolve } from '#core/work-orders/work-order.parameters.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { findLastLead, findRefusers, type Ground, loadCandidates, loadGround } from './dispatch.store.ts'

/** How long the ground is taken as it was: responsibilities change by the day, stations by the month. */
const GROUND_MAX_AGE_MS = 3_000
const grounds = new WeakMap<Deps, { at: number; ground: Promise<Ground> }>()

/** Responsibilities, stations and grids, at most three seconds old. */
export const groundOf = (deps: Deps): Promise<Ground> => {
  const known = grounds.get(deps)
  if (known && Date.now() - known.at < GROUND_MAX_AGE_MS) return known.ground
  const ground = deps.db.withTransaction(deps.system.actor().scope, (tx) => {
    tx.act()
    return loadGround(tx)
  })
  grounds.set(deps, { at: Date.now(), ground })
  ground.catch(() => grounds.delete(deps))
  return ground
}

export const dispatchRules = (resolve: Resolve): DispatchRules => ({
  steps: resolve(dispatchParameters.steps),
  leadPosts: resolve(dispatchParameters.leadPosts),
  maxOpenOrders: resolve(dispatchParameters.maxOpenOrders),
  grabScope: resolve(dispatchParameters.grabScope),
  maxOpenOrdersToGrab: resolve(dispatchParameters.maxOpenOrdersToGrab),
  shift: resolve(organisationParameters.defaultShift),
  certificates: {
    requirements: resolve(peopleParameters.leadRequirements),
    kinds: resolve(peopleParameters.certificateKinds),
  },
})

const dispatchOrderOf = (order: WorkOrder): DispatchOrder => {
  const { lon, lat } = order.customer
  return {
    kind: order.kind,
    line: order.line,
    companyId: order.companyId,
    place: { region: order.county, gridId: order.gridId },
    position: lon !== undefined && lat !== undefined ? { lon, lat } : undefined,
  }
}

/** The rule's answer for an order, with a reason for everybody who was looked at. */
export const decideByRule = async (
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  resolve: Resolve,
  now: Instant,
): Promise<DispatchDecision> => {
  const ground = await groundOf(deps)
  const responsible = responsibleFor(ground.responsibilities, dispatchOrderOf(order).place, order.line, dayOf(now))
  const companyId = order.companyId ?? (responsible.ok ? responsible.value.companyId : undefined)
  tx.act()
  const [people, lastVisitBy, refusers] = await Promise.all([
    companyId
      ? loadCandidates(tx, { companyId, county: order.county })
      : { candidates: [], certificates: [], leaves: [] },
    order.repeatsId ? findLastLead(tx, order.prefecture, order.repeatsId) : undefined,
    findRefusers(tx, order.prefecture, order.id),
  ])
  return dispatchByRule(
    { ...dispatchOrderOf(order), lastVisitBy, excludedStaff: refusers },
    { ...ground, ...people },
    dispatchRules(resolve),
    now,
  )
}

type Named = {
  readonly companyId?: string | undefined
  readonly stationId?: string | undefined
  readonly staffId?: string | undefined
}

/** Where an order goes from the operator's desk: by rule, or as far as somebody named it. */
export const routeFor = async (
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  named: Named,
  needsLead: boolean,
  resolve: Resolve,
  now: Instant,
): Promise<Result<Route>> => {
  const ground = await groundOf(deps)
  const why: string[] = []
  let companyId = named.companyId
  if (!companyId) {
    const responsible = responsibleFor(ground.responsibilities, dispatchOrderOf(order).place, order.line, dayOf(now))
    if (!responsible.ok) return responsible
    companyId = responsible.value.companyId
    why.push(`responsibility:${responsible.value.id}`)
  }
  const station = named.stationId ? await stationNamed(deps, named.stationId) : await stationFor(deps, order, companyId)
  if (named.stationId && !station.ok) return station
  if (station.ok && station.value.companyId !== companyId)
    return refuse('work-orders.other-company', { field: 'stationId' })
  const reached: Route = { companyId, station: station.ok ? station.value : undefined, why }
  if (named.staffId) {
    const lead = await leadNamed(tx, order, named.staffId, resolve, now)
    if (!lead.ok) return lead
    if (lead.value.companyId !== companyId) return refuse('work-orders.other-company', { field: 'staffId' })
    return ok({ ...reached, lead: lead.value, station: reached.station })
  }
  if (!needsLead) return ok(reached)
  const decision = await decideByRule(deps, tx, { ...order, companyId }, resolve, now)
  const lead = decision.engineer && (await leadNamed(tx, order, decision.engineer.staffId, resolve, now))
  return ok({
    ...reached,
    lead: lead?.ok ? lead.value : undefined,
    why: decision.engineer ? [...why, `step:${decision.engineer.step}`] : why,
  })
}

/** The station that the rule sends the order to. */
export const stationFor = async (deps: Deps, order: WorkOrder, companyId: string): Promise<Result<Station>> => {
  const ground = await groundOf(deps)
  const station = stationOf(dispatchOrderOf(order), companyId, ground)
  return station
    ? ok(station)
    : refuse('work-orders.no-station', { kind: 'conflict', field: 'stationId', params: { county: order.county } })
}

export const stationNamed = async (deps: Deps, id: string): Promise<Result<Station>> => {
  const station = (await groundOf(deps)).stations.find((candidate) => candidate.id === id)
  return station ? ok(station) : refuse('work-orders.station-unknown', { field: 'stationId' })
}

/** The engineer who was named, if they may lead this order today (R-V6). */
export const leadNamed = async (
  tx: Tx,
  order: WorkOrder,
  staffId: string,
  resolve: Resolve,
  now: Instant,
): Promise<Result<Lead>> => {
  tx.act()
  const { candidates, certificates } = await loadCandidates(tx, { staffIds: [staffId] })
  const staff = candidates[0]?.staff
  if (!staff) return refuse('work-orders.staff-unknown', { field: 'staffId' })
  const rules = dispatchRules(resolve)
  const eligible = leadEligibility(staff, certificates, dispatchOrderOf(order), dayOf(now), rules.certificates)
  if (!eligible.ok) return { ok: false, refusal: { ...eligible.refusal, field: 'staffId' } }
  return ok({ staffId, name: staff.name, companyId: staff.companyId, stationId: staff.stationId })
}

/** Whoever takes an order from the pool. */
export const grabberNamed = async (
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  staffId: string,
  resolve: Resolve,
  now: Instant,
): Promise<Result<Lead>> => {
  const lead = await leadNamed(tx, order, staffId, resolve, now)
  if (!lead.ok) return lead
  const people = await loadCandidates(tx, { staffIds: [staffId] })
  const candidate = people.candidates[0]
  if (!candidate) return refuse('work-orders.staff-unknown', { field: 'staffId' })
  const world = { ...(await groundOf(deps)), certificates: people.certificates, leaves: people.leaves }
  const allowed = grabEligibility(dispatchOrderOf(order), candidate, world, dispatchRules(resolve), now)
  return allowed.ok ? lead : allowed
}

/** Helpers need employment only. */
export const helpersNamed = async (
  tx: Tx,
  staffIds: readonly string[],
  now: Instant,
): Promise<Result<readonly Lead[]>> => {
  tx.act()
  const { candidates } = await loadCandidates(tx, { staffIds })
  const helpers: Lead[] = []
  for (const staffId of staffIds) {
    const staff = candidates.find((candidate) => candidate.staff.id === staffId)?.staff
    if (!staff) return refuse('work-orders.staff-unknown', { field: 'helpers' })
    const allowed = helperEligibility(staff, dayOf(now))
    if (!allowed.ok) return allowed
    helpers.push({ staffId, name: staff.name, companyId: staff.companyId, stationId: staff.stationId })
  }
  return ok(helpers)
}

/** Names of people who were looked at; the caller's transaction acts already. */
export const peopleNamed = async (
  tx: Tx,
  staffIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly number: string; readonly name: string }>> => {
  const { candidates } = await loadCandidates(tx, { staffIds })
  return new Map(candidates.map(({ staff }) => [staff.id, staff]))
}
