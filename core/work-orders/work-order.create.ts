/**
 * A new order lies with the operator's desk, its clocks for restoration and for the whole start when it was reported. (R-B1, R-B2)
 */
import { applyAllSla, noSla } from '#core/sla/replay.ts'
import type { SlaEvent } from '#core/sla/sla.ts'
import { taskTemplates } from './kind.ts'
import type { OrderContext, OrderEvent } from './work-order.context.ts'
import { termsFor } from './work-order.sla.ts'
import type { WorkOrder } from './work-order.ts'

/** What whoever makes an order brings; the rest follows. */
export type NewOrder = Pick<
  WorkOrder,
  | 'prefecture'
  | 'id'
  | 'number'
  | 'kind'
  | 'line'
  | 'county'
  | 'areaClass'
  | 'customer'
  | 'channel'
  | 'symptom'
  | 'source'
  | 'createdAt'
  | 'createdByName'
> &
  Partial<
    Pick<
      WorkOrder,
      | 'gridId'
      | 'grade'
      | 'bandwidthMbps'
      | 'customerManagerId'
      | 'symptomCode'
      | 'description'
      | 'preferredAt'
      | 'priority'
      | 'externalNumber'
      | 'parentId'
      | 'repeatsId'
      | 'rectifiesId'
      | 'isDemo'
    >
  >

export type CreateContext = Pick<OrderContext, 'rules' | 'calendar' | 'newId'>

export const createOrder = (
  given: NewOrder,
  context: CreateContext,
): { order: WorkOrder; events: readonly OrderEvent[] } => {
  const blank: WorkOrder = {
    ...given,
    priority: given.priority ?? 2,
    tasks: taskTemplates[given.kind].map((template, position) => ({
      id: context.newId(),
      position,
      code: template.code,
      stage: 'work',
      holder: { level: 'operatorDesk' },
      isAccepted: true,
      isInPool: false,
      helpers: [],
    })),
    visits: [],
    sla: noSla,
    counters: { urges: 0, reschedules: 0, reworks: 0, suspensions: 0, refusals: 0, escalationLevel: 0 },
    isDemo: given.isDemo ?? false,
    version: 1,
  }
  const at = given.createdAt
  const sla: SlaEvent[] = [
    { type: 'holderChanged', at, holder: { level: 'operatorDesk' }, byRule: false },
    { type: 'started', at, terms: termsFor(blank, ['restore', 'whole'], context) },
  ]
  const order = { ...blank, sla: applyAllSla(noSla, sla, context.calendar) }
  const { kind, line, channel, symptom, symptomCode, repeatsId } = given
  return { order, events: [{ kind: 'created', data: { kind, line, channel, symptom, symptomCode, repeatsId, sla } }] }
}
