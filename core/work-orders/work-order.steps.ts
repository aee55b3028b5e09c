/**
 * What is said of the visit's steps: done, skipped with a reason that the station head sees, not applicable, or put off to a time that
 * is agreed at once. It is a fact: it fits whatever version the order has meanwhile. The checklist that the visit began with stays
 * its own. (R-V8…R-V15, R-V13)
 */
import { ok, type Result, refuse } from '#core/result.ts'
import type { VisitPlan } from '#core/visits/checklist.ts'
import { mayBePutOff, type StepRecord, withRecord } from '#core/visits/steps.rules.ts'
import { type CauseCodeList, causeCodesFor } from './cause-code.ts'
import type { OrderContext, Verb } from './work-order.context.ts'
import { openVisit, type WorkOrder } from './work-order.ts'
import { withVisit } from './work-order.visit.ts'

type Said = Omit<StepRecord, 'at'>

const REASONS: Partial<Readonly<Record<Said['outcome'], CauseCodeList>>> = {
  skipped: 'stepSkipped',
  notApplicable: 'stepNotApplicable',
  later: 'stepPutOff',
}

const checkRecord = (said: Said, plan: VisitPlan, order: WorkOrder, context: OrderContext): Result<null> => {
  const step = plan.steps.find(({ code }) => code === said.step)
  if (!step) return refuse('visits.step-unknown', { field: 'records', params: { step: said.step } })
  const items = said.item === undefined ? step.items : step.items.filter(({ code }) => code === said.item)
  const [first] = items
  if (!first) return refuse('visits.item-unknown', { field: 'records', params: { item: said.item ?? '' } })
  if (said.outcome === 'done') {
    const isWritten = first.proof === 'scan' || first.proof === 'text'
    if (said.item !== undefined && isWritten && said.value === undefined) {
      return refuse('visits.value-needed', { field: 'records' })
    }
    const isSayable = said.item === undefined ? items.some(({ proof }) => proof === 'tick') : first.proof === 'tick'
    if (!isSayable && !(said.item !== undefined && isWritten)) {
      return refuse('visits.proof-not-said', {
        field: 'records',
        params: { needed: first.proof },
      })
    }
    return ok(null)
  }
  const list = REASONS[said.outcome]
  if (!list) return ok(null)
  if (said.outcome === 'notApplicable' && !items.every(({ isConditional }) => isConditional)) {
    return refuse('visits.always-applies', { field: 'records' })
  }
  if (said.outcome === 'later') {
    if (!mayBePutOff(step.code)) return refuse('visits.cannot-be-put-off', { field: 'records' })
    if (said.from === undefined || said.to === undefined || said.to < said.from) {
      return refuse('visits.window-needed', { field: 'to' })
    }
    if (said.to <= context.at) return refuse('work-orders.time-passed', { field: 'to' })
  }
  const codes = causeCodesFor(context.reasons, list, order.kind, order.line)
  return codes.some(({ code }) => code === said.reasonCode)
    ? ok(null)
    : refuse('visits.reason-needed', { field: 'reasonCode' })
}

export const recordStep: Verb<'recordStep'> = (order, { records }, context) => {
  const { plan } = context.facts
  if (plan === null) return refuse('visits.no-checklist', { kind: 'conflict' })
  const visit = openVisit(order)
  let steps = visit?.steps ?? []
  for (const said of records) {
    const checked = plan ? checkRecord(said, plan, order, context) : ok(null)
    if (!checked.ok) return checked
    steps = withRecord(steps, { ...said, at: context.at })
  }
  return ok({
    order: withVisit(order, context, { steps, checklist: visit?.checklist ?? plan?.checklist }),
    sla: [],
    events: [{ kind: 'stepRecorded', data: { records } }],
  })
}
