import { useCallback, useRef, useState } from 'preact/hooks'
import type { z } from 'zod'
import { maskName } from '#core/access/masking.rules.ts'
import type { Route } from '#core/contract.ts'
import { policyOf } from '#core/sync/policy.rules.ts'
import { textOf } from '#core/text.ts'
import {
  type ActionReply,
  actionRouteOf,
  type OrderDetail,
  workOrderRoutes,
} from '#core/work-orders/work-order.contract.ts'
import type { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { decideHere, loadDecideHere } from '#web/field/core-here.ts'
import { keeping } from '#web/field/keeping.ts'
import { keptAnswer, keptOrder } from '#web/field/kept-parts.ts'
import { ANSWER_WAIT_MS } from '#web/field/local-answers.ts'
import { isFull } from '#web/field/local-db.ts'
import { outboxTexts } from '#web/field/outbox/outbox.text.ts'
import { enqueue, settleItem } from '#web/field/outbox.ts'
import { answerWithin, syncNow } from '#web/field/outbox-send.ts'
import { withPlace } from '#web/field/safety/with-place.ts'
import { ask, refetchAll, refetchRest } from '#web/field/ui/answer.ts'
import { connection } from '#web/field/ui/connection.ts'
import { type CallArgs, commandKey } from '#web/ui/api.ts'
import { serverNow } from '#web/ui/clock.ts'
import { currentLanguage } from '#web/ui/language.ts'
import { callErrorOf, isCallError } from '#web/ui/problem.ts'

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

/**
 * Actions on one order. What the phone can decide is decided on the spot, kept, and sent in its order (`outbox.ts`); with a network that
 * answers, the server's word is waited for. The rest goes to the server directly, with a key that acts once.
 */
export const useAct = (number: string, baseVersion: number | undefined): Act => {
  const [state, setState] = useState<State>({ running: undefined, error: undefined })
  const unanswered = useRef<Unanswered | undefined>(undefined)
  const version = useRef(baseVersion)
  version.current = baseVersion
  const run: Act['run'] = useCallback(
    async (action, input, isLeaving = false) => {
      setState({ running: action, error: undefined })
      try {
        const placed = (await withPlace(action, input)) as typeof input
        const here = await actHere(number, action, placed)
        const reply = here ?? (await actThere(number, action, placed, version.current, unanswered))
        setState({ running: undefined, error: undefined })
        if (!isLeaving) (here ? refetchRest : refetchAll)()
        return reply
      } catch (error) {
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

/** Whether it can be done without network: the phone keeps the order and decides this by itself. */
export const mayActOffline = (number: string, action: OrderAction): boolean =>
  keeping() !== undefined && decideHere()?.mayDecide(number, action) === true

type Unanswered = { readonly sent: string; readonly key: string }

/** By the phone itself; `undefined` when it cannot decide or keep it. */
export const actHere = async (number: string, action: OrderAction, input: object): Promise<ActionReply | undefined> => {
  if (!keeping() || !keptOrder(number)) return undefined
  const rules = decideHere() ?? (await loadDecideHere())
  const [id, doneAt] = [commandKey(), serverNow()]
  const decided = rules?.decideNow(number, action, input, id, doneAt)
  if (!decided) return undefined
  if (decided.is === 'refused') throw decided.error
  const { baseVersion, reply } = decided
  const who = whoIs(number)
  const command = { kind: 'order', number, action, input: decided.input, baseVersion } as const
  try {
    await enqueue(command, { doneAt, who }, { id })
  } catch (error) {
    // No room: with network it is done without being kept, without it nobody is told that it was.
    if (connection().state !== 'offline') return undefined
    throw isFull(error) ? phoneIsFull() : error
  }
  void syncNow()
  if (connection().state !== 'online') return reply
  const item = await answerWithin(id, ANSWER_WAIT_MS)
  if (item?.state !== 'refused') return item?.answer?.order ?? reply
  // The form is still open with all that was typed: the refusal is shown there, and nothing lies in the outbox for it.
  await settleItem(id, undefined)
  throw callErrorOf(item.answer?.problem?.status ?? 422, item.answer?.problem)
}

/** As the list of the outbox shows them: masked. */
const whoIs = (number: string): string | null => {
  const shown = keptAnswer(workOrderRoutes.detail.path, { params: { number } })?.reply as OrderDetail | undefined
  return maskName(keptOrder(number)?.sent.order.customer.name) ?? shown?.customerName ?? null
}

const actThere = async (
  number: string,
  action: OrderAction,
  input: object,
  baseVersion: number | undefined,
  unanswered: { current: Unanswered | undefined },
): Promise<ActionReply> => {
  // A fact holds whatever the order is like by now.
  const isFree = baseVersion === undefined || policyOf(action) === 'fact'
  const body = { ...input, ...(isFree ? {} : { baseVersion }) }
  const sent = JSON.stringify([action, body])
  const key = unanswered.current?.sent === sent ? unanswered.current.key : commandKey()
  unanswered.current = { sent, key }
  try {
    const route = actionRouteOf(action) as unknown as Route
    const reply = await ask(route, { params: { number }, body } as unknown as CallArgs<Route>, key)
    unanswered.current = undefined
    return reply as ActionReply
  } catch (error) {
    if (isCallError(error) && error.kind !== 'not-reached') unanswered.current = undefined
    throw error
  }
}

const phoneIsFull = () =>
  callErrorOf(507, { title: textOf(outboxTexts, 'phone-full', currentLanguage()), code: 'phone.full' })
