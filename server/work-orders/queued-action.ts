import type { Actor } from '#core/access/scope.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import type { EffectiveTime } from '#core/sla/device-time.ts'
import { idsOf } from '#core/sync/command-id.rules.ts'
import { isKeptInSpiteOf } from '#core/sync/policy.rules.ts'
import type { Instant } from '#core/time.ts'
import { hadInHand, keepLate } from '#core/work-orders/late-fact.rules.ts'
import type { ActionReply } from '#core/work-orders/work-order.contract.ts'
import { type Decision, decide } from '#core/work-orders/work-order.decide.ts'
import type { ActionInput } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Receipt } from '#server/platform/record.store.ts'
import { keepFix } from './keep-fix.ts'
import { actedAt, contextFor, type DeviceSaid, factsFor, filesIn, flagOf } from './work-order.context.ts'
import { AUDITED, reasonOf, replyOf, save } from './work-order.service.ts'
import { findOthersChange, workOrderWriter } from './work-order.store.ts'

/** An action that a phone did, perhaps long ago. */
export type QueuedAction = {
  readonly id: string
  readonly number: string
  readonly action: OrderAction
  readonly input: ActionInput<OrderAction>
  readonly baseVersion?: number | undefined
  readonly said: DeviceSaid
}

type Conflict = { readonly field: string; readonly mine: unknown; readonly theirs: unknown }
export type Change = { readonly byName: string; readonly kind: string; readonly at: Instant }

/** What comes of it. Nothing is saved yet: `save` sends it, with the receipt that says so, to travel with the COMMIT. */
export type QueuedOutcome = {
  readonly time: EffectiveTime | undefined
  /** What somebody else did to the order since it was decided on the phone. */
  readonly changed: Change | undefined
} & (
  | {
      readonly is: 'done' | 'kept'
      readonly reply: ActionReply
      /** Words that somebody else had changed too. */
      readonly conflicts: readonly Conflict[]
      readonly save: (receipt: Receipt) => void
    }
  | { readonly is: 'refused'; readonly refusal: Refusal }
)

/**
 * Decides on the present order what a phone decided on an older one. What holds is done; a fact about an order that went on without
 * the person is kept; the rest is refused, with what changed.
 */
export const decideQueued = async (deps: Deps, tx: Tx, actor: Actor, command: QueuedAction): Promise<QueuedOutcome> => {
  const { number, action, input, said } = command
  const seen = await workOrderWriter(tx).load(number)
  const order = seen ?? (await formerOrder(tx, actor, number))
  if (!order) {
    const refusal: Refusal = { code: 'work-orders.not-found', kind: 'notFound', params: { number } }
    return { is: 'refused', refusal, time: undefined, changed: undefined }
  }
  const now = deps.clock.now()
  const time = actedAt(deps, order, said, now)
  const facts = await factsFor(deps, tx, order, action, input, actor, now, time.at)
  const context = contextFor(deps, order, actor, now, time.at, facts, {
    ...{ newId: idsOf(command.id), isTimeFlagged: time.flag !== undefined },
  })
  const decided: Result<Decision> = seen
    ? decide(order, action, input, context)
    : refuse('work-orders.not-yours', { kind: 'forbidden', params: { action, holder: '' } })
  const isLate = !decided.ok && isKeptInSpiteOf(action, decided.refusal.code) && hadInHand(order, actor.scope.staffId)
  const result = isLate ? keepLate(order, action, input, decided.refusal.code, context) : decided
  const isBehind = command.baseVersion !== undefined && command.baseVersion < order.version
  const changed = isBehind && !decided.ok ? await findOthersChange(tx, order, actor.userId) : undefined
  if (!result.ok) return { is: 'refused', refusal: result.refusal, time, changed }
  return {
    is: isLate ? 'kept' : 'done',
    reply: replyOf(result.value),
    conflicts: conflictsIn(result.value),
    time,
    changed,
    save: (receipt) => {
      save(deps, tx, actor, order, result.value, {
        now,
        ...(time.at === now ? {} : { deviceAt: time.at }),
        receipt,
        audited: isLate ? undefined : AUDITED[action],
        reason: reasonOf(input),
        files: filesIn(input),
        said: flagOf(time, said),
      })
      if (!isLate) keepFix(tx, actor, order, action, input, context)
    },
  }
}

const conflictsIn = ({ events }: Decision): readonly Conflict[] => {
  const conflicts = events[0]?.data.conflicts
  return Array.isArray(conflicts) ? (conflicts as readonly Conflict[]) : []
}

/** An order that the person does not see any more and had in hand once; `load` has already asked by the actor's own scope. */
const formerOrder = async (tx: Tx, actor: Actor, number: string): Promise<WorkOrder | undefined> => {
  const order = await workOrderWriter(tx).load(number)
  return order && hadInHand(order, actor.scope.staffId) ? order : undefined
}

/** An order that was in this person's hands at some time, wherever it is now. Refusals: `sync.never-in-hand`. */
export const orderOnceInHand = async (
  tx: Tx,
  actor: Actor,
  number: string,
): Promise<Result<Pick<WorkOrder, 'prefecture' | 'id'>>> => {
  tx.act()
  const order = await formerOrder(tx, actor, number)
  return order ? ok(order) : refuse('sync.never-in-hand', { kind: 'forbidden', params: { number } })
}
