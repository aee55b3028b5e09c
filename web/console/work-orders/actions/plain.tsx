import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { Field } from '#web/ui/form.tsx'
import { NumberInput, TextArea } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, optional } from './frame.tsx'

/** What happens by it, where that is not plain from its name. */
export const Say = ({ action }: { readonly action: OrderAction }) => {
  const t = useText(actionTexts)
  const key = `say.${action}`
  return key in actionTexts ? <p>{t(key as 'say.cancel')}</p> : null
}

/** Only a note, which may be left out. */
export const NoteAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  return (
    <ActionFrame {...props} schema={actionInputs.archive} initial={{ note: undefined }}>
      {(form) => (
        <>
          <Say action={props.action} />
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} data-autofocus placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** A text that must be there. */
export const TextAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const key = `text.${props.action}`
  const label = key in actionTexts ? t(key as 'text.urge') : t('note')
  return (
    <ActionFrame
      {...props}
      schema={actionInputs.urge}
      initial={{ note: '' }}
      toBody={({ note }) => bodyOf(props.action, note)}
    >
      {(form) => (
        <Field form={form} name="note" label={label}>
          {(bound) => <TextArea {...bound} data-autofocus maxLength={2000} />}
        </Field>
      )}
    </ActionFrame>
  )
}

const bodyOf = (action: OrderAction, note: string) => (action === 'replySupervision' ? { text: note } : { note })

export const SuperviseAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  return (
    <ActionFrame {...props} schema={actionInputs.supervise} initial={{ note: '', replyWithinMinutes: 120 }}>
      {(form) => (
        <>
          <Field form={form} name="note" label={t('supervise-note')}>
            {(bound) => <TextArea {...bound} data-autofocus maxLength={2000} />}
          </Field>
          <Field form={form} name="replyWithinMinutes" label={t('reply-within')}>
            {(bound) => <NumberInput {...bound} unit={t('minutes')} min={5} max={10_080} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
