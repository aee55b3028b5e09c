import { type FieldOrder, fieldRoutes } from '#core/field/field.contract.ts'
import { presentOrder } from '#core/field/field.rules.ts'
import { dayOf } from '#core/time.ts'
import { orderWords } from '#web/field/job/order.text.ts'
import {
  Foreseen,
  IconLine,
  OrderLine,
  OrderRemaining,
  OrderTag,
  Promised,
  PromiseTag,
  useOrderName,
  Where,
} from '#web/field/job/order-line.tsx'
import { useAct } from '#web/field/job/use-act.ts'
import { InstallHint } from '#web/field/pwa/install-card.tsx'
import { NoticesHint } from '#web/field/safety/notices.tsx'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody } from '#web/field/ui/card.tsx'
import { note } from '#web/field/ui/note.tsx'
import { go } from '#web/field/ui/router.ts'
import { Screen } from '#web/field/ui/screen.tsx'
import { EmptyState, Loaded, Refusal } from '#web/field/ui/states.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useLiveRefresh } from '#web/field/ui/use-live.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { dayText, weekdayText } from '#web/ui/time.ts'
import { myDayTexts } from './my-day.text.ts'
import '#web/field/job/job.css'

const WAITS: readonly FieldOrder['state'][] = ['suspensionRequested', 'verifying', 'handBackRequested', 'suspended']

