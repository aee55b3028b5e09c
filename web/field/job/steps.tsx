import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import { Card } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { useText } from '#web/field/ui/text.ts'
import { When } from '#web/field/ui/when.tsx'
import { jobTexts } from './job.text.ts'
import { restoredHow } from './return-draft.ts'

type Visit = OrderDetail['visits'][number]

const steps = [
  { step: 'accept', proof: 'tick', icon: 'check' },
  { step: 'appoint', proof: 'call', icon: 'phone' },
  { step: 'depart', proof: 'tick', icon: 'check' },
  { step: 'arrive', proof: 'place', icon: 'pin' },
  { step: 'start', proof: 'tick', icon: 'check' },
  { step: 'measure', proof: 'reading', icon: 'gauge' },
  { step: 'photo', proof: 'photo', icon: 'camera' },
  { step: 'restore', proof: 'tick', icon: 'check' },
  { step: 'return', proof: 'sign', icon: 'sign' },
] as const
type Step = (typeof steps)[number]['step']

const present: Partial<Record<OrderState, Step>> = {
  pendingTake: 'accept',
  taken: 'appoint',
  appointed: 'depart',
  enRoute: 'arrive',
  arrived: 'start',
  inProgress: 'restore',
  restored: 'return',
}
const afterReturn: readonly OrderState[] = [
  'pendingContractorCheck',
  'pendingQualityCheck',
  'pendingCallback',
  'returned',
  'pendingExternalArchive',
  'archived',
]

/** When a step of this visit was done; `true`: done, at no known time. */
const doneAt = (step: Step, order: OrderDetail, visit: Visit | undefined): string | boolean => {
  const isReturned = afterReturn.includes(order.state)
  switch (step) {
    case 'accept':
      return isReturned || (order.isAccepted && order.holder.level === 'engineer')
    case 'appoint':
      return visit?.windowFrom ? true : (visit?.departedAt ?? null) !== null
    case 'depart':
      return visit?.departedAt ?? false
    case 'arrive':
      return visit?.arrivedAt ?? false
    case 'start':
      return visit?.startedAt ?? false
    case 'measure':
      return visit?.evidence.some((item) => item.value !== undefined) ?? false
    case 'photo':
      return visit?.evidence.some((item) => item.fileId !== undefined) ?? false
    case 'restore':
      return visit?.restoredAt ?? (isReturned || order.state === 'restored')
    case 'return':
      return visit?.endedAt && visit.outcome === 'done' ? visit.endedAt : isReturned
  }
}

const UNVISITED: readonly Step[] = ['accept', 'photo', 'restore', 'return']

/** The steps of the visit in their order, each with its proof; the present one is marked. */
export const StepList = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(jobTexts)
  const visit =
    order.visits.find((each) => each.endedAt === null) ?? order.visits.filter((each) => each.outcome === 'done').pop()
  // Restored without going in: nobody invents a visit, and the proof is a reading or a call.
  const isVisited = restoredHow(order) === 'onSite' || (visit?.arrivedAt ?? null) !== null
  const seen = steps
    .filter(({ step }) => isVisited || UNVISITED.includes(step))
    .map((each) => ({ ...each, done: doneAt(each.step, order, visit) }))
    .map((each) =>
      isVisited || each.step !== 'return' ? each : { ...each, proof: 'reading' as const, icon: 'gauge' as const },
    )
  const count = seen.filter((each) => each.done !== false).length
  return (
    <Card title={t('steps')} aside={<small>{t('steps-done', { done: count, all: seen.length })}</small>}>
      <ol className="steps">
        {seen.map(({ step, proof, icon, done }, index) => {
          const isNow = done === false && present[order.state] === step
          return (
            <li
              key={step}
              className={`step${done !== false ? ' step-done' : ''}${isNow ? ' step-now' : ''}`}
              aria-current={isNow ? 'step' : undefined}
            >
              <span className="step-mark">{done !== false ? <Icon name="check" size={18} /> : index + 1}</span>
              <span className={`step-words${isNow ? ' strong' : ''}`}>{t(`step-${step}`)}</span>
              <span className="step-proof">
                {typeof done === 'string' ? (
                  <When at={done} />
                ) : (
                  done === false && (
                    <>
                      <Icon name={icon} size={17} /> {t(`proof-${proof}`)}
                    </>
                  )
                )}
              </span>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
