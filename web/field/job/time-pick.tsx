import { useState } from 'preact/hooks'
import { addDays, type Day, dayOf, type Instant } from '#core/time.ts'
import { Choices } from '#web/field/ui/inputs.tsx'
import { useLanguage, useText } from '#web/field/ui/text.ts'
import { useNow } from '#web/field/ui/when.tsx'
import { clockText, dayText } from '#web/ui/time.ts'
import { jobTexts } from './job.text.ts'
import { hoursOf, soonSlots } from './time-slots.ts'

const DAYS = 4
const SOON = 3

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
  const soon = soonSlots(now, SOON)
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
            choices={hoursOf(day, now).map((at) => ({ value: at, label: clockText(at) }))}
          />
        </>
      )}
    </div>
  )
}
