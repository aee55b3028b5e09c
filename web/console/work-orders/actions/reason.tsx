import { z } from 'zod'
import { type CauseCode, type CauseCodeList, causeCodesFor } from '#core/work-orders/cause-code.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { reasonListOf } from '#core/work-orders/reason.rules.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { useDictionary, useOrderWords } from '#web/console/work-orders/order-words.ts'
import { Field } from '#web/ui/form.tsx'
import { Choices, Select, TextArea } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { UploadField } from '#web/ui/upload-field.tsx'
import { useUploads } from '#web/ui/uploads.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, useUploadWhy } from './frame.tsx'
import { Say } from './plain.tsx'

/** The reasons that fit this order; none while the dictionary is on its way, or where there is no list. */
export const useReasons = (list: CauseCodeList | undefined, order: OrderDetail): readonly CauseCode[] => {
  const dictionary = useDictionary()
  return list && dictionary ? causeCodesFor(dictionary.reasons, list, order.kind, order.line) : []
}

/** Reasons as a list; what has to be attached stands beneath each. */
export const useReasonOptions = (reasons: readonly CauseCode[]) => {
  const t = useText(actionTexts)
  const words = useOrderWords()
  const language = useLanguage()
  return reasons.map((reason) => ({
    value: reason.code,
    label: reason.name[language],
    words: reason.externalCode ?? '',
    ...(reason.evidence.length > 0
      ? { hint: t('reason-proof', { proofs: listed(reason.evidence.map((proof) => words.name('proof', proof))) }) }
      : {}),
  }))
}

/** What may prove a reason or a step: pictures first, recordings, papers. */
export const PROOF = ['evidence', 'recording', 'document'] as const

/** A reason in words, and one of the list where the action has one; a reason that wants proof takes files. */
export const ReasonAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const list = reasonListOf(props.action, props.order.holder.level)
  const reasons = useReasons(list, props.order)
  const options = useReasonOptions(reasons)
  const uploads = useUploads({ prefecture: props.order.prefecture, purposes: PROOF })
  return (
    <ActionFrame
      {...props}
      schema={list ? actionInputs.refuse : wordsOnly}
      initial={{ reason: '', reasonCode: '', evidenceFileIds: [] }}
      toBody={({ reasonCode, ...said }) => (list ? { ...said, reasonCode } : said)}
      why={useUploadWhy(uploads)}
    >
      {(form) => (
        <>
          <Say action={props.action} />
          {list && (
            <Field form={form} name="reasonCode" label={t('reason-code')}>
              {(bound) => <Select {...bound} label={t('reason-code')} options={options} />}
            </Field>
          )}
          <Field form={form} name="reason" label={t('reason')}>
            {(bound) => <TextArea {...bound} data-autofocus={!list} maxLength={2000} placeholder={t('reason-place')} />}
          </Field>
          {(props.action === 'handBack' || wantsFiles(reasons, form.values.reasonCode) || uploads.items.length > 0) && (
            <Field form={form} name="evidenceFileIds" label={t('evidence-file')} isOptional>
              {(bound) => (
                <UploadField {...bound} onChange={(ids) => bound.onChange([...(ids ?? [])])} uploads={uploads} />
              )}
            </Field>
          )}
        </>
      )}
    </ActionFrame>
  )
}

const wordsOnly = actionInputs.refuse.extend({ reasonCode: actionInputs.refuse.shape.reasonCode.or(z.literal('')) })

/** Whether the chosen reason is one that something has to be attached to. */
const wantsFiles = (reasons: readonly CauseCode[], code: string): boolean =>
  reasons.find((reason) => reason.code === code)?.evidence.some((proof) => proof !== 'note' && proof !== 'reading') ??
  false

export const HandOverAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  const options = useReasonOptions(useReasons('handOver', props.order))
  return (
    <ActionFrame {...props} schema={actionInputs.handOver} initial={{ desk: 'data', reasonCode: '', reason: '' }}>
      {(form) => (
        <>
          <Field form={form} name="desk" label={t('desk')}>
            {(bound) => (
              <Choices
                {...bound}
                onChange={(desk) => desk && bound.onChange(desk)}
                choices={(['data', 'transmission'] as const).map((value) => ({ value, label: names(`desk.${value}`) }))}
              />
            )}
          </Field>
          <Field form={form} name="reasonCode" label={t('reason-code')}>
            {(bound) => <Select {...bound} label={t('reason-code')} options={options} />}
          </Field>
          <Field form={form} name="reason" label={t('reason')}>
            {(bound) => <TextArea {...bound} maxLength={2000} placeholder={t('reason-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
