import type { FieldOrder } from '#core/field/field.contract.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { StateTag, type Tone } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { useText } from '#web/field/ui/text.ts'
import { Remaining, TimeWindow, useNow } from '#web/field/ui/when.tsx'
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

/** An icon before a line of words. */
export const IconLine = ({
  icon,
  children,
}: {
  readonly icon: 'clock' | 'pin' | 'message' | 'phone' | 'alert' | 'person' | 'people'
  readonly children: preact.ComponentChildren
}) => (
  <p className="icon-line">
    <Icon name={icon} size={20} />
    <span>{children}</span>
  </p>
)

/** One order among others: leads to its own screen. */
export const OrderLine = ({ order }: { readonly order: FieldOrder }) => {
  const nameOf = useOrderName()
  return (
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
        <OrderTag state={order.state} />
      </span>
      <Icon name="right" size={18} />
    </a>
  )
}
