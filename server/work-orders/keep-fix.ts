import type { Actor } from '#core/access/scope.ts'
import type { FixPurpose } from '#core/safety/arrival.ts'
import type { OrderContext } from '#core/work-orders/work-order.context.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import { recordFix } from '#server/safety/index.ts'
import { positionIn } from './work-order.context.ts'

/** The acts at which a position is kept, each with its purpose. */
const FIX_PURPOSES: Partial<Readonly<Record<OrderAction, FixPurpose>>> = {
  depart: 'departure',
  arrive: 'arrival',
  comeAgain: 'leaving',
  return: 'leaving',
}

/** Keeps where the person was when the act is one of those and the position may be taken; travels with the COMMIT. */
export const keepFix = (
  tx: Tx,
  actor: Actor,
  order: WorkOrder,
  action: OrderAction,
  input: object,
  { at, facts }: Pick<OrderContext, 'at' | 'facts'>,
): void => {
  const [purpose, position] = [FIX_PURPOSES[action], positionIn(input)]
  if (purpose && position && facts.fix && !facts.fix.absence) recordFix(tx, order, actor, purpose, position, at)
}
