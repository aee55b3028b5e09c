/**
 * Who had the order in hands when: each minute belongs to exactly one holder, also the minutes of a level that a rule passed,
 * so that lateness is charged to whoever caused it and the spans add up to the order's whole time. (R-B1, R-A4)
 */
import { epochMsOf, type Instant, MINUTE_MS } from '#core/time.ts'
import { pausedMsWithin, spansOf } from './pause.ts'
import type { Holder, HolderSpan, Pause } from './sla.ts'

/** The order changes hands at `at`. A change that reaches us late takes its place between those that are known. */
export const changeHolder = (
  spans: readonly HolderSpan[],
  holder: Holder,
  at: Instant,
  byRule: boolean,
): readonly HolderSpan[] => {
  let index = spans.findIndex((span) => span.from > at)
  if (index === -1) index = spans.length
  const before = spans[index - 1]
  const next = spans[index]
  // After its end the order has no holder until somebody takes it up again.
  const isAfterEnd = before?.to !== undefined && before.to <= at
  const until = isAfterEnd ? next?.from : (before?.to ?? next?.from)
  const entered: HolderSpan = { ...holder, from: at, pausedMinutes: 0, byRule, ...(until ? { to: until } : {}) }
  const kept = before ? [...spans.slice(0, index - 1), isAfterEnd ? before : { ...before, to: at }] : []
  return [...kept, entered, ...spans.slice(index)]
}

/** Nobody holds an order that is over. */
export const closeHolders = (spans: readonly HolderSpan[], at: Instant): readonly HolderSpan[] =>
  spans.map((span, index) =>
    index === spans.length - 1 && !span.to ? { ...span, to: at < span.from ? span.from : at } : span,
  )

/** The spans with their paused minutes: those in which the order as a whole stood still. */
export const settleHolders = (spans: readonly HolderSpan[], pauses: readonly Pause[]): readonly HolderSpan[] => {
  const first = spans[0]
  if (!first) return spans
  const paused = spansOf(pauses, 'whole', first.from, undefined)
  return spans.map((span) => {
    const toMs = span.to === undefined ? Number.POSITIVE_INFINITY : epochMsOf(span.to)
    const pausedMinutes = pausedMsWithin(paused, epochMsOf(span.from), toMs) / MINUTE_MS
    return pausedMinutes === span.pausedMinutes ? span : { ...span, pausedMinutes }
  })
}

export type HolderMinutes = {
  readonly span: HolderSpan
  readonly grossMinutes: number
  readonly pausedMinutes: number
  readonly netMinutes: number
}

/** Wall minutes of each span until `at`; the gross ones add up to the order's, and net + paused = gross. */
export const holderMinutes = (
  spans: readonly HolderSpan[],
  pauses: readonly Pause[],
  at: Instant,
): readonly HolderMinutes[] => {
  const paused = spans[0] ? spansOf(pauses, 'whole', spans[0].from, undefined) : []
  return spans.map((span) => {
    const fromMs = epochMsOf(span.from)
    const toMs = Math.max(fromMs, epochMsOf(span.to ?? at))
    const pausedMs = pausedMsWithin(paused, fromMs, toMs)
    return {
      span,
      grossMinutes: (toMs - fromMs) / MINUTE_MS,
      pausedMinutes: pausedMs / MINUTE_MS,
      netMinutes: (toMs - fromMs - pausedMs) / MINUTE_MS,
    }
  })
}

/** Who holds the order now. */
export const holderNow = (spans: readonly HolderSpan[]): HolderSpan | undefined => {
  const last = spans.at(-1)
  return last && last.to === undefined ? last : undefined
}
