import type { CauseCode, CauseCodeList } from '#core/work-orders/cause-code.ts'
import { causeCodesFor } from '#core/work-orders/cause-code.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { resultKinds } from '#core/work-orders/work-order.ts'
import { useDictionary, useOrderWords } from '#web/console/work-orders/order-words.ts'
import { Field } from '#web/ui/form.tsx'
import { Choices, NumberInput, Select, TextArea } from '#web/ui/inputs.tsx'
import { listed } from '#web/ui/language.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { UploadField } from '#web/ui/upload-field.tsx'
import { useUploads } from '#web/ui/uploads.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, optional, useUploadWhy } from './frame.tsx'

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

/** Whose list of reasons belongs to the action; a refusal has one for each level. */
const listOf = (action: OrderAction, order: OrderDetail): CauseCodeList | undefined => {
  if (action === 'refuse') {
    if (order.holder.level === 'contractor') return 'refuseContractor'
    return order.holder.level === 'station' ? 'refuseStation' : 'refuseEngineer'
  }
  if (action === 'failContractorCheck' || action === 'failQualityCheck') return 'checkFailed'
  if (action === 'handBack' || action === 'cancel' || action === 'void' || action === 'comeAgain') return action
  return undefined
}

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
  const reasons = useReasons(listOf(props.action, props.order), props.order)
  const options = useReasonOptions(reasons)
  const uploads = useUploads({ prefecture: props.order.prefecture, purposes: PROOF })
  return (
    <ActionFrame
      {...props}
      schema={actionInputs.refuse}
      initial={{ reason: '', reasonCode: undefined, evidenceFileIds: [] }}
      why={useUploadWhy(uploads)}
    >
      {(form) => (
        <>
          <Say action={props.action} />
          {options.length > 0 && (
            <Field form={form} name="reasonCode" label={t('reason-code')} isOptional>
              {(bound) => <Select {...optional(bound)} label={t('reason-code')} options={options} />}
            </Field>
          )}
          <Field form={form} name="reason" label={t('reason')}>
            {(bound) => <TextArea {...bound} data-autofocus maxLength={2000} placeholder={t('reason-place')} />}
          </Field>
          {(wantsFiles(reasons, form.values.reasonCode) || uploads.items.length > 0) && (
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

/** Whether the chosen reason is one that something has to be attached to. */
const wantsFiles = (reasons: readonly CauseCode[], code: string | undefined): boolean =>
  reasons.find((reason) => reason.code === code)?.evidence.some((proof) => proof !== 'note' && proof !== 'reading') ??
  false

/** A hand-back always names its reason of the list: it is measured by it. */
export const HandBackAction = (props: ActionProps) => {
  const t = useText(actionTexts)
  const options = useReasonOptions(useReasons('handBack', props.order))
  const uploads = useUploads({ prefecture: props.order.prefecture, purposes: PROOF })
  return (
    <ActionFrame
      {...props}
      schema={actionInputs.handBack}
      initial={{ reasonCode: '', reason: '', evidenceFileIds: [] }}
      why={useUploadWhy(uploads)}
    >
      {(form) => (
        <>
          <Field form={form} name="reasonCode" label={t('reason-code')}>
            {(bound) => <Select {...bound} label={t('reason-code')} options={options} />}
          </Field>
          <Field form={form} name="reason" label={t('reason')}>
            {(bound) => <TextArea {...bound} maxLength={2000} placeholder={t('reason-place')} />}
          </Field>
          <Field form={form} name="evidenceFileIds" label={t('evidence-file')} isOptional>
            {(bound) => (
              <UploadField {...bound} onChange={(ids) => bound.onChange([...(ids ?? [])])} uploads={uploads} />
            )}
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

export const HandOverAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  return (
    <ActionFrame {...props} schema={actionInputs.handOver} initial={{ desk: 'data', reason: '' }}>
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
          <Field form={form} name="reason" label={t('reason')}>
            {(bound) => <TextArea {...bound} maxLength={2000} placeholder={t('reason-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}

/** What can be chosen: without an arrival it was not solved on site. */
export const resultChoices = (order: OrderDetail) => {
  const isOnSite = order.visits.some((visit) => visit.arrivedAt !== null && visit.endedAt === null)
  const isSecondLine = order.holder.level === 'secondLine'
  return resultKinds.filter((kind) => isSecondLine || (kind === 'onSite') === isOnSite)
}

export const RestoreAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  const kinds = resultChoices(props.order)
  return (
    <ActionFrame {...props} schema={actionInputs.restore} initial={{ kind: kinds[0] ?? 'onSite', note: undefined }}>
      {(form) => (
        <>
          <Field form={form} name="kind" label={t('restore-kind')}>
            {(bound) => (
              <Choices {...bound} choices={kinds.map((value) => ({ value, label: names(`result.${value}`) }))} />
            )}
          </Field>
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
