import { appointmentRoutes } from '#core/appointments/appointments.contract.ts'
import type { FieldOrder } from '#core/field/field.contract.ts'
import { minutesBetween } from '#core/time.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { useCommand } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { StateTag, type Tone } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { note } from '#web/field/ui/note.tsx'
import { Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { Remaining, TimeWindow, useNow } from '#web/field/ui/when.tsx'
import { clockText, durationText } from '#web/ui/time.ts'
import { orderWords } from './order.text.ts'

type Told = Pick<FieldOrder, 'customerName' | 'kind' | 'line'>

/** 王** · 家客故障 */
export const useOrderName = (): ((order: Told) => string) => {
  const [t, names] = [useText(orderWords), useText(orderNames)]
  return ({ customerName, line, kind }) => {
    const what = t('what', { line: names(`line.${line}`), kind: names(`kind.${kind}`) })
    return `${customerName ?? t('no-name')} · ${what}`
  }
}

export const stateTone = (state: FieldOrder['state']): Tone =>
  state === 'suspended' || state === 'suspensionRequested' || state === 'verifying' || state === 'handBackRequested'
    ? 'paused'
    : state === 'inProgress' || state === 'restored' || state === 'arrived'
      ? 'fine'
      : 'plain'

export const OrderTag = ({ state }: { readonly state: FieldOrder['state'] }) => {
  const names = useText(orderNames)
  return <StateTag tone={stateTone(state)}>{names(`state.${state}`)}</StateTag>
}

/** 余 2时10分: at risk from the moment the order's own warning says so. */
export const OrderRemaining = ({ order }: { readonly order: Pick<FieldOrder, 'dueAt' | 'warnAt' | 'state'> }) => {
  const now = useNow()
  if (order.dueAt === null) return null
  const warnMinutes = order.warnAt !== null && order.warnAt <= now ? Number.POSITIVE_INFINITY : 0
  return <Remaining dueAt={order.dueAt} warnMinutes={warnMinutes} />
}

export const Where = ({ order }: { readonly order: Pick<FieldOrder, 'address' | 'distanceMetres'> }) => {
  const t = useText(orderWords)
  return (
    <span>
      {order.address ?? t('no-address')}
      {order.distanceMetres !== null && (
        <small> · {t('distance', { km: (order.distanceMetres / 1000).toFixed(1) })}</small>
      )}
    </span>
  )
}

export const Promised = ({ order }: { readonly order: Pick<FieldOrder, 'appointmentFrom' | 'appointmentTo'> }) => {
  const t = useText(orderWords)
  return order.appointmentFrom && order.appointmentTo ? (
    <b>
      <TimeWindow from={order.appointmentFrom} to={order.appointmentTo} />
    </b>
  ) : (
    <span>{t('no-time')}</span>
  )
}

/** 预计 14:22 到，准时, or 16:05 到，晚 25分 with 告知 beside it. */
export const Foreseen = ({ order }: { readonly order: FieldOrder }) => {
  const [t, language] = [useText(orderWords), useLanguage()]
  const tell = useCommand(appointmentRoutes.tellLate)
  const { foreseen } = order
  if (!foreseen || (order.state !== 'appointed' && order.state !== 'enRoute')) return null
  const time = clockText(foreseen.arriveAt)
  if (foreseen.lateMinutes === 0) {
    return (
      <StateTag tone="fine" icon="check">
        {t('foreseen-fine', { time })}
      </StateTag>
    )
  }
  return (
    <span className="foreseen">
      <StateTag tone="risk" icon="alert">
        {t('foreseen-late', { time, late: durationText(foreseen.lateMinutes, language) })}
      </StateTag>
      {foreseen.toldAt ? (
        <small>{t('told-at', { time: clockText(foreseen.toldAt) })}</small>
      ) : (
        <Button
          icon="message"
          isBusy={tell.isRunning}
          onClick={() => {
            void tell
              .run({ params: { number: order.number }, body: { arriveAt: foreseen.arriveAt } })
              .then((reply) => reply && note({ text: t('told') }))
          }}
        >
          {t('tell')}
        </Button>
      )}
      {tell.error !== undefined && <Refusal error={tell.error} />}
    </span>
  )
}

/** The window that was promised has ended, and nobody has arrived. */
export const PromiseTag = ({ order }: { readonly order: Pick<FieldOrder, 'appointmentTo' | 'state'> }) => {
  const [t, now, language] = [useText(orderWords), useNow(), useLanguage()]
  const { appointmentTo, state } = order
  if (appointmentTo === null || appointmentTo >= now || (state !== 'appointed' && state !== 'enRoute')) return null
  return (
    <StateTag tone="late">
      {t('past-promise', { time: durationText(minutesBetween(appointmentTo, now), language) })}
    </StateTag>
  )
}

/** An icon before a line of words. */
export const IconLine = ({
  icon,
  children,
}: {
  readonly icon: 'clock' | 'pin' | 'message' | 'phone' | 'alert' | 'person' | 'people' | 'done'
  readonly children: preact.ComponentChildren
}) => (
  <p className="icon-line">
    <Icon name={icon} size={20} />
    <span>{children}</span>
  </p>
)

/** One order among others: leads to its own screen. */
export const OrderLine = ({ order, lead }: { readonly order: FieldOrder; readonly lead?: string | null }) => {
  const [t, nameOf] = [useText(orderWords), useOrderName()]
  return (
    <div className="order-with-forecast">
      <a className="line order-line" href={`#/job/${encodeURIComponent(order.number)}`}>
        <span className="line-words">
          <span className="order-line-top">
            <b>{nameOf(order)}</b>
            <OrderRemaining order={order} />
          </span>
          <Promised order={order} />
          <small>
            <Where order={order} />
          </small>
          {lead && <small>{t('led-by', { name: lead })}</small>}
          <span className="tags">
            <OrderTag state={order.state} />
            <PromiseTag order={order} />
          </span>
        </span>
        <Icon name="right" size={18} />
      </a>
      <Foreseen order={order} />
    </div>
  )
}
