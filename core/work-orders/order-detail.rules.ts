/**
 * What the screens show of one order: the order itself, masked for whoever has not the whole, its clocks and holders up to now, and the
 * actions that stand open to the reader. The server answers with it; the phone shows the same of what it did without network. (R-B1)
 */
import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import type { Refusal } from '#core/result.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import { elapsed, isLate, isPaused, tightest } from '#core/sla/clock.ts'
import { holderMinutes } from '#core/sla/holders.ts'
import type { Holder } from '#core/sla/sla.ts'
import type { Instant } from '#core/time.ts'
import type { OrderDetail } from './work-order.contract.ts'
import { actionOffers } from './work-order.decide.ts'
import { dueAtOf } from './work-order.sla.ts'
import { isFinal, stateOf } from './work-order.state.ts'
import { appointmentOf, currentTask, holderOf, type WorkOrder } from './work-order.ts'

type Names = ReadonlyMap<string, string>

/** What stands beside the order. */
export type BesideOrder = Pick<
  OrderDetail,
  'requiredReadings' | 'repeats' | 'parent' | 'files' | 'awaitedFiles' | 'events' | 'reports'
> & {
  /** Of the people and stations that the order names, by id. */
  readonly names: Names
}

export type DetailContext = {
  readonly actor: Actor
  readonly now: Instant
  readonly calendar: WorkCalendar
  /** A refusal in the reader's language. */
  readonly say: (refusal: Refusal) => string
}

/** The order as its detail shows it. */
export const orderDetailOf = (order: WorkOrder, beside: BesideOrder, context: DetailContext): OrderDetail => {
  const { actor, now, calendar, say } = context
  const { names } = beside
  const state = stateOf(order)
  const task = currentTask(order)
  const appointment = appointmentOf(order)
  const { customer, counters } = order
  const isFull = can(actor, 'personal-data.full')
  const staffId = task.holder.level === 'engineer' ? (task.holder.staffId ?? null) : null
  return {
    id: order.id,
    number: order.number,
    kind: order.kind,
    line: order.line,
    state,
    isOpen: !isFinal(state),
    prefecture: order.prefecture,
    county: order.county,
    areaClass: order.areaClass,
    companyId: order.companyId ?? null,
    stationId: order.stationId ?? null,
    stationName: order.stationId ? (names.get(order.stationId) ?? null) : null,
    staffId,
    staffName: staffId ? (names.get(staffId) ?? null) : null,
    isInPool: task.isInPool,
    customerName: (isFull ? customer.name : maskName(customer.name)) ?? null,
    customerPhone: (isFull ? customer.phone : maskPhone(customer.phone)) ?? null,
    address: (isFull ? customer.address : maskAddress(customer.address)) ?? null,
    account: customer.account ?? null,
    symptom: order.symptom,
    symptomCode: order.symptomCode ?? null,
    description: order.description ?? null,
    grade: order.grade ?? null,
    priority: order.priority,
    channel: order.channel,
    source: order.source,
    externalNumber: order.externalNumber ?? null,
    customerManagerId: order.customerManagerId ?? null,
    customerManagerName: order.customerManagerId ? (names.get(order.customerManagerId) ?? null) : null,
    homeUserId: customer.homeUserId ?? null,
    enterpriseLineId: customer.enterpriseLineId ?? null,
    boxCode: customer.boxCode ?? null,
    bandwidthMbps: order.bandwidthMbps ?? null,
    lon: customer.lon ?? null,
    lat: customer.lat ?? null,
    preferredAt: order.preferredAt ?? null,
    preferred: order.preferred ? { from: order.preferred.from, to: order.preferred.to } : null,
    contact: {
      firstAt: order.contact?.firstAt ?? null,
      secondAt: order.contact?.secondAt ?? null,
      callBackAt: order.contact?.callBackAt ?? null,
    },
    dueAt: dueAtOf(order),
    warnAt: tightest(order.sla.clocks)?.warnAt ?? null,
    appointmentFrom: appointment?.from ?? null,
    appointmentTo: appointment?.to ?? null,
    createdAt: order.createdAt,
    createdByName: order.createdByName,
    archivedAt: order.archivedAt ?? null,
    urges: counters.urges,
    reworks: counters.reworks,
    escalationLevel: counters.escalationLevel,
    version: order.version,
    repeats: beside.repeats,
    parent: beside.parent,
    holder: presentHolder(holderOf(order), names),
    isAccepted: task.isAccepted,
    desk: task.desk ?? null,
    helpers: [...task.helpers],
    helperNames: task.helpers.flatMap((id) => names.get(id) ?? []),
    result: task.result ? { ...task.result } : null,
    pending: order.pending ? { ...order.pending } : null,
    suspension: order.suspension ? { ...order.suspension } : null,
    supervision: order.supervision ? { ...order.supervision } : null,
    stop: presentStop(order.stop),
    hazards: [...(order.safety?.flags ?? [])],
    counters: { ...counters },
    requiredReadings: beside.requiredReadings,
    clocks: order.sla.clocks.map((clock) => ({
      kind: clock.kind,
      party: clock.party,
      startedAt: clock.startedAt,
      limitMinutes: clock.limitMinutes,
      dueAt: clock.dueAt,
      originalDueAt: clock.originalDueAt,
      warnAt: clock.warnAt,
      isPaused: isPaused(clock, now),
      isLate: isLate(clock, now),
      stoppedAt: clock.stopped?.at ?? null,
      ...elapsed(clock, now, calendar),
    })),
    holders: holderMinutes(order.sla.holders, order.sla.pauses, now).map(({ span, ...minutes }) => ({
      ...presentHolder(span, names),
      from: span.from,
      to: span.to ?? null,
      byRule: span.byRule,
      ...minutes,
    })),
    pauses: order.sla.pauses
      .filter((pause) => pause.stops.includes('whole'))
      .map(({ cause, startedAt, endedAt, endsAt }) => ({ cause, from: startedAt, to: endedAt ?? null, endsAt })),
    visits: order.visits.map((each) => presentVisit(each, names)),
    files: beside.files,
    awaitedFiles: beside.awaitedFiles,
    events: beside.events,
    reports: beside.reports,
    actions: actionOffers(order, actor).map(({ action, needs, refusal }) => ({
      action,
      needs: [...needs],
      refusal: refusal ? { code: refusal.code, title: say(refusal) } : null,
    })),
    now,
  }
}

