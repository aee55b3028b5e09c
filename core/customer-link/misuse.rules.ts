/**
 * Whether a use of the customer's link looks as if not the customer used it: from a browser in which somebody of ours is signed in,
 * from the address and browser of the crew's own phones, or an opinion given while the engineer was still on site. It is flagged for
 * quality and never refused: a customer may well rate while the engineer packs up. (R-V14, R-V19)
 */
import { currentTask, type Visit, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { MisuseFlag } from './customer-link.ts'

export type LinkUse = {
  /** The browser has a session of somebody who works with the product. */
  readonly hasStaffSession: boolean
  /** Address and browser are those of a session of the order's crew. */
  readonly isCrewDevice: boolean
  /** An opinion on the visit, not a look at the page. */
  readonly isOpinion: boolean
}

/** The order's people: lead and helpers of its task and visits. */
export const crewOf = (order: WorkOrder): readonly string[] =>
  [
    ...new Set(
      [
        currentTask(order).holder.staffId,
        ...currentTask(order).helpers,
        ...order.visits.flatMap(({ leadStaffId, helpers }) => [leadStaffId, ...helpers]),
      ].filter((id) => id !== undefined && id !== ''),
    ),
  ] as readonly string[]

/** On site from the sign-in until leaving, or where nobody noted that, until the return. */
export const isOnSite = (order: WorkOrder, leftAt?: Visit['endedAt']): boolean => {
  const visit = order.visits.at(-1)
  return Boolean(visit?.arrivedAt) && !visit?.endedAt && !leftAt && !order.returnedAt
}

export const misuseOf = (order: WorkOrder, use: LinkUse, leftAt?: Visit['endedAt']): readonly MisuseFlag[] => [
  ...(use.hasStaffSession ? (['staffSession'] as const) : []),
  ...(use.isCrewDevice ? (['crewDevice'] as const) : []),
  ...(use.isOpinion && isOnSite(order, leftAt) ? (['beforeLeaving'] as const) : []),
]
