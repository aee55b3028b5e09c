import { z } from 'zod'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { actionInputs } from '#core/work-orders/work-order.inputs.ts'
import { actionTexts } from '#web/console/work-orders/actions/action.text.ts'
import { Survey } from '#web/console/work-orders/actions/call-back.tsx'
import { optional } from '#web/console/work-orders/actions/frame.tsx'
import { useOrderAction } from '#web/console/work-orders/order-action.queries.ts'
import { useDictionary } from '#web/console/work-orders/order-words.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { Choices, TextArea } from '#web/ui/inputs.tsx'
import { useShortcut } from '#web/ui/shortcut.ts'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { checksTexts } from './checks.text.ts'

const OUTCOMES = ['satisfied', 'unsatisfied', 'unreachable'] as const

/** Nothing is chosen beforehand: nobody is satisfied because a clerk pressed Enter. */
const schema = z.object({
  ...actionInputs.callBack.shape,
  outcome: z.enum(OUTCOMES).optional().pipe(z.enum(OUTCOMES)),
})

/** The callback with its survey; 1, 2, 3 choose the outcome. */
export const CallbackAnswer = ({ order, onDone }: { readonly order: OrderDetail; readonly onDone: () => void }) => {
  const [t, names, words] = [useText(checksTexts), useText(orderNames), useText(actionTexts)]
  const dictionary = useDictionary()
  const { send } = useOrderAction(order, 'callBack')
  const form = useForm({
    schema,
    initial: { outcome: undefined, scores: {}, isCauseConfirmed: undefined, note: undefined },
    onSubmit: async (value) => {
      const reply = await send(value)
      toast({ tone: 'fine', title: t('called', { number: order.number, state: names(`state.${reply.state}`) }) })
      onDone()
    },
  })
  const { outcome } = form.values
  useShortcut('1', () => form.set('outcome', 'satisfied'))
  useShortcut('2', () => form.set('outcome', 'unsatisfied'))
  useShortcut('3', () => form.set('outcome', 'unreachable'))
  useShortcut('ctrl+enter', () => void form.submit())
  const hint =
    outcome === 'unsatisfied' ? t('outcome-hint') : outcome === 'unreachable' ? t('outcome-unreachable') : undefined
  return (
    <Card title={t('answer')}>
      <Form form={form}>
        <Field form={form} name="outcome" label={t('outcome')} hint={hint}>
          {(bound) => (
            <Choices
              {...bound}
              choices={OUTCOMES.map((value, index) => ({
                value,
                label: names(`survey.${value}`),
                keys: String(index + 1),
              }))}
            />
          )}
        </Field>
        {outcome !== 'unreachable' && (
          <>
            <Field form={form} name="scores" label={words('survey')} isOptional>
              {(bound) => (
                <Survey questions={dictionary?.questions ?? []} value={bound.value ?? {}} onChange={bound.onChange} />
              )}
            </Field>
            <Field form={form} name="isCauseConfirmed" label={words('cause-confirmed')} isOptional>
              {(bound) => (
                <Choices
                  {...bound}
                  value={bound.value === undefined ? undefined : bound.value ? 'yes' : 'no'}
                  onChange={(value) => bound.onChange(value === 'yes')}
                  choices={(['yes', 'no'] as const).map((value) => ({ value, label: words(value) }))}
                />
              )}
            </Field>
          </>
        )}
        <Field form={form} name="note" label={t('words')} isOptional={outcome !== 'unsatisfied'}>
          {(bound) => <TextArea {...optional(bound)} rows={2} maxLength={2000} />}
        </Field>
        <div className="row checks-buttons">
          <Button kind="primary" type="submit" keys="Ctrl ⏎" isBusy={form.isSending}>
            {t('save')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
