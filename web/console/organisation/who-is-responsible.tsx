import { useState } from 'react'
import type { ReplyOf } from '#core/contract.ts'
import { organisationRoutes } from '#core/organisation/organisation.contract.ts'
import { type BusinessLine, businessLines } from '#core/organisation/organisation.ts'
import { call } from '#web/ui/api.ts'
import { Button } from '#web/ui/button.tsx'
import { Card, Facts } from '#web/ui/card.tsx'
import { DayInput } from '#web/ui/day-input.tsx'
import { Segments, TextInput } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { isCallError } from '#web/ui/problem.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf } from '#web/ui/when.tsx'
import { organisationScreenTexts } from './organisation-screen.text.ts'

type Answer = ReplyOf<typeof organisationRoutes.whoIsResponsible>
const TONES = { answer: 'fine', gap: 'late', overlap: 'late' } as const

export const LineChoice = ({
  value,
  onChange,
}: {
  readonly value: BusinessLine
  readonly onChange: (line: BusinessLine) => void
}) => {
  const t = useText(organisationScreenTexts)
  return (
    <Segments
      label={t('organisation.line')}
      value={value}
      onChange={onChange}
      choices={businessLines.map((line) => ({ value: line, label: t(`organisation.${line}`) }))}
    />
  )
}

/** The question of R-A2 answered: this address, this line, this day; one company, or the gap or overlap. */
export const WhoIsResponsible = () => {
  const t = useText(organisationScreenTexts)
  const [place, setPlace] = useState('')
  const [line, setLine] = useState<BusinessLine>('home')
  const [day, setDay] = useState('')
  const [found, setFound] = useState<Answer | undefined>()
  const [problem, setProblem] = useState<string | undefined>()
  const [isAsking, setIsAsking] = useState(false)
  const ask = async () => {
    setFound(undefined)
    if (place.trim().length < 2) return setProblem(t('organisation.place-needed'))
    setProblem(undefined)
    setIsAsking(true)
    try {
      setFound(
        await call(organisationRoutes.whoIsResponsible, {
          query: { place: place.trim(), line, ...(day ? { day } : {}) },
        }),
      )
    } catch (error) {
      setProblem(isCallError(error) ? error.text : String(error))
    } finally {
      setIsAsking(false)
    }
  }
  return (
    <Card title={t('organisation.who')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <TextInput
          aria-label={t('organisation.place')}
          placeholder={t('organisation.place')}
          aria-invalid={problem !== undefined}
          value={place}
          onChange={setPlace}
        />
        <div className="row organisation-ask">
          <LineChoice value={line} onChange={setLine} />
          <DayInput aria-label={t('organisation.day')} value={day} onChange={setDay} />
          <Button type="submit" isBusy={isAsking}>
            {t('organisation.ask')}
          </Button>
        </div>
        {problem && (
          <p className="late" role="alert">
            {problem}
          </p>
        )}
        {found && <Found answer={found} />}
      </form>
    </Card>
  )
}

const Found = ({ answer }: { readonly answer: Answer }) => {
  const t = useText(organisationScreenTexts)
  const companies = listed(answer.companies.map((company) => company.name))
  return (
    <div className="stack" role="status">
      <StateTag tone={TONES[answer.outcome]}>
        {answer.outcome === 'answer' ? companies : t(`organisation.${answer.outcome}`)}
      </StateTag>
      <Facts
        items={[
          { label: t('organisation.region'), value: answer.region.name },
          { label: t('organisation.grid'), value: answer.grid?.name ?? t('organisation.no-grid') },
          { label: t('organisation.day'), value: <DayOf day={answer.day} /> },
          ...(answer.outcome === 'overlap' ? [{ label: t('organisation.company'), value: companies }] : []),
        ]}
      />
    </div>
  )
}
