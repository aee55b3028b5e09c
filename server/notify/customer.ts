import { appointmentParameters } from '#core/appointments/appointments.parameters.ts'
import { afterQuiet, clockOf } from '#core/appointments/windows.rules.ts'
import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import { type CustomerMessage, customerMessageKinds, customerMessageTexts } from '#core/notify/customer.text.ts'
import { textOf } from '#core/text.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Consumer } from '#server/platform/events/consumers.ts'
import { newId } from '#server/platform/new-id.ts'
import { insertCustomerMessage } from './outside.store.ts'

/** What the message says besides its kind; `notBefore` is the end of the quiet hours where it would come in them. */
export type ToldCustomer = {
  readonly at: Instant
  readonly eventId: string
  readonly notBefore?: Instant | undefined
  readonly params?: Readonly<Record<string, string | number>>
}

/** A message to the telephone of the order's customer; `{link}` in its text is filled in when it leaves. */
export const tellCustomer = (
  tx: Tx,
  order: { readonly prefecture: string; readonly id: string },
  kind: CustomerMessage,
  { at, eventId, notBefore, params = {} }: ToldCustomer,
): Promise<number> =>
  insertCustomerMessage(tx, {
    id: newId(),
    prefecture: order.prefecture,
    workOrderId: order.id,
    at,
    notBefore: notBefore ?? at,
    eventId,
    kind,
    // Whoever has the telephone is nobody who signed in: their language is not known.
    text: textOf(customerMessageTexts, `customer.${kind}`, 'zh-CN', params),
  })

const isKind = (kind: string): kind is CustomerMessage => (customerMessageKinds as readonly string[]).includes(kind)

/** When somebody comes, where the event says it. */
const timeIn = ({ arriveAt }: Readonly<Record<string, unknown>>): string =>
  typeof arriveAt === 'string' ? clockOf(arriveAt) : ''

/** Makes messages to customers of what happened to their orders. */
export const customerMessages = (deps: Pick<Deps, 'parameters'>): Consumer => ({
  name: 'customer-messages',
  kinds: customerMessageKinds,
  from: 'now',
  handle: async (batch, { tx, now }) => {
    const figures = deps.parameters.on(dayOf(now))
    for (const { id: eventId, kind, prefecture, subjectId, data } of batch) {
      if (!isKind(kind)) continue
      const phone = figures.value(customerLinkParameters.servicePhone, { prefecture }).value
      const notBefore = afterQuiet(now, figures.value(appointmentParameters.quietHours, { prefecture }).value)
      await tellCustomer(tx, { prefecture, id: subjectId }, kind, {
        at: now,
        notBefore,
        eventId,
        params: { phone, time: timeIn(data) },
      })
    }
  },
})
