import { useMemo, useState } from 'react'
import { z } from 'zod'
import { orderNames } from '#core/work-orders/names.text.ts'
import { actionInputs, callNumbers, contactMethods, contactOutcomes } from '#core/work-orders/work-order.inputs.ts'
import { useOrderWindows } from '#web/console/appointments/appointments.queries.ts'
import { WindowPicker } from '#web/console/appointments/window-picker.tsx'
import { InstantInput } from '#web/ui/day-input.tsx'
import { Field } from '#web/ui/form.tsx'
import { type Bound, Checkbox, Choices, Select, TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, optional } from './frame.tsx'
import { useReasonOptions, useReasons } from './reason.tsx'

const PersonInput = (bound: Bound<string | undefined>) => {
  const t = useText(actionTexts)
  return <TextInput {...optional(bound)} maxLength={100} placeholder={t('person-place')} />
}
const NoteInput = (bound: Bound<string | undefined>) => {
  const t = useText(actionTexts)
  return <TextArea {...optional(bound)} rows={2} placeholder={t('note-place')} />
}

/** An attempt to reach the customer; what it came to decides what follows. */
export const ContactAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  const windows = useOrderWindows(props.order.number)
  return (
    <ActionFrame
      {...props}
      schema={contactSchema}
      initial={{ method: 'phone', outcome: undefined, person: undefined, callBackAt: undefined, note: undefined }}
      size="medium"
      toBody={({ callBackAt, preferred, ...said }) => ({
        ...said,
        ...(said.outcome === 'callBackAt' && callBackAt ? { callBackAt } : {}),
        ...(said.outcome === 'agreed' && preferred ? { preferred } : {}),
      })}
    >
      {(form) => (
        <>
          <Field form={form} name="method" label={t('method')}>
            {(bound) => (
              <Choices
                {...bound}
                choices={contactMethods.map((value) => ({ value, label: names(`method.${value}`) }))}
              />
            )}
          </Field>
          <Field
            form={form}
            name="outcome"
            label={t('outcome')}
            hint={form.values.outcome === 'neverAsked' ? t('never-asked-hint') : undefined}
          >
            {(bound) => (
              <Choices
                {...bound}
                choices={contactOutcomes.map((value) => ({ value, label: names(`contact.${value}`) }))}
              />
            )}
          </Field>
          {form.values.method === 'phone' && (
            <Field form={form} name="number" label={t('number-used')} isOptional>
              {(bound) => (
                <Choices
                  {...bound}
                  choices={callNumbers.map((value) => ({ value, label: names(`number.${value}`) }))}
                />
              )}
            </Field>
          )}
          {form.values.outcome === 'agreed' && props.order.appointmentFrom === null && (
            <Field form={form} name="preferred" label={t('preferred')} isOptional hint={t('preferred-hint')}>
              {(bound) => (
                <WindowPicker
                  windows={windows}
                  value={bound.value?.from}
                  onChange={({ from, to }) => bound.onChange({ from, to })}
                />
              )}
            </Field>
          )}
          {form.values.outcome === 'callBackAt' && (
            <Field form={form} name="callBackAt" label={t('call-again')} isOptional hint={t('call-again-hint')}>
              {(bound) => <InstantInput {...optional(bound)} />}
            </Field>
          )}
          <Field form={form} name="person" label={t('person')} isOptional>
            {(bound) => <PersonInput {...bound} />}
          </Field>
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <NoteInput {...bound} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** Nothing is chosen beforehand: an outcome that nobody meant would stand in the timeline. */
const contactSchema = z.object({
  ...actionInputs.logContact.shape,
  outcome: z.enum(contactOutcomes).optional().pipe(z.enum(contactOutcomes)),
})

/** The second call, by somebody else than who reported that the customer never asked. */
export const VerifyAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  return (
    <ActionFrame {...props} schema={verifySchema} initial={{ outcome: undefined, person: undefined, note: undefined }}>
      {(form) => (
        <>
          <Field form={form} name="outcome" label={t('outcome')}>
            {(bound) => (
              <Choices
                {...bound}
                choices={verified.map((value) => ({
                  value,
                  label: names(`verified.${value}`),
                }))}
              />
            )}
          </Field>
          <Field form={form} name="person" label={t('person')} isOptional>
            {(bound) => <PersonInput {...bound} />}
          </Field>
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <NoteInput {...bound} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

const verified = actionInputs.verify.shape.outcome.options
const verifySchema = z.object({
  ...actionInputs.verify.shape,
  outcome: z.enum(verified).optional().pipe(z.enum(verified)),
})

/** A time agreed with the customer, or another one. */
export const WindowAction = (props: ActionProps) => {
  const isAgain = props.action === 'reschedule'
  const t = useText(actionTexts)
  const windows = useOrderWindows(props.order.number)
  const options = useReasonOptions(useReasons('reschedule', props.order))
  /** A chosen window is put into the fields by making them anew. */
  const [filled, setFilled] = useState(0)
  const schema = useMemo(
    () =>
      z.object({
        from: z.string().min(1),
        to: z.string().min(1),
        reasonCode: isAgain ? z.string().min(1) : z.string(),
        reason: isAgain ? z.string().trim().min(1).max(2000) : z.string(),
        hasConsent: z.boolean().refine((value) => value || !isAgain, { message: t('consent-needed') }),
        isAsked: z.boolean(),
      }),
    [t, isAgain],
  )
  return (
    <ActionFrame
      {...props}
      schema={schema}
      initial={{ from: '', to: '', reasonCode: '', reason: '', hasConsent: false, isAsked: false }}
      toBody={({ from, to, hasConsent, isAsked, ...said }) =>
        isAgain ? { from, to, isAsked, hasConsent: true as const, ...said } : { from, to, isAsked, hasConsent }
      }
    >
      {(form) => (
        <>
          <WindowPicker
            windows={windows}
            value={form.values.from}
            onChange={({ from, to }) => {
              form.set('from', from)
              form.set('to', to)
              setFilled((count) => count + 1)
            }}
          />
          <Field form={form} name="from" label={t('from')}>
            {(bound) => <InstantInput key={filled} {...bound} />}
          </Field>
          <Field form={form} name="to" label={t('to')}>
            {(bound) => <InstantInput key={filled} {...bound} />}
          </Field>
          {isAgain && (
            <>
              <Field form={form} name="reasonCode" label={t('reason-code')}>
                {(bound) => <Select {...bound} label={t('reason-code')} options={options} />}
              </Field>
              <Field form={form} name="reason" label={t('reason')}>
                {(bound) => <TextArea {...bound} rows={2} maxLength={2000} placeholder={t('reason-place')} />}
              </Field>
            </>
          )}
          <Field form={form} name="hasConsent" label={t('consent-of')}>
            {(bound) => <Checkbox {...bound}>{t(isAgain ? 'consent' : 'consent-outside')}</Checkbox>}
          </Field>
          <Field form={form} name="isAsked" label="">
            {(bound) => <Checkbox {...bound}>{t('asked-quiet')}</Checkbox>}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** Sign-in from a desk has no position, so it always says why. */
export const ArriveAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const options = useReasonOptions(useReasons('noSignIn', props.order))
  return (
    <ActionFrame {...props} schema={arriveSchema} initial={{ reasonCode: undefined, exception: '' }}>
      {(form) => (
        <>
          <p className="ink-2">{t('arrive-hint')}</p>
          <Field form={form} name="reasonCode" label={t('reason-code')} isOptional>
            {(bound) => (
              <Select
                {...optional(bound)}
                onChange={(code) => {
                  bound.onChange(code || undefined)
                  form.set('exception', options.find((each) => each.value === code)?.label ?? '')
                }}
                label={t('reason-code')}
                options={options}
              />
            )}
          </Field>
          <Field form={form} name="exception" label={t('arrive-exception')}>
            {(bound) => <TextInput {...bound} maxLength={500} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
const arriveSchema = z.object({
  reasonCode: z.string().optional(),
  exception: z.string().trim().min(1).max(500),
})

/** Two of the ways in which a visit ends say their reason themselves. */
const reasonOfOutcome = { comeAgain: '', nobodyHome: 'nobodyHome', refused: 'refusedEntry' } as const

/** The visit ends without the work done. */
export const ComeAgainAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  const options = useReasonOptions(useReasons('comeAgain', props.order))
  return (
    <ActionFrame
      {...props}
      schema={actionInputs.comeAgain}
      initial={{ outcome: 'comeAgain', reasonCode: '', reason: '', from: undefined, to: undefined }}
    >
      {(form) => (
        <>
          <Field form={form} name="outcome" label={t('again-outcome')}>
            {(bound) => (
              <Choices
                {...bound}
                onChange={(outcome) => {
                  if (!outcome) return
                  bound.onChange(outcome)
                  form.set('reasonCode', reasonOfOutcome[outcome])
                }}
                choices={(['comeAgain', 'nobodyHome', 'refused'] as const).map((value) => ({
                  value,
                  label: names(`outcome.${value}`),
                }))}
              />
            )}
          </Field>
          <Field form={form} name="reasonCode" label={t('reason-code')}>
            {(bound) => <Select {...bound} label={t('reason-code')} options={options} />}
          </Field>
          <Field form={form} name="reason" label={t('reason')}>
            {(bound) => <TextArea {...bound} rows={2} maxLength={2000} placeholder={t('reason-place')} />}
          </Field>
          <Field
            form={form}
            name="from"
            label={`${t('again-next')} ${t('from')}`}
            isOptional
            hint={t('again-next-hint')}
          >
            {(bound) => <InstantInput {...optional(bound)} />}
          </Field>
          <Field form={form} name="to" label={`${t('again-next')} ${t('to')}`} isOptional>
            {(bound) => <InstantInput {...optional(bound)} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