const presentHolder = (holder: Holder, names: Names): OrderDetail['holder'] => ({
  level: holder.level,
  companyId: holder.companyId ?? null,
  stationId: holder.stationId ?? null,
  staffId: holder.staffId ?? null,
  name: names.get(holder.staffId ?? holder.stationId ?? '') ?? null,
})

const presentVisit = (visit: WorkOrder['visits'][number], names: Names): OrderDetail['visits'][number] => ({
  number: visit.number,
  leadStaffId: visit.leadStaffId,
  leadName: names.get(visit.leadStaffId) ?? null,
  helpers: [...visit.helpers],
  windowFrom: visit.windowFrom ?? null,
  windowTo: visit.windowTo ?? null,
  departedAt: visit.departedAt ?? null,
  arrivedAt: visit.arrivedAt ?? null,
  arrival: visit.arrival ? { ...visit.arrival } : null,
  startedAt: visit.startedAt ?? null,
  restoredAt: visit.restoredAt ?? null,
  endedAt: visit.endedAt ?? null,
  outcome: visit.outcome ?? null,
  evidence: visit.evidence.map((item) => ({ ...item })),
  taskId: visit.taskId,
  checklist: visit.checklist ?? null,
  steps: (visit.steps ?? []).map((record) => ({ ...record })),
  materials: (visit.materials ?? []).map((material) => ({ ...material })),
})

/** The stop that waits for its review, as every screen shows it. */
export const presentStop = (stop: WorkOrder['stop']): OrderDetail['stop'] =>
  stop ? { reason: stop.reason, note: stop.note, at: stop.at, byName: stop.byName, rungAt: stop.rungAt ?? null } : null
