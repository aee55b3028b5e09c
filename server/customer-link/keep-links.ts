import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Consumer, ConsumerContext } from '#server/platform/events/consumers.ts'
import type { EventRecord } from '#server/platform/events/events.store.ts'
import { record } from '#server/platform/record.store.ts'
import type { AllDeps } from '#server/wiring.ts'
import { workOrderReader } from '#server/work-orders/index.ts'
import { changeLink, endLink } from './customer-link.store.ts'
import { daysAfter, figure, linkOf } from './customer-link.ts'
import { linkEvent } from './desk.service.ts'

const begins = ['workOrder.accepted', 'workOrder.grabbed', 'workOrder.appointed'] as const
const ends = ['workOrder.archived', 'workOrder.cancelled', 'workOrder.voided'] as const

/** Makes an order's link once somebody has accepted it, and ends it some time after the order; a voided order's at once. */
export const keepCustomerLinks = (deps: AllDeps): Consumer => ({
  name: 'customer-links',
  kinds: [...begins, ...ends],
  from: 'now',
  handle: async (batch, context) => {
    for (const event of batch) {
      if (ends.some((kind) => kind === event.kind)) await end(deps, context, event)
      else await begin(deps, context.tx, context, event)
    }
  },
})

const begin = async (deps: AllDeps, tx: Tx, { now }: ConsumerContext, event: EventRecord): Promise<void> => {
  const number = typeof event.data.number === 'string' ? event.data.number : ''
  const order = await workOrderReader(tx).find(number)
  const link = order && (await linkOf(deps, tx, order))
  if (!order || !link?.ok || !link.value.isNew) return
  if (!order.customer.phone) return
  await changeLink(tx, link.value, { sentAt: now })
  await record(tx, { actor: deps.system.actor(), at: now, events: [linkEvent(order, 'customerLinkMade')] })
}

const end = async (deps: AllDeps, { tx, now }: ConsumerContext, event: EventRecord): Promise<void> => {
  const order = { prefecture: event.prefecture, id: event.subjectId }
  const days = figure(deps, customerLinkParameters.daysAfterClosing)
  await endLink(tx, order, event.kind === 'workOrder.voided' ? { revokedAt: now } : { expiresAt: daysAfter(now, days) })
}
