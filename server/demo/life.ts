import type { Actor } from '#core/access/scope.ts'
import type { Result } from '#core/result.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import type { SlaRules } from '#core/sla/sla.rules.ts'
import { addMinutes, epochMsOf, type Instant, minutesBetween } from '#core/time.ts'
import type { StepCode, VisitPlan } from '#core/visits/checklist.ts'
import { ticksOf } from '#core/visits/steps.rules.ts'
import type { Facts, Lead, OrderEvent, OrderSettings, Station } from '#core/work-orders/work-order.context.ts'
import { createOrder, type NewOrder } from '#core/work-orders/work-order.create.ts'
import { carryOut } from '#core/work-orders/work-order.decide.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { currentTask, openVisit, type WorkOrder } from '#core/work-orders/work-order.ts'
import { idAt } from '#server/platform/new-id.ts'
import { causeCodes } from '#server/work-orders/index.ts'
import { byDay } from './by-day.ts'
import type { Dice } from './random.ts'

/** The people through whose hands an order goes. */
export type Cast = {
  readonly desk: Actor
  readonly dispatcher: Actor
  readonly engineer: Actor
  readonly lead: Lead
  readonly station: Station
  readonly clerk: Actor
  readonly quality: Actor
}

export type LifeContext = {
  readonly rules: SlaRules
  readonly calendar: WorkCalendar
  readonly settings: OrderSettings
  readonly dice: Dice
  /** What has to be done on a visit. */
  readonly plan?: VisitPlan | undefined
  /** Nothing happens after this. */
  readonly until: Instant
  /** A life that is not drawn but told. */
  readonly scene?: Scene | undefined
}

/** How far an order has come by now, in even steps from its report. */
export type Scene = {
  /** The last action of the plan that was done, or `station`: sent there, named to nobody. Without one it lies with the desk. */
  readonly upTo?: OrderAction | 'station' | undefined
  /** What was asked after that and waits for an answer. */
  readonly asked?: 'requestSuspension' | 'handBack' | undefined
  /** When the agreed time begins, from now. */
  readonly windowInMinutes?: number | undefined
}

export type LivedEvent = OrderEvent & { readonly at: Instant; readonly actor: Actor; readonly id: string }
export type Life = { readonly order: WorkOrder; readonly events: readonly LivedEvent[]; readonly changedAt: Instant }

type Step = {
  readonly action: OrderAction
  readonly after: number
  readonly by: keyof Cast & ('desk' | 'dispatcher' | 'engineer' | 'clerk' | 'quality')
  readonly input: object
  readonly facts?: Facts
}

const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/**
 * One order's life through the real rules, as far as `until`: what the demo shows went the way that the product goes.
 * How quick people are is drawn: most are in time, some are late, a few come again or are sent back.
 */
export const liveOrder = (given: NewOrder, cast: Cast, context: LifeContext): Life => {
  const { dice, rules, calendar, settings, until } = context
  let now = given.createdAt
  let sequence = 0
  const newId = (): string => idAt(epochMsOf(now), sequence++ & 0xfff)
  const created = createOrder(given, { rules, calendar, newId })
  let order = created.order
  const events: LivedEvent[] = created.events.map((event) => ({ ...event, at: now, actor: cast.desk, id: newId() }))
  const slowness = dice.chance(0.08) ? dice.whole(3, 8) : dice.chance(0.3) ? 1.6 : 0.8
  const whole = planOf(given, cast, dice, context.plan)
  const plan = context.scene ? told(whole, context.scene, until) : whole
  const pace = context.scene && (epochMsOf(until) - epochMsOf(now)) / 60_000 / (plan.length + 1)
  for (const step of plan) {
    // Signing takes its time; it is nothing to be drawn.
    const pull = step.action === 'confirmService' ? 0.5 : dice.next()
    const drawn = Math.max(1, Math.round(step.after * slowness * (0.6 + pull * 0.8)))
    const at = step.action === 'depart' ? departureOf(order, now, drawn, pace) : addMinutes(now, pace ?? drawn)
    if (at > until) break
    const state = currentTask(order)
    if (step.action === 'passQualityCheck' && state.stage !== 'qualityCheck') continue
    if (step.action === 'callBack' && state.stage !== 'callback') continue
    now = at
    const actor = cast[step.by]
    const decided = carryOut(order, step.action, inputAt(step, now, newId) as ActionInput<OrderAction>, {
      ...{ now, at: now, actor, calendar, settings, rules, newId, reasons: causeCodes },
      facts: { ...step.facts, plan: context.plan },
    })
    // A drawn life that the rules do not allow ends where it is.
    if (!decided.ok) break
    order = decided.value.order
    for (const event of decided.value.events) events.push({ ...event, at: now, actor, id: newId() })
  }
  return { order, events, changedAt: now }
}

