import { hazards } from '#core/safety/hazard.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { safetyNames } from '#core/safety/safety.text.ts'
import { stopMeasures, stopReasons } from '#core/safety/stop.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { InstantInput } from '#web/ui/day-input.tsx'
import { Field } from '#web/ui/form.tsx'
import { Choices, MultiChoices, MultiSelect, NumberInput, Select, TextArea } from '#web/ui/inputs.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loading } from '#web/ui/states.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'
import { useCandidates } from './candidates.tsx'
import { ActionFrame, type ActionProps, optional } from './frame.tsx'
import { Say } from './plain.tsx'

const useJobSafety = (number: string) => useAnswer(safetyRoutes.job, { params: { number } })

/** The hazards of the order as they stand, to be changed; the form begins once they are known. */
export const HazardsAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(safetyNames)]
  const { data } = useJobSafety(props.order.number)
  if (!data) return <Loading rows={3} />
  return (
    <ActionFrame {...props} schema={actionInputs.declareHazards} initial={{ flags: [...data.flags], note: undefined }}>
      {(form) => (
        <>
          <Field form={form} name="flags" label={t('hazards')}>
            {(bound) => (
              <MultiChoices
                {...bound}
                onChange={(flags) => bound.onChange([...flags])}
                choices={hazards.map((value) => ({ value, label: names(`hazard.${value}`) }))}
              />
            )}
          </Field>
          <Field form={form} name="note" label={t('hazard-note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} rows={2} maxLength={2000} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** What one hazard asks for, item by item, said from a desk. */
export const ConfirmSafetyAction = (props: ActionProps) => {
  const [t, names, language] = [useText(actionTexts), useText(safetyNames), useLanguage()]
  const { data } = useJobSafety(props.order.number)
  if (!data) return <Loading rows={3} />
  const open = data.checks.filter((check) => !check.isConfirmed)
  return (
    <ActionFrame
      {...props}
      schema={actionInputs.confirmSafety}
      initial={{ hazard: open[0]?.hazard ?? 'height', items: [], reading: {}, evidenceFileIds: [] }}
      why={data.checks.length === 0 ? t('hazard-none') : undefined}
    >
      {(form) => {
        const measures = data.rules.measures.find((row) => row.hazard === form.values.hazard)?.measures ?? []
        const refusal = data.checks.find((check) => check.hazard === form.values.hazard)?.refusal
        return (
          <>
            <Field form={form} name="hazard" label={t('hazard')}>
              {(bound) => (
                <Choices
                  {...bound}
                  onChange={(hazard) => hazard && bound.onChange(hazard)}
                  choices={data.checks.map(({ hazard }) => ({ value: hazard, label: names(`hazard.${hazard}`) }))}
                />
              )}
            </Field>
            {refusal && <p className="risk">{refusal}</p>}
            <Field form={form} name="items" label={t('hazard-items')}>
              {(bound) => (
                <MultiChoices
                  {...bound}
                  value={bound.value ?? []}
                  onChange={(items) => bound.onChange([...items])}
                  choices={measures
                    .filter(({ kind }) => kind === 'tick')
                    .map(({ code, name }) => ({ value: code, label: name[language] }))}
                />
              )}
            </Field>
            {measures.some(({ kind }) => kind === 'gas') && (
              <Field form={form} name="reading" label={t('hazard-items')}>
                {(bound) => (
                  <div className="stack">
                    {data.rules.gasLimits.map(({ code, name, unit }) => (
                      <NumberInput
                        key={code}
                        aria-label={name[language]}
                        value={bound.value?.[code]}
                        unit={`${name[language]} ${unit}`}
                        onChange={(value) => bound.onChange({ ...bound.value, [code]: value ?? Number.NaN })}
                      />
                    ))}
                  </div>
                )}
              </Field>
            )}
          </>
        )
      }}
    </ActionFrame>
  )
}

export const StopWorkAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(safetyNames)]
  return (
    <ActionFrame {...props} schema={actionInputs.stopWork} initial={{ reason: 'other', note: '', evidenceFileIds: [] }}>
      {(form) => (
        <>
          <Say action="stopWork" />
          <Field form={form} name="reason" label={t('stop-reason')}>
            {(bound) => (
              <Select
                {...bound}
                onChange={(reason) => bound.onChange(stopReasons.find((each) => each === reason) ?? 'other')}
                label={t('stop-reason')}
                options={stopReasons.map((value) => ({ value, label: names(`stopReason.${value}`) }))}
              />
            )}
          </Field>
          <Field form={form} name="note" label={t('stop-note')}>
            {(bound) => <TextArea {...bound} maxLength={2000} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** What comes of a stop: the work goes on, or another measure with what it needs. */
export const ReviewStopAction = (props: ActionProps) => {
  const [t, names, orders] = [useText(actionTexts), useText(safetyNames), useText(orderNames)]
  const { stop } = props.order
  const { data: candidates } = useCandidates(props.order.number)
  const people = (candidates?.candidates ?? [])
    .filter(({ staffId }) => staffId !== props.order.staffId)
    .map(({ staffId, name, number }) => ({ value: staffId, label: name, hint: number }))
  return (
    <ActionFrame
      {...props}
      schema={actionInputs.reviewStop}
      initial={{ measure: 'continue', reason: '', from: undefined, to: undefined, helpers: [], desk: undefined }}
    >
      {(form) => (
        <>
          {stop && (
            <p>
              {t('stop-said', { who: stop.byName, why: names(`stopReason.${stop.reason}`) })} · {stop.note}
            </p>
          )}
          <Field form={form} name="measure" label={t('measure')}>
            {(bound) => (
              <Choices
                {...bound}
                onChange={(measure) => measure && bound.onChange(measure)}
                choices={stopMeasures.map((value) => ({ value, label: names(`measure.${value}`) }))}
              />
            )}
          </Field>
          {form.values.measure === 'secondPerson' && (
            <Field form={form} name="helpers" label={t('second-person')}>
              {(bound) => (
                <MultiSelect
                  {...bound}
                  value={bound.value ?? []}
                  onChange={(value) => bound.onChange([...value])}
                  label={t('second-person')}
                  options={people}
                />
              )}
            </Field>
          )}
          {form.values.measure === 'secondLine' && (
            <Field form={form} name="desk" label={t('desk')}>
              {(bound) => (
                <Choices
                  {...bound}
                  choices={(['data', 'transmission'] as const).map((value) => ({
                    value,
                    label: orders(`desk.${value}`),
                  }))}
                />
              )}
            </Field>
          )}
          {form.values.measure === 'comeAgain' && (
            <>
              <Field form={form} name="from" label={`${t('again-next')} ${t('from')}`} isOptional>
                {(bound) => <InstantInput {...optional(bound)} />}
              </Field>
              <Field form={form} name="to" label={`${t('again-next')} ${t('to')}`} isOptional>
                {(bound) => <InstantInput {...optional(bound)} />}
              </Field>
            </>
          )}
          <Field form={form} name="reason" label={t('measure-why')}>
            {(bound) => <TextArea {...bound} maxLength={2000} rows={2} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
