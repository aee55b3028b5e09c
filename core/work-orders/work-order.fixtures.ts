import type { RoleName } from '#core/access/role.ts'
import { roleOf } from '#core/access/role.ts'
import { type Actor, permissionsOf, reachOf } from '#core/access/scope.ts'
import { ok } from '#core/result.ts'
import { workCalendar } from '#core/sla/calendar.ts'
import { slaRulesAt } from '#core/sla/sla.rules.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { type CauseCode, causeCodeLists } from './cause-code.ts'
import type { Facts, OrderContext } from './work-order.context.ts'
import { createOrder, type NewOrder } from './work-order.create.ts'
import { orderSettings } from './work-order.parameters.ts'
import type { WorkOrder } from './work-order.ts'

export const STATION = { id: '00000000-0000-7000-8000-00000000a001', companyId: 'tietong', name: '南明站' }
export const ENGINEER = {
  staffId: '00000000-0000-7000-8000-00000000b001',
  name: '吴启明',
  companyId: 'tietong',
  stationId: STATION.id,
}
export const NOON: Instant = '2026-11-18T04:00:00.000Z'

/** Ids that count up, so that a test gives the same every time. */
export const countedIds = (): (() => string) => {
  let count = 0
  return () => {
    count += 1
    return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`
  }
}

/** Somebody with a role, in the place of the fixtures' order. */
export const anActor = (role: RoleName, more: Partial<Actor> = {}): Actor => {
  const isOperator = roleOf(role).side !== 'contractor'
  return {
    userId: `user-${role}`,
    name: role,
    roles: [role],
    permissions: permissionsOf([role]),
    isOperator,
    scope: {
      userId: `user-${role}`,
      companyId: isOperator ? undefined : STATION.companyId,
      prefectures: ['520100'],
      stationId: isOperator ? undefined : STATION.id,
      staffId: role === 'engineer' ? ENGINEER.staffId : undefined,
      reach: reachOf([role]),
    },
    source: 'test',
    ...more,
  }
}

const calendar = workCalendar({ years: [2026], fixedHolidays: ['10-01'], holidays: {}, makeUpDays: {} })

/** Everything that a rule is given, with what the service would have looked up. */
export const aContext = (more: Partial<OrderContext> = {}): OrderContext => {
  const at = more.at ?? more.now ?? NOON
  return {
    now: at,
    at,
    actor: anActor('countyDesk'),
    calendar,
    rules: slaRulesAt([], dayOf(at)),
    settings: orderSettings((definition) => definition.default, 'fault', 'home'),
    newId: countedIds(),
    reasons: everyReason,
    facts: everyFact,
    ...more,
  }
}

/** One reason in each list, called the same everywhere. */
export const BECAUSE = 'because'
const everyReason: readonly CauseCode[] = causeCodeLists.map((list) => ({
  ...{ list, code: BECAUSE, name: { 'zh-CN': '原因', en: 'Reason' } },
  ...{ group: 'other', evidence: [] },
}))

export const everyFact: Facts = {
  route: ok({ companyId: STATION.companyId, station: STATION, why: [] }),
  station: ok(STATION),
  lead: ok(ENGINEER),
  helpers: ok([]),
  party: ok('contractor'),
  areFilesKnown: true,
}

export const aNewOrder = (more: Partial<NewOrder> = {}): NewOrder => ({
  prefecture: '520100',
  id: '00000000-0000-7000-8000-00000000c001',
  number: 'GY261118-0001',
  kind: 'fault',
  line: 'home',
  county: '520102',
  areaClass: 'urban',
  customer: {
    account: 'ys52010200001',
    name: '王某',
    phone: '19900000001',
    address: '南明区清溪苑1栋',
    lon: 106.71,
    lat: 26.57,
  },
  channel: 'hotline',
  symptom: '不能上网',
  source: 'console',
  createdAt: NOON,
  createdByName: '客响',
  ...more,
})

export const aWorkOrder = (more: Partial<NewOrder> = {}): WorkOrder => createOrder(aNewOrder(more), aContext()).order