/** The plan as far as the scene goes, without the turns that are drawn, and what was asked at its end. */
const told = (plan: readonly Step[], { upTo, asked, windowInMinutes = 0 }: Scene, until: Instant): readonly Step[] => {
  const straight = plan.filter(
    ({ action, input }) =>
      action !== 'reschedule' && action !== 'urge' && !('outcome' in input && input.outcome === 'noAnswer'),
  )
  const last =
    upTo === 'station'
      ? straight.findIndex(({ action }) => action === 'accept')
      : straight.findLastIndex(({ action }) => action === upTo)
  const steps = straight.slice(0, last + 1).map((step) => {
    if (step.action !== 'appoint') return step
    const from = addMinutes(until, windowInMinutes)
    return { ...step, input: { from, to: addMinutes(from, 60), isAsked: from !== byDay(from) } }
  })
  if (asked === 'handBack') {
    return [
      ...steps,
      {
        action: asked,
        after: 1,
        by: 'dispatcher',
        input: { reasonCode: 'wrongContractor', reason: '地址在邻县，不属本公司' },
      },
    ]
  }
  if (asked === undefined) return steps
  const input = {
    ...{ cause: 'customerAbsent', reason: '客户出差，约好明天下午再上门', until: addMinutes(until, 26 * 60) },
    ...{ evidence: ['callRecord', 'photo'], evidenceFileIds: [] },
  }
  return [...steps, { action: asked, after: 1, by: 'engineer', input }]
}

/** Whoever agreed on a time leaves for it, a drawn life sooner or later than is right. */
const departureOf = (order: WorkOrder, now: Instant, drawn: number, pace: number | undefined): Instant => {
  const from = openVisit(order)?.windowFrom
  if (pace !== undefined || from === undefined) return addMinutes(now, pace ?? drawn)
  const minutesAhead = Math.round(minutesBetween(now, from))
  return addMinutes(now, Math.max(1, minutesAhead + Math.round(Math.max(0, drawn - minutesAhead) * 0.1) - 25))
}

/** Windows are agreed on for some time after the call, and never by night. */
const inputAt = (step: Step, now: Instant, newId: () => string): object => {
  if ('mode' in step.input && step.input.mode === 'signed') return { ...step.input, signatureFileId: newId() }
  if ('from' in step.input) return step.input
  if (step.action !== 'appoint' && step.action !== 'reschedule') return step.input
  const { inMinutes, ...rest } = step.input as { inMinutes: number }
  const from = byDay(addMinutes(now, inMinutes))
  return { ...rest, from, to: addMinutes(from, 60) }
}

/** What is ticked at that point of the visit, at once. */
const stepsDone = (plan: VisitPlan | undefined, ...codes: readonly StepCode[]): readonly Step[] => {
  const records = ticksOf(plan?.steps ?? []).filter(({ step }) => codes.includes(step))
  return records.length > 0 ? [{ action: 'recordStep', after: 2, by: 'engineer', input: { records } }] : []
}

