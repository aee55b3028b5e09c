import type { Actor } from '#core/access/scope.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { type Language, textOf } from '#core/text.ts'
import type { Instant } from '#core/time.ts'
import { orderDetailOf } from '#core/work-orders/order-detail.rules.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { currentTask, type WorkOrder } from '#core/work-orders/work-order.ts'
import { ACT, KEEP_PLANS } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { type Names, namesOf } from './holder-name.store.ts'
import {
  AWAITED_JSON,
  type AwaitedFile,
  FILE_JSON,
  type FileOfOrder,
  presentAwaited,
  presentFiles,
} from './order-file.ts'
import { settingsOf } from './work-order.context.ts'
import { type OrderRow, orderOfRow } from './work-order.row.ts'

type Event = OrderDetail['events'][number]
type DetailRow = OrderRow & {
  readonly events: readonly Event[] | null
  readonly files: readonly FileOfOrder[] | null
  readonly awaited: readonly AwaitedFile[] | null
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
  (SELECT json_agg(${AWAITED_JSON} ORDER BY u.created_at, u.id)
     FROM upload u WHERE u.prefecture = w.prefecture AND u.work_order_id = w.id AND u.done_at IS NULL) AS awaited,
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
  const now = deps.clock.now()
  const events = (row.events ?? []).map((event) => ({
    ...event,
    at: iso(event.at),
    deviceAt: event.deviceAt && iso(event.deviceAt),
  }))
  const beside = {
    names,
    repeats: numbers.get(order.repeatsId ?? '') ?? null,
    parent: numbers.get(order.parentId ?? '') ?? null,
    requiredReadings: [...settingsOf(deps, order, now).requiredReadings],
    files: [...presentFiles(order, row.files ?? [], row.events ?? [])],
    awaitedFiles: [...presentAwaited(order, row.awaited ?? [], row.events ?? [])],
    events,
    reports: (row.reports ?? []).map((report) => ({ ...report, receivedAt: iso(report.receivedAt) })),
  }
  const say = (refusal: Refusal) => textOf(deps.texts, refusal.code, language, refusal.params)
  return ok(orderDetailOf(order, beside, { actor, now, calendar: deps.calendar, say }))
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
