import { useState } from 'react'
import type { OfferedWindow } from '#core/appointments/windows.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { Button } from '#web/ui/button.tsx'
import { Choices } from '#web/ui/inputs.tsx'
import { useShortcut } from '#web/ui/shortcut.ts'
import { useLanguage, useText } from '#web/ui/text.ts'
import { clockText, dayText } from '#web/ui/time.ts'
import { useNow } from '#web/ui/when.tsx'
import { appointmentScreenTexts } from './appointments.text.ts'
import './appointments.css'

/** What a window says of itself when it cannot be chosen. */
const useWhy = (): ((window: OfferedWindow) => string | undefined) => {
  const t = useText(appointmentScreenTexts)
  return ({ state, reason, note }) =>
    state === 'open'
      ? undefined
      : state === 'full'
        ? t('state.full')
        : (note ?? (reason ? t(`reason.${reason}`) : t('state.closed')))
}

/** The windows that can be kept, a line for each day; full and closed ones stay in their place with the reason. */
export const WindowPicker = ({
  windows,
  value,
  onChange,
  keys = [],
  daysShown = 2,
}: {
  readonly windows: readonly OfferedWindow[]
  readonly value: Instant | undefined
  readonly onChange: (window: OfferedWindow) => void
  /** Keys for the first open ones. */
  readonly keys?: readonly string[]
  /** The others behind 更多日期. */
  readonly daysShown?: number
}) => {
  const t = useText(appointmentScreenTexts)
  const [now, language, whyOf] = [useNow(), useLanguage(), useWhy()]
  const [isAll, setIsAll] = useState(false)
  const days = [...new Set(windows.map(({ from }) => dayOf(from)))]
  const open = windows.filter(({ state }) => state === 'open')
  const firstOpen = open[0] ? days.indexOf(dayOf(open[0].from)) : 0
  const chosen = value ? days.indexOf(dayOf(value)) : -1
  const shown = isAll ? days : days.slice(0, Math.max(daysShown, firstOpen + 1, chosen + 1))
  const keyOf = new Map(open.slice(0, keys.length).map(({ from }, index) => [from, keys[index] ?? '']))
  const pick = (from: Instant | undefined) => {
    const window = windows.find((each) => each.from === from)
    if (window?.state === 'open') onChange(window)
  }
  return (
    <div className="window-days">
      {open.length === 0 && windows.length > 0 && <span className="risk">{t('pick-none')}</span>}
      {shown.map((day) => (
        <div className="window-day" key={day}>
          <span className="ink-2">{dayText(day, dayOf(now), language)}</span>
          <Choices
            aria-label={`${t('pick-label')} ${day}`}
            value={value}
            onChange={pick}
            choices={windows
              .filter(({ from }) => dayOf(from) === day)
              .map((window) => {
                const why = whyOf(window)
                return {
                  value: window.from,
                  label: (
                    <span className="window-words">
                      {`${clockText(window.from)}–${clockText(window.to)}`}
                      {why && <small>{why}</small>}
                    </span>
                  ),
                  keys: keyOf.get(window.from) ?? '',
                  ...(why ? { why } : {}),
                }
              })}
          />
        </div>
      ))}
      {shown.length < days.length && (
        <Button isSmall kind="quiet" onClick={() => setIsAll(true)}>
          {t('pick-more')}
        </Button>
      )}
      {[...keyOf].map(([from, key]) => (
        <WindowKey key={from} keys={key} act={() => pick(from)} />
      ))}
    </div>
  )
}

const WindowKey = ({ keys, act }: { readonly keys: string; readonly act: () => void }) => {
  useShortcut(keys, act, keys !== '')
  return null
}