const planOf = (given: NewOrder, cast: Cast, dice: Dice, visitPlan: VisitPlan | undefined): readonly Step[] => {
  const isHome = given.line === 'home'
  const { lon, lat } = given.customer
  const near =
    lon !== undefined && lat !== undefined
      ? { position: { lon: lon + 0.0004, lat: lat + 0.0003, accuracyMetres: 12 } }
      : { exception: '无卫星信号', reasonCode: 'noFix' }
  const cause = dice.pick(isHome ? HOME_CAUSES : LINE_CAUSES)
  const reading = isHome
    ? { kind: 'onuRxDbm', value: -(16 + dice.whole(0, 90) / 10), unit: 'dBm' }
    : { kind: 'pingLossPercent', value: 0, unit: '%' }
  const appointIn = dice.whole(40, 240)
  return [
    {
      action: 'dispatch',
      after: 4,
      by: 'desk',
      input: { mode: 'rule' },
      facts: { route: ok({ companyId: cast.lead.companyId, station: cast.station, why: [] }) },
    },
    { action: 'accept', after: 3, by: 'dispatcher', input: {}, facts: { station: ok(cast.station) } },
    {
      action: 'assign',
      after: 6,
      by: 'dispatcher',
      input: { mode: 'name', helpers: [] },
      facts: { lead: ok(cast.lead) },
    },
    { action: 'accept', after: 9, by: 'engineer', input: {} },
    ...(dice.chance(0.15)
      ? [
          {
            action: 'logContact' as const,
            after: 6,
            by: 'engineer' as const,
            input: { method: 'phone', outcome: 'noAnswer' },
          },
        ]
      : []),
    { action: 'logContact', after: 8, by: 'engineer', input: { method: 'phone', outcome: 'agreed', person: '本人' } },
    { action: 'appoint', after: 1, by: 'engineer', input: { inMinutes: appointIn } },
    ...(dice.chance(0.1)
      ? [
          {
            action: 'reschedule' as const,
            after: 20,
            by: 'engineer' as const,
            input: { inMinutes: 300, reason: '客户临时外出', reasonCode: 'customerAway', hasConsent: true },
          },
        ]
      : []),
    ...(dice.chance(0.07)
      ? [{ action: 'urge' as const, after: 10, by: 'desk' as const, input: { note: '客户催单' } }]
      : []),
    ...stepsDone(visitPlan, 'prepare', 'selfCheck'),
    { action: 'depart', after: appointIn * 0.8, by: 'engineer', input: {} },
    { action: 'arrive', after: 25, by: 'engineer', input: near },
    ...stepsDone(visitPlan, 'door', 'survey', 'terminal', 'plan'),
    { action: 'start', after: 3, by: 'engineer', input: {} },
    {
      action: 'addEvidence',
      after: 5,
      by: 'engineer',
      input: { kind: reading.kind, value: reading.value, unit: reading.unit },
    },
    { action: 'restore', after: 35, by: 'engineer', input: { kind: 'onSite' } },
    ...stepsDone(visitPlan, 'work', 'explain', 'card', 'cleanup', 'resources'),
    {
      action: 'confirmService',
      after: 5,
      by: 'engineer',
      input: confirmed({ done: cause.done, readings: [reading] }, dice.whole(3, 4), appointIn),
    },
    {
      action: 'return',
      after: 3,
      by: 'engineer',
      input: {
        ...{ kind: 'onSite', cause: cause.code, segment: cause.segment, done: cause.done, readings: [reading] },
      },
      facts: { party: ok(cause.party) },
    },
    { action: 'passContractorCheck', after: 45, by: 'clerk', input: {} },
    { action: 'passQualityCheck', after: 90, by: 'quality', input: {} },
    {
      action: 'callBack',
      after: 120,
      by: 'quality',
      input: { outcome: 'satisfied', scores: { overall: dice.whole(7, 10) }, isCauseConfirmed: true },
    },
    { action: 'archive', after: 60, by: 'desk', input: {} },
  ]
}

/** Most sign on glass; a few had to leave. */
const confirmed = (shown: object, satisfaction: number, drawn: number): object =>
  drawn % 14 === 0
    ? {
        ...{ ...shown, mode: 'absent', checks: {}, services: {}, reasonCode: 'customerLeft', reason: '用户临时离开' },
        callProof: '已打预留电话，本人说明临时外出，同意电话回访',
      }
    : {
        ...{ ...shown, mode: 'signed', satisfaction, signer: drawn % 3 === 0 ? 'family' : 'customer' },
        checks: { onTime: true, badge: true, shoeCovers: true, tidied: true, charged: false, cardGiven: true },
        services: { broadband: true },
        ...(satisfaction === 4 ? { opinion: '师傅很耐心，修好了' } : {}),
      }

type Found = { readonly code: string; readonly segment: string; readonly party: string; readonly done: string }
const HOME_CAUSES: readonly Found[] = [
  { code: 'line.drop.fibre.broken', segment: 'drop', party: 'contractor', done: '更换入户皮线，重新成端' },
  { code: 'device.onu.hardware.port', segment: 'ont', party: 'contractor', done: '更换光猫并重新注册' },
]
const LINE_CAUSES: readonly Found[] = [
  { code: 'line.lastMile.cable.aged', segment: 'lastMile', party: 'contractor', done: '更换末端光缆纤芯，测试正常' },
]
