import type { Instant } from '#core/time.ts'
import type { OrderKind } from '#core/work-orders/work-order.ts'

/** Which of the two tables of windows a day is cut by. */
export const windowLengths = ['twoHours', 'halfDay'] as const
export type WindowLength = (typeof windowLengths)[number]

/** A stretch of the day as clock times in China, `14:00` to `16:00`. */
export type DayWindow = { readonly from: string; readonly to: string }
export type VisitWindow = { readonly from: Instant; readonly to: Instant }

export const windowStates = ['open', 'full', 'closed'] as const
export type WindowState = (typeof windowStates)[number]

/** Why nobody can be sent in a window. `note` in a window says it in the words of whoever closed it. */
export const closedReasons = ['blackout', 'holiday', 'closedByHand', 'outsideHours', 'quiet'] as const
export type ClosedReason = (typeof closedReasons)[number]

export type OfferedWindow = VisitWindow & {
  readonly state: WindowState
  readonly reason?: ClosedReason | undefined
  readonly note?: string | undefined
  /** Minutes of work that are left; absent where nothing limits them. */
  readonly minutesLeft?: number | undefined
}

/** What a manager set: minutes of work, narrower rows going before wider ones; nothing in a field is every one. */
export type CapacityRow = {
  readonly county: string
  /** The quota of one contractor. */
  readonly companyId?: string | undefined
  readonly kind?: OrderKind | undefined
  /** `2026-11-23` */
  readonly onDay?: string | undefined
  /** Beginning of the window, `14:00`. */
  readonly windowFrom?: string | undefined
  readonly minutes: number
  /** Nobody is sent, and why. */
  readonly closedReason?: string | undefined
}

/** No visits in a region from a day to a day, both included. */
export type Blackout = { readonly fromOn: string; readonly toOn: string; readonly reason: string }

/** A place that is taken: a promised visit of an open order, or the window that its customer was given. */
export type Held = {
  readonly at: Instant
  readonly kind: OrderKind
  readonly companyId?: string | undefined
  readonly orderId: string
}

/** How many of the company's people could go on a day: those of a station for several counties by their share. */
export type OnPost = { readonly day: string; readonly people: number }
