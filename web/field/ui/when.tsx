import { type Instant, minutesBetween } from '#core/time.ts'
import { onClockMove, serverNow } from '#web/ui/clock.ts'
import { agoText, remainingText, whenText, windowText } from '#web/ui/time.ts'
import { useStore } from './store.ts'
import { useLanguage } from './text.ts'

const STEP_MS = 30_000

const everyHalfMinute = (changed: () => void): (() => void) => {
  const timer = setInterval(changed, STEP_MS)
  const stop = onClockMove(changed)
  document.addEventListener('visibilitychange', changed)
  return () => {
    clearInterval(timer)
    stop()
    document.removeEventListener('visibilitychange', changed)
  }
}

/** The server's present instant, moving by the half minute. */
export const useNow = (): Instant => useStore(everyHalfMinute, serverNow)

/** 今天 14:30. */
export const When = ({ at }: { readonly at: Instant }) => (
  <time dateTime={at}>{whenText(at, useNow(), useLanguage())}</time>
)

/** 23分前. */
export const Ago = ({ at }: { readonly at: Instant }) => (
  <time dateTime={at}>{agoText(at, useNow(), useLanguage())}</time>
)

/** 今天 14:00–15:00. */
export const TimeWindow = ({ from, to }: { readonly from: Instant; readonly to: Instant }) => (
  <>{windowText(from, to, useNow(), useLanguage())}</>
)

/** 余 2时10分, 超 35分: plain, at risk from `warnMinutes` before it is due, late afterwards. */
export const Remaining = ({
  dueAt,
  warnMinutes = 0,
  stoppedAt,
}: {
  readonly dueAt: Instant
  readonly warnMinutes?: number
  readonly stoppedAt?: Instant | null
}) => {
  const [now, language] = [useNow(), useLanguage()]
  const at = stoppedAt ?? now
  const minutes = minutesBetween(at, dueAt)
  const tone = minutes < 0 ? 'late' : stoppedAt ? 'paused' : minutes <= warnMinutes ? 'risk' : ''
  return (
    <time dateTime={dueAt} className={`strong ${tone}`}>
      {remainingText(dueAt, at, language)}
    </time>
  )
}
