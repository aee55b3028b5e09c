import { z } from 'zod'
import { orderNames } from '#core/work-orders/names.text.ts'
import { amendable } from '#core/work-orders/work-order.inputs.ts'
import { Field } from '#web/ui/form.tsx'
import { TextArea, TextInput } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { ActionFrame, type ActionProps } from './frame.tsx'
import { Say } from './plain.tsx'

const formSchema = z.object({
  symptom: z.string().trim().min(1).max(200),
  description: z.string().trim().max(2000),
  boxCode: z.string().trim().max(60),
})

/** What stands in the order about the fault, to be put right; only what was changed is sent, with what it was. */
export const AmendAction = (props: ActionProps) => {
  const names = useText(orderNames)
  const { order } = props
  const initial = { symptom: order.symptom, description: order.description ?? '', boxCode: order.boxCode ?? '' }
  return (
    <ActionFrame
      {...props}
      schema={formSchema}
      initial={initial}
      toBody={(value) => ({
        changes: amendable
          .filter((field) => value[field] !== initial[field])
          .map((field) => ({ field, base: order[field] ?? null, value: value[field] || null })),
      })}
    >
      {(form) => (
        <>
          <Say action={props.action} />
          <Field form={form} name="symptom" label={names('amend.symptom')}>
            {(bound) => <TextInput {...bound} data-autofocus />}
          </Field>
          <Field form={form} name="description" label={names('amend.description')} isOptional>
            {(bound) => <TextArea {...bound} maxLength={2000} />}
          </Field>
          <Field form={form} name="boxCode" label={names('amend.boxCode')} isOptional>
            {(bound) => <TextInput {...bound} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
