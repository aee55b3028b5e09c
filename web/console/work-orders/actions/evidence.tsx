import { z } from 'zod'
import { returnNames } from '#core/work-orders/names.text.ts'
import { Field } from '#web/ui/form.tsx'
import { NumberInput, Select, TextArea } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, optional } from './frame.tsx'
import { readingKinds } from './return.tsx'

const schema = z.object({
  kind: z.string().min(1),
  value: z.number().optional(),
  note: z.string().trim().min(1).max(2000).optional(),
})
const kinds = ['photo', 'doorPlate', 'ontLights', 'callLog', 'note'] as const

/** A reading, a note or a file that proves a step. */
export const EvidenceAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(returnNames)]
  const readings = readingKinds(props.order)
  return (
    <ActionFrame {...props} schema={schema} initial={{ kind: '', value: undefined, note: undefined }}>
      {(form) => (
        <>
          <Field form={form} name="kind" label={t('evidence-kind')}>
            {(bound) => (
              <Select
                {...bound}
                label={t('evidence-kind')}
                options={[
                  ...readings.map((value) => {
                    const key = `reading.${value}`
                    return { value, label: key in returnNames ? names(key as 'reading.pingMs') : value }
                  }),
                  ...kinds.map((value) => ({ value, label: names(`proof.${value}`) })),
                ]}
              />
            )}
          </Field>
          {readings.includes(form.values.kind) && (
            <Field form={form} name="value" label={t('evidence-value')}>
              {(bound) => <NumberInput {...bound} />}
            </Field>
          )}
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} rows={2} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
