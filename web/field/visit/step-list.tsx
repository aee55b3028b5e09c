import type { ComponentChildren } from 'preact'
import type { ProofKind } from '#core/visits/checklist.ts'
import { isHazardStep, putOffOf, type StepState } from '#core/visits/steps.rules.ts'
import { visitNames } from '#core/visits/visits.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { TimeWindow } from '#web/field/ui/when.tsx'
import type { IconName } from '#web/ui/icons.ts'
import { isSettled, nextStep, proofsShown, statesOf, useVisitSteps, visitOf } from './seen.ts'
import { visitFieldTexts } from './visit.text.ts'
import './visit.css'

const icons: Record<ProofKind, IconName> = {
  ...{ tick: 'check', photo: 'camera', scan: 'scan', reading: 'gauge', text: 'edit', signature: 'sign' },
}

/** The steps of the visit in their order, each with what proves it; one tap opens it. `otherwise` stands where there are none. */
export const VisitStepList = ({
  order,
  corner,
  otherwise,
}: {
  readonly order: OrderDetail
  /** What must always be in view beside the heading. */
  readonly corner?: ComponentChildren
  readonly otherwise: ComponentChildren
}) => {
  const t = useText(visitFieldTexts)
  const answer = useVisitSteps(order.number)
  const steps = answer.data?.steps ?? []
  if (steps.length === 0) return <>{otherwise}</>
  const states = statesOf(order, steps)
  const next = nextStep(states)
  const done = states.filter(isSettled).length
  const place = encodeURIComponent(order.number)
  return (
    <Card
      title={
        <>
          {t('steps')} <small>{t('steps-done', { done, all: states.length })}</small>
        </>
      }
      aside={corner}
    >
      <ol className="steps">
        {states.map((state, index) => (
          <StepLine
            key={state.step.code}
            state={state}
            number={index + 1}
            isNext={state === next}
            href={`#/job/${place}/step/${state.step.code}`}
            putOff={putOffOf(visitOf(order)).find(({ step }) => step === state.step.code)}
          />
        ))}
      </ol>
    </Card>
  )
}

const StepLine = ({
  state,
  number,
  isNext,
  href,
  putOff,
}: {
  readonly state: StepState
  readonly number: number
  readonly isNext: boolean
  readonly href: string
  readonly putOff: { readonly from: string; readonly to: string } | undefined
}) => {
  const [t, names, language] = [useText(visitFieldTexts), useText(visitNames), useLanguage()]
  const { step } = state
  const isDone = isSettled(state)
  const isRisk = isHazardStep(step) && !isDone
  const hazards = step.items.map(({ name }) => name[language])
  return (
    <li aria-current={isNext ? 'step' : undefined}>
      <a
        className={`step${state.state === 'done' ? ' step-done' : ''}${isNext ? ' step-now' : ''}${isRisk ? ' step-risk' : ''}`}
        href={href}
      >
        <span className="step-mark">{state.state === 'done' ? <Icon name="check" size={18} /> : number}</span>
        <span className={`step-words${isNext || isRisk ? ' strong' : ''}`}>
          {step.name[language]}
          {isRisk && (
            <b className="step-first">
              <Icon name="alert" size={16} /> {t('on-site-first')}
            </b>
          )}
          {isHazardStep(step) && <small>{hazards.join(language === 'en' ? '; ' : '；')}</small>}
          {putOff && (
            <small>
              <TimeWindow from={putOff.from} to={putOff.to} />
            </small>
          )}
        </span>
        <span className={`step-proof${state.state === 'skipped' || state.state === 'later' ? ' risk' : ''}`}>
          {isDone || state.state === 'part'
            ? state.state !== 'done' && names(`step-state.${state.state}`)
            : proofsShown(step).map((proof) => (
                <span key={proof}>
                  <Icon name={icons[proof]} size={17} /> {names(`by.${proof}`)}
                </span>
              ))}
        </span>
      </a>
    </li>
  )
}
