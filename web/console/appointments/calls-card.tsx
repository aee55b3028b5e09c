import { orderNames } from '#core/work-orders/names.text.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card, CardRow } from '#web/ui/card.tsx'
import { StateTag } from '#web/ui/state-tag.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { whenText, windowText } from '#web/ui/time.ts'
import { useNow, When } from '#web/ui/when.tsx'
import { appointmentScreenTexts } from './appointments.text.ts'

type Data = Readonly<Record<string, unknown>>
const textOf = (data: Data, key: string): string | undefined => (typeof data[key] === 'string' ? data[key] : undefined)
const SHOWN = ['workOrder.contacted', 'workOrder.verified', 'workOrder.appointed', 'workOrder.rescheduled']

/** The calls to the customer, the latest first: who called on which number, what came of it, which of the two calls is still to be made. */
export const CallsCard = ({ order }: { readonly order: OrderDetail }) => {
  const [t, names] = [useText(appointmentScreenTexts), useText(orderNames)]
  const [now, language] = [useNow(), useLanguage()]
  const { contact, preferred } = order
  const calls = order.events.filter(({ kind }) => SHOWN.includes(kind)).sort((a, b) => (a.at < b.at ? 1 : -1))
  const window = (data: Data): string | undefined => {
    const [from, to] = [textOf(data, 'from'), textOf(data, 'to')]
    return from && to ? windowText(from, to, now, language) : undefined
  }
  const said = (kind: string, data: Data): string => {
    const outcome = textOf(data, 'outcome')
    if (kind === 'workOrder.appointed') return t('calls-appointed', { when: window(data) ?? '' })
    if (kind === 'workOrder.rescheduled') return t('calls-rescheduled', { when: window(data) ?? '' })
    if (kind === 'workOrder.verified')
      return `${t('calls-verified')}：${names(`verified.${outcome ?? 'noAnswer'}` as 'verified.asked')}`
    return names(`contact.${outcome ?? 'agreed'}` as 'contact.agreed')
  }
  const more = (data: Data, name: string): string => {
    const [number, call, backAt, person, note] = ['numberUsed', 'call', 'callBackAt', 'person', 'note'].map((key) =>
      textOf(data, key),
    )
    const wish = data.preferred as { from: string; to: string } | undefined
    return [
      name,
      call && names(`call.${call}` as 'call.first'),
      number && names(`number.${number}` as 'number.own'),
      person,
      backAt && t('calls-again', { when: whenText(backAt, now, language) }),
      wish && t('calls-wish', { when: windowText(wish.from, wish.to, now, language) }),
      note,
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const isOpen = order.isOpen && order.appointmentFrom === null
  return (
    <Card
      title={t('calls')}
      isFlush
      aside={
        contact.callBackAt ? (
          <StateTag tone={contact.callBackAt < now ? 'late' : 'risk'}>
            {t('calls-again', { when: whenText(contact.callBackAt, now, language) })}
          </StateTag>
        ) : isOpen ? (
          <StateTag tone="paused">{t(contact.firstAt ? 'calls-second-open' : 'calls-first-open')}</StateTag>
        ) : undefined
      }
    >
      {preferred && isOpen && (
        <CardRow
          icon="calendar"
          title={t('calls-wish', { when: windowText(preferred.from, preferred.to, now, language) })}
        />
      )}
      {calls.length === 0 && <CardRow icon="phone" title={t('calls-none')} />}
      {calls.map(({ id, at, kind, actorName, data }) => (
        <CardRow key={id} icon="phone" title={said(kind, data)} text={more(data, actorName)} end={<When at={at} />} />
      ))}
    </Card>
  )
}
