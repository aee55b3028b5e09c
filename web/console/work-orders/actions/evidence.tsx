import { z } from 'zod'
import { returnNames } from '#core/work-orders/names.text.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { proofValue } from '#web/console/work-orders/order-proof.ts'
import { useOrderWords } from '#web/console/work-orders/order-words.ts'
import { evidenceName } from '#web/console/work-orders/timeline-card.tsx'
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

/** Which proof of the visit under way is taken back. */
export const WithdrawAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const words = useOrderWords()
  const items = props.order.visits.find((visit) => visit.endedAt === null)?.evidence ?? []
  return (
    <ActionFrame {...props} schema={actionInputs.withdrawEvidence} initial={{ evidenceId: '' }}>
      {(form) => (
        <Field form={form} name="evidenceId" label={t('evidence-which')}>
          {(bound) => (
            <Select
              {...bound}
              label={t('evidence-which')}
              options={items.map((item) => ({
                value: String(item.id),
                label: [
                  evidenceName(String(item.kind), words),
                  typeof item.value === 'number'
                    ? proofValue({ value: item.value, unit: String(item.unit ?? '') })
                    : '',
                  typeof item.at === 'string' ? words.when(item.at) : '',
                ]
                  .filter(Boolean)
                  .join(' '),
              }))}
            />
          )}
        </Field>
      )}
    </ActionFrame>
  )
}
