/**
 * The service confirmation, given between restoration and return: signed on glass, on a numbered form, or by nobody. A customer who is
 * not satisfied does not sign: the engineer comes again, or the customer gets feedback and is called back. What it holds, the return
 * takes over. (R-V13, R-V14)
 */
import { type Result as Outcome, ok, refuse } from '#core/result.ts'
import { checkConfirmation, confirmationOf, isLow, isUnproven } from '#core/visits/confirmation.rules.ts'
import { type Confirmation, confirmationNumber } from '#core/visits/confirmation.ts'
import type { OrderEvent, OrderSettings, Verb } from './work-order.context.ts'
import type { ActionInput } from './work-order.inputs.ts'
import { currentTask, openVisit, type WorkOrder } from './work-order.ts'

export const confirmService: Verb<'confirmService'> = (order, input, context) => {
  const visit = openVisit(order)
  if (!visit?.arrivedAt) return refuse('work-orders.not-on-site', { kind: 'conflict' })
  const { facts, settings } = context
  const checked = checkConfirmation(input, settings.lowSatisfaction)
  if (!checked.ok) return checked
  if (facts.areFilesKnown === false) return refuse('work-orders.file-unknown', { field: 'signatureFileId' })
  if (input.mode === 'paper' && facts.paperForm && !facts.paperForm.ok) return facts.paperForm
  const { satisfaction, opinion, wish } = input
  const unsatisfied: readonly OrderEvent[] = isLow(satisfaction, settings.lowSatisfaction)
    ? [{ kind: 'customerUnsatisfied', data: { satisfaction, opinion, wish } }]
    : []
  if (wish === 'comeAgain') return ok({ order: { ...order, confirmation: undefined }, sla: [], events: unsatisfied })
  const number = confirmationNumber(order.number, visit.number)
  const confirmation = confirmationOf(input, { number, at: context.at, byName: context.actor.name })
  return ok({
    order: { ...order, confirmation },
    sla: [],
    events: [{ kind: 'serviceConfirmed', data: { confirmation } }, ...unsatisfied],
  })
}

/** The return with what was confirmed in it. Refusal: `work-orders.signed-other-words` when it says something else than was signed. */
export const withConfirmation = (
  input: ActionInput<'return'>,
  confirmation: Confirmation | undefined,
): Outcome<ActionInput<'return'>> => {
  if (!confirmation || input.kind !== 'onSite') return ok(input)
  const { mode, paper, signatureFileId, signer, satisfaction } = confirmation
  if (mode === 'signed' && input.done !== confirmation.done) {
    return refuse('work-orders.signed-other-words', { kind: 'conflict', field: 'done' })
  }
  const proof = signatureFileId ?? paper?.photoFileId
  const exception = confirmation.reason ?? paper?.noPhotoReason ?? confirmation.reasonCode ?? input.signatureException
  return ok({
    ...input,
    signatureFileId: proof,
    signedBy: proof ? signer : undefined,
    signatureException: proof ? undefined : (exception ?? mode),
    satisfaction: satisfaction ?? input.satisfaction,
  })
}

/** The customer is always called back where nobody's hand is under the return of a visit. */
export const isCalledBack = (order: WorkOrder, settings: OrderSettings): boolean => {
  const { result } = currentTask(order)
  if (order.confirmation) return isUnproven(order.confirmation, settings.lowSatisfaction)
  return result?.kind === 'onSite' && result.signatureException !== undefined && result.signatureFileId === undefined
}
