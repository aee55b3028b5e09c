import { safetyParameters } from '#core/safety/safety.parameters.ts'
import type { WorkCalendar } from '#core/sla/calendar.ts'
import { tightest } from '#core/sla/clock.ts'
import type { SlaRules } from '#core/sla/sla.rules.ts'
import type { Holder } from '#core/sla/sla.ts'
import { nextTimerAt } from '#core/sla/timers.ts'
import { earlier, type Instant } from '#core/time.ts'
import { callBackBellAt } from '#core/work-orders/call-back.rules.ts'
import { isReportedOn, progressBellAt } from '#core/work-orders/progress.rules.ts'
import { type Resolve, workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { reviewsOf } from '#core/work-orders/work-order.safety.ts'
import { slaFactsOf } from '#core/work-orders/work-order.sla.ts'
import { isFinal, type OrderState } from '#core/work-orders/work-order.state.ts'
import { stopBellAt } from '#core/work-orders/work-order.stop-work.ts'
import {
  appointmentOf,
  currentTask,
  heldFrom,
  holderOf,
  type Task,
  type Visit,
  type WorkOrder,
} from '#core/work-orders/work-order.ts'

/** A row of `work_order` with its tasks and visits, as `LOAD` answers. */
export type OrderRow = Readonly<Record<string, unknown>> & {
  readonly tasks: readonly TaskRow[]
  readonly visits: readonly VisitRow[] | null
}
type TaskRow = {
  id: string
  position: number
  code: string
  stage: Task['stage']
  holder: TaskHolder
  result: Task['result'] | null
  finished_at: string | null
}
/** What of a task has no column of its own. */
type TaskHolder = Pick<
  Task,
  'holder' | 'isAccepted' | 'isInPool' | 'helpers' | 'desk' | 'previousHolder' | 'restoredAt'
>
type VisitRow = Readonly<Record<string, string | number | null>> & {
  readonly helpers: string[]
  readonly arrival: Visit['arrival'] | null
  readonly evidence: Visit['evidence']
  readonly details: VisitDetails
}
/** What of a visit has no column of its own. */
type VisitDetails = Pick<Visit, 'checklist' | 'steps' | 'materials'>
/** What of an order has no column of its own. */
type Details = Pick<
  WorkOrder,
  | 'suspension'
  | 'verification'
  | 'preferred'
  | 'contact'
  | 'supervision'
  | 'agreed'
  | 'progress'
  | 'confirmation'
  | 'safety'
  | 'stop'
  | 'flaggedTimes'
  | 'closedAs'
  | 'explanations'
>

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
/** Inside JSON an instant has PostgreSQL's own form. */
const instant = (value: unknown): Instant | undefined =>
  typeof value === 'string' ? new Date(value).toISOString() : undefined

export const orderOfRow = (row: OrderRow): WorkOrder => {
  const details = row.details as Details
  return {
    prefecture: row.prefecture as string,
    id: row.id as string,
    number: row.number as string,
    kind: row.kind as WorkOrder['kind'],
    line: row.line as WorkOrder['line'],
    county: row.county as string,
    gridId: text(row.grid_id),
    areaClass: row.area_class as WorkOrder['areaClass'],
    grade: text(row.grade),
    bandwidthMbps: number(row.bandwidth_mbps),
    customer: {
      homeUserId: text(row.home_user_id),
      enterpriseLineId: text(row.enterprise_line_id),
      account: text(row.account),
      name: text(row.customer_name),
      phone: text(row.customer_phone),
      address: text(row.address),
      addressKey: text(row.address_key),
      lon: number(row.lon),
      lat: number(row.lat),
      boxCode: text(row.box_code),
    },
    customerManagerId: text(row.customer_manager_id),
    companyId: text(row.company_id),
    stationId: text(row.station_id),
    channel: row.channel as string,
    symptomCode: text(row.symptom_code),
    symptom: row.symptom as string,
    description: text(row.description),
    preferredAt: text(row.preferred_at),
    priority: row.priority as number,
    source: row.source as string,
    externalNumber: text(row.external_number),
    createdAt: row.created_at as string,
    createdByName: row.created_by_name as string,
    parentId: text(row.parent_id),
    repeatsId: text(row.repeats_id),
    rectifiesId: text(row.rectifies_id),
    tasks: row.tasks.map(taskOfRow),
    visits: (row.visits ?? []).map(visitOfRow),
    sla: {
      clocks: row.clocks as WorkOrder['sla']['clocks'],
      pauses: row.pauses as WorkOrder['sla']['pauses'],
      holders: row.spans as WorkOrder['sla']['holders'],
    },
    pending: (row.pending as WorkOrder['pending'] | null) ?? undefined,
    suspension: details.suspension,
    verification: details.verification,
    preferred: details.preferred,
    contact: details.contact,
    supervision: details.supervision,
    explanations: details.explanations,
    agreed: details.agreed,
    progress: details.progress,
    confirmation: details.confirmation,
    safety: details.safety,
    stop: details.stop,
    flaggedTimes: details.flaggedTimes,
    closedAs: details.closedAs,
    counters: {
      urges: row.urge_count as number,
      reschedules: row.reschedule_count as number,
      reworks: row.rework_count as number,
      suspensions: row.suspend_count as number,
      refusals: row.refuse_count as number,
      escalationLevel: row.escalation_level as number,
    },
    restoredAt: text(row.restored_at),
    returnedAt: text(row.returned_at),
    archivedAt: text(row.archived_at),
    isDemo: row.is_demo as boolean,
    version: row.version as number,
  }
}

const taskOfRow = (row: TaskRow): Task => ({
  id: row.id,
  position: row.position,
  code: row.code,
  stage: row.stage,
  ...row.holder,
  result: row.result ?? undefined,
  finishedAt: instant(row.finished_at),
})

const visitOfRow = (row: VisitRow): Visit => ({
  id: row.id as string,
  taskId: row.task_id as string,
  number: row.number as number,
  leadStaffId: row.lead_staff_id as string,
  helpers: row.helpers,
  appointedAt: instant(row.appointed_at),
  windowFrom: instant(row.window_from),
  windowTo: instant(row.window_to),
  departedAt: instant(row.departed_at),
  arrivedAt: instant(row.arrived_at),
  arrival: row.arrival ?? undefined,
  startedAt: instant(row.started_at),
  restoredAt: instant(row.restored_at),
  endedAt: instant(row.ended_at),
  outcome: (row.outcome as Visit['outcome'] | null) ?? undefined,
  evidence: row.evidence,
  ...row.details,
})

/** What is needed to know when an order has something to say next: the parameters at its place. */
export type Timing = { readonly rules: SlaRules; readonly resolve: Resolve }

/** When a clock, a pause or a missing report has something to say next. */
const timerOf = (order: WorkOrder, { rules, resolve }: Timing, calendar: WorkCalendar): Instant | undefined => {
  const clockAt = nextTimerAt(order.sla, slaFactsOf(order, rules), rules, calendar)
  const bellAt = isReportedOn(order)
    ? progressBellAt(order, resolve(workOrderParameters.progressEveryMinutes))
    : undefined
  const callAt = callBackBellAt(order, resolve(workOrderParameters.callBackGraceMinutes))
  const stopAt = stopBellAt(order, resolve(safetyParameters.stopReviewMinutes))
  const times = [clockAt, bellAt, callAt, stopAt].filter((at) => at !== undefined)
  return times.length > 0 ? times.reduce(earlier) : undefined
}

/** What of an order changes with its actions, by column. */
export const changingColumns = (
  order: WorkOrder,
  state: OrderState,
  at: Instant,
  resolved: Timing,
  calendar: WorkCalendar,
): Readonly<Record<string, unknown>> => {
  const task = currentTask(order)
  const appointment = appointmentOf(order)
  const isOpen = !isFinal(state)
  const clock = tightest(order.sla.clocks)
  const worker: Holder = task.holder
  const {
    suspension,
    verification,
    preferred,
    contact,
    supervision,
    agreed,
    progress,
    confirmation,
    safety,
    stop,
    flaggedTimes,
    closedAs,
    counters,
  } = order
  const { explanations } = order
  const details: Details = {
    suspension,
    verification,
    preferred,
    contact,
    supervision,
    agreed,
    progress,
    confirmation,
    safety,
    stop,
    flaggedTimes,
    closedAs,
    explanations,
  }
  return {
    state,
    is_open: isOpen,
    holder_level: holderOf(order).level,
    company_id: order.companyId,
    station_id: order.stationId,
    staff_id: worker.level === 'engineer' ? worker.staffId : undefined,
    crew: [...task.helpers],
    in_pool: task.isInPool,
    second_line_desk: task.desk,
    due_at: clock?.dueAt,
    warn_at: clock?.warnAt,
    next_timer_at: isOpen ? timerOf(order, resolved, calendar) : undefined,
    appointment_from: appointment?.from,
    appointment_to: appointment?.to,
    held_from: isOpen ? heldFrom(order) : undefined,
    clocks: JSON.stringify(order.sla.clocks),
    spans: JSON.stringify(order.sla.holders),
    pauses: JSON.stringify(order.sla.pauses),
    pending: order.pending ? JSON.stringify(order.pending) : undefined,
    details: JSON.stringify(details),
    symptom: order.symptom,
    description: order.description,
    box_code: order.customer.boxCode,
    reviews: [...reviewsOf(order)],
    urge_count: counters.urges,
    reschedule_count: counters.reschedules,
    rework_count: counters.reworks,
    suspend_count: counters.suspensions,
    refuse_count: counters.refusals,
    escalation_level: counters.escalationLevel,
    restored_at: order.restoredAt,
    returned_at: order.returnedAt,
    archived_at: order.archivedAt,
    updated_at: at,
    version: order.version,
  }
}

/** What never changes after the order was made, by column. */
export const fixedColumns = (order: WorkOrder): Readonly<Record<string, unknown>> => ({
  prefecture: order.prefecture,
  id: order.id,
  number: order.number,
  kind: order.kind,
  line: order.line,
  county: order.county,
  grid_id: order.gridId,
  area_class: order.areaClass,
  customer_manager_id: order.customerManagerId,
  home_user_id: order.customer.homeUserId,
  enterprise_line_id: order.customer.enterpriseLineId,
  account: order.customer.account,
  customer_name: order.customer.name,
  customer_phone: order.customer.phone,
  address: order.customer.address,
  address_key: order.customer.addressKey,
  lon: order.customer.lon,
  lat: order.customer.lat,
  bandwidth_mbps: order.bandwidthMbps,
  grade: order.grade,
  channel: order.channel,
  symptom_code: order.symptomCode,
  preferred_at: order.preferredAt,
  priority: order.priority,
  source: order.source,
  external_number: order.externalNumber,
  created_at: order.createdAt,
  created_by_name: order.createdByName,
  parent_id: order.parentId,
  repeats_id: order.repeatsId,
  rectifies_id: order.rectifiesId,
  is_demo: order.isDemo,
})

export const taskRows = (order: WorkOrder): readonly Readonly<Record<string, unknown>>[] =>
  order.tasks.map(({ id, position, code, stage, result, finishedAt, ...holder }) => ({
    prefecture: order.prefecture,
    id,
    work_order_id: order.id,
    position,
    code,
    stage,
    holder,
    result,
    finished_at: finishedAt,
  }))

export const visitRows = (order: WorkOrder, visits: readonly Visit[]): readonly Readonly<Record<string, unknown>>[] =>
  visits.map((visit) => ({
    prefecture: order.prefecture,
    id: visit.id,
    work_order_id: order.id,
    task_id: visit.taskId,
    number: visit.number,
    lead_staff_id: visit.leadStaffId,
    helpers: visit.helpers,
    appointed_at: visit.appointedAt,
    window_from: visit.windowFrom,
    window_to: visit.windowTo,
    departed_at: visit.departedAt,
    arrived_at: visit.arrivedAt,
    arrival: visit.arrival,
    started_at: visit.startedAt,
    restored_at: visit.restoredAt,
    ended_at: visit.endedAt,
    outcome: visit.outcome,
    evidence: visit.evidence,
    details: { checklist: visit.checklist, steps: visit.steps, materials: visit.materials } satisfies VisitDetails,
  }))
