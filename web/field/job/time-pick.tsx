import { useState } from 'preact/hooks'
import { exactTimes, isBusyAt, type OwnDay } from '#core/appointments/exact.rules.ts'
import type { VisitWindow } from '#core/appointments/windows.ts'
import { fieldRoutes } from '#core/field/field.contract.ts'
import { addDays, addMinutes, type Day, dayOf, type Instant } from '#core/time.ts'
import { useAnswer } from '#web/field/ui/answer.ts'
import { Choices } from '#web/field/ui/inputs.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { clockText, dayText, windowText } from '#web/ui/time.ts'
import { jobTexts } from './job.text.ts'
import { hoursOf, soonSlots } from './time-slots.ts'

const DAYS = 4
const SOON = 3
const STEP_MINUTES = 15
const VISIT_MINUTES = 60
/** What the phone takes for quiet when it has not heard otherwise; the server decides. */
const QUIET = { from: '21:00', to: '08:00' }

/** The promised visits of the reader's own day, except the order in hand. */
const useOwnDay = (number: string, visitMinutes: number): OwnDay => {
  const orders = useAnswer(fieldRoutes.myDay, {}).data?.orders ?? []
  const busy = orders.flatMap((order) =>
    order.number !== number && order.appointmentFrom && order.appointmentTo
      ? [{ from: order.appointmentFrom, to: order.appointmentTo }]
      : [],
  )
  return { busy, visitMinutes, quietHours: QUIET }
}

/** Exact times within the customer's window, or the next half hours, that the own day leaves free; any other hour behind 其他. */
export const TimePick = ({
  number,
  value,
  onChange,
  window,
  visitMinutes = VISIT_MINUTES,
}: {
  readonly number: string
  readonly value: Instant | undefined
  readonly onChange: (at: Instant) => void
  /** The window that suits the customer. */
  readonly window?: VisitWindow | undefined
  readonly visitMinutes?: number | undefined
}) => {
  const t = useText(jobTexts)
  const [now, language] = [useNow(), useLanguage()]
  const [isOther, setIsOther] = useState(false)
  const own = useOwnDay(number, visitMinutes)
  const within = window && window.to > now ? exactTimes(window, addMinutes(now, STEP_MINUTES), STEP_MINUTES, own) : []
  const soon =
    within.length > 0
      ? within
      : soonSlots(now, SOON * 4)
          .filter((at) => !isBusyAt(at, own))
          .slice(0, SOON)
  const days = Array.from({ length: DAYS + 1 }, (_, index) => addDays(dayOf(now), index))
    .filter((each) => hoursOf(each, now).length > 0)
    .slice(0, DAYS)
  const [picked, setDay] = useState<Day | undefined>(undefined)
  const day = picked !== undefined && days.includes(picked) ? picked : (days[0] ?? dayOf(now))
  const label = (at: Instant) =>
    dayOf(at) === dayOf(now) ? clockText(at) : `${dayText(dayOf(at), dayOf(now), language)} ${clockText(at)}`
  return (
    <div className="plain-list">
      <Choices
        label={t('which-time')}
        columns={4}
        value={isOther ? 'other' : value}
        onChange={(chosen) => {
          setIsOther(chosen === 'other')
          if (chosen !== 'other') onChange(chosen)
        }}
        choices={[...soon.map((at) => ({ value: at, label: label(at) })), { value: 'other', label: t('other-time') }]}
      />
      {window && window.to > now && (
        <p className="small" role="status">
          {t(within.length > 0 ? 'window-fits' : 'window-busy', {
            window: windowText(window.from, window.to, now, language),
          })}
        </p>
      )}
      {isOther && (
        <>
          <Choices
            label={t('which-day')}
            columns={2}
            value={day}
            onChange={setDay}
            choices={days.map((each) => ({ value: each, label: dayText(each, dayOf(now), language) }))}
          />
          <Choices
            label={t('which-time')}
            columns={4}
            value={value}
            onChange={onChange}
            choices={hoursOf(day, now).map((at) => ({
              value: at,
              label: clockText(at),
              ...(isBusyAt(at, own) ? { text: t('own-busy') } : {}),
            }))}
          />
        </>
      )}
    </div>
  )
}
