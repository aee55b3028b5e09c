import { useEffect, useState } from 'preact/hooks'
import { maskName } from '#core/access/masking.rules.ts'
import { revealRoute } from '#core/access/reveal.contract.ts'
import type { ReplyOf } from '#core/contract.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { keptOrder } from '#web/field/kept-parts.ts'
import { enqueue } from '#web/field/outbox.ts'
import { syncNow } from '#web/field/outbox-send.ts'
import { ask } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { connection } from '#web/field/ui/connection.ts'
import { Icon } from '#web/field/ui/icon.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useText } from '#web/field/ui/text.ts'
import { serverNow } from '#web/ui/clock.ts'
import { jobTexts } from './job.text.ts'
import { orderWords } from './order.text.ts'
import { IconLine } from './order-line.tsx'

type Values = ReplyOf<typeof revealRoute>['values']
const SHOWN_MS = 60_000

/** Personal data of the order in hand, in full for a minute; the order is the reason, every look is recorded. */
export const useReveal = (number: string) => {
  const [values, setValues] = useState<Values | undefined>(undefined)
  const [error, setError] = useState<unknown>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  useEffect(() => {
    if (!values) return undefined
    const timer = setTimeout(() => setValues(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [values])
  const show = async (fields: ('phone' | 'name' | 'address')[]): Promise<Values | undefined> => {
    setIsBusy(true)
    setError(undefined)
    try {
      const own = await lookHere(number, fields)
      if (own) {
        setValues((before) => ({ ...before, ...own }))
        return own
      }
      const reply = await ask(revealRoute, { body: { subjectType: 'workOrder', subjectId: number, fields } })
      setValues((before) => ({ ...before, ...reply.values }))
      return reply.values
    } catch (failure) {
      setError(failure)
      return undefined
    } finally {
      setIsBusy(false)
    }
  }
  return { values, error, isBusy, show }
}

/** Without network: from what is kept of the order in hand; the look is recorded as soon as it can be sent. */
const lookHere = async (
  number: string,
  fields: readonly ('phone' | 'name' | 'address')[],
): Promise<Values | undefined> => {
  const sent = keptOrder(number)?.sent
  if (connection().state === 'online' || !sent?.isFull) return undefined
  const { customer } = sent.order
  await enqueue(
    { kind: 'call', route: 'look', body: { number, fields: [...fields] } },
    { doneAt: serverNow(), who: maskName(customer.name) ?? null },
  )
  void syncNow()
  return Object.fromEntries(fields.flatMap((field) => (customer[field] ? [[field, customer[field]]] : [])))
}

/** One tap: the number is shown for this call and dialled; it hides again by itself. */
const CallButton = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(jobTexts)
  const { values, error, isBusy, show } = useReveal(order.number)
  if (values?.phone) {
    return (
      <a className="button tile-wide" href={`tel:${values.phone}`}>
        <Icon name="phone" size={22} />
        {values.phone}
      </a>
    )
  }
  const dial = async () => {
    const phone = (await show(['phone']))?.phone
    if (phone) location.href = `tel:${phone}`
  }
  return (
    <>
      <Button icon="phone" isBusy={isBusy} onClick={() => void dial()}>
        {t('dial-now')}
      </Button>
      {error !== undefined && <Refusal error={error} />}
    </>
  )
}

/** Where it is: masked until it is asked for, then in full for a minute. */
export const Place = ({ order }: { readonly order: OrderDetail }) => {
  const [t, words] = [useText(jobTexts), useText(orderWords)]
  const reveal = useReveal(order.number)
  return (
    <>
      <IconLine icon="pin">
        <span className="secret">{reveal.values?.address ?? order.address ?? words('no-address')}</span>
        {reveal.values?.name && <b> {reveal.values.name}</b>}
        {order.boxCode && (
          <>
            <br />
            <small>{t('box', { code: order.boxCode })}</small>
          </>
        )}
      </IconLine>
      {order.isOpen && (
        <div className="tiles">
          {order.customerPhone !== null && order.actions.some((each) => each.action === 'logContact') && (
            <CallButton order={order} />
          )}
          {reveal.values === undefined && (
            <Button icon="eye" isBusy={reveal.isBusy} onClick={() => void reveal.show(['address', 'name'])}>
              {t('reveal')}
            </Button>
          )}
          {order.lon !== null && order.lat !== null && (
            <a className="button" href={`geo:${order.lat},${order.lon}?q=${order.lat},${order.lon}`}>
              <Icon name="navigate" size={22} />
              {t('navigate')}
            </a>
          )}
        </div>
      )}
      {reveal.error !== undefined && <Refusal error={reveal.error} />}
    </>
  )
}
