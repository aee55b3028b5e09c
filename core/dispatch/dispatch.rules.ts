/**
 * Dispatch by rule: the responsible company; in it the engineer who owns the grid (包片); for a repeat the engineer of the
 * last visit; then whoever of the same station has the fewest open orders, and of those the nearest. Whoever it is must be on
 * duty and certified to lead (R-V6). Every answer says of everybody who was looked at why or why not, and
 * the same facts always give the same person.
 */
import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import { leadEligibility } from '#core/people/certificate.rules.ts'
import { onDuty } from '#core/people/duty.rules.ts'
import { metresBetween } from '#core/position.ts'
import { ok, type Refusal, type Result } from '#core/result.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type {
  Consideration,
  DispatchCandidate,
  DispatchDecision,
  DispatchOrder,
  DispatchRules,
  DispatchStep,
  DispatchWorld,
} from './dispatch.ts'
import { stationOf } from './station.rules.ts'

type Look = {
  readonly candidate: DispatchCandidate
  readonly distanceMetres: number | undefined
  readonly faults: readonly Refusal[]
  readonly isOfStation: boolean
}

type Choice = { readonly entry: Look; readonly step: DispatchStep }

/** Company, station and engineer for the order, as far as the rules get. Never refuses: what stops it is part of the answer. */
export const dispatchByRule = (
  order: DispatchOrder,
  world: DispatchWorld,
  rules: DispatchRules,
  now: Instant,
): DispatchDecision => {
  const company = companyFor(order, world.responsibilities, now)
  if (!company.ok) return { considered: [], stoppedBy: company.refusal }
  const { companyId } = company.value
  const station = stationOf(order, companyId, world)
  const reached = { ...company.value, ...(station ? { stationId: station.id } : {}) }
  const looks = world.candidates
    .map((candidate) => look(order, candidate, companyId, station?.id, world, rules, now))
    .sort(byPreference)
  for (const step of rules.steps) {
    const chosen = looks.find((entry) => entry.faults.length === 0 && fitsStep(step, entry, order, world, rules))
    if (!chosen) continue
    return {
      ...reached,
      engineer: { staffId: chosen.candidate.staff.id, step },
      considered: looks.map((entry) => consideration(entry, { entry: chosen, step }, order, world, rules)),
    }
  }
  return {
    ...reached,
    considered: looks.map((entry) => consideration(entry, undefined, order, world, rules)),
    stoppedBy: { code: 'dispatch.nobody-fit', params: { considered: looks.length } },
  }
}

/** Whose people are looked at: of the company that has the order, or of the one that is responsible today. */
export const companyFor = (
  { companyId, place, line }: DispatchOrder,
  responsibilities: readonly Responsibility[],
  now: Instant,
): Result<{ readonly companyId: string; readonly responsibilityId?: string }> => {
  const found = responsibleFor(responsibilities, place, line, dayOf(now))
  const isItsOwn = companyId === undefined || (found.ok && found.value.companyId === companyId)
  if (!isItsOwn) return ok({ companyId })
  return found.ok ? ok({ companyId: found.value.companyId, responsibilityId: found.value.id }) : found
}

const look = (
  order: DispatchOrder,
  candidate: DispatchCandidate,
  companyId: string,
  stationId: string | undefined,
  world: DispatchWorld,
  rules: DispatchRules,
  now: Instant,
): Look => {
  const { staff, position } = candidate
  return {
    candidate,
    distanceMetres: order.position && position ? Math.round(metresBetween(order.position, position)) : undefined,
    faults:
      staff.companyId === companyId
        ? faultsOf(order, candidate, world, rules, now)
        : [{ code: 'dispatch.other-company' }],
    isOfStation: stationId === undefined ? staff.county === order.place.region : staff.stationId === stationId,
  }
}

