import { z } from 'zod'
import { route } from '#core/contract.ts'

/** What the frame itself asks for: search over everything, and the bell. */
export const searchAll = route({
  method: 'GET',
  path: '/api/v1/search',
  permission: 'signed-in',
  summary: 'Finds orders, customers, network and people by any of their numbers, names, addresses or pinyin initials',
  query: z.object({ q: z.string().min(2).max(64) }),
  reply: z.object({
    items: z.array(
      z.object({
        kind: z.enum(['work-order', 'home-user', 'enterprise-line', 'network-node', 'staff']),
        key: z.string(),
        title: z.string(),
        text: z.string(),
      }),
    ),
  }),
})

export const listNotifications = route({
  method: 'GET',
  path: '/api/v1/notifications',
  permission: 'signed-in',
  summary: 'The latest notifications of the reader',
  reply: z.object({
    unread: z.number(),
    items: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        tone: z.enum(['late', 'risk', 'fine', 'paused', 'plain']),
        title: z.string(),
        text: z.string(),
        path: z.string().nullable(),
        isRead: z.boolean(),
      }),
    ),
  }),
})

export const readNotifications = route({
  method: 'POST',
  path: '/api/v1/notifications/read',
  permission: 'signed-in',
  summary: 'Marks notifications as read; all of them when none is named',
  body: z.object({ ids: z.array(z.string()).optional() }),
  reply: z.object({}),
})
