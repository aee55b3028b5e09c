import type { Dictionary } from '#core/work-orders/dictionary.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { useDictionary, useOrderWords } from '#web/console/work-orders/order-words.ts'
import { InstantInput } from '#web/ui/day-input.tsx'
import { Field } from '#web/ui/form.tsx'
import { MultiChoices, Select, TextArea } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { durationText } from '#web/ui/time.ts'
import { UploadField } from '#web/ui/upload-field.tsx'
import { useUploads } from '#web/ui/uploads.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, useUploadWhy } from './frame.tsx'
import { PROOF } from './reason.tsx'

type PauseCause = Dictionary['pauseCauses'][number]

/** The causes that can be given for a kind of order: a row for the kind goes before one for all, as the rule takes it. */
export const causesFor = (causes: readonly PauseCause[], kind: string): readonly PauseCause[] => {
  const codes = [...new Set(causes.map((cause) => cause.code))]
  return codes.flatMap((code) => {
    const rows = causes.filter((cause) => cause.code === code)
    return rows.find((row) => row.kinds?.includes(kind)) ?? rows.find((row) => row.kinds === undefined) ?? []
  })
}

/** Asking for a suspension: a cause of the table, until when, with what evidence. */
export const SuspensionAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const words = useOrderWords()
  const language = useLanguage()
  const dictionary = useDictionary()
  const causes = causesFor(dictionary?.pauseCauses ?? [], props.order.kind)
  const uploads = useUploads({ prefecture: props.order.prefecture, purposes: PROOF })
  const aboutOf = (cause: PauseCause): string =>
    cause.stopsClocks
      ? listed([
          t('pause-max', { max: durationText(cause.maxMinutes, language) }),
          ...(cause.automaticMinutes > 0
            ? [t('pause-automatic', { max: durationText(cause.automaticMinutes, language) })]
            : []),
        ])
      : t('pause-own')
  return (
    <ActionFrame
      {...props}
      size="medium"
      why={useUploadWhy(uploads)}
      schema={actionInputs.requestSuspension}
      initial={{ cause: '', reason: '', until: '', evidence: [], evidenceFileIds: [] }}
    >
      {(form) => {
        const cause = causes.find((each) => each.code === form.values.cause)
        const proofs = [...new Set(cause?.evidence.flat() ?? [])]
        return (
          <>
            <Field form={form} name="cause" label={t('pause-cause')} hint={cause && aboutOf(cause)}>
              {(bound) => (
                <Select
                  {...bound}
                  label={t('pause-cause')}
                  options={causes.map((each) => ({
                    value: each.code,
                    label: each.title[language],
                    ...(each.stopsClocks ? { hint: aboutOf(each) } : { why: t('pause-own') }),
                  }))}
                />
              )}
            </Field>
            <Field form={form} name="until" label={t('pause-until')}>
              {(bound) => <InstantInput {...bound} />}
            </Field>
            <Field form={form} name="reason" label={t('reason')}>
              {(bound) => <TextArea {...bound} rows={2} maxLength={2000} placeholder={t('reason-place')} />}
            </Field>
            {proofs.length > 0 && cause && (
              <Field
                form={form}
                name="evidence"
                label={t('pause-proof')}
                hint={t('pause-proof-hint', {
                  groups: cause.evidence
                    .map((group) => group.map((proof) => words.name('proof', proof)).join('/'))
                    .join('；'),
                })}
              >
                {(bound) => (
                  <MultiChoices
                    {...bound}
                    value={bound.value ?? []}
                    onChange={(value) => bound.onChange([...value])}
                    choices={proofs.map((value) => ({ value, label: words.name('proof', value) }))}
                  />
                )}
              </Field>
            )}
            <Field form={form} name="evidenceFileIds" label={t('evidence-file')} isOptional>
              {(bound) => (
                <UploadField {...bound} onChange={(ids) => bound.onChange([...(ids ?? [])])} uploads={uploads} />
              )}
            </Field>
          </>
        )
      }}
    </ActionFrame>
  )
}
