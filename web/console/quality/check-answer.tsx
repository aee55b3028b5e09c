import { useState } from 'react'
import { z } from 'zod'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { optional } from '#web/console/work-orders/actions/frame.tsx'
import { useReasons } from '#web/console/work-orders/actions/reason.tsx'
import { useOrderAction } from '#web/console/work-orders/order-action.queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Field, Form, useForm } from '#web/ui/form.tsx'
import { Choices, TextArea } from '#web/ui/inputs.tsx'
import { useShortcut } from '#web/ui/shortcut.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { checksTexts } from './checks.text.ts'

type Props = { readonly order: OrderDetail; readonly onDone: () => void }

/** Pass or fail; a failure names its reason of the list and says what has to be mended. P and F on the keyboard. */
export const CheckAnswer = (props: Props) => {
  const t = useText(checksTexts)
  const [isFailing, setIsFailing] = useState(false)
  useShortcut('f', () => setIsFailing(true), !isFailing)
  return (
    <Card title={t('answer')}>
      {isFailing ? (
        <Failing {...props} onBack={() => setIsFailing(false)} />
      ) : (
        <Passing {...props} onFail={() => setIsFailing(true)} />
      )}
    </Card>
  )
}

const actionsFor = (order: OrderDetail) =>
  order.state === 'pendingQualityCheck'
    ? ({ pass: 'passQualityCheck', fail: 'failQualityCheck' } as const)
    : ({ pass: 'passContractorCheck', fail: 'failContractorCheck' } as const)

const passSchema = z.object({ note: z.string().trim().min(1).max(2000).optional() })

const Passing = ({ order, onDone, onFail }: Props & { readonly onFail: () => void }) => {
  const [t, names] = [useText(checksTexts), useText(orderNames)]
  const { send } = useOrderAction(order, actionsFor(order).pass)
  const form = useForm({
    schema: passSchema,
    initial: { note: undefined },
    onSubmit: async (value) => {
      const reply = await send(value)
      toast({ tone: 'fine', title: t('passed', { number: order.number, state: names(`state.${reply.state}`) }) })
      onDone()
    },
  })
  useShortcut('p', () => void form.submit(), !form.isSending)
  return (
    <Form form={form}>
      <Field form={form} name="note" label={t('note')} isOptional>
        {(bound) => <TextArea {...optional(bound)} rows={2} maxLength={2000} placeholder={t('note-place')} />}
      </Field>
      <div className="row checks-buttons">
        <Button kind="primary" type="submit" keys="P" isBusy={form.isSending}>
          {t('pass')}
        </Button>
        <Button keys="F" onClick={onFail}>
          {t('fail')}
        </Button>
      </div>
    </Form>
  )
}

const failSchema = z.object({
  reasonCode: z.string().min(1),
  reason: z.string().trim().min(1).max(2000),
})

const Failing = ({ order, onDone, onBack }: Props & { readonly onBack: () => void }) => {
  const t = useText(checksTexts)
  const language = useLanguage()
  const reasons = useReasons('checkFailed', order)
  const { send } = useOrderAction(order, actionsFor(order).fail)
  const form = useForm({
    schema: failSchema,
    initial: { reasonCode: '', reason: '' },
    onSubmit: async (value) => {
      await send(value)
      toast({ tone: 'fine', title: t('failed', { number: order.number }) })
      onDone()
    },
  })
  useShortcut('ctrl+enter', () => void form.submit())
  return (
    <Form form={form}>
      <Field form={form} name="reasonCode" label={t('fail-why')}>
        {(bound) => (
          <Choices
            {...bound}
            onChange={(code) => bound.onChange(code ?? '')}
            choices={reasons.map((reason, index) => ({
              value: reason.code,
              label: reason.name[language],
              ...(index < KEYS ? { keys: String(index + 1) } : {}),
            }))}
          />
        )}
      </Field>
      {reasons.slice(0, KEYS).map((reason, index) => (
        <ReasonKey key={reason.code} keys={String(index + 1)} onPress={() => form.set('reasonCode', reason.code)} />
      ))}
      <Field form={form} name="reason" label={t('fail-words')}>
        {(bound) => <TextArea {...bound} rows={3} maxLength={2000} placeholder={t('fail-words')} />}
      </Field>
      <div className="row checks-buttons">
        <Button kind="primary" type="submit" keys="Ctrl ⏎" isBusy={form.isSending}>
          {t('fail-send')}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          {t('fail-back')}
        </Button>
      </div>
    </Form>
  )
}

const KEYS = 9

/** A digit chooses a reason while nothing is being typed. */
const ReasonKey = ({ keys, onPress }: { readonly keys: string; readonly onPress: () => void }) => {
  useShortcut(keys, onPress)
  return null
}
