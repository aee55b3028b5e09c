import { dayOf, minutesBetween } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import { Card } from '#web/ui/card.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { ProgressBar } from '#web/ui/progress.tsx'
import type { Tone } from '#web/ui/state-tag.tsx'
import { useLanguage, useText } from '#web/ui/text.ts'
import { clockText, durationText, fullInstantText } from '#web/ui/time.ts'
import { Remaining, useNow } from '#web/ui/when.tsx'
import { clocksInOrder, type OrderClock, putOff } from './order-clocks.ts'
import { orderDetailTexts } from './order-detail.text.ts'
import { type OrderWords, useOrderWords } from './order-words.ts'

/** The clocks of an order: the tightest running one large with its due time as a sum, the others beneath, the finished with a tick. */
export const ClocksCard = ({ order }: { readonly order: OrderDetail }) => {
  const t = useText(orderDetailTexts)
  const words = useOrderWords()
  const language = useLanguage()
  const { running, finished } = clocksInOrder(order.clocks)
  const [first, ...others] = running
  const whole = order.clocks.find((clock) => clock.kind === 'whole')
  const spent = whole && {
    gross: durationText(whole.grossMinutes, language),
    net: durationText(whole.netMinutes, language),
  }
  return (
    <Card title={t('clocks')} isFlush hint={spent && t(order.isOpen ? 'clocks-hint' : 'clocks-hint-closed', spent)}>
      {first ? <Tightest clock={first} words={words} /> : <p className="order-none">{t('clocks-none')}</p>}
      {[...others, ...finished].map((clock) => (
        <ClockLine key={`${clock.kind} ${clock.party} ${clock.startedAt}`} clock={clock} order={order} words={words} />
      ))}
    </Card>
  )
}

/** Colour by what is left now, which moves while the page is open. */
const useTone = (clock: OrderClock): Tone => {
  const now = useNow()
  if (clock.isPaused) return 'paused'
  if (now > clock.dueAt) return 'late'
  return now >= clock.warnAt ? 'risk' : 'plain'
}

const Tightest = ({ clock, words }: { readonly clock: OrderClock; readonly words: OrderWords }) => {
  const t = useText(orderDetailTexts)
  const language = useLanguage()
  const now = useNow()
  const tone = useTone(clock)
  const off = putOff(clock)
  // Between two answers of the server only the running part moves on.
  const moved = clock.isPaused ? 0 : Math.max(0, clock.leftMinutes - minutesBetween(now, clock.dueAt))
  const share = clock.limitMinutes === 0 ? 1 : (clock.countedMinutes + moved) / clock.limitMinutes
  const sum = off && {
    original:
      dayOf(clock.originalDueAt) === dayOf(clock.dueAt)
        ? clockText(clock.originalDueAt)
        : words.when(clock.originalDueAt),
    minutes: durationText(off.minutes, language),
    due: clockText(clock.dueAt),
  }
  return (
    <div className={`order-clock order-clock-${tone}`}>
      <div className="spread">
        <span>
          {t('clock-of', {
            clock: words.clock(clock.kind),
            party: words.party(clock.party),
            limit: durationText(clock.limitMinutes, language),
          })}
        </span>
        <span className="small" data-tip={fullInstantText(clock.dueAt, language)}>
          {t('clock-due', { time: words.when(clock.dueAt) })}
        </span>
      </div>
      <div className="spread">
        <span className={`order-clock-left ${tone}`}>
          {clock.isPaused ? (
            durationText(clock.leftMinutes, language)
          ) : (
            <Remaining dueAt={clock.dueAt} warnMinutes={minutesBetween(clock.warnAt, clock.dueAt)} />
          )}
        </span>
        <span className="small number">
          {clock.isPaused && <div>{t('clock-paused')}</div>}
          {sum && t(off.isPause ? 'clock-sum-pause' : 'clock-sum-later', sum)}
        </span>
      </div>
      <ProgressBar share={share} tone={tone} label={t('clock-bar', { clock: words.clock(clock.kind) })} />
    </div>
  )
}

const ClockLine = ({
  clock,
  order,
  words,
}: {
  readonly clock: OrderClock
  readonly order: OrderDetail
  readonly words: OrderWords
}) => {
  const t = useText(orderDetailTexts)
  const language = useLanguage()
  const visit = order.visits.at(-1)
  const limit =
    clock.kind === 'arrival' && visit?.windowFrom && visit.windowTo
      ? t('clock-promise', { window: words.window(visit.windowFrom, visit.windowTo) })
      : t('clock-limit', { limit: durationText(clock.limitMinutes, language) })
  return (
    <div className="order-line">
      <span>
        {words.clock(clock.kind)}
        {clock.kind === 'restore' || clock.kind === 'whole' ? ` · ${words.party(clock.party)}` : ''}{' '}
        <span className="hint">{limit}</span>
      </span>
      {clock.stoppedAt === null ? (
        <Remaining
          dueAt={clock.dueAt}
          warnMinutes={minutesBetween(clock.warnAt, clock.dueAt)}
          {...(clock.isPaused ? { stoppedAt: order.now } : {})}
          isCalm
        />
      ) : (
        <Finished clock={clock} />
      )}
    </div>
  )
}

const Finished = ({ clock }: { readonly clock: OrderClock }) => {
  const t = useText(orderDetailTexts)
  const language = useLanguage()
  if (clock.isLate)
    return (
      <span className="late">
        <Icon name="close" size={14} /> {t('clock-late-by', { minutes: durationText(clock.leftMinutes, language) })}
      </span>
    )
  return (
    <span className="fine">
      <Icon name="check" size={14} />{' '}
      {clock.kind === 'arrival' && clock.stoppedAt
        ? t('clock-on-time', { time: clockText(clock.stoppedAt) })
        : t('clock-used', { minutes: durationText(clock.countedMinutes, language) })}
    </span>
  )
}
