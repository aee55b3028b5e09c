import type { Actor } from '#core/access/scope.ts'
import { wantsFeedback } from '#core/intake/channel.rules.ts'
import { keptUnder } from '#core/intake/reach.rules.ts'
import { prefectureOf, provinceOf } from '#core/organisation/region.ts'
import type { Refusal } from '#core/result.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { dueAtOf } from '#core/work-orders/work-order.sla.ts'
import { type OrderState, stateOf } from '#core/work-orders/work-order.state.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { nextNumber, readableNumber } from '#server/platform/numbers.ts'
import type { EventRow } from '#server/platform/record.store.ts'
import { makeOrder } from '#server/work-orders/index.ts'
import type { Incoming } from './incoming.ts'
import type { ReportColumns, SourceColumns } from './intake.store.ts'
import type { Judged } from './judge.ts'
import type { Matter } from './matters.store.ts'
import { orderDraft } from './order-draft.ts'

/** What a report has become, to be written by the caller, alone or with others. */
export type Settled = {
  readonly id: string
  readonly number: string
  readonly prefecture: string
  readonly columns: ReportColumns
  readonly sources: readonly SourceColumns[]
  readonly events: readonly EventRow[]
  readonly order:
    | { readonly id: string; readonly number: string; readonly state: OrderState; readonly dueAt: Instant | null }
    | undefined
  /** The order, when it was made for this report. */
  readonly made: WorkOrder | undefined
  readonly isJoined: boolean
  /** Number of the waiting report that it follows. */
  readonly follows: string | undefined
  readonly repeats: string | undefined
  /** Why it waits. */
  readonly reason: Refusal | undefined
  readonly warnings: readonly Refusal[]
}

/** A report that was kept before and finds its place now. */
export type Kept = {
  readonly id: string
  readonly number: string
  readonly createdAt: Instant
  readonly createdBy: string | null
  readonly createdByName: string
  readonly firstFeedbackAt: Instant | null
  readonly version: number
}

/** Makes the order or joins it, and says what the report's row is. Nothing is awaited but numbers. */
export const settle = async (
  deps: Deps,
  tx: Tx,
  actor: Actor,
  incoming: Incoming,
  judged: Judged,
  kept?: Kept,
): Promise<Settled> => {
  const { customer, joins, follows } = judged
  const { match } = judged.verdict
  const { elsewhere, receivedAt } = incoming
  const county = customer?.county ?? joins?.county ?? elsewhere?.county ?? incoming.county ?? follows?.county
  const line = customer?.line ?? joins?.line ?? elsewhere?.line
  const isMaking = joins === undefined && (customer !== undefined || elsewhere !== undefined)
  const under = follows?.prefecture ?? keptUnder(actor.scope, incoming.keys.region, provinceFor(deps))
  const prefecture = county ? prefectureOf(county) : under
  const [number, made] = await Promise.all([
    kept?.number ?? reportNumber(deps, prefecture, receivedAt),
    isMaking && county && line
      ? makeOrder(deps, tx, orderDraft(deps, actor, incoming, judged, { county, line }))
      : undefined,
  ])
  const order = made ? { ...made.order, state: stateOf(made.order), dueAt: dueAtOf(made.order) } : joins
  const id = kept?.id ?? newId()
  const now = deps.clock.now()
  const { sourceSpace: space, sourceKey: key } = incoming
  const received: EventRow = {
    prefecture,
    subjectType: 'report',
    subjectId: id,
    kind: kept ? 'report.resolved' : 'report.received',
    data: {
      number,
      channel: incoming.channel,
      order: order?.number,
      isDuplicate: joins !== undefined,
      follows: follows?.number,
    },
  }
  const events = [
    ...(made?.events ?? []).map((event) => ({ ...event, data: { ...event.data, report: number } })),
    ...(joins ? [joinedEvent(joins, judged, incoming, number)] : []),
    received,
  ]
  return {
    id,
    number,
    prefecture,
    order,
    made: made?.order,
    isJoined: joins !== undefined,
    follows: follows?.number,
    repeats: made && judged.repeats?.number,
    reason: order || match.kind === 'matched' ? undefined : match.reason,
    warnings: match.kind === 'matched' ? match.warnings : [],
    sources: space && key && !kept ? [{ space, key, prefecture, id }] : [],
    events: !kept && receivedAt < now ? events.map((event) => ({ ...event, deviceAt: receivedAt })) : events,
    columns: {
      ...toldColumns(incoming),
      prefecture,
      id,
      number,
      customer_name: incoming.customerName ?? elsewhere?.customerName,
      county,
      line,
      match_state: order ? (kept ? 'resolved' : 'matched') : 'unmatched',
      match_basis: basisOf(judged, incoming),
      candidates: match.kind === 'unmatched' && !order ? match.candidates.map(candidateOf) : [],
      home_user_id: customer?.line === 'home' ? customer.id : joins?.homeUserId,
      enterprise_line_id: customer?.line === 'enterprise' ? customer.id : joins?.enterpriseLineId,
      work_order_id: order?.id,
      is_duplicate: joins !== undefined || follows !== undefined,
      follows_report_id: follows?.id,
      first_feedback_at:
        kept?.firstFeedbackAt ?? (incoming.isTold && wantsFeedback(incoming.channel) ? now : undefined),
      resolved_by_name: kept ? actor.name : undefined,
      resolved_at: kept ? now : undefined,
      resolution: kept ? (joins ? 'joined' : 'made') : undefined,
      company_id: actor.scope.companyId ?? judged.companyId,
      created_by: kept ? kept.createdBy : actor.userId,
      created_by_name: kept?.createdByName ?? actor.name,
      created_at: kept?.createdAt ?? now,
      is_demo: customer?.isDemo ?? false,
      version: (kept?.version ?? 0) + 1,
    },
  }
}

