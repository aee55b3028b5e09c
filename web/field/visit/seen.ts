import type { ChecklistStep } from '#core/visits/checklist.ts'
import { isHazardStep, type SeenOrder, type StepState, stepState } from '#core/visits/steps.rules.ts'
import type { VisitSteps } from '#core/visits/visits.contract.ts'
import { visitRoutes } from '#core/visits/visits.contract.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { type Answer, useAnswer } from '#web/field/ui/answer.ts'

/** The steps of an order's visit with what its readings are judged by; kept on the phone with the order. */
export const useVisitSteps = (number: string): Answer<VisitSteps> =>
  useAnswer(visitRoutes.steps, { params: { number } })

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

type Visit = OrderDetail['visits'][number]

const seenVisit = (visit: Visit): SeenOrder['visits'][number] => ({
  ...{ number: visit.number, taskId: visit.taskId, outcome: visit.outcome, steps: visit.steps },
  evidence: visit.evidence.map((item) => ({
    ...{ kind: text(item.kind) ?? '', fileId: text(item.fileId), step: text(item.step), item: text(item.item) },
    value: typeof item.value === 'number' || typeof item.value === 'string' ? item.value : undefined,
  })),
})

/** The visit that is under way, or the last one once it is returned. */
export const visitOf = (order: OrderDetail): Visit | undefined =>
  order.visits.find((each) => each.endedAt === null) ?? order.visits.filter((each) => each.outcome === 'done').pop()

/** How far each step has come, in the order of the visit. */
export const statesOf = (order: OrderDetail, steps: readonly ChecklistStep[]): readonly StepState[] => {
  const visits = order.visits.map(seenVisit)
  const present = visitOf(order)
  const visit = visits.find(({ number }) => number === present?.number)
  return steps.map((step) => stepState({ visits }, visit, step))
}

/** Nothing more is to be done about it. */
export const isSettled = ({ state }: StepState): boolean => state !== 'open' && state !== 'part'

/** The step to do next: what a hazard asks for goes before everything on site. */
export const nextStep = (states: readonly StepState[]): StepState | undefined =>
  states.find((each) => !isSettled(each) && isRequired(each)) ?? states.find((each) => each.state === 'open')

const isRequired = ({ step }: StepState): boolean =>
  isHazardStep(step) || step.items.some((item) => item.isRequired && item.proof !== 'signature')

/** What proves the step, in words and icons: required proof, or whatever there is when nothing is required. */
export const proofsShown = (step: ChecklistStep): readonly ChecklistStep['items'][number]['proof'][] => {
  const required = step.items.filter((item) => item.isRequired)
  return [...new Set((required.length > 0 ? required : step.items).map(({ proof }) => proof))]
}
