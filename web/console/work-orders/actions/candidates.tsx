import { workOrderRoutes } from '#core/work-orders/work-order.contract.ts'
import type { CallReply } from '#web/ui/api.ts'
import { Icon } from '#web/ui/icon.tsx'
import { numberText } from '#web/ui/number.ts'
import { useAnswer } from '#web/ui/query.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { ErrorState, Loading } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'

type Answer = CallReply<typeof workOrderRoutes.candidates>
export type Candidate = Answer['candidates'][number]

export const useCandidates = (number: string, isOn = true) =>
  useAnswer(workOrderRoutes.candidates, { params: { number } }, { isOn })

const tones = { chosen: 'fine', eligible: 'plain', unfit: 'risk' } as const

/** Everybody whom the rule looked at, with the reason for each; those who may not lead stay in sight and cannot be chosen. */
export const Candidates = ({
  number,
  value,
  onChange,
  label,
}: {
  readonly number: string
  readonly value: string | undefined
  readonly onChange: (staffId: string | undefined) => void
  readonly label: string
}) => {
  const t = useText(actionTexts)
  const answer = useCandidates(number)
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <Loading rows={4} />
  const { candidates, stoppedBy, chosen } = answer.data
  const first = candidates.find((each) => each.staffId === chosen)
  return (
    <>
      <p className="hint">
        {first ? t('rule-chooses', { name: first.name }) : stoppedBy ? t('rule-stops', { why: stoppedBy }) : ''}
      </p>
      {candidates.length === 0 ? (
        <p className="ink-2">{t('nobody-here')}</p>
      ) : (
        <div className="actions-people" role="radiogroup" aria-label={label}>
          {candidates.map((each) => (
            <Person key={each.staffId} person={each} isChosen={value === each.staffId} onChoose={onChange} />
          ))}
        </div>
      )}
    </>
  )
}

/**
 * Off shift, on leave or with full hands the rule passes somebody over and a person may still name them; without employment or
 * certificate nobody may (R-V6).
 */
export const mayNotLead = ({ reasons }: Pick<Candidate, 'reasons'>): boolean =>
  reasons.some(({ code }) => code.startsWith('people.certificate') || code.startsWith('people.not-'))

const Person = ({
  person,
  isChosen,
  onChoose,
}: {
  readonly person: Candidate
  readonly isChosen: boolean
  readonly onChoose: (staffId: string | undefined) => void
}) => {
  const t = useText(actionTexts)
  const isUnfit = mayNotLead(person)
  const about = [
    person.number,
    t('open-orders', { count: person.openOrders }),
    ...(person.distanceMetres === null ? [] : [t('distance', { km: numberText(person.distanceMetres / 1000, 1) })]),
  ].join(' · ')
  const reasons = person.reasons.map((reason) => reason.title).join('；')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold the reasons beneath its name
    <button
      type="button"
      role="radio"
      className="actions-person"
      aria-checked={isChosen}
      aria-disabled={isUnfit || undefined}
      onClick={() => !isUnfit && onChoose(isChosen ? undefined : person.staffId)}
    >
      <span className={isChosen ? '' : 'ink-2'}>
        <Icon name={isUnfit ? 'ban' : isChosen ? 'done' : 'open'} />
      </span>
      <span className={isUnfit ? 'ink-2' : ''}>
        {person.name} <span className="hint">{about}</span>
      </span>
      <StateTag tone={isUnfit ? 'paused' : tones[person.verdict]} isBare>
        {t(isUnfit ? 'verdict.unfit' : person.verdict === 'unfit' ? 'verdict.passed' : `verdict.${person.verdict}`)}
      </StateTag>
      {reasons && <span className="small ink-2">{reasons}</span>}
    </button>
  )
}
