import { causeParties, causeStages, explanationFor } from '#core/wording/explanation.rules.ts'
import { customerTitleOf, fill } from '#core/wording/fill.rules.ts'
import { wordingNames } from '#core/wording/names.text.ts'
import { textFor } from '#core/wording/pack.rules.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { ActionFrame, type ActionProps } from '#web/console/work-orders/actions/frame.tsx'
import { Field } from '#web/ui/form.tsx'
import { Choices, TextArea } from '#web/ui/inputs.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { wordingScreenTexts } from './wording.text.ts'

const schema = actionInputs.explainCause.omit({ case: true, packVersion: true })

/** What the customer was told of the cause, where it was told by telephone: the sentence of the case, to be put right by hand. */
export const ExplainAction = (props: ActionProps) => {
  const [t, names] = [useText(wordingScreenTexts), useText(wordingNames)]
  const { data } = useAnswer(wordingRoutes.inForce, {})
  const { order } = props
  const values = {
    customerTitle: customerTitleOf(order.customerName, order.line === 'home' ? 'home' : 'enterprise'),
    symptom: order.symptom,
  }
  return (
    <ActionFrame
      {...props}
      schema={schema}
      size="medium"
      initial={{ party: undefined as never, stage: undefined as never, text: '', feedbackBy: undefined }}
      toBody={({ party, stage, ...said }) => ({
        ...said,
        party,
        stage,
        case: explanationFor({ party, stage }).case,
        ...(data ? { packVersion: data.version } : {}),
      })}
    >
      {(form) => {
        const { party, stage } = form.values
        const found = party && stage ? explanationFor({ party, stage }) : undefined
        const sentence = (next: { party: typeof party | undefined; stage: typeof stage | undefined }) => {
          if (!data || !next.party || !next.stage) return
          const text = textFor(data.pack, explanationFor({ party: next.party, stage: next.stage }).moment, order.line)
          if (text) form.set('text', fill(text.text, values).text)
        }
        return (
          <>
            <Field form={form} name="party" label={t('whose')}>
              {(bound) => (
                <Choices
                  {...bound}
                  onChange={(value) => {
                    if (!value) return
                    bound.onChange(value)
                    sentence({ party: value, stage })
                  }}
                  choices={causeParties.map((value) => ({ value, label: names(`causeParty.${value}`) }))}
                />
              )}
            </Field>
            <Field form={form} name="stage" label={t('how-far')}>
              {(bound) => (
                <Choices
                  {...bound}
                  onChange={(value) => {
                    if (!value) return
                    bound.onChange(value)
                    sentence({ party, stage: value })
                  }}
                  choices={causeStages.map((value) => ({ value, label: names(`causeStage.${value}`) }))}
                />
              )}
            </Field>
            {found && found.owners.length > 0 && (
              <Field form={form} name="feedbackBy" label={t('answers')}>
                {(bound) => (
                  <Choices
                    {...bound}
                    choices={found.owners.map((value) => ({
                      value,
                      label: names(`feedbackOwner.${value}`),
                      ...(value === 'customerManager' && !order.customerManagerId ? { why: t('no-manager') } : {}),
                    }))}
                  />
                )}
              </Field>
            )}
            <Field
              form={form}
              name="text"
              label={t('told')}
              hint={found && t('case', { which: found.case, moment: names(`moment.${found.moment}`) })}
            >
              {(bound) => <TextArea {...bound} rows={5} maxLength={2000} />}
            </Field>
          </>
        )
      }}
    </ActionFrame>
  )
}