/** What keeps this person of the responsible company from leading the order now. */
export const faultsOf = (
  order: DispatchOrder,
  { staff }: DispatchCandidate,
  world: Pick<DispatchWorld, 'certificates' | 'leaves'>,
  rules: DispatchRules,
  now: Instant,
): readonly Refusal[] => {
  const faults: Refusal[] = []
  if (!rules.leadPosts.includes(staff.post)) faults.push({ code: 'dispatch.not-a-lead', params: { post: staff.post } })
  if (order.excludedStaff?.includes(staff.id)) faults.push({ code: 'dispatch.excluded' })
  const duty = onDuty(staff, world.leaves, rules.shift, now)
  if (!duty.ok) faults.push(duty.refusal)
  const lead = leadEligibility(staff, world.certificates, order, dayOf(now), rules.certificates)
  if (!lead.ok && lead.refusal.code !== 'people.not-employed') faults.push(lead.refusal)
  return faults
}

const fitsStep = (
  step: DispatchStep,
  entry: Look,
  order: DispatchOrder,
  world: DispatchWorld,
  rules: DispatchRules,
): boolean => {
  if (step === 'station') return entry.isOfStation
  return entry.candidate.staff.id === namedBy(step, order, world) && entry.candidate.openOrders < rules.maxOpenOrders
}

/** Whom a step means by name. */
const namedBy = (step: DispatchStep, order: DispatchOrder, world: DispatchWorld): string | undefined =>
  step === 'gridOwner'
    ? world.grids.find((grid) => grid.id === order.place.gridId)?.ownerStaffId
    : step === 'lastVisit'
      ? order.lastVisitBy
      : undefined

const byPreference = (a: Look, b: Look): number =>
  a.candidate.openOrders - b.candidate.openOrders ||
  nearness(a) - nearness(b) ||
  (a.candidate.staff.number < b.candidate.staff.number ? -1 : 1)

/** An unknown place counts as the farthest. */
const nearness = (entry: Look): number => entry.distanceMetres ?? Number.MAX_SAFE_INTEGER

const consideration = (
  entry: Look,
  chosen: Choice | undefined,
  order: DispatchOrder,
  world: DispatchWorld,
  rules: DispatchRules,
): Consideration => {
  const { candidate, distanceMetres, faults } = entry
  const facts = {
    staffId: candidate.staff.id,
    openOrders: candidate.openOrders,
    ...(distanceMetres === undefined ? {} : { distanceMetres }),
  }
  if (entry === chosen?.entry) return { ...facts, verdict: 'chosen', reasons: [{ code: BY_STEP[chosen.step] }] }
  const isNamed = rules.steps.some((name) => namedBy(name, order, world) === candidate.staff.id)
  const reasons = [
    ...faults,
    ...(isNamed && candidate.openOrders >= rules.maxOpenOrders ? [overloaded(candidate, rules)] : []),
    ...(!entry.isOfStation && !isNamed && faults.length === 0 ? [{ code: 'dispatch.other-station' }] : []),
  ]
  if (faults.length > 0 || !chosen || reasons.some((reason) => reason.code === 'dispatch.other-station'))
    return { ...facts, verdict: 'unfit', reasons }
  return { ...facts, verdict: 'eligible', reasons: [...reasons, whyNotFirst(entry, chosen)] }
}

const BY_STEP: Record<DispatchStep, string> = {
  gridOwner: 'dispatch.by-grid-owner',
  lastVisit: 'dispatch.by-last-visit',
  station: 'dispatch.by-station',
}
const AFTER_STEP: Record<Exclude<DispatchStep, 'station'>, string> = {
  gridOwner: 'dispatch.after-grid-owner',
  lastVisit: 'dispatch.after-last-visit',
}

const overloaded = (candidate: DispatchCandidate, rules: DispatchRules): Refusal => ({
  code: 'dispatch.overloaded',
  params: { openOrders: candidate.openOrders, limit: rules.maxOpenOrders },
})

const whyNotFirst = (entry: Look, { entry: chosen, step }: Choice): Refusal => {
  if (step !== 'station') return { code: AFTER_STEP[step] }
  if (entry.candidate.openOrders > chosen.candidate.openOrders)
    return {
      code: 'dispatch.more-loaded',
      params: { openOrders: entry.candidate.openOrders, best: chosen.candidate.openOrders },
    }
  if (nearness(entry) > nearness(chosen)) return { code: 'dispatch.farther' }
  return { code: 'dispatch.later-number' }
}
