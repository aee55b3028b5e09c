import type { z } from 'zod'
import { type FieldDay, fieldRoutes } from '#core/field/field.contract.ts'
import {
  decideHere,
  isDecidedHere,
  isReturnedOn,
  type KeptOrder,
  projectDay,
  projectDetail,
  type Replayed,
  replay,
  type WaitingAction,
} from '#core/field/projection.rules.ts'
import type { Refusal } from '#core/result.ts'
import { phoneContext } from '#core/sync/phone-context.ts'
import type { Instant } from '#core/time.ts'
import type { DetailContext } from '#core/work-orders/order-detail.rules.ts'
import { type ActionReply, type OrderDetail, workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { dueAtOf } from '#core/work-orders/work-order.sla.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { wrongFieldText } from '#core/wrong-field.ts'
import { serverNow } from '#web/ui/clock.ts'
import { currentLanguage } from '#web/ui/language.ts'
import { type CallError, callErrorOf } from '#web/ui/problem.ts'
import { keptAnswer, keptOrder, keptOrderNumbers } from './kept-parts.ts'
import { type OutboxItem, waitingOf } from './outbox.ts'
import { sayRefusal } from './refusal-texts.ts'

const STATUS = { invalid: 422, conflict: 409, notFound: 404, forbidden: 403 } as const

/** The refusal as a call would have thrown it. */
const errorOf = (refusal: Refusal): CallError =>
  callErrorOf(STATUS[refusal.kind ?? 'invalid'], {
    title: sayRefusal(refusal),
    code: refusal.code,
    ...(refusal.field ? { field: refusal.field } : {}),
    ...(refusal.details
      ? { errors: refusal.details.map((each) => ({ ...each, field: each.field ?? '', title: sayRefusal(each) })) }
      : {}),
  })

const wrongInput = (error: z.ZodError): CallError => {
  const errors = error.issues.map((issue) => ({
    code: 'platform.invalid-field',
    field: issue.path.map(String).join('.'),
    title: wrongFieldText(issue, currentLanguage()),
  }))
  const title = sayRefusal({ code: 'platform.invalid', params: { count: errors.length } })
  return callErrorOf(422, { title, code: 'platform.invalid', errors })
}

const actionOf = ({ id, doneAt, command }: OutboxItem): WaitingAction[] => {
  if (command.kind !== 'order' || !(command.action in actionInputs)) return []
  const action = command.action as OrderAction
  // Defaults filled in, as the server does before it decides.
  const parsed = actionInputs[action].safeParse(command.input)
  return [{ id, at: doneAt, action, input: parsed.success ? parsed.data : command.input }]
}

const replayed = (kept: KeptOrder, number: string): Replayed => replay(kept, waitingOf(number).flatMap(actionOf))

export type Decided =
  | { readonly is: 'refused'; readonly error: CallError }
  | {
      readonly is: 'done'
      readonly input: Record<string, unknown>
      readonly baseVersion: number
      readonly reply: ActionReply
    }

/**
 * The instant answer to an action, on the order with what waits for it. `undefined`: the phone cannot say, the server must be asked.
 */
export const decideNow = (
  number: string,
  action: OrderAction,
  given: object,
  id: string,
  at: Instant,
): Decided | undefined => {
  const kept = keptOrder(number)
  if (!kept) return undefined
  const { order } = replayed(kept, number)
  if (!isDecidedHere(order, action)) return undefined
  const parsed = actionInputs[action].safeParse(given)
  if (!parsed.success) return { is: 'refused', error: wrongInput(parsed.error) }
  const decided = decideHere(order, kept, { id, at, action, input: parsed.data })
  if (!decided.ok) return { is: 'refused', error: errorOf(decided.refusal) }
  const { order: after, state, before } = decided.value
  return {
    is: 'done',
    // As it was given: the server fills in the defaults by itself.
    input: { ...given },
    baseVersion: order.version,
    reply: { number, state, before, version: after.version, dueAt: dueAtOf(after) },
  }
}

export const mayDecide = (number: string, action: OrderAction): boolean => {
  const kept = keptOrder(number)
  return kept !== undefined && isDecidedHere(replayed(kept, number).order, action)
}

const contextFor = (kept: KeptOrder, now: Instant): DetailContext => {
  const { actor, calendar } = phoneContext(kept.parts, kept.sent, { id: '', now, input: {} }, kept.causes)
  return { actor, calendar, now, say: sayRefusal }
}

const detailOf = (
  number: string,
  now: Instant,
): { readonly kept: KeptOrder; readonly detail: OrderDetail } | undefined => {
  const kept = keptOrder(number)
  const confirmed = keptAnswer(workOrderRoutes.detail.path, { params: { number } })?.reply as OrderDetail | undefined
  return kept && confirmed && { kept, detail: projectDetail(confirmed, replayed(kept, number), contextFor(kept, now)) }
}

const dayOf = (confirmed: FieldDay, now: Instant): FieldDay => {
  const details = new Map<string, OrderDetail>()
  let returned = 0
  for (const number of keptOrderNumbers()) {
    if (waitingOf(number).length === 0) continue
    const found = detailOf(number, now)
    if (!found) continue
    details.set(number, found.detail)
    if (isReturnedOn(found.kept, replayed(found.kept, number), now)) returned += 1
  }
  return projectDay(confirmed, details, returned)
}

/** What a question about orders comes to with everything that waits; `undefined`: nothing that waits concerns it. */
export const projectAnswer = (path: string, params: Readonly<Record<string, unknown>>, reply: unknown): unknown => {
  const now = serverNow()
  if (path === fieldRoutes.myDay.path) return dayOf(reply as FieldDay, now)
  if (path === workOrderRoutes.detail.path) return detailOf(String(params.number), now)?.detail
  return undefined
}
