import { useMemo } from 'react'
import { minutesBetween } from '#core/time.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { orderColumnTexts } from '#core/work-orders/order-columns.text.ts'
import { type OrderColumn, orderColumns, shownColumns } from '#core/work-orders/order-columns.ts'
import type { OrderItem } from '#core/work-orders/work-order.contract.ts'
import { StateTag } from '#web/ui/state-tag.tsx'
import type { Column } from '#web/ui/table-columns.ts'
import { type Say, useText } from '#web/ui/text.ts'
import { Remaining, TimeWindow, When } from '#web/ui/when.tsx'
import { orderListTexts } from './order-list.text.ts'
import { OrderStateTag } from './order-state.tsx'
import { type Places, usePlaces } from './places.queries.ts'

type Names = Say<typeof orderNames>
type Cell = (order: OrderItem) => React.ReactNode
type Shape = Omit<Column<OrderItem>, 'key' | 'title' | 'cell' | 'isExtra'>

const shapes: Record<OrderColumn, Shape> = {
  number: { width: 128, isFixed: true },
  state: { width: 140 },
  remaining: { width: 124, align: 'end', sort: 'due' },
  due: { width: 112, sort: 'due' },
  line: { width: 88 },
  kind: { width: 72 },
  symptom: { width: 120, grow: 1 },
  customer: { width: 96, grow: 2 },
  address: { width: 130, grow: 2 },
  account: { width: 120 },
  grade: { width: 72 },
  prefecture: { width: 84 },
  county: { width: 84 },
  area: { width: 60 },
  company: { width: 72 },
  station: { width: 112 },
  staff: { width: 76 },
  appointment: { width: 160 },
  urges: { width: 56, align: 'end' },
  reworks: { width: 56, align: 'end' },
  level: { width: 56, align: 'end' },
  channel: { width: 80 },
  created: { width: 112, sort: '-created' },
  archived: { width: 112, sort: '-archived' },
}

/** An empty cell says so with a dash; zero counts stay quiet. */
const dash = <span className="ink-2">{'—'}</span>
const orDash = (text: string | null | undefined) => (text ? text : dash)
const count = (value: number) => (value > 0 ? value : '')

export const RemainingOf = ({ order }: { readonly order: OrderItem }) => (
  <Remaining
    dueAt={order.dueAt}
    warnMinutes={order.dueAt && order.warnAt ? minutesBetween(order.warnAt, order.dueAt) : 0}
    stoppedAt={order.isOpen ? null : (order.archivedAt ?? order.createdAt)}
    isCalm={order.escalationLevel < 2}
  />
)

const cells = (names: Names, t: Say<typeof orderListTexts>, places: Places): Record<OrderColumn, Cell> => ({
  number: (order) => <span className="strong">{order.number}</span>,
  state: (order) => <OrderStateTag state={order.state} isBare />,
  remaining: (order) => (order.isOpen ? <RemainingOf order={order} /> : dash),
  due: (order) => <When at={order.dueAt} />,
  line: (order) => names(`line.${order.line}`),
  kind: (order) => names(`kind.${order.kind}`),
  symptom: (order) => <span data-tip={order.symptom}>{order.symptom}</span>,
  customer: (order) => orDash(order.customerName),
  address: (order) => (order.address ? <span data-tip={order.address}>{order.address}</span> : dash),
  account: (order) => orDash(order.account),
  grade: (order) => orDash(order.grade),
  prefecture: (order) => places.regionName(order.prefecture),
  county: (order) => places.regionName(order.county),
  area: (order) => names(`area.${order.areaClass}`),
  company: (order) => orDash(places.companyName(order.companyId)),
  station: (order) => orDash(order.stationName),
  staff: (order) => (order.isInPool ? <StateTag tone="plain">{t('in-pool')}</StateTag> : orDash(order.staffName)),
  appointment: (order) =>
    order.appointmentFrom && order.appointmentTo ? (
      <TimeWindow from={order.appointmentFrom} to={order.appointmentTo} />
    ) : (
      dash
    ),
  urges: (order) => count(order.urges),
  reworks: (order) => count(order.reworks),
  level: (order) => (order.escalationLevel > 0 ? `L${order.escalationLevel}` : ''),
  channel: (order) => channelName(names, order.channel),
  created: (order) => <When at={order.createdAt} />,
  archived: (order) => <When at={order.archivedAt} />,
})

/** A channel that another system named is shown as it named it. */
export const channelName = (names: Names, channel: string): string => {
  const key = `channel.${channel}`
  return key in orderNames ? names(key as keyof typeof orderNames) : channel
}

/** The columns of the order list; what is not shown from the start is one click away. */
export const useOrderColumns = (): readonly Column<OrderItem>[] => {
  const [heads, names, t] = [useText(orderColumnTexts), useText(orderNames), useText(orderListTexts)]
  const places = usePlaces()
  return useMemo(() => {
    const byColumn = cells(names, t, places)
    const order = [...shownColumns, ...orderColumns.filter((column) => !shownColumns.includes(column))]
    return order.map((key) => ({
      key,
      title: heads(key),
      ...shapes[key],
      cell: byColumn[key],
      ...(shownColumns.includes(key) ? {} : { isExtra: true }),
    }))
  }, [heads, names, t, places])
}
