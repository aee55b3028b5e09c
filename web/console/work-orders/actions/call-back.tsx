import { z } from 'zod'
import type { Dictionary } from '#core/work-orders/dictionary.contract.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { useDictionary } from '#web/console/work-orders/order-words.ts'
import { Field } from '#web/ui/form.tsx'
import { Choices, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, optional } from './frame.tsx'

const POINTS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const
type Scores = Readonly<Record<string, number>>

/** The questions of the callback, 1 to 10 points each; unanswered ones are left out. */
export const Survey = ({
  questions,
  value,
  onChange,
}: {
  readonly questions: Dictionary['questions']
  readonly value: Scores
  readonly onChange: (scores: Record<string, number>) => void
}) => {
  const language = useLanguage()
  return (
    <div className="actions-scores">
      {questions.map((question) => {
        const points = value[question.code]
        return (
          <div key={question.code} className="actions-score">
            <span>{question.name[language]}</span>
            <Choices
              aria-label={question.name[language]}
              value={points === undefined ? undefined : (String(points) as (typeof POINTS)[number])}
              onChange={(next) => next && onChange({ ...value, [question.code]: Number(next) })}
              choices={POINTS.map((each) => ({ value: each, label: each }))}
            />
          </div>
        )
      })}
    </div>
  )
}

const CONFIRMED = ['works', 'broken'] as const

/** Nothing is chosen beforehand. */
const confirmSchema = z.object({
  ...actionInputs.confirmRestored.shape,
  outcome: z.enum(CONFIRMED).optional().pipe(z.enum(CONFIRMED)),
})

/** The customer manager asks the group customer whether the line works. */
export const ConfirmAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  return (
    <ActionFrame {...props} schema={confirmSchema} initial={{ outcome: undefined, person: undefined, note: undefined }}>
      {(form) => (
        <>
          <Field
            form={form}
            name="outcome"
            label={t('survey-outcome')}
            hint={form.values.outcome === 'broken' ? t('broken-hint') : undefined}
          >
            {(bound) => (
              <Choices {...bound} choices={CONFIRMED.map((value) => ({ value, label: names(`confirmed.${value}`) }))} />
            )}
          </Field>
          <Field form={form} name="person" label={t('person')} isOptional>
            {(bound) => <TextInput {...optional(bound)} maxLength={100} placeholder={t('person-place')} />}
          </Field>
          <Field form={form} name="note" label={t('note')} isOptional={form.values.outcome !== 'broken'}>
            {(bound) => <TextArea {...optional(bound)} rows={2} maxLength={2000} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** What the customer says of it: reached or not, satisfied or not, points, and whether the cause is right. */
export const CallBackAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  const dictionary = useDictionary()
  return (
    <ActionFrame
      {...props}
      size="medium"
      schema={actionInputs.callBack}
      initial={{ outcome: 'satisfied', scores: {}, isCauseConfirmed: undefined, note: undefined }}
    >
      {(form) => (
        <>
          <Field
            form={form}
            name="outcome"
            label={t('survey-outcome')}
            hint={form.values.outcome === 'unsatisfied' ? t('unsatisfied-hint') : undefined}
          >
            {(bound) => (
              <Choices
                {...bound}
                onChange={(outcome) => outcome && bound.onChange(outcome)}
                choices={(['satisfied', 'unsatisfied', 'unreachable'] as const).map((value) => ({
                  value,
                  label: names(`survey.${value}`),
                }))}
              />
            )}
          </Field>
          {form.values.outcome !== 'unreachable' && (
            <>
              <Field form={form} name="scores" label={t('survey')} isOptional>
                {(bound) => (
                  <Survey questions={dictionary?.questions ?? []} value={bound.value ?? {}} onChange={bound.onChange} />
                )}
              </Field>
              <Field form={form} name="isCauseConfirmed" label={t('cause-confirmed')} isOptional>
                {(bound) => (
                  <Choices
                    {...bound}
                    value={bound.value === undefined ? undefined : bound.value ? 'yes' : 'no'}
                    onChange={(value) => bound.onChange(value === 'yes')}
                    choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
                  />
                )}
              </Field>
            </>
          )}
          <Field form={form} name="note" label={t('note')} isOptional={form.values.outcome !== 'unsatisfied'}>
            {(bound) => <TextArea {...optional(bound)} rows={2} maxLength={2000} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
