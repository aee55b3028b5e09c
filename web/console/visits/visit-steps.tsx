import { type StepRecord, stepState } from '#core/visits/steps.rules.ts'
import { visitRoutes } from '#core/visits/visits.contract.ts'
import { visitNames } from '#core/visits/visits.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card, CardRow } from '#web/ui/card.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { When } from '#web/ui/when.tsx'
import { stepsOfOrder, visitShown } from './seen.ts'
import { visitStepsTexts } from './visit-steps.text.ts'

const ORDER = ['later', 'skipped', 'part', 'open', 'notApplicable', 'done'] as const
const TONES = {
  later: 'risk',
  skipped: 'risk',
  part: 'plain',
  open: 'plain',
  notApplicable: 'paused',
  done: 'fine',
} as const

/** The steps of the visit with what proves them; what was skipped or put off stands first, with its reason. */
export const VisitStepsCard = ({ order }: { readonly order: OrderDetail }) => {
  const [t, names, language] = [useText(visitStepsTexts), useText(visitNames), useLanguage()]
  const visit = visitShown(order)
  const { data } = useAnswer(visitRoutes.steps, { params: { number: order.number } }, { isOn: visit !== undefined })
  if (!visit || !data || data.steps.length === 0) return null
  const seen = stepsOfOrder(order)
  const present = seen.visits.find(({ number }) => number === visit.number)
  const states = data.steps
    .map((step) => stepState(seen, present, step))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
  const skipped = states.filter(({ state }) => state === 'skipped').length
  const reasons = [...data.reasons.skipped, ...data.reasons.notApplicable, ...data.reasons.later]
  const why = (record: StepRecord | undefined) =>
    [reasons.find(({ code }) => code === record?.reasonCode)?.name, record?.reason].filter(Boolean).join('：')
  return (
    <Card
      title={t('title')}
      hint={skipped > 0 ? t('skipped', { count: skipped }) : t('visit', { number: visit.number })}
      isFlush
    >
      {states.map(({ step, state, at, items }) => {
        const said = items.find(({ outcome }) => !['done', 'open'].includes(outcome))?.record
        const shown = items.flatMap(({ item, proofs, record }) =>
          item.proof === 'reading' && proofs.length > 0
            ? [`${item.name[language]} ${String(proofs.at(-1)?.value).replace('-', '−')}`]
            : record?.value
              ? [`${item.name[language]} ${record.value}`]
              : [],
        )
        const text = [why(said), ...shown].filter(Boolean).join(' · ')
        return (
          <CardRow
            key={step.code}
            title={step.name[language]}
            {...(text ? { text } : {})}
            end={
              state === 'done' && at ? (
                <When at={at} />
              ) : (
                <StateTag tone={TONES[state]}>{names(`step-state.${state}`)}</StateTag>
              )
            }
          />
        )
      })}
      {visit.materials.map(({ id, name, code, serial, use, quantity, unit }) => (
        <CardRow
          key={id}
          icon="bag"
          title={`${names(`material.${use}`)} ${name ?? code ?? serial ?? ''}`}
          {...(serial && name ? { text: serial } : {})}
          end={`${quantity} ${unit}`}
        />
      ))}
    </Card>
  )
}