export const MyDayScreen = () => {
  const [t, words] = [useText(myDayTexts), useText(orderWords)]
  const [now, language] = [useNow(), useLanguage()]
  const day = useAnswer(fieldRoutes.myDay, {})
  useLiveRefresh('workOrder.')
  const work = day.data?.orders.filter((order) => !WAITS.includes(order.state)) ?? []
  const waiting = day.data?.orders.filter((order) => WAITS.includes(order.state)) ?? []
  const ofToday = work.filter((order) => !isLaterDay(order, now))
  // What is under way goes before what is promised.
  const present = presentOrder(ofToday)
  const orders = present ? [present, ...ofToday.filter((order) => order !== present)] : ofToday
  const later = work.filter((order) => isLaterDay(order, now))
  const helping = day.data?.helping ?? []
  const first = orders[0]
  const act = useAct(first?.number ?? '', first?.version)
  const today = dayOf(now)
  const date = t('date', { month: Number(today.slice(5, 7)), day: Number(today.slice(8)) })
  const proceed = (order: FieldOrder) => {
    // What takes one tap is done here; what asks something opens the job with the question.
    if (order.next === 'accept') void act.run('accept', {})
    else if (order.next === 'appoint') go(`/job/${encodeURIComponent(order.number)}/call`)
    else if (order.next === 'return') go(`/job/${encodeURIComponent(order.number)}/return`)
    else go(`/job/${encodeURIComponent(order.number)}`)
  }
  return (
    <Screen
      title={orders.length > 0 ? t('title', { count: orders.length }) : t('title-none')}
      subtitle={t('subtitle', { day: date, weekday: weekdayText(today, language), count: day.data?.doneToday ?? 0 })}
      aside={{ icon: 'refresh', label: t('refresh'), onClick: day.refetch }}
      above={act.error !== undefined && <Refusal error={act.error} />}
      {...(first?.next
        ? {
            primary: {
              children:
                first.next === 'appoint'
                  ? t('call-first', { name: first.customerName ?? words('no-name') })
                  : words(`next-${first.next}`),
              icon: first.next === 'appoint' ? 'phone' : 'right',
              isBusy: act.running !== undefined,
              onClick: () => proceed(first),
            } as const,
          }
        : {})}
    >
      <NoticesHint />
      <Loaded answer={day}>
        {(data) => (
          <>
            {first && <NextOrder order={first} />}
            {!first && work.length + waiting.length + helping.length > 0 && (
              <Card>
                <CardBody>
                  <IconLine icon="done">{t(later.length > 0 ? 'today-done-later' : 'today-done')}</IconLine>
                </CardBody>
              </Card>
            )}
            {orders.length > 1 && (
              <Card title={t('next-ones', { count: orders.length - 1 })}>
                {orders.slice(1).map((order) => (
                  <OrderLine key={order.number} order={order} />
                ))}
              </Card>
            )}
            {byDay(later).map(([each, ofDay]) => (
              <Card key={each} title={`${dayText(each, today, language)} · ${t('count', { count: ofDay.length })}`}>
                {ofDay.map((order) => (
                  <OrderLine key={order.number} order={order} />
                ))}
              </Card>
            ))}
            {helping.length > 0 && (
              <Card title={t('helping', { count: helping.length })}>
                {helping.map((order) => (
                  <OrderLine key={order.number} order={order} lead={order.staffName} />
                ))}
              </Card>
            )}
            {waiting.length > 0 && (
              <Card title={t('waiting', { count: waiting.length })}>
                {waiting.map((order) => (
                  <OrderLine key={order.number} order={order} />
                ))}
              </Card>
            )}
            {data.pool.length > 0 && (
              <Card title={t('pool', { count: data.pool.length })} aside={<small>{t('pool-hint')}</small>}>
                {data.pool.map((order) => (
                  <PoolOrder key={order.number} order={order} />
                ))}
              </Card>
            )}
            {data.orders.length + data.pool.length + data.helping.length === 0 && (
              <EmptyState icon="calendar" title={t('none')} text={t('none-text')} />
            )}
            <InstallHint />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

/** Agreed for another day: none of today's visits, whatever its clock says. */
const isLaterDay = ({ appointmentFrom, state }: FieldOrder, now: string): boolean =>
  state === 'appointed' && appointmentFrom !== null && dayOf(appointmentFrom) > dayOf(now)

const byDay = (orders: readonly FieldOrder[]): readonly [string, readonly FieldOrder[]][] => {
  const dayOfOrder = (order: FieldOrder) => dayOf(order.appointmentFrom ?? order.createdAt)
  return [...new Set(orders.map(dayOfOrder))].map((day) => [day, orders.filter((order) => dayOfOrder(order) === day)])
}

const NextOrder = ({ order }: { readonly order: FieldOrder }) => {
  const [t, words, nameOf] = [useText(myDayTexts), useText(orderWords), useOrderName()]
  return (
    <Card>
      <a className="order-card-link" href={`#/job/${encodeURIComponent(order.number)}`}>
        <CardBody>
          <p className="order-top">
            <small>{t(presentOrder([order]) ? 'present-one' : 'next-one')}</small>
            <OrderRemaining order={order} />
          </p>
          <p className="order-name">{nameOf(order)}</p>
          <IconLine icon="clock">
            <Promised order={order} />
          </IconLine>
          <IconLine icon="pin">
            <Where order={order} />
          </IconLine>
          <IconLine icon="message">{order.symptom}</IconLine>
          {order.urges > 0 && <IconLine icon="alert">{words('urged', { count: order.urges })}</IconLine>}
          <div className="tags">
            <OrderTag state={order.state} />
            <PromiseTag order={order} />
          </div>
        </CardBody>
      </a>
      <Foreseen order={order} />
    </Card>
  )
}

const PoolOrder = ({ order }: { readonly order: FieldOrder }) => {
  const [t, words, nameOf] = [useText(myDayTexts), useText(orderWords), useOrderName()]
  const act = useAct(order.number, order.version)
  return (
    <div className="line">
      <div className="plain-list line-words">
        <p className="order-top">
          <b>{nameOf(order)}</b>
          <OrderRemaining order={order} />
        </p>
        <small>
          <Where order={order} /> · {order.symptom}
        </small>
        {act.error !== undefined && <Refusal error={act.error} />}
        <Button
          icon="plus"
          isBusy={act.running !== undefined}
          onClick={() => {
            void act.run('grab', {}).then((reply) => reply && note({ text: t('grabbed') }))
          }}
        >
          {words('next-grab')}
        </Button>
      </div>
    </div>
  )
}
