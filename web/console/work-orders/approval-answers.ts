import type { Approval } from '#core/work-orders/approval.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'

export type Decision = 'approve' | 'deny'

/** The action that answers a request of this kind. */
export const answering: Readonly<Record<Approval['pending']['kind'], Readonly<Record<Decision, OrderAction>>>> = {
  suspension: { approve: 'approveSuspension', deny: 'denySuspension' },
  handBack: { approve: 'approveHandBack', deny: 'denyHandBack' },
}
