import type { Approval } from '#core/work-orders/approval.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'

type AnsweredKind = Exclude<Approval['pending']['kind'], 'stop'>
export type Decision = 'approve' | 'deny'

/** The action that answers a request of this kind. */
export const answering: Readonly<Record<AnsweredKind, Readonly<Record<Decision, OrderAction>>>> = {
  suspension: { approve: 'approveSuspension', deny: 'denySuspension' },
  arrival: { approve: 'approveArrival', deny: 'denyArrival' },
  handBack: { approve: 'approveHandBack', deny: 'denyHandBack' },
}

/** A stop is not approved or denied: what comes of it is chosen on the order. */
export const isAnswered = (kind: Approval['pending']['kind']): kind is AnsweredKind => kind !== 'stop'
