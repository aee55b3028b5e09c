import { useCallback } from 'react'
import type { Route } from '#core/contract.ts'
import { approvalList, waitingCount } from '#core/work-orders/approval.contract.ts'
import { ownCustomers } from '#core/work-orders/own-customers.contract.ts'
import { type ActionReply, actionRouteOf, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { call } from '#web/ui/api.ts'
import { useCommand } from '#web/ui/query.ts'

const routes = new Map<OrderAction, Route>()

/** The route of an action, always the same object. */
export const actionRoute = (action: OrderAction): Route => {
  const known = routes.get(action) ?? (actionRouteOf(action) as unknown as Route)
  routes.set(action, known)
  return known
}

/** What an action changes on screens. */
export const changedByActions: readonly Route[] = [
  workOrderRoutes.detail,
  workOrderRoutes.list,
  approvalList,
  waitingCount,
  ownCustomers,
]

export type ActionBody = Readonly<Record<string, unknown>>

/** One action on one order, outside of a form: for many orders one after the other. Throws a `CallError`. */
export const actOn = (number: string, action: OrderAction, body: ActionBody, key?: string): Promise<ActionReply> =>
  call(
    actionRoute(action),
    { params: { number }, body } as never,
    key === undefined ? {} : { key },
  ) as Promise<ActionReply>

/** One action on the order that is shown, decided on the version that the reader saw. */
export const useOrderAction = (
  order: { readonly number: string; readonly version: number },
  action: OrderAction,
): { readonly send: (body: ActionBody, after?: number) => Promise<ActionReply>; readonly isRunning: boolean } => {
  const command = useCommand(actionRoute(action), { changes: changedByActions })
  const { send } = command
  const { number, version } = order
  return {
    isRunning: command.isRunning,
    send: useCallback(
      (body, after) =>
        send({ params: { number }, body: { ...body, baseVersion: after ?? version } } as never) as Promise<ActionReply>,
      [send, number, version],
    ),
  }
}
