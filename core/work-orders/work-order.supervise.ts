/**
 * What pushes an order without moving it: urging (催单, counted), supervision that wants a written answer (督办), escalation,
 * progress told to a group customer, notes. (DOMAIN §1.7, §5.1)
 */
import { ok, refuse } from '#core/result.ts'
import { addMinutes } from '#core/time.ts'
import type { Verb } from './work-order.context.ts'

const HIGHEST_LEVEL = 4

export const urge: Verb<'urge'> = (order, input) => {
  const urges = order.counters.urges + 1
  return ok({
    order: { ...order, counters: { ...order.counters, urges } },
    sla: [],
    events: [{ kind: 'urged', data: { note: input.note, count: urges } }],
  })
}

export const supervise: Verb<'supervise'> = (order, input, context) => {
  if (order.supervision && !order.supervision.reply)
    return refuse('work-orders.supervised-already', { kind: 'conflict' })
  const replyDueAt = addMinutes(context.at, input.replyWithinMinutes)
  return ok({
    order: { ...order, supervision: { note: input.note, at: context.at, byName: context.actor.name, replyDueAt } },
    sla: [],
    events: [{ kind: 'supervised', data: { note: input.note, replyDueAt } }],
  })
}

export const replySupervision: Verb<'replySupervision'> = (order, input, context) => {
  const { supervision } = order
  if (!supervision || supervision.reply) return refuse('work-orders.nothing-to-reply', { kind: 'conflict' })
  const reply = { text: input.text, at: context.at, byName: context.actor.name }
  const isLate = context.at > supervision.replyDueAt
  return ok({
    order: { ...order, supervision: { ...supervision, reply } },
    sla: [],
    events: [{ kind: 'supervisionReplied', data: { text: input.text, isLate } }],
  })
}

export const reportProgress: Verb<'reportProgress'> = (order, input, context) =>
  ok({
    order: { ...order, progress: { sinceAt: context.at } },
    sla: [],
    events: [{ kind: 'progressReported', data: { note: input.note } }],
  })

/** The customer manager asked the customer whether the line works; a line that does not is told to those who mend it, in words. */
export const confirmRestored: Verb<'confirmRestored'> = (order, input) => {
  if (input.outcome === 'broken' && !input.note) return refuse('work-orders.reason-needed', { field: 'note' })
  const { outcome, person, note } = input
  return ok({ order, sla: [], events: [{ kind: 'customerConfirmed', data: { outcome, person, note } }] })
}

export const addNote: Verb<'addNote'> = (order, input) =>
  ok({ order, sla: [], events: [{ kind: 'noted', data: { note: input.note } }] })

export const escalate: Verb<'escalate'> = (order, input) => {
  const level = Math.min(HIGHEST_LEVEL, order.counters.escalationLevel + 1)
  return ok({
    order: { ...order, counters: { ...order.counters, escalationLevel: level } },
    sla: [],
    events: [{ kind: 'escalated', data: { level, reason: input.reason } }],
  })
}
