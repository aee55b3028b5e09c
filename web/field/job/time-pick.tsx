import { useState } from 'preact/hooks'
import { addDays, addMinutes, dayOf, epochMsOf, type Instant, instantOf, startOfDay } from '#core/time.ts'
import { Choices } from '#web/field/ui/inputs.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { clockText, dayText } from '#web/ui/time.ts'
import { jobTexts } from './job.text.ts'

const HALF_HOUR_MS = 30 * 60_000
const FIRST_HOUR = 8
const LAST_HOUR = 20
const DAYS = 4
const SOON = 3

const nextHalfHour = (now: Instant): Instant => instantOf(Math.ceil(epochMsOf(now) / HALF_HOUR_MS) * HALF_HOUR_MS)

/** The next half hours as one tap each; any other hour of the next days behind 其他. */
export const TimePick = ({
  value,
  onChange,
}: {
  readonly value: Instant | undefined
  readonly onChange: (at: Instant) => void
}) => {
  const t = useText(jobTexts)
  const [now, language] = [useNow(), useLanguage()]
  const [isOther, setIsOther] = useState(false)
  const [day, setDay] = useState(dayOf(now))
  const first = addMinutes(nextHalfHour(now), 30)
  const soon = Array.from({ length: SOON }, (_, index) => addMinutes(first, index * 30))
  const days = Array.from({ length: DAYS }, (_, index) => addDays(dayOf(now), index))
  const hours = Array.from({ length: LAST_HOUR - FIRST_HOUR + 1 }, (_, index) =>
    addMinutes(startOfDay(day), (FIRST_HOUR + index) * 60),
  ).filter((at) => at > now)
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
      {isOther && (
        <>
          <Choices
            label={t('which-day')}
            columns={4}
            value={day}
            onChange={setDay}
            choices={days.map((each) => ({ value: each, label: dayText(each, dayOf(now), language) }))}
          />
          <Choices
            label={t('which-time')}
            columns={4}
            value={value}
            onChange={onChange}
            choices={hours.map((at) => ({ value: at, label: clockText(at) }))}
          />
        </>
      )}
    </div>
  )
}
