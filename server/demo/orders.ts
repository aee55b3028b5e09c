import type { Actor } from '#core/access/scope.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { addDays, dayOf, epochMsOf, type Instant, instantOf, startOfDay } from '#core/time.ts'
import { accessTypeOf, checklistFor, type VisitPlan } from '#core/visits/checklist.ts'
import { stepsFor } from '#core/visits/steps.rules.ts'
import type { NewOrder } from '#core/work-orders/work-order.create.ts'
import { orderSettings } from '#core/work-orders/work-order.parameters.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { type BulkOrder, checklists, resolvedFor } from '#server/work-orders/index.ts'
import { type Cast, type Life, liveOrder, type Scene } from './life.ts'
import { CHANNELS, type Dice, SYMPTOMS } from './random.ts'
import type { DemoCustomer, DemoStaff, DemoStation } from './world.ts'

export type Stage = {
  readonly customers: readonly DemoCustomer[]
  readonly stationByCounty: ReadonlyMap<string, DemoStation>
  readonly teamByCounty: ReadonlyMap<string, readonly DemoStaff[]>
  readonly actors: { readonly desk: Actor; readonly dispatcher: Actor; readonly clerk: Actor; readonly quality: Actor }
  readonly userByStaff: ReadonlyMap<string, string>
}

/** Numbers go on from what is taken: one running number for each prefecture and day. */
export type Numbers = Map<string, number>

/** People report by day more than by night. */
const HOUR_WEIGHTS = [2, 1, 1, 1, 1, 1, 2, 4, 8, 10, 10, 9, 7, 8, 9, 9, 8, 8, 9, 10, 9, 7, 5, 3]
const hourOf = (dice: Dice): number => {
  let left = dice.next() * HOUR_WEIGHTS.reduce((sum, weight) => sum + weight, 0)
  for (const [hour, weight] of HOUR_WEIGHTS.entries()) {
    left -= weight
    if (left < 0) return hour
  }
  return HOUR_WEIGHTS.length - 1
}

/** Some time on the day, never after `until`. */
export const reportedAt = (dice: Dice, day: string, until: Instant): Instant => {
  const at = epochMsOf(startOfDay(day)) + ((hourOf(dice) * 60 + dice.whole(0, 59)) * 60 + dice.whole(0, 59)) * 1000
  const latest = epochMsOf(until)
  return instantOf(at <= latest ? at : latest - dice.whole(2, 600) * 60_000)
}

/** Who plays in it, and how far it goes, where that is not left to the dice. */
export type Part = {
  readonly customer?: DemoCustomer | undefined
  readonly person?: DemoStaff | undefined
  readonly scene?: Scene | undefined
}

/** One order of the demo with everything that happened to it until `until`. */
export const demoOrder = (
  deps: Deps,
  stage: Stage,
  dice: Dice,
  createdAt: Instant,
  until: Instant,
  numbers: Numbers,
  part: Part = {},
): Life | undefined => {
  const customer = part.customer ?? dice.pick(stage.customers)
  const { row } = customer
  const station = stage.stationByCounty.get(customer.county)
  const team = (stage.teamByCounty.get(customer.county) ?? []).filter(({ post }) => post !== 'stationHead').slice(0, -1)
  if (!station || team.length === 0) return undefined
  const person = part.person ?? dice.pick(team)
  const prefecture = prefectureOf(customer.county)
  const given: NewOrder = {
    ...{
      prefecture,
      id: newId(),
      number: numberOf(deps, prefecture, createdAt, numbers),
      kind: 'fault',
      line: customer.line,
    },
    ...{
      county: customer.county,
      areaClass: row.area_class as NewOrder['areaClass'],
      channel: dice.pick(CHANNELS),
      symptom: dice.pick(SYMPTOMS),
    },
    customer: {
      ...(customer.line === 'home' ? { homeUserId: customer.id } : { enterpriseLineId: customer.id }),
      account: customer.account,
      name: (row.name ?? row.customer_name) as string,
      phone: (row.phone ?? row.contact_phone) as string,
      address: (row.address ?? row.a_address) as string,
      addressKey: (row.address_key ?? row.a_address_key) as string,
      lon: row.lon as number,
      lat: row.lat as number,
      boxCode: (row.box_code as string | undefined) ?? undefined,
    },
    ...{
      gridId: (row.grid_id as string | null) ?? undefined,
      grade: ((row.customer_level ?? row.grade) as string | null) ?? undefined,
    },
    ...{
      bandwidthMbps: row.bandwidth_mbps as number,
      customerManagerId: (row.manager_user_id as string | null) ?? undefined,
    },
    ...{ source: 'demo', createdAt, createdByName: stage.actors.desk.name, isDemo: true },
  }
  const resolved = resolvedFor(deps, { prefecture, county: customer.county, companyId: station.companyId }, createdAt)
  const engineer: Actor = {
    ...stage.actors.dispatcher,
    name: person.name,
    roles: ['engineer'],
    userId: stage.userByStaff.get(person.id) ?? stage.actors.dispatcher.userId,
  }
  const cast: Cast = {
    ...stage.actors,
    engineer,
    station: { id: station.id, companyId: station.companyId, name: station.name },
    lead: { staffId: person.id, name: person.name, companyId: person.companyId, stationId: station.id },
  }
  return liveOrder(given, cast, {
    rules: resolved.rules,
    calendar: deps.calendar,
    settings: orderSettings(resolved.resolve, 'fault', customer.line),
    dice,
    plan: shippedPlan(customer),
    until,
    scene: part.scene,
  })
}

/** The steps of a fault at this customer as they ship: the demo's places have no hazards. */
const shippedPlan = ({ line, row }: DemoCustomer): VisitPlan | undefined => {
  const access = accessTypeOf(line, row.access_method as string | null | undefined)
  const checklist = checklistFor(checklists, 'fault', access)
  return (
    checklist && { checklist: { code: checklist.code, version: 0 }, steps: stepsFor(checklist.steps, []), hazards: [] }
  )
}

const numberOf = (deps: Deps, prefecture: string, at: Instant, numbers: Numbers): string => {
  const day = dayOf(at)
  const key = `${prefecture} ${day}`
  const next = (numbers.get(key) ?? 0) + 1
  numbers.set(key, next)
  return `${deps.regions.byCode.get(prefecture)?.abbreviation ?? 'XX'}${day.slice(2).replaceAll('-', '')}-${String(next).padStart(4, '0')}`
}

export const bulkOf = ({ order, events, changedAt }: Life): BulkOrder => ({ order, changedAt, events })

/** The day on which an order of the past was reported, and one of today. */
export const dayBefore = (now: Instant, days: number): string => addDays(dayOf(now), -days)
