import type { FieldOrder, TeamPerson } from '#core/field/field.contract.ts'
import { dayOf, type Instant, minutesBetween } from '#core/time.ts'
import { orderNames } from '#core/work-orders/names.text.ts'
import { orderWords } from '#web/field/job/order.text.ts'
import { OrderRemaining, Promised, useOrderName, Where } from '#web/field/job/order-line.tsx'
import { Button } from '#web/field/ui/button.tsx'
import { Card, CardBody, StateTag } from '#web/field/ui/card.tsx'
import { Icon } from '#web/field/ui/icon.tsx'
import { Sheet } from '#web/field/ui/sheet.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { clockText, dayText, durationText } from '#web/ui/time.ts'
import { type Bar, DayBar, spanText, useBlockText } from './day-bar.tsx'
import { teamTexts } from './team.text.ts'

type Props = { readonly person: TeamPerson; readonly isInShift: boolean }

/** The one thing about a person that counts now: on leave, over a limit, past a promise, about to miss one, when free. */
const Verdict = ({ person, isInShift }: Props) => {
  const [t, now, language] = [useText(teamTexts), useNow(), useLanguage()]
  const { leaveUntil, orders, blocks, free } = person
  if (leaveUntil !== null) {
    return <StateTag tone="paused">{t('on-leave', { day: dayText(leaveUntil, dayOf(now), language) })}</StateTag>
  }
  const over = orders.flatMap(({ dueAt }) => (dueAt !== null && dueAt < now ? minutesBetween(dueAt, now) : []))
  if (over.length > 1) return <StateTag tone="late">{t('late-count', { count: over.length })}</StateTag>
  if (over.length === 1) {
    return <StateTag tone="late">{t('over', { time: durationText(Math.max(...over), language) })}</StateTag>
  }
  const missed = Math.max(0, ...blocks.map((block) => block.lateMinutes))
  if (missed > 0) return <StateTag tone="late">{t('missed', { time: durationText(missed, language) })}</StateTag>
  const foreseen = Math.max(0, ...blocks.map((block) => block.foreseenMinutes))
  if (foreseen > 0) return <StateTag tone="risk">{t('foreseen', { time: durationText(foreseen, language) })}</StateTag>
  const next = free[0]
  if (!next) {
    const isOff = !isInShift && orders.length === 0
    return <StateTag tone={isOff ? 'paused' : 'fine'}>{t(isOff ? 'off-shift' : 'on-time')}</StateTag>
  }
  return <StateTag tone="fine">{next.from <= now ? t('free') : t('free-at', { time: clockText(next.from) })}</StateTag>
}

/** Where a person is in the day: what they do now, the bar, and the one thing that counts. */
export const PersonRow = ({ person, isInShift, bar, onOpen }: Props & { bar: Bar; onOpen: () => void }) => {
  const [t, words, names] = [useText(teamTexts), useText(orderWords), useText(orderNames)]
  const present = person.orders.find((order) => order.number === person.present)
  const along = person.blocks.find((block) => block.part === 'now' && block.isHelper)
  const open = person.orders.filter((order) => order.appointmentFrom === null && order.number !== person.present).length
  const now = present
    ? t('now', { what: names(`state.${present.state}`), who: present.customerName ?? words('no-name') })
    : along
      ? t('now', { what: t('as-helper'), who: along.customerName ?? words('no-name') })
      : person.orders.length > 0
        ? t('not-under-way', { count: person.orders.length })
        : t('nothing-now')
  return (
    <button type="button" className="line person-row" onClick={onOpen}>
      <span className="person-top">
        <b>{person.name}</b>
        <Verdict person={person} isInShift={isInShift} />
      </span>
      <small>
        {now}
        {open > 0 && ` · ${t('no-time-yet', { count: open })}`}
      </small>
      <DayBar person={person} bar={bar} />
    </button>
  )
}

type DayLine = { readonly from: Instant; readonly to: Instant; readonly title: string; readonly text: string }

/** One person's day in words, and each order to be moved to somebody else. */
export const PersonSheet = ({
  person,
  bar,
  onClose,
  onMove,
}: {
  readonly person: TeamPerson
  readonly bar: Bar
  readonly onClose: () => void
  readonly onMove: (order: FieldOrder) => void
}) => {
  const [t, names, nameOf, blockText] = [useText(teamTexts), useText(orderNames), useOrderName(), useBlockText()]
  const language = useLanguage()
  const lines: DayLine[] = [
    ...person.blocks.map((block) => ({ ...block, title: nameOf(block), text: blockText(block) })),
    ...person.free.map((span) => ({
      ...span,
      title: t('free'),
      text: durationText(minutesBetween(span.from, span.to), language),
    })),
  ].sort((a, b) => (a.from < b.from ? -1 : 1))
  return (
    <Sheet title={`${person.name} · ${t('open-orders', { count: person.orders.length })}`} onClose={onClose}>
      <DayBar person={person} bar={bar} />
      {lines.length > 0 && (
        <ol className="day-lines">
          {lines.map((line) => (
            <li key={`${line.from} ${line.title}`}>
              <b>{spanText(line)}</b>
              <span>
                {line.title}
                <small>{line.text}</small>
              </span>
            </li>
          ))}
        </ol>
      )}
      {person.orders.length === 0 && <p>{t('nothing-now')}</p>}
      {person.orders.map((order) => (
        <Card key={order.number}>
          <CardBody>
            <a className="order-card-link" href={`#/job/${encodeURIComponent(order.number)}`}>
              <span className="order-top">
                <b>{nameOf(order)}</b>
                <OrderRemaining order={order} />
              </span>
              <span className="person-order">
                {names(`state.${order.state}`)} · <Promised order={order} />
                <Icon name="right" size={18} />
              </span>
              <small>
                <Where order={order} />
              </small>
            </a>
            <Button icon="users-swap" onClick={() => onMove(order)}>
              {t('move')}
            </Button>
          </CardBody>
        </Card>
      ))}
    </Sheet>
  )
}
