import { z } from 'zod'
import { route } from '#core/contract.ts'

export const notificationSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** What happened: the kind of its event. */
  kind: z.string(),
  tone: z.enum(['late', 'risk', 'fine', 'paused', 'plain']),
  title: z.string(),
  text: z.string(),
  /** The console's page of the subject. */
  path: z.string().nullable(),
  subjectType: z.string().nullable(),
  subjectNumber: z.string().nullable(),
  isRead: z.boolean(),
})
export type Notification = z.infer<typeof notificationSchema>

export const listNotifications = route({
  method: 'GET',
  path: '/api/v1/notifications',
  permission: 'signed-in',
  summary: 'The notifications of the reader, newest first, in the reader’s language',
  query: z.object({
    unread: z.stringbool().optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  reply: z.object({
    /** All that are unread, 100 for more than that. */
    unread: z.int(),
    items: z.array(notificationSchema),
    nextCursor: z.string().nullable(),
  }),
})

export const readNotifications = route({
  method: 'POST',
  path: '/api/v1/notifications/read',
  permission: 'signed-in',
  summary: 'Marks notifications as read; all of them when none is named',
  body: z.object({ ids: z.array(z.uuid()).max(1_000).optional() }),
  reply: z.object({ unread: z.int() }),
})
