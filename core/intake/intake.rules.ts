/**
 * What becomes of a report: whose it is, which open order it joins, and when it makes an order, which finished one that repeats.
 * The same whether somebody calls, a file is read or a person decides about a report that waited (R-B2).
 */
import { type Instant, minutesBetween } from '#core/time.ts'
import { type DuplicateResult, findDuplicate, type OpenMatter } from './duplicate.rules.ts'
import { chosenMatch, type MatchResult, type MatchRules, matchReport } from './match.rules.ts'
import type { ReportCustomer, ReportKeys } from './report.ts'

/** An order that is repaired and done with, as far as repeats go. */
export type FinishedOrder = { readonly id: string; readonly customerId: string; readonly finishedAt: Instant }

export type IntakeRules = MatchRules & {
  readonly duplicateWindowMinutes: number
  readonly repeatWindowMinutes: number
}

export type IntakeQuestion = {
  readonly kind: string
  readonly keys: ReportKeys
  readonly receivedAt: Instant
  readonly customers: readonly ReportCustomer[]
  readonly matters: readonly OpenMatter[]
  readonly finished: readonly FinishedOrder[]
  /** Reports that wait for a person. */
  readonly waiting?: readonly OpenMatter[]
  /** The customer that a person chose. */
  readonly chosen?: ReportCustomer | undefined
  /** A person says that it is another matter, whatever is open. */
  readonly isSeparate?: boolean
}

export type IntakeVerdict = DuplicateResult & {
  readonly match: MatchResult
  /** The order that a new one would repeat. */
  readonly repeats?: string | undefined
  /** The waiting report that says the same: whoever decides about that one decides about both. */
  readonly follows?: string | undefined
}

export const judgeReport = (question: IntakeQuestion, rules: IntakeRules): IntakeVerdict => {
  const { keys, chosen, customers, kind, receivedAt, matters, finished, waiting = [], isSeparate } = question
  const match = chosen ? chosenMatch(keys, chosen) : matchReport(keys, customers, rules)
  const customerId = match.kind === 'matched' ? match.customer.id : undefined
  const report = { kind, receivedAt, customerId, keys }
  const duplicate = findDuplicate(report, matters, rules.duplicateWindowMinutes)
  const repeats = customerId && lastFinished(customerId, receivedAt, finished, rules.repeatWindowMinutes)
  if (match.kind === 'unmatched' && !duplicate.joins && !isSeparate) {
    const follows = findDuplicate(report, waiting, rules.duplicateWindowMinutes).joins?.id
    return { match, ...duplicate, ...(follows ? { follows } : {}) }
  }
  if (!isSeparate || !duplicate.joins) return { match, ...duplicate, ...(repeats ? { repeats } : {}) }
  const related = [duplicate.joins.id, ...duplicate.related]
  return { match, related, ...(repeats ? { repeats } : {}) }
}

const lastFinished = (
  customerId: string,
  receivedAt: Instant,
  finished: readonly FinishedOrder[],
  windowMinutes: number,
): string | undefined => {
  const before = finished.filter((order) => {
    const minutes = minutesBetween(order.finishedAt, receivedAt)
    return order.customerId === customerId && minutes >= 0 && minutes <= windowMinutes
  })
  return before.toSorted((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1))[0]?.id
}
