/**
 * "Not now" agrees when to call again: at that time a bell reminds whoever has the order, and when nobody has called so much later,
 * the dispatcher. Any call, or a time agreed, ends it. (R-V3)
 */
import { addMinutes, type Instant } from '#core/time.ts'
import { currentTask, type WorkOrder } from './work-order.ts'

/** The bell that has yet to ring for a call that was agreed on. */
const nextBell = (
  order: WorkOrder,
  graceMinutes: number,
): { readonly kind: 'callBackDue' | 'callBackMissed'; readonly at: Instant } | undefined => {
  const { callBackAt, rungAt, missedAt } = order.contact ?? {}
  if (!callBackAt || missedAt || order.closedAs || order.returnedAt || order.verification) return undefined
  return rungAt
    ? { kind: 'callBackMissed', at: addMinutes(callBackAt, graceMinutes) }
    : { kind: 'callBackDue', at: callBackAt }
}

/** When the timer has to look for a call that was agreed on. */
export const callBackBellAt = (order: WorkOrder, graceMinutes: number): Instant | undefined =>
  nextBell(order, graceMinutes)?.at

/** The order and its line in the timeline when a call is due, or was missed, and that was not said yet. */
export const ringCallBack = (order: WorkOrder, graceMinutes: number, now: Instant) => {
  const bell = nextBell(order, graceMinutes)
  if (!bell || bell.at > now) return undefined
  const { contact } = order
  const { level, staffId } = currentTask(order).holder
  return {
    order: {
      ...order,
      contact: { ...contact, ...(bell.kind === 'callBackDue' ? { rungAt: now } : { missedAt: now }) },
    },
    event: { kind: bell.kind, data: { callBackAt: contact?.callBackAt, level, staffId } },
  }
}
