import type { SeenOrder } from '#core/visits/steps.rules.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'

/** The visit that is under way, or the last one on which something was said. */
export const visitShown = (order: OrderDetail): OrderDetail['visits'][number] | undefined =>
  order.visits.find((each) => each.endedAt === null) ?? order.visits.findLast((each) => each.steps.length > 0)

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The order as the rules of steps see it. */
export const stepsOfOrder = ({ visits }: OrderDetail): SeenOrder => ({
  visits: visits.map(({ number, taskId, outcome, steps, evidence }) => ({
    ...{ number, taskId, outcome, steps },
    evidence: evidence.map((item) => ({
      ...{ kind: text(item.kind) ?? '', fileId: text(item.fileId), step: text(item.step), item: text(item.item) },
      value: typeof item.value === 'number' || typeof item.value === 'string' ? item.value : undefined,
    })),
  })),
})
