import { useRef } from 'react'
import type { z } from 'zod'
import { orderNames } from '#core/work-orders/names.text.ts'
import type { ActionReply, OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { OrderAction } from '#core/work-orders/work-order.transitions.ts'
import { type ActionBody, useOrderAction } from '#web/console/work-orders/order-action.queries.ts'
import { orderTimelineTexts } from '#web/console/work-orders/order-timeline.text.ts'
import { happenings } from '#web/console/work-orders/order-timeline.ts'
import { useOrderWords } from '#web/console/work-orders/order-words.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form, type FormState, useForm } from '#web/ui/form.tsx'
import type { Bound } from '#web/ui/inputs.tsx'
import { useText } from '#web/ui/text.ts'
import { toast } from '#web/ui/toast.tsx'
import { uiTexts } from '#web/ui/ui.text.ts'
import type { Uploads } from '#web/ui/uploads.ts'
import { actionTexts } from './action.text.ts'
import './actions.css'

export type ActionProps = {
  readonly order: OrderDetail
  readonly action: OrderAction
  readonly onClose: () => void
}

/** A text that may be left out: an empty field is no text at all. */
export const optional = (bound: Bound<string | undefined>): Bound<string> => ({
  ...bound,
  value: bound.value ?? '',
  onChange: (value) => bound.onChange(value === '' ? undefined : value),
})

/** Why a form with files cannot be sent yet: some are on their way, or one was not taken. */
export const useUploadWhy = (uploads: Uploads): string | undefined => {
  const ui = useText(uiTexts)
  if (uploads.isSending) return ui('upload-wait')
  return uploads.hasRefused ? ui('upload-fix') : undefined
}

const DANGEROUS: ReadonlySet<OrderAction> = new Set<OrderAction>(['cancel', 'void', 'forceArchive'])

/** An action with its form: what the contract wants, the version that was seen, and what changed meanwhile when that is old. */
export const ActionFrame = <S extends z.ZodObject>({
  order,
  action,
  onClose,
  schema,
  initial,
  size = 'small',
  why,
  toBody = (value) => value,
  toBodies,
  onSent,
  children,
}: ActionProps & {
  readonly schema: S
  readonly initial: NoInfer<z.input<S>>
  readonly size?: 'small' | 'medium' | 'large' | 'side'
  /** Why it cannot be sent now. */
  readonly why?: string | undefined
  readonly toBody?: (value: z.output<S>) => ActionBody
  /** Where one form is several commands, one after the other; `onSent` hears of each that was done. */
  readonly toBodies?: (value: z.output<S>) => readonly ActionBody[]
  readonly onSent?: (body: ActionBody) => void
  readonly children: (form: FormState<S>) => React.ReactNode
}) => {
  const [t, ui, names] = [useText(actionTexts), useText(uiTexts), useText(orderNames)]
  const { send } = useOrderAction(order, action)
  const form = useForm({
    schema,
    initial,
    onSubmit: async (value) => {
      let reply: ActionReply | undefined
      for (const body of toBodies?.(value) ?? [toBody(value)]) {
        reply = await send(body, reply?.version)
        onSent?.(body)
      }
      if (!reply) return
      toast({
        tone: 'fine',
        title: t('done', { action: names(`action.${action}`) }),
        text: t('done-now', { number: reply.number, state: names(`state.${reply.state}`) }),
      })
      onClose()
    },
  })
  return (
    <Dialog
      title={`${names(`action.${action}`)} · ${order.number}`}
      size={size}
      isKept={form.isTouched}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button
            kind={DANGEROUS.has(action) ? 'danger' : 'primary'}
            type="submit"
            form={form.formId}
            isBusy={form.isSending}
            why={why}
          >
            {names(`action.${action}`)}
          </Button>
        </>
      }
    >
      <Changed order={order} />
      {/* Enter sends as the button does: not while something stands in its way. */}
      <Form form={why === undefined ? form : { ...form, submit: async () => undefined }}>{children(form)}</Form>
    </Dialog>
  )
}

/** What happened to the order since the window was opened: the reader sees it before they send again. */
const Changed = ({ order }: { readonly order: OrderDetail }) => {
  const [t, lines] = [useText(actionTexts), useText(orderTimelineTexts)]
  const words = useOrderWords()
  const seen = useRef(order)
  if (seen.current.version === order.version) return null
  const known = new Set(seen.current.events.map((event) => event.id))
  const news = happenings(order.events.filter((event) => !known.has(event.id)))
  return (
    <div className="actions-changed" role="status">
      <b>{t('changed-meanwhile')}</b>
      {news.slice(0, 4).map((each) => (
        <span key={each.key}>
          {t('changed-line', {
            time: words.when(each.at),
            who: each.event.actorName,
            what: lines(each.text, { what: '' }).replace(/[，：:]\s*$/u, ''),
          })}
        </span>
      ))}
    </div>
  )
}
