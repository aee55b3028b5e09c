import type { Actor } from '#core/access/scope.ts'
import { notifyingKinds, type Told, toldBy } from '#core/notify/notify.rules.ts'
import { notificationData, textBelow, titleOf } from '#core/notify/notify.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Consumer, ConsumerContext } from '#server/platform/events/consumers.ts'
import type { EventRecord } from '#server/platform/events/events.store.ts'
import { newId } from '#server/platform/new-id.ts'
import { type EventRow, record } from '#server/platform/record.store.ts'
import {
  findOrders,
  findPeopleOf,
  findRecipients,
  findUsers,
  insertNotifications,
  insertOutsideMessages,
  type NewNotification,
  type NewOutsideMessage,
  type OrderPlace,
  type Recipient,
} from './notify.store.ts'

/** Makes bells of what happened, by the table of rules, and messages for outside channels where the ladder names them. */
export const notifyConsumer = (deps: Pick<Deps, 'system'>): Consumer => ({
  name: 'notify',
  kinds: notifyingKinds,
  from: 'now',
  handle: async (batch, context) => {
    const orders = await ordersOf(context.tx, batch)
    const notifications: NewNotification[] = []
    const messages: NewOutsideMessage[] = []
    for (const event of batch) {
      const order = orders.get(event.subjectId)
      const told = toldBy(event.kind, event.data, order?.level ?? undefined)
      if (!told) continue
      const recipients = await recipientsOf(context.tx, event, order, told)
      for (const recipient of recipients.filter((each) => each.id !== event.actorId || event.kind === 'job.finished')) {
        const made = notificationFor(event, order, told, recipient, context)
        notifications.push(made)
        for (const channel of told.channels) messages.push({ ...messageFor(made, recipient), channel })
      }
    }
    const users = await insertNotifications(context.tx, notifications)
    await insertOutsideMessages(context.tx, messages)
    if (users.length > 0) await ring(context, deps.system.actor(), batch, users)
  },
})

const ordersOf = async (tx: Tx, batch: readonly EventRecord[]): Promise<ReadonlyMap<string, OrderPlace>> => {
  const keys = batch
    .filter((event) => event.subjectType === 'workOrder')
    .map((event) => ({ prefecture: event.prefecture, id: event.subjectId }))
  const unique = [...new Map(keys.map((key) => [key.id, key])).values()]
  return new Map((unique.length > 0 ? await findOrders(tx, unique) : []).map((order) => [order.id, order]))
}

const recipientsOf = async (
  tx: Tx,
  event: EventRecord,
  order: OrderPlace | undefined,
  told: Told,
): Promise<readonly Recipient[]> => {
  if (order) return findRecipients(tx, order, told.to)
  if (event.subjectType === 'alarm' || event.subjectType === 'nearMiss') {
    return findRecipients(tx, placeOf(event), told.to)
  }
  if (event.subjectType === 'handover') {
    return findPeopleOf(tx, textsIn(event.data.companies), textsIn(event.data.prefectures), told.to)
  }
  if (told.to.includes('starter') && typeof event.data.userId === 'string') return findUsers(tx, [event.data.userId])
  return []
}

/** What is about no order says itself where it is. */
const placeOf = ({ prefecture, subjectId: id, data }: EventRecord): OrderPlace => {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    ...{
      id,
      prefecture,
      number: text(data.number) ?? '',
      county: text(data.county) ?? '',
      countyName: '',
      symptom: '',
    },
    ...{ companyId: text(data.companyId), stationId: text(data.stationId), staffId: null, crew: [] },
    ...{ customerManagerId: null, level: null },
  }
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

const notificationFor = (
  event: EventRecord,
  order: OrderPlace | undefined,
  told: Told,
  recipient: Recipient,
  { now }: ConsumerContext,
): NewNotification => ({
  id: newId(),
  userId: recipient.id,
  at: now,
  kind: event.kind,
  severity: told.severity,
  prefecture: event.prefecture,
  subjectType: event.subjectType,
  subjectId: event.subjectId,
  subjectNumber: order?.number ?? null,
  data: {
    ...notificationData(event.data),
    ...(order ? { number: order.number, symptom: order.symptom, county: order.countyName } : {}),
    actor: event.actorName,
  },
  eventId: event.id,
})

const messageFor = (made: NewNotification, recipient: Recipient): Omit<NewOutsideMessage, 'channel'> => {
  const below = textBelow(made.data)
  return {
    id: newId(),
    prefecture: made.prefecture,
    at: made.at,
    userId: recipient.id,
    eventId: made.eventId,
    kind: made.kind,
    text: [titleOf(made.kind, made.data, recipient.language), below].filter((each) => each !== '').join(' '),
  }
}

/** One event for all who have something new: their screens ask. */
const ring = async (
  { tx, now }: ConsumerContext,
  actor: Actor,
  batch: readonly EventRecord[],
  users: readonly string[],
): Promise<void> => {
  const event: EventRow = {
    prefecture: batch[0]?.prefecture ?? '',
    subjectType: 'notification',
    subjectId: newId(),
    kind: 'notification.new',
    data: { users },
  }
  await record(tx, { actor, at: now, events: [event] })
}
