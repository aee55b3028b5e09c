/**
 * What of an order's events somebody of ours wrote: notes, reasons, replies, reports of what was done. What the customer said (a callback's
 * words, a complaint, a report) and what a rule wrote is nobody's wording. (R-V20)
 */

import type { WordHit, WordMatcher } from './forbidden.rules.ts'
import type { WordSeverity } from './pack.ts'
import { severities } from './pack.ts'

const fieldsByKind: Readonly<Record<string, readonly string[]>> = {
  'workOrder.accepted': ['note'],
  'workOrder.assigned': ['note'],
  'workOrder.dispatched': ['note'],
  'workOrder.refused': ['reason'],
  'workOrder.transferred': ['reason'],
  'workOrder.handedOver': ['reason'],
  'workOrder.givenBack': ['note'],
  'workOrder.handBackRequested': ['reason'],
  'workOrder.handBackApproved': ['note'],
  'workOrder.handBackDenied': ['reason'],
  'workOrder.contacted': ['note'],
  'workOrder.verified': ['note'],
  'workOrder.rescheduled': ['reason'],
  'workOrder.departed': ['note'],
  'workOrder.arrived': ['exception'],
  'workOrder.started': ['note'],
  'workOrder.evidenceAdded': ['note'],
  'workOrder.restored': ['note'],
  'workOrder.visitEnded': ['reason'],
  'workOrder.returned': ['result.done', 'result.callLog', 'result.signatureException'],
  'workOrder.causeExplained': ['text'],
  'workOrder.contractorCheckPassed': ['note'],
  'workOrder.contractorCheckFailed': ['reason'],
  'workOrder.qualityCheckPassed': ['note'],
  'workOrder.qualityCheckFailed': ['reason'],
  'workOrder.customerConfirmed': ['note'],
  'workOrder.suspensionRequested': ['reason'],
  'workOrder.suspended': ['note', 'reason'],
  'workOrder.suspensionDenied': ['reason'],
  'workOrder.resumed': ['note'],
  'workOrder.urged': ['note'],
  'workOrder.supervised': ['note'],
  'workOrder.supervisionReplied': ['text'],
  'workOrder.progressReported': ['note'],
  'workOrder.noted': ['note'],
  'workOrder.escalated': ['reason'],
  'workOrder.cancelled': ['reason'],
  'workOrder.voided': ['reason'],
  'workOrder.archived': ['reason', 'note'],
}

/** Events that may hold what somebody wrote. */
export const writtenKinds: readonly string[] = Object.keys(fieldsByKind)

/** The texts of an event that its author wrote. */
export const writtenIn = (kind: string, data: Readonly<Record<string, unknown>>): readonly string[] =>
  (fieldsByKind[kind] ?? []).flatMap((name) => {
    const value = name
      .split('.')
      .reduce<unknown>(
        (at, part) =>
          typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[part] : undefined,
        data,
      )
    return typeof value === 'string' && value.trim() !== '' ? [value] : []
  })

export type Found = WordHit & { readonly excerpt: string; readonly at: readonly [number, number] }

const AROUND = 40

/** Each word once, with what stands around it; words below `from` are only hints. */
export const findingsIn = (texts: readonly string[], match: WordMatcher, from: WordSeverity): readonly Found[] => {
  const found = new Map<string, Found>()
  for (const text of texts) {
    for (const hit of match(text)) {
      if (severities.indexOf(hit.severity) < severities.indexOf(from) || found.has(hit.word)) continue
      const begin = Math.max(0, hit.from - AROUND)
      const excerpt = text.slice(begin, hit.to + AROUND).toWellFormed()
      found.set(hit.word, { ...hit, excerpt, at: [hit.from - begin, hit.to - begin] })
    }
  }
  return [...found.values()]
}
