import { z } from 'zod'
import { returnNames } from '#core/work-orders/names.text.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { proofValue } from '#web/console/work-orders/order-proof.ts'
import { useOrderWords } from '#web/console/work-orders/order-words.ts'
import { evidenceName } from '#web/console/work-orders/timeline-card.tsx'
import { Field } from '#web/ui/form.tsx'
import { NumberInput, Select, TextArea } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { UploadField } from '#web/ui/upload-field.tsx'
import { useUploads } from '#web/ui/uploads.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, optional, useUploadWhy } from './frame.tsx'
import { PROOF } from './reason.tsx'
import { readingKinds, units } from './return.tsx'

const schema = z.object({
  kind: z.string().min(1),
  value: z.number().optional(),
  note: z.string().trim().min(1).max(2000).optional(),
  fileId: z.array(z.string()),
})
const kinds = ['photo', 'doorPlate', 'ontLights', 'callLog', 'note'] as const

/** One command for each file, for a proof carries one; what was measured and said goes with the first. */
export const evidenceBodies = ({ kind, value, note, fileId }: z.output<typeof schema>) => {
  const [first, ...rest] = fileId
  const unit = value === undefined ? undefined : units[kind]
  return [
    {
      kind,
      ...(value === undefined ? {} : { value }),
      ...(unit ? { unit } : {}),
      ...(note ? { note } : {}),
      ...(first === undefined ? {} : { fileId: first }),
    },
    ...rest.map((id) => ({ kind, fileId: id })),
  ]
}

/** A reading, a note, pictures or files that prove a step. */
export const EvidenceAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(returnNames)]
  const readings = readingKinds(props.order)
  const uploads = useUploads({ prefecture: props.order.prefecture, purposes: PROOF })
  return (
    <ActionFrame
      {...props}
      schema={schema}
      initial={{ kind: '', value: undefined, note: undefined, fileId: [] }}
      why={useUploadWhy(uploads)}
      toBodies={evidenceBodies}
      onSent={({ fileId }) => {
        const sent = uploads.items.find(({ stored }) => stored?.id === fileId)
        if (sent) uploads.remove(sent.key)
      }}
    >
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
              {(bound) => <NumberInput {...bound} unit={units[form.values.kind] ?? ''} />}
            </Field>
          )}
          <Field form={form} name="fileId" label={t('evidence-file')} isOptional>
            {(bound) => (
              <UploadField {...bound} onChange={(ids) => bound.onChange([...(ids ?? [])])} uploads={uploads} />
            )}
          </Field>
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
                  typeof item.note === 'string' ? item.note : '',
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
