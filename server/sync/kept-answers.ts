import type { Route } from '#core/contract.ts'
import { fieldRoutes } from '#core/field/field.contract.ts'
import { visitRoutes } from '#core/visits/visits.contract.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'

type Args = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
}

/** A GET route whose answer a phone keeps; a refusal keeps nothing. Its handler reads nothing of the request but the contract's parts. */
export type KeptRoute<Subject> = {
  readonly route: Route
  /** `undefined`: not for this one. */
  readonly args: (subject: Subject) => Args | undefined
  /** What of the answer is new content: without what only the time of asking changes. */
  readonly steady?: (reply: unknown) => unknown
}

const ofNumber = ({ number }: WorkOrder): Args => ({ params: { number } })

/** For each order on the phone. */
export const keptOfOrder: readonly KeptRoute<WorkOrder>[] = [
  { route: workOrderRoutes.detail, args: ofNumber, steady: (reply) => withoutNow(reply as OrderDetail) },
  { route: fieldRoutes.choices, args: ofNumber },
  { route: visitRoutes.steps, args: ofNumber },
  {
    route: fieldRoutes.networkPath,
    args: (order) => (order.customer.homeUserId ? ofNumber(order) : undefined),
  },
]

/** For the person, whatever the orders. */
export const keptOfPerson: readonly KeptRoute<null>[] = [{ route: wordingRoutes.inForce, args: () => ({}) }]

/** Clocks and holders without the minutes that pass. */
const withoutNow = ({ now: _, clocks, holders, ...detail }: OrderDetail): unknown => ({
  ...detail,
  clocks: clocks.map(({ kind, dueAt, warnAt, limitMinutes, stoppedAt }) => [
    kind,
    dueAt,
    warnAt,
    limitMinutes,
    stoppedAt,
  ]),
  holders: holders.map(({ level, name, from, to }) => [level, name, from, to]),
})
