/**
 * Whether the visit's required proof is there when service is reported as restored, and when the order is returned: what is missing is
 * named by its steps; a step that was skipped with a reason does not hold it up, what was put off to another visit does. (R-V13)
 */
import { ok, type Result, refuse } from '#core/result.ts'
import { rangeMissed } from '#core/visits/reading.rules.ts'
import { missingProof, putOffOf, stepState } from '#core/visits/steps.rules.ts'
import type { OrderContext } from './work-order.context.ts'
import type { Visit, WorkOrder } from './work-order.ts'

/** What keeps the order from being reported as restored, or returned: required proof that is not there, and what was put off. */
export const checkSteps = (
  order: WorkOrder,
  visit: Visit | undefined,
  context: OrderContext,
  before: 'restore' | 'return',
  readings: readonly string[] = [],
): Result<null> => {
  const { plan } = context.facts
  if (!plan || !visit) return ok(null)
  const confirmed = order.safety?.confirmed.filter(({ visitId }) => visitId === visit.id) ?? []
  const hazards = confirmed.map(({ hazard }) => hazard)
  const missing = missingProof(order, visit, plan.steps, before, { readings, hazards })
  if (missing.length > 0) {
    const steps = missing.map(({ step }) => step.code).join(',')
    return refuse('visits.proof-missing', { kind: 'conflict', field: 'steps', params: { steps } })
  }
  if (before === 'restore') return ok(null)
  const later = plan.steps.filter((step) => stepState(order, visit, step).state === 'later')
  if (later.length === 0 || putOffOf(visit).length === 0) return ok(null)
  const steps = later.map(({ code }) => code).join(',')
  return refuse('visits.put-off-open', { kind: 'conflict', field: 'steps', params: { steps } })
}

/** Whether an instrument can show these values at all. Refusals: `visits.reading-impossible` with the range that is possible. */
export const checkRanges = (
  readings: readonly { readonly kind: string; readonly value?: number | string | undefined }[],
  { settings }: OrderContext,
): Result<null> => {
  for (const { kind, value } of readings) {
    const range = typeof value === 'number' ? rangeMissed(kind, value, settings.readingRanges) : undefined
    if (!range || typeof value !== 'number') continue
    const { unit, min, max } = range
    return refuse('visits.reading-impossible', { field: 'value', params: { value, unit, min, max } })
  }
  return ok(null)
}
