import type { Actor } from '#core/access/scope.ts'
import type { AuditedAction } from '#core/audited.text.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { policyOf } from '#core/sync/policy.rules.ts'
import type { Instant } from '#core/time.ts'
import type { OrderEvent } from '#core/work-orders/work-order.context.ts'
import type { ActionReply } from '#core/work-orders/work-order.contract.ts'
import { carryOut, type Decision, decide } from '#core/work-orders/work-order.decide.ts'
import { figuresOf } from '#core/work-orders/work-order.figures.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import { dueAtOf } from '#core/work-orders/work-order.sla.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import { codeOf, type Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { attachFiles } from '#server/platform/files/files.store.ts'
import { type EventRow, findReceipt, type Receipt, record } from '#server/platform/record.store.ts'
import { addFigures } from './figures.store.ts'
import { keepFix } from './keep-fix.ts'
import { keepOwnSignature, takePaperForm } from './paper-form.store.ts'
import { leavesOf } from './sight.ts'
import { actedAt, contextFor, factsFor, filesIn, flagOf, resolvedFor } from './work-order.context.ts'
import { changingColumns } from './work-order.row.ts'
import { findLastChange, workOrderWriter } from './work-order.store.ts'

export type Command<A extends OrderAction> = {
  readonly number: string
  readonly action: A
  readonly input: ActionInput<A>
  readonly baseVersion?: number | undefined
  readonly deviceAt?: Instant | undefined
  readonly commandId?: string | undefined
  readonly fingerprint?: string
}

/** What was seen, measured and used on site is true whatever version the order has meanwhile. */
const ON_SITE: readonly OrderAction[] = ['recordStep', 'recordMaterial', 'addEvidence']

/** Actions that are audited besides their line in the timeline: whoever answers for them answers for money or access. */
export const AUDITED: Partial<Readonly<Record<OrderAction, AuditedAction>>> = {
  approveSuspension: 'workOrder.suspended',
  denySuspension: 'workOrder.suspensionDenied',
  approveHandBack: 'workOrder.handBackApproved',
  denyHandBack: 'workOrder.handBackDenied',
  cancel: 'workOrder.cancelled',
  void: 'workOrder.voided',
  forceArchive: 'workOrder.archived',
  failQualityCheck: 'workOrder.qualityCheckFailed',
  supervise: 'workOrder.supervised',
  approveArrival: 'workOrder.arrivalApproved',
  denyArrival: 'workOrder.arrivalDenied',
  stopWork: 'workOrder.workStopped',
  reviewStop: 'workOrder.stopReviewed',
  transfer: 'workOrder.transferred',
  carryOver: 'workOrder.carriedOver',
}

/**
 * One action on one order: load, decide, save, all in one transaction of two round trips.
 * Refusals: `work-orders.not-found`, `platform.stale` (with what changed), `platform.command-reused`, and those of the rule.
 */
export const act = async <A extends OrderAction>(
  deps: Deps,
  actor: Actor,
  command: Command<A>,
): Promise<Result<ActionReply>> => {
  const { commandId } = command
  const once = () => deps.db.withPlannedTransaction(actor.scope, (tx) => actIn(deps, tx, actor, command))
  try {
    const result = await once()
    if (result.ok || !commandId) return result
    // The same command arrived twice at once and waited for its own effect: the first one's answer is the answer.
    const hasAnswer = await deps.db.withTransaction(actor.scope, (tx) => findReceipt(tx, actor.userId, commandId))
    return hasAnswer ? await once() : result
  } catch (error) {
    if (codeOf(error) !== '23505' || !commandId) throw error
    return once()
  }
}

const actIn = async <A extends OrderAction>(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  command: Command<A>,
): Promise<Result<ActionReply>> => {
  const { number, action, input, baseVersion, deviceAt, commandId, fingerprint = '' } = command
  const [receipt, order] = await Promise.all([
    commandId ? findReceipt(tx, actor.userId, commandId) : undefined,
    workOrderWriter(tx).load(number),
  ])
  if (receipt) {
    if (receipt.fingerprint !== fingerprint) return refuse('platform.command-reused', { kind: 'conflict' })
    return ok(receipt.reply as ActionReply)
  }
  if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
  const isOld = baseVersion !== undefined && baseVersion !== order.version
  // Words merge by themselves.
  if (isOld && !ON_SITE.includes(action) && policyOf(action) !== 'scalar') return staleRefusal(tx, order)
  const now = deps.clock.now()
  const said = deviceAt === undefined ? undefined : { done: { deviceAt }, sent: { deviceAt: now } }
  const time = said && actedAt(deps, order, said, now)
  const at = time?.at ?? now
  const facts = await factsFor(deps, tx, order, action, input, actor, now, at)
  const context = contextFor(deps, order, actor, now, at, facts, { isTimeFlagged: time?.flag !== undefined })
  const decided = decide(order, action, input, context)
  if (!decided.ok) return decided
  const reply = replyOf(decided.value)
  save(deps, tx, actor, order, decided.value, {
    now,
    ...(context.at === now ? {} : { deviceAt: context.at }),
    said: flagOf(time, said),
    ...(commandId ? { receipt: { commandId, fingerprint, reply } } : {}),
    audited: AUDITED[action],
    reason: reasonOf(input),
    files: filesIn(input),
  })
  keepFix(tx, actor, order, action, input, context)
  return ok(reply)
}

