/**
 * Outcomes of calls and visits that are exits for late orders: never asked, nobody answers, wrong number, refuses, come again. A rate
 * far above the colleagues' is marked, for a person to look into; nothing follows from it by itself. (R-V2, R-V3)
 */
import type { EventData } from './outcomes.ts'
import { type Exit, exits, type OutcomeCounts, type VisitFactKind } from './outcomes.ts'

const textIn = (data: EventData, key: string): string => (typeof data[key] === 'string' ? data[key] : '')

/** What an event says of calls and visits; nothing where it says nothing. */
export const factOf = (
  kind: string,
  data: EventData,
): { readonly kind: VisitFactKind; readonly minutes?: number } | undefined => {
  const outcome = textIn(data, 'outcome')
  switch (kind) {
    case 'workOrder.contacted':
      return (['agreed', 'callBackAt', 'noAnswer', 'wrongNumber', 'neverAsked', 'refuses'] as const).includes(
        outcome as Exit & 'agreed',
      )
        ? { kind: outcome as VisitFactKind }
        : undefined
    case 'workOrder.appointed':
      return { kind: 'agreed' }
    case 'workOrder.visitEnded':
      return outcome === 'comeAgain' || outcome === 'nobodyHome' ? { kind: outcome } : undefined
    case 'workOrder.rescheduled':
      return { kind: 'rescheduled' }
    case 'workOrder.arrived':
      if (typeof data.onTime !== 'boolean') return undefined
      return { kind: data.onTime ? 'onTime' : 'offTime', minutes: Math.round(Number(data.minutesOff) || 0) }
    default:
      return undefined
  }
}

const totalOf = (counts: OutcomeCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

export type Rated<R> = R & { readonly total: number; readonly far: readonly Exit[] }

/** Each row with the exits whose share is so many times that of all the others together, from so many cases on. */
export const markFar = <R extends { readonly counts: OutcomeCounts }>(
  rows: readonly R[],
  { factor, minimum }: { readonly factor: number; readonly minimum: number },
): readonly Rated<R>[] => {
  const all = rows.reduce((sum, { counts }) => sum + totalOf(counts), 0)
  return rows.map((row) => {
    const total = totalOf(row.counts)
    const others = all - total
    const far = exits.filter((exit) => {
      const own = row.counts[exit] ?? 0
      if (own < minimum || others === 0) return false
      const theirs = rows.reduce((sum, { counts }) => sum + (counts[exit] ?? 0), 0) - own
      return own / total > factor * (theirs / others)
    })
    return { ...row, total, far }
  })
}