/** What stays as it was told, whatever becomes of it. */
const toldColumns = (incoming: Incoming) => ({
  received_at: incoming.receivedAt,
  channel: incoming.channel,
  caller_phone: incoming.callerPhone,
  account: incoming.account,
  symptom: incoming.symptom,
  symptom_code: incoming.symptomCode,
  description: incoming.description,
  address: incoming.address,
  address_key: incoming.keys.addressKey || undefined,
  preferred_at: incoming.preferredAt,
  source: incoming.source,
  source_key: incoming.sourceKey,
  import_batch_id: incoming.batchId,
})

/** `BGY261122-0417`: a report, the letters of its prefecture or the digits of its province, day, running number. */
const reportNumber = async (deps: Deps, prefecture: string, at: Instant): Promise<string> => {
  const day = dayOf(at)
  const head = deps.regions.byCode.get(prefecture)?.abbreviation ?? prefecture.slice(0, 2)
  return readableNumber(`B${head}`, day, await nextNumber(deps, prefecture, 'report', day))
}

const provinceFor = (deps: Deps): string => provinceOf(deps.system.actor().scope.prefectures[0] ?? '')

/** What it rests on: how the customer was found, which likeness joined it, or why nobody was found. */
const basisOf = ({ verdict: { match, joins } }: Judged, { elsewhere }: Incoming): string => {
  if (match.kind === 'matched') return match.ground
  return joins?.ground ?? (elsewhere ? 'elsewhere' : match.reason.code)
}

type Unmatched = Extract<Judged['verdict']['match'], { kind: 'unmatched' }>
const candidateOf = ({ customer: { id, line }, reasons }: Unmatched['candidates'][number]) => ({ id, line, reasons })

const joinedEvent = (joins: Matter, { verdict }: Judged, incoming: Incoming, report: string): EventRow => ({
  prefecture: joins.prefecture,
  subjectType: 'workOrder',
  subjectId: joins.id,
  kind: 'workOrder.reportJoined',
  data: {
    number: joins.number,
    report,
    channel: incoming.channel,
    symptom: incoming.symptom,
    ground: verdict.joins?.ground,
    minutesApart: verdict.joins?.minutesApart,
    count: Math.max(1, joins.reports?.length ?? 0) + 1,
  },
})
