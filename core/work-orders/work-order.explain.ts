/**
 * The cause is explained to the customer: by whose responsibility it is and how far the repair is, one of eight sentences. The sentence as
 * it was said stays with the order; where it promises to come back to the customer, the event says who does and until when. (R-V18)
 */
import { ok, refuse } from '#core/result.ts'
import { type CauseExplanation, explanationFor, feedbackDueAt } from '#core/wording/explanation.rules.ts'
import { placeholdersIn, unknownPlaceholders } from '#core/wording/fill.rules.ts'
import type { Verb } from './work-order.context.ts'

/** Refusals: `work-orders.explanation-other`, `-unfilled`, `-owner`, `-no-manager`. */
export const explainCause: Verb<'explainCause'> = (order, input, context) => {
  const { party, stage, text, packVersion, feedbackBy } = input
  const { case: which, moment, owners } = explanationFor({ party, stage })
  if (input.case !== which) {
    return refuse('work-orders.explanation-other', { field: 'case', params: { given: input.case, right: which } })
  }
  const gaps = [...placeholdersIn(text).map((name) => `{${name}}`), ...unknownPlaceholders(text)]
  if (gaps.length > 0) {
    return refuse('work-orders.explanation-unfilled', { field: 'text', params: { gaps: gaps.join(' ') } })
  }
  const owner = feedbackBy ?? owners[0]
  if (owner && owners.length > 0 && !owners.includes(owner)) {
    return refuse('work-orders.explanation-owner', { field: 'feedbackBy', params: { which, feedbackOwner: owner } })
  }
  if (owners.length > 0 && owner === 'customerManager' && !order.customerManagerId) {
    return refuse('work-orders.explanation-no-manager', { field: 'feedbackBy' })
  }
  const promise =
    owner && owners.length > 0
      ? { owner, dueAt: feedbackDueAt(moment, context.at, context.settings.feedback) }
      : undefined
  const said: CauseExplanation = {
    id: context.newId(),
    case: which,
    party,
    stage,
    text,
    packVersion,
    at: context.at,
    byName: context.actor.name,
    ...(promise ? { promise } : {}),
  }
  return ok({
    order: { ...order, explanations: [...(order.explanations ?? []), said] },
    sla: [],
    events: [
      { kind: 'causeExplained', data: { id: said.id, case: which, moment, party, stage, text, packVersion, promise } },
    ],
  })
}
