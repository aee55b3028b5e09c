/**
 * The one next thing (下一步) that the phone offers to whoever has the order in hand: accept, agree a time with the customer, depart,
 * sign in on site, start, restore, return; somebody else's turn shows no button. How a measured light reads. (R-V1…R-V4, R-V8)
 */
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'

export const nextActions = [
  'accept',
  'grab',
  'appoint',
  'depart',
  'arrive',
  'start',
  'restore',
  'return',
  'resume',
] as const satisfies readonly OrderAction[]
export type NextAction = (typeof nextActions)[number]

const byState: Partial<Record<OrderState, NextAction>> = {
  pendingTake: 'accept',
  taken: 'appoint',
  appointed: 'depart',
  enRoute: 'arrive',
  arrived: 'start',
  inProgress: 'restore',
  restored: 'return',
  suspended: 'resume',
}

/** What the engineer does next; `undefined` when the order waits for somebody else. */
export const nextActionOf = (state: OrderState, isInPool: boolean): NextAction | undefined =>
  state === 'pendingAssignment' && isInPool ? 'grab' : byState[state]

/** States in which an order belongs to the engineer's day; after the return it is out of their hands. */
export const dayStates = [
  'pendingTake',
  'taken',
  'appointed',
  'enRoute',
  'arrived',
  'inProgress',
  'restored',
  'suspensionRequested',
  'suspended',
  'verifying',
  'handBackRequested',
] as const satisfies readonly OrderState[]

/** Somebody is at the customer, or on the way: what a person does now. */
const busyStates: readonly OrderState[] = ['inProgress', 'arrived', 'restored', 'enRoute']

/** The order that a person is at now: the furthest one that is under way. */
export const presentOrder = <O extends { readonly state: OrderState }>(orders: readonly O[]): O | undefined =>
  busyStates.map((state) => orders.find((order) => order.state === state)).find((order) => order !== undefined)

export type PowerLimits = { readonly strongDbm: number; readonly acceptanceDbm: number; readonly weakDbm: number }
export type PowerVerdict = 'tooStrong' | 'good' | 'marginal' | 'weak'

/** Light at the customer's ONU: at the limit itself it still passes. */
export const judgePower = (dbm: number, limits: PowerLimits): PowerVerdict => {
  if (dbm > limits.strongDbm) return 'tooStrong'
  if (dbm >= limits.acceptanceDbm) return 'good'
  return dbm >= limits.weakDbm ? 'marginal' : 'weak'
}

type Promised = { readonly appointmentFrom: string | null; readonly dueAt: string | null; readonly createdAt: string }

/** What was promised comes in its order; what has no time yet, by when it is due. */
export const byPromise = (a: Promised, b: Promised): number => {
  const [first, second] = [a, b].map((order) => order.appointmentFrom ?? order.dueAt ?? order.createdAt)
  return (first ?? '') < (second ?? '') ? -1 : 1
}
