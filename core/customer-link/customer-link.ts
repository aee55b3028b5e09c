/**
 * The customer's page behind a link: one link for one order, without a name, a number or an address in it. (R-V2, R-V4, R-V14, R-V19)
 */
import type { Instant } from '#core/time.ts'
import type { OrderKind } from '#core/work-orders/work-order.ts'

/** 22 letters of base64url: 128 bits. */
export const TOKEN = /^[\w-]{22}$/

/** Kinds of order that somebody visits a customer for. */
export const linkedKinds: readonly OrderKind[] = [
  'fault',
  'installation',
  'relocation',
  'change',
  'removal',
  'complaintVisit',
]

/** What the customer ticks as done. */
export const ratingTicks = ['onTime', 'badge', 'shoeCovers', 'explained', 'tidied', 'noCharge'] as const
export type RatingTick = (typeof ratingTicks)[number]

export type Rating = {
  /** 1 to 4, 4 is best, as on the service confirmation. */
  readonly level: number
  readonly ticks: readonly RatingTick[]
  readonly comment?: string | undefined
  readonly at: Instant
}

/** Why the customer wants another time; each is a cause code of the list of rescheduling. */
export const rescheduleReasons = ['customerAway', 'customerAsks', 'customerNotReady'] as const
export type RescheduleReason = (typeof rescheduleReasons)[number]

/** What makes a use of the link worth a look: it came from the phone of whoever did the work, or while they were still there. */
export const misuseFlags = ['staffSession', 'crewDevice', 'beforeLeaving'] as const
export type MisuseFlag = (typeof misuseFlags)[number]
