/**
 * Who may see personal data in full, and why (R-V5): whoever has an open order in their hands calls its customer, the
 * order is the reason, until some hours after it was archived; everybody else says why, and only so often a day.
 */
import { ok, type Result, refuse } from '#core/result.ts'
import { addMinutes, type Instant } from '#core/time.ts'
import { type Actor, can } from './scope.ts'

export const revealFields = ['phone', 'name', 'address'] as const
export type RevealField = (typeof revealFields)[number]

/** Whose data it is. */
export const revealSubjects = ['workOrder', 'report', 'homeUser', 'enterpriseLine', 'staff', 'user'] as const
export type RevealSubject = (typeof revealSubjects)[number]

/** What of an order decides in whose hands it is. */
export type OrderInHand = {
  readonly isOpen: boolean
  readonly archivedAt?: Instant | undefined
  readonly state: string
  readonly holderLevel: string
  readonly desk?: string | undefined
  readonly companyId?: string | undefined
  readonly stationId?: string | undefined
  readonly staffId?: string | undefined
  readonly crew: readonly string[]
}

/** Whether the order is in this person's hands, so that it is the reason for calling its customer. */
export const isInHand = (actor: Actor, order: OrderInHand, now: Instant, hoursAfterArchive: number): boolean => {
  const isFresh = order.archivedAt !== undefined && now < addMinutes(order.archivedAt, hoursAfterArchive * 60)
  if (!order.isOpen && !isFresh) return false
  return actor.isOperator ? isInOperatorsHand(actor, order) : isInContractorsHand(actor, order)
}

const isInOperatorsHand = (actor: Actor, { state, holderLevel, desk }: OrderInHand): boolean => {
  if (holderLevel === 'operatorDesk' && can(actor, 'work-orders.dispatch')) return true
  if (state === 'verifying' && can(actor, 'work-orders.verify')) return true
  if (state === 'pendingCallback' && can(actor, 'work-orders.callBack')) return true
  if (holderLevel !== 'secondLine') return false
  return actor.roles.includes(desk === 'data' ? 'dataDesk' : 'transmissionDesk')
}

const isInContractorsHand = (actor: Actor, order: OrderInHand): boolean => {
  const { companyId, stationId, staffId, reach } = actor.scope
  if (companyId === undefined || companyId !== order.companyId) return false
  if (!can(actor, 'work-orders.contact')) return false
  if (reach === 'regions') return true
  if (reach === 'station') return stationId !== undefined && stationId === order.stationId
  return staffId !== undefined && (staffId === order.staffId || order.crew.includes(staffId))
}

/** Shorter is no reason. */
export const MIN_REASON = 4

/** For whoever has no order in hand. Refusals: `platform.forbidden`, `access.reveal-reason-needed`, `access.reveal-quota`. */
export const decideReveal = (
  actor: Actor,
  reason: string | undefined,
  used: number,
  perDay: number,
): Result<{ readonly remaining: number }> => {
  if (!can(actor, 'personal-data.reveal')) {
    return refuse('platform.forbidden', { kind: 'forbidden', params: { permission: 'personal-data.reveal' } })
  }
  if ((reason?.trim().length ?? 0) < MIN_REASON) {
    return refuse('access.reveal-reason-needed', { field: 'reason', params: { length: MIN_REASON } })
  }
  if (used >= perDay) return refuse('access.reveal-quota', { kind: 'conflict', params: { perDay } })
  return ok({ remaining: perDay - used - 1 })
}
