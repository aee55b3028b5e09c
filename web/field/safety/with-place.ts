import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { currentPosition } from '#web/field/ui/position.ts'

/** Besides the sign-in, which asks for it itself, the acts at which one point is taken. */
const PLACED: readonly OrderAction[] = ['depart', 'comeAgain', 'return']
const LIMIT_MS = 2_500

/** The act with where it was done, if the phone may and can say so at once. */
export const withPlace = async (action: OrderAction, input: object): Promise<object> => {
  if (!PLACED.includes(action) || 'position' in input) return input
  const position = await currentPosition(LIMIT_MS)
  return position ? { ...input, position } : input
}
