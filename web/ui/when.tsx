import { useSyncExternalStore } from 'react'
import { type Day, dayOf, type Instant, minutesBetween } from '#core/time.ts'
import { onClockMove, serverNow } from './clock.ts'
import { useLanguage } from './text.ts'
import {
  agoText,
  dayText,
  durationText,
  fullInstantText,
  remainingText,
  weekdayText,
  whenText,
  windowText,
} from './time.ts'

/** One ticker for the whole screen: every remaining time moves together, and only when its second or minute turns. */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  const stop = onClockMove(listener)
  timer ??= setInterval(() => {
    if (!document.hidden) for (const each of listeners) each()
  }, 1_000)
  return () => {
    stop()
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

const NONE = '—'

const secondOf = (): number => Math.floor(Date.parse(serverNow()) / 1_000)
const halfMinuteOf = (): number => Math.floor(secondOf() / 30) * 30

/** The server's present instant, moving by the second or (`30`, for what is shown in minutes) by the half minute. */
export const useNow = (stepSeconds: 1 | 30 = 30): Instant => {
  const second = useSyncExternalStore(subscribe, stepSeconds === 1 ? secondOf : halfMinuteOf)
  return new Date(second * 1_000).toISOString()
}

/** 今天 14:30; the whole instant on hover. */
export const When = ({ at }: { readonly at: Instant | null | undefined }) => {
  const [now, language] = [useNow(), useLanguage()]
  if (!at) return <span className="ink-2">{NONE}</span>
  return (
    <time dateTime={at} data-tip={fullInstantText(at, language)}>
      {whenText(at, now, language)}
    </time>
  )
}

/** 23分前; the whole instant on hover. */
export const Ago = ({ at, isLively = false }: { readonly at: Instant; readonly isLively?: boolean }) => {
  const [now, language] = [useNow(isLively ? 1 : 30), useLanguage()]
  return (
    <time dateTime={at} data-tip={fullInstantText(at, language)}>
      {agoText(at, now, language)}
    </time>
  )
}

/** 今天 14:00–15:00. */
export const TimeWindow = ({ from, to }: { readonly from: Instant; readonly to: Instant }) => {
  const [now, language] = [useNow(), useLanguage()]
  return <span data-tip={fullInstantText(from, language)}>{windowText(from, to, now, language)}</span>
}

/** 11月22日; the weekday on hover. */
export const DayOf = ({ day }: { readonly day: Day | null | undefined }) => {
  const [now, language] = [useNow(), useLanguage()]
  if (!day) return <span className="ink-2">{NONE}</span>
  return (
    <time dateTime={day} data-tip={`${day} ${weekdayText(day, language)}`}>
      {dayText(day, dayOf(now), language)}
    </time>
  )
}

/** 2时10分. */
export const Duration = ({ minutes }: { readonly minutes: number }) => <>{durationText(minutes, useLanguage())}</>

/**
 * 余 2时10分, or 超 35分 once the due instant has passed. Plain until `warnMinutes` before it, then at risk, then late.
 * `isCalm` keeps a late one plain in weight: only the worst rows are bold.
 */
export const Remaining = ({
  dueAt,
  warnMinutes = 0,
  stoppedAt,
  isCalm = false,
}: {
  readonly dueAt: Instant | null | undefined
  readonly warnMinutes?: number | undefined
  /** A paused or finished clock no longer moves: what it showed then, in grey. */
  readonly stoppedAt?: Instant | null | undefined
  readonly isCalm?: boolean
}) => {
  const [now, language] = [useNow(), useLanguage()]
  if (!dueAt) return <span className="ink-2">{NONE}</span>
  const at = stoppedAt ?? now
  const minutes = minutesBetween(at, dueAt)
  const tone = minutes < 0 ? 'late' : stoppedAt ? 'paused' : minutes <= warnMinutes ? 'risk' : ''
  return (
    <time
      dateTime={dueAt}
      className={`${tone}${minutes < 0 && !isCalm ? ' strong' : ''}`}
      data-tip={fullInstantText(dueAt, language)}
    >
      {remainingText(dueAt, at, language)}
    </time>
  )
}
