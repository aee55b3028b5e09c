import { orderNames } from '#core/work-orders/names.text.ts'
import { reasonListOf } from '#core/work-orders/reason.rules.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { resultKinds } from '#core/work-orders/work-order.ts'
import { Field, type FormState } from '#web/ui/form.tsx'
import { Choices, Select, TextArea } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { actionTexts } from './action.text.ts'
import { ActionFrame, type ActionProps, optional } from './frame.tsx'
import { useReasonOptions, useReasons } from './reason.tsx'

/** What can be chosen: without an arrival it was not solved on site. */
export const resultChoices = (order: OrderDetail) => {
  const isOnSite = order.visits.some((visit) => visit.arrivedAt !== null && visit.endedAt === null)
  const isSecondLine = order.holder.level === 'secondLine'
  return resultKinds.filter((kind) => isSecondLine || (kind === 'onSite') === isOnSite)
}

/** How it was solved without a visit: a list of its own for each way. */
const HowField = ({
  form,
  order,
}: {
  readonly form: FormState<typeof actionInputs.restore>
  readonly order: OrderDetail
}) => {
  const t = useText(actionTexts)
  const options = useReasonOptions(useReasons(reasonListOf('restore', order.holder.level, form.values.kind), order))
  if (options.length === 0) return null
  return (
    <Field form={form} name="reasonCode" label={t('restore-how')} isOptional>
      {(bound) => <Select {...optional(bound)} label={t('restore-how')} options={options} />}
    </Field>
  )
}

export const RestoreAction = (props: ActionProps) => {
  const [t, names] = [useText(actionTexts), useText(orderNames)]
  const kinds = resultChoices(props.order)
  return (
    <ActionFrame
      {...props}
      schema={actionInputs.restore}
      initial={{ kind: kinds[0] ?? 'onSite', note: undefined, reasonCode: undefined }}
    >
      {(form) => (
        <>
          <Field form={form} name="kind" label={t('restore-kind')}>
            {(bound) => (
              <Choices
                {...bound}
                onChange={(kind) => {
                  bound.onChange(kind)
                  form.set('reasonCode', undefined)
                }}
                choices={kinds.map((value) => ({ value, label: names(`result.${value}`) }))}
              />
            )}
          </Field>
          <HowField form={form} order={props.order} />
          <Field form={form} name="note" label={t('note')} isOptional>
            {(bound) => <TextArea {...optional(bound)} placeholder={t('note-place')} />}
          </Field>
        </>
      )}
    </ActionFrame>
  )
}
