import { epochMsOf, type Instant, MINUTE_MS, minutesBetween } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'

export type OrderClock = OrderDetail['clocks'][number]

/** Running clocks, the one that is due first before the others; finished ones as they ended, the last first. */
export const clocksInOrder = (
  clocks: readonly OrderClock[],
): { readonly running: readonly OrderClock[]; readonly finished: readonly OrderClock[] } => ({
  running: clocks.filter((clock) => clock.stoppedAt === null).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
  finished: clocks
    .filter((clock) => clock.stoppedAt !== null)
    .sort((a, b) => ((a.stoppedAt ?? '') < (b.stoppedAt ?? '') ? 1 : -1)),
})

/** 原 12:41 + 挂起 2时28分 = 15:09: by how much the limit was put off; nothing when it stands as it began. */
export const putOff = (clock: OrderClock): { readonly minutes: number; readonly isPause: boolean } | undefined => {
  const minutes = minutesBetween(clock.originalDueAt, clock.dueAt)
  if (minutes < 1) return undefined
  return { minutes, isPause: clock.isPaused || clock.pausedMinutes > 0 }
}

export type Stretch = { readonly isPaused: boolean; readonly minutes: number }
export type HolderBar = {
  readonly grossMinutes: number
  readonly spans: readonly { readonly key: string; readonly minutes: number; readonly stretches: readonly Stretch[] }[]
}

/**
 * The bar of holders: each minute from the order's beginning belongs to one of them, and within a holder's time the stretches that do
 * not count stand where they were.
 */
export const holderBar = (order: Pick<OrderDetail, 'holders' | 'pauses' | 'now'>): HolderBar => {
  const spans = order.holders.map((holder, index) => {
    const [from, to] = [epochMsOf(holder.from), Math.max(epochMsOf(holder.from), epochMsOf(holder.to ?? order.now))]
    return {
      key: `${index}`,
      minutes: (to - from) / MINUTE_MS,
      stretches: stretchesOf(from, to, order.pauses, order.now),
    }
  })
  return { grossMinutes: spans.reduce((sum, span) => sum + span.minutes, 0), spans }
}

const stretchesOf = (from: number, to: number, pauses: OrderDetail['pauses'], now: Instant): readonly Stretch[] => {
  const cuts = new Set([from, to])
  const paused = pauses.map((pause) => [
    Math.max(from, epochMsOf(pause.from)),
    Math.min(to, epochMsOf(pause.to ?? (pause.endsAt < now ? pause.endsAt : now))),
  ])
  for (const [start = 0, end = 0] of paused) if (end > start) cuts.add(start).add(end)
  const edges = [...cuts].sort((a, b) => a - b)
  return edges.slice(1).flatMap((end, index) => {
    const start = edges[index] ?? end
    const isPaused = paused.some(([first = 0, last = 0]) => first <= start && last >= end && last > first)
    return end > start ? [{ isPaused, minutes: (end - start) / MINUTE_MS }] : []
  })
}

/** The minutes of each who had the order, in the order in which they first had it. */
export const holderSums = (holders: OrderDetail['holders']) => {
  const found = new Map<string, { holder: OrderDetail['holders'][number]; minutes: number; paused: number }>()
  for (const holder of holders) {
    const key = [holder.level, holder.companyId, holder.stationId, holder.staffId, holder.byRule].join(' ')
    const known = found.get(key) ?? { holder, minutes: 0, paused: 0 }
    found.set(key, {
      holder,
      minutes: known.minutes + holder.grossMinutes,
      paused: known.paused + holder.pausedMinutes,
    })
  }
  return [...found].map(([key, sum]) => ({ key, ...sum }))
}
