/**
 * What was put in and what was taken out on a visit (用料、换件), each with its serial number where it has one: scanned or typed, and
 * corrected by another entry. A fact, like a step. (R-V12; DOMAIN §7.3)
 */
import { ok, refuse } from '#core/result.ts'
import type { Material } from '#core/visits/record.ts'
import type { Verb } from './work-order.context.ts'
import { openVisit } from './work-order.ts'
import { withVisit } from './work-order.visit.ts'

export const recordMaterial: Verb<'recordMaterial'> = (order, input, context) => {
  const { correctsId, ...said } = input
  if (!said.name && !said.code && !said.serial && !correctsId) {
    return refuse('visits.material-needed', { field: 'name' })
  }
  const before = openVisit(order)?.materials ?? []
  if (correctsId && !before.some(({ id }) => id === correctsId)) {
    return refuse('visits.material-unknown', { kind: 'conflict', field: 'correctsId' })
  }
  const kept = before.filter(({ id }) => id !== correctsId)
  const entry: Material = { ...said, id: context.newId(), at: context.at }
  return ok({
    order: withVisit(order, context, { materials: said.quantity > 0 ? [...kept, entry] : kept }),
    sla: [],
    events: [{ kind: 'materialRecorded', data: { ...said, ...(correctsId ? { correctsId } : {}) } }],
  })
}
