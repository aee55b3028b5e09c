import { type KeyboardEvent, useState } from 'react'
import { addDays, type Day, dayOf, type Instant } from '#core/time.ts'
import { IconButton } from './button.tsx'
import { addMonths, clockFromTyped, dayFromTyped, instantFromTyped, monthGrid } from './calendar.ts'
import type { Bound } from './inputs.tsx'
import { Popover } from './popover.tsx'
import { useLanguage, useText } from './text.ts'
import { clockText, monthText, weekdayText } from './time.ts'
import { uiTexts } from './ui.text.ts'
import { useNow } from './when.tsx'
import './day-input.css'

type Limits = { readonly min?: Day; readonly max?: Day }

/** A day, typed in any usual way or picked from a month. Empty text is no day. */
export const DayInput = ({ value, onChange, min, max, ...rest }: Bound<Day | ''> & Limits) => {
  const t = useText(uiTexts)
  const today = dayOf(useNow())
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const take = () => {
    if (typed === undefined) return
    const day = typed.trim() === '' ? '' : dayFromTyped(typed, today)
    if (day !== undefined) onChange(day)
    setTyped(undefined)
  }
  return (
    <span className="ui-input ui-day">
      <input
        {...rest}
        inputMode="numeric"
        placeholder={t('day-placeholder')}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      <Popover
        label={t('day-pick')}
        align="end"
        trigger={(props) => <IconButton {...props} icon="calendar" label={t('day-pick')} />}
      >
        {(close) => (
          <Month
            value={value}
            today={today}
            isOpen={(day) => (min === undefined || day >= min) && (max === undefined || day <= max)}
            onPick={(day) => {
              setTyped(undefined)
              onChange(day)
              close()
            }}
          />
        )}
      </Popover>
    </span>
  )
}

/** From a day to a day, both included; either may be empty. */
export const DayRangeInput = ({
  from,
  to,
  onChange,
  label,
}: {
  readonly from: Day | ''
  readonly to: Day | ''
  readonly onChange: (from: Day | '', to: Day | '') => void
  readonly label: string
}) => {
  const t = useText(uiTexts)
  return (
    <fieldset className="ui-day-range" aria-label={label}>
      <DayInput
        aria-label={`${label} ${t('from')}`}
        value={from}
        {...(to === '' ? {} : { max: to })}
        onChange={(day) => onChange(day, to)}
      />
      –
      <DayInput
        aria-label={`${label} ${t('to')}`}
        value={to}
        {...(from === '' ? {} : { min: from })}
        onChange={(day) => onChange(from, day)}
      />
    </fieldset>
  )
}

/** A day and a time of day in China, as an instant. Empty text until both are there. */
export const InstantInput = ({ value, onChange, ...rest }: Bound<Instant | ''>) => {
  const t = useText(uiTexts)
  const [draft, setDraft] = useState<{ readonly day: Day | ''; readonly clock: string }>(() =>
    value === '' ? { day: '', clock: '' } : { day: dayOf(value), clock: clockText(value) },
  )
  const change = (next: typeof draft) => {
    setDraft(next)
    const clock = clockFromTyped(next.clock)
    onChange((next.day !== '' && clock !== undefined && instantFromTyped(next.day, clock)) || '')
  }
  return (
    <span className="row">
      <DayInput {...rest} value={draft.day} onChange={(day) => change({ ...draft, day })} />
      <span className="ui-input ui-clock">
        <input
          aria-label={t('time-of-day')}
          placeholder="14:30"
          inputMode="numeric"
          value={draft.clock}
          onChange={(event) => change({ ...draft, clock: event.target.value })}
          onBlur={() => setDraft({ ...draft, clock: clockFromTyped(draft.clock) ?? draft.clock })}
        />
      </span>
    </span>
  )
}

const Month = ({
  value,
  today,
  isOpen,
  onPick,
}: {
  readonly value: Day | ''
  readonly today: Day
  readonly isOpen: (day: Day) => boolean
  readonly onPick: (day: Day) => void
}) => {
  const t = useText(uiTexts)
  const language = useLanguage()
  const [at, setAt] = useState<Day>(value === '' ? today : value)
  const days = monthGrid(at)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    const month = { PageUp: -1, PageDown: 1 }[event.key]
    if (step !== undefined) setAt(addDays(at, step))
    else if (month !== undefined) setAt(addMonths(at, month))
    else if (event.key === 'Enter' && event.target === event.currentTarget && isOpen(at)) onPick(at)
    else return
    event.preventDefault()
  }
  return (
    <div className="ui-month" role="application" aria-label={at} tabIndex={0} data-autofocus onKeyDown={onKeyDown}>
      <header className="spread">
        <IconButton icon="left" label={t('month-before')} tabIndex={-1} onClick={() => setAt(addMonths(at, -1))} />
        <b>{monthText(at, language)}</b>
        <IconButton icon="right" label={t('month-after')} tabIndex={-1} onClick={() => setAt(addMonths(at, 1))} />
      </header>
      <div className="ui-month-days">
        {days.slice(0, 7).map((day) => (
          <span key={day} className="hint">
            {weekdayText(day, language).slice(language === 'en' ? 0 : 1, 2)}
          </span>
        ))}
        {days.map((day) => (
          <button
            key={day}
            type="button"
            tabIndex={-1}
            data-other={day.slice(0, 7) !== at.slice(0, 7)}
            data-at={day === at}
            aria-current={day === today ? 'date' : undefined}
            aria-pressed={day === value}
            disabled={!isOpen(day)}
            onClick={() => onPick(day)}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
    </div>
  )
}
