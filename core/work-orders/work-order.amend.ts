/**
 * What stands in the order about the fault is put right by whoever knows better: the symptom, the description, the box. Desk and
 * engineer may do so at the same time: what only one of them changed is taken, what both did stays as it is with the other's word in
 * the timeline. A scalar in the sense of what phones send. (R-V8: the order is checked before leaving)
 */
import { ok } from '#core/result.ts'
import { mergeScalar } from '#core/sync/merge.rules.ts'
import type { Verb } from './work-order.context.ts'
import type { Amendable } from './work-order.inputs.ts'
import type { WorkOrder } from './work-order.ts'

const valueIn = (order: WorkOrder, field: Amendable): string | null =>
  (field === 'boxCode' ? order.customer.boxCode : order[field]) ?? null

const withValue = (order: WorkOrder, field: Amendable, value: string | null): WorkOrder => {
  const word = value ?? undefined
  if (field === 'boxCode') return { ...order, customer: { ...order.customer, boxCode: word } }
  // An order always has a symptom.
  return field === 'symptom' ? { ...order, symptom: word ?? order.symptom } : { ...order, description: word }
}

export const amend: Verb<'amend'> = (order, { changes }) => {
  let after = order
  const taken: { field: Amendable; from: string | null; to: string | null }[] = []
  const conflicts: { field: Amendable; mine: string | null; theirs: string | null }[] = []
  for (const { field, base, value } of changes) {
    const theirs = valueIn(after, field)
    const merged = mergeScalar({ base, mine: value }, theirs)
    if (merged.isConflict) conflicts.push({ field, mine: value, theirs })
    if (merged.value === theirs) continue
    after = withValue(after, field, merged.value)
    taken.push({ field, from: theirs, to: merged.value })
  }
  return ok({
    order: after,
    sla: [],
    events: [{ kind: 'amended', data: { changes: taken, ...(conflicts.length > 0 ? { conflicts } : {}) } }],
  })
}
