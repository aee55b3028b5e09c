import { z } from 'zod'
import { route } from './contract.ts'

/**
 * Something changed that the reader may see. Small on purpose: a screen that shows the subject reads it anew.
 * `live.reset`: more happened than is told, read everything anew. `notification.new`: the bell.
 */
export const liveMessageSchema = z.object({
  /** Give it back as `Last-Event-ID` or `?cursor=` and nothing is missed. */
  cursor: z.string(),
  kind: z.string(),
  subjectType: z.string(),
  subjectId: z.string().optional(),
  /** The readable number of the subject, where it has one. */
  number: z.string().optional(),
  prefecture: z.string(),
  at: z.string(),
  /** The subject went out of the reader's sight. */
  isGone: z.boolean().optional(),
})
export type LiveMessage = z.infer<typeof liveMessageSchema>

/** A snapshot of the database as text: what the reader knows of. */
export const liveCursorSchema = z
  .string()
  .max(4_000)
  .regex(/^\d{1,19}:\d{1,19}:(\d{1,19}(,\d{1,19})*)?$/)

export const liveStream = route({
  method: 'GET',
  path: '/api/v1/live',
  permission: 'signed-in',
  summary: 'Changes within the caller’s scope as server-sent events, from a cursor on',
  query: z.object({ cursor: liveCursorSchema.optional() }),
  produces: 'text/event-stream',
  reply: liveMessageSchema,
  refusals: ['platform.too-many-streams'],
})
