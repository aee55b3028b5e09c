import { maskAddress, maskName, maskPhone } from '#core/access/masking.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { elapsed, isLate, isPaused } from '#core/sla/clock.ts'
import { holderMinutes } from '#core/sla/holders.ts'
import type { Holder } from '#core/sla/sla.ts'
import { type Language, textOf } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { actionOffers } from '#core/work-orders/work-order.decide.ts'
import { isFinal, stateOf } from '#core/work-orders/work-order.state.ts'
import { appointmentOf, currentTask, holderOf, type WorkOrder } from '#core/work-orders/work-order.ts'
import { ACT, KEEP_PLANS } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type Names, namesOf } from './holder-name.store.ts'
import { FILE_JSON, type FileOfOrder, presentFiles } from './order-file.ts'
import { settingsOf } from './work-order.context.ts'
import { type OrderRow, orderOfRow } from './work-order.row.ts'
import { dueAtOf } from './work-order.service.ts'

type Event = OrderDetail['events'][number]
type DetailRow = OrderRow & {
  readonly events: readonly Event[] | null
  readonly files: readonly FileOfOrder[] | null
  readonly reports: OrderDetail['reports'] | null
}

/** Whether the reader sees it. */
const VISIBLE = 'SELECT id FROM work_order WHERE number = $1'
/** The order with everything beside it, asked for once it is known to be visible. */
const DETAIL = `
SELECT w.*,
  (SELECT json_agg(t ORDER BY t.position) FROM task t WHERE t.prefecture = w.prefecture AND t.work_order_id = w.id) AS tasks,
  (SELECT json_agg(v ORDER BY v.number) FROM visit v WHERE v.prefecture = w.prefecture AND v.work_order_id = w.id) AS visits,
  (SELECT json_agg(json_build_object('id', e.id, 'kind', e.kind, 'at', e.at, 'deviceAt', e.device_at, 'actorName', e.actor_name,
            'actorRole', e.actor_role, 'source', e.source, 'data', e.data - 'sla') ORDER BY e.id)
     FROM event e WHERE e.prefecture = w.prefecture AND e.subject_id = w.id AND e.subject_type = 'workOrder') AS events,
  (SELECT json_agg(${FILE_JSON} ORDER BY f.created_at, f.id)
     FROM stored_file f WHERE f.prefecture = w.prefecture AND f.subject_id = w.id AND f.subject_type = 'workOrder') AS files,
  (SELECT json_agg(json_build_object('number', r.number, 'receivedAt', r.received_at, 'channel', r.channel, 'symptom', r.symptom,
            'isDuplicate', r.is_duplicate) ORDER BY r.received_at)
     FROM report r WHERE r.prefecture = w.prefecture AND r.work_order_id = w.id) AS reports
FROM work_order w WHERE w.number = $1`

/** The numbers of the orders that few orders point to. */
const RELATED = 'SELECT id, number FROM work_order WHERE prefecture = $1 AND id = ANY ($2::uuid[])'

const iso = (at: string): Instant => new Date(at).toISOString()

/** One order with its history, in one round trip. Refusals: `work-orders.not-found`. */
export const readOrder = async (
  deps: Deps,
  actor: Actor,
  number: string,
  language: Language,
): Promise<Result<OrderDetail>> => {
  const [visible, found] = await deps.db.readSeveral(actor.scope, [
    KEEP_PLANS,
    { name: 'order.visible', text: VISIBLE, values: [number] },
    ACT,
    { name: 'order.detail', text: DETAIL, values: [number] },
  ])
  const row = found?.[0] as DetailRow | undefined
  if (!visible?.[0] || !row) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
  const order = orderOfRow(row)
  const [names, numbers] = await Promise.all([namesIn(deps, order), relatedNumbers(deps, actor, order)])
  return ok(presentOrder(deps, actor, { row, order, names, numbers }, language))
}

const namesIn = (deps: Deps, order: WorkOrder): Promise<Names> => {
  const { sla, visits, customerManagerId } = order
  return namesOf(deps, [
    ...currentTask(order).helpers,
    ...sla.holders.flatMap(({ staffId, stationId }) => [staffId, stationId]),
    ...visits.map(({ leadStaffId }) => leadStaffId),
    customerManagerId,
  ])
}

/** Of the order that it repeats and of its parent, by id. */
const relatedNumbers = async (
  deps: Deps,
  actor: Actor,
  { prefecture, repeatsId, parentId }: WorkOrder,
): Promise<ReadonlyMap<string, string>> => {
  const ids = [repeatsId, parentId].filter((id) => id !== undefined)
  if (ids.length === 0) return new Map()
  const [rows = []] = await deps.db.readSeveral(actor.scope, [
    ACT,
    { name: 'order.related', text: RELATED, values: [prefecture, ids] },
  ])
  return new Map((rows as { id: string; number: string }[]).map((each) => [each.id, each.number]))
}

type Found = {
  readonly row: DetailRow
  readonly order: WorkOrder
  readonly names: Names
  readonly numbers: ReadonlyMap<string, string>
}

const presentOrder = (
  deps: Deps,
  actor: Actor,
  { row, order, names, numbers }: Found,
  language: Language,
): OrderDetail => {
  const now = deps.clock.now()
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
    dueAt: dueAtOf(order),
    warnAt: (row.warn_at as string | null) ?? null,
    appointmentFrom: appointment?.from ?? null,
    appointmentTo: appointment?.to ?? null,
    createdAt: order.createdAt,
    createdByName: order.createdByName,
    archivedAt: order.archivedAt ?? null,
    urges: counters.urges,
    reworks: counters.reworks,
    escalationLevel: counters.escalationLevel,
    version: order.version,
    repeats: numbers.get(order.repeatsId ?? '') ?? null,
    parent: numbers.get(order.parentId ?? '') ?? null,
    holder: presentHolder(holderOf(order), names),
    isAccepted: task.isAccepted,
    desk: task.desk ?? null,
    helpers: [...task.helpers],
    helperNames: task.helpers.flatMap((id) => names.get(id) ?? []),
    result: task.result ? { ...task.result } : null,
    pending: order.pending ? { ...order.pending } : null,
    suspension: order.suspension ? { ...order.suspension } : null,
    supervision: order.supervision ? { ...order.supervision } : null,
    counters: { ...counters },
    requiredReadings: [...settingsOf(deps, order, now).requiredReadings],
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
      ...elapsed(clock, now, deps.calendar),
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
    files: [...presentFiles(order, row.files ?? [], row.events ?? [])],
    events: (row.events ?? []).map((event) => ({
      ...event,
      at: iso(event.at),
      deviceAt: event.deviceAt && iso(event.deviceAt),
    })),
    reports: (row.reports ?? []).map((report) => ({ ...report, receivedAt: iso(report.receivedAt) })),
    actions: actionOffers(order, actor).map(({ action, needs, refusal }) => ({
      action,
      needs: [...needs],
      refusal: refusal
        ? { code: refusal.code, title: textOf(deps.texts, refusal.code, language, refusal.params) }
        : null,
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
})
