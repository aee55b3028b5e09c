import { z } from 'zod'
import { route } from '#core/contract.ts'

/** What the frame itself asks for: search over everything. */
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
