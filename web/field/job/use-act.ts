import { useCallback, useRef, useState } from 'preact/hooks'
import type { z } from 'zod'
import type { Route } from '#core/contract.ts'
import { type ActionReply, actionRouteOf } from '#core/work-orders/work-order.contract.ts'
import type { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { ask, refetchAll } from '#web/field/ui/answer.ts'
import { type CallArgs, commandKey } from '#web/ui/api.ts'
import { isCallError } from '#web/ui/problem.ts'

export type ActInput<A extends OrderAction> = z.input<(typeof actionInputs)[A]>

export type Act = {
  /** Carries the action out; `undefined` when it was refused: `error` then says why, and nothing that was typed is lost. */
  readonly run: <A extends OrderAction>(
    action: A,
    input: ActInput<A>,
    /** It gives the order out of the reader's sight: the screen is left, and nothing on it is asked again. */
    isLeaving?: boolean,
  ) => Promise<ActionReply | undefined>
  readonly running: OrderAction | undefined
  readonly error: unknown
  readonly forget: () => void
}

type State = { readonly running: OrderAction | undefined; readonly error: unknown }

/** Actions on one order, decided on the version that is on screen; sent again after silence with the same key, so that they act once. */
export const useAct = (number: string, baseVersion: number | undefined): Act => {
  const [state, setState] = useState<State>({ running: undefined, error: undefined })
  const unanswered = useRef<{ readonly sent: string; readonly key: string } | undefined>(undefined)
  const version = useRef(baseVersion)
  version.current = baseVersion
  const run: Act['run'] = useCallback(
    async (action, input, isLeaving = false) => {
      const body = { ...input, ...(version.current === undefined ? {} : { baseVersion: version.current }) }
      const sent = JSON.stringify([action, body])
      const key = unanswered.current?.sent === sent ? unanswered.current.key : commandKey()
      unanswered.current = { sent, key }
      setState({ running: action, error: undefined })
      try {
        const route = actionRouteOf(action) as unknown as Route
        const reply = await ask(route, { params: { number }, body } as unknown as CallArgs<Route>, key)
        unanswered.current = undefined
        setState({ running: undefined, error: undefined })
        if (!isLeaving) refetchAll()
        return reply as ActionReply
      } catch (error) {
        if (isCallError(error) && error.kind !== 'not-reached') unanswered.current = undefined
        // Somebody was faster: the order as it is now, what was typed stays where it is.
        if (isCallError(error) && error.status === 409) refetchAll()
        setState({ running: undefined, error })
        return undefined
      }
    },
    [number],
  )
  const forget = useCallback(() => setState({ running: undefined, error: undefined }), [])
  return { run, forget, ...state }
}