export const reasonOf = (input: object): string | undefined =>
  'reason' in input && typeof input.reason === 'string' ? input.reason : undefined

const staleRefusal = async (tx: Tx, order: WorkOrder): Promise<Result<never>> => {
  const change = await findLastChange(tx, order.prefecture, order.id)
  return refuse('platform.stale', {
    kind: 'conflict',
    params: { what: order.number, version: order.version, by: change?.actorName ?? '', change: change?.kind ?? '' },
  })
}

export const replyOf = ({ order, state, before }: Decision): ActionReply => ({
  number: order.number,
  state,
  before,
  version: order.version,
  dueAt: dueAtOf(order),
})

type Saving = {
  readonly now: Instant
  readonly deviceAt?: Instant
  readonly receipt?: Receipt
  readonly audited: AuditedAction | undefined
  readonly reason: string | undefined
  readonly files?: readonly string[]
  /** Stands in the first event besides what the rule says. */
  readonly said?: Readonly<Record<string, unknown>>
}

/**
 * Sends everything that the decision changes; the transaction's COMMIT reports whether it held.
 * Nothing is awaited here, so that it all travels with the COMMIT in one round trip.
 */
export const save = (deps: Deps, tx: Tx, actor: Actor, before: WorkOrder, decision: Decision, saving: Saving): void => {
  const { order, state } = decision
  const { now } = saving
  tx.act()
  const resolved = resolvedFor(deps, order, now)
  const columns = { ...changingColumns(order, state, now, resolved, deps.calendar), due_at: dueAtOf(order) }
  void workOrderWriter(tx).update(order, before, columns)
  if (order.confirmation && order.confirmation !== before.confirmation) {
    const { engineerSignatureFileId } = order.confirmation
    const { staffId } = actor.scope
    // Before the files of the order: what is the engineer's own stays theirs.
    if (engineerSignatureFileId && staffId)
      void keepOwnSignature(tx, order, staffId, actor.userId, engineerSignatureFileId)
    void takePaperForm(tx, order, order.confirmation, now)
  }
  if (saving.files?.length) {
    void attachFiles(tx, actor, order.prefecture, saving.files, { type: 'workOrder', id: order.id })
  }
  void record(tx, {
    actor,
    at: now,
    events: eventRows(order, withSaid(withLeaves(decision.events, before, order), saving.said), saving.deviceAt),
    audit: saving.audited
      ? [
          {
            prefecture: order.prefecture,
            action: saving.audited,
            subjectType: 'workOrder',
            subjectId: order.number,
            before: { state: decision.before, version: before.version },
            after: { state, version: order.version },
            reason: saving.reason,
          },
        ]
      : [],
    receipt: saving.receipt,
  })
  if (state === 'archived' && decision.before !== 'archived') void addFigures(tx, figuresOf([order]))
}

/** Screens that lose the order hear of it by the first event. */
const withLeaves = (events: readonly OrderEvent[], before: WorkOrder, after: WorkOrder): readonly OrderEvent[] => {
  const leaves = leavesOf(before, after)
  const [first, ...rest] = events
  return first && leaves.length > 0 ? [{ ...first, data: { ...first.data, leaves } }, ...rest] : events
}

const withSaid = (events: readonly OrderEvent[], said: object = {}): readonly OrderEvent[] => {
  const [first, ...rest] = events
  return first && Object.keys(said).length > 0 ? [{ ...first, data: { ...first.data, ...said } }, ...rest] : events
}

export const eventRows = (order: WorkOrder, events: readonly OrderEvent[], deviceAt?: Instant): readonly EventRow[] =>
  events.map((event) => ({
    prefecture: order.prefecture,
    subjectType: 'workOrder',
    subjectId: order.id,
    kind: `workOrder.${event.kind}`,
    data: { number: order.number, ...event.data },
    deviceAt,
  }))

/** What a rule or a timer does to an order that is loaded and locked already; `there`: at whose place the parameters are asked. */
export const actByRule = async <A extends OrderAction>(
  deps: Deps,
  tx: Tx,
  order: WorkOrder,
  action: A,
  input: ActionInput<A>,
  facts = {},
  there: WorkOrder = order,
): Promise<Result<Decision>> => {
  const now = deps.clock.now()
  const decided = carryOut(order, action, input, contextFor(deps, there, deps.system.actor(), now, now, facts))
  if (decided.ok)
    save(deps, tx, deps.system.actor(), order, decided.value, {
      now,
      audited: AUDITED[action],
      reason: reasonOf(input),
    })
  return decided
}
