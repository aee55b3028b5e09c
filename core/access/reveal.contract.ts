import { z } from 'zod'
import { route } from '#core/contract.ts'
import { revealFields, revealSubjects } from './reveal.rules.ts'

export const revealRoute = route({
  method: 'POST',
  path: '/api/v1/reveals',
  permission: 'signed-in',
  summary:
    'Personal data in full: by the open order in hand, or with a reason and counted against the quota of the day',
  body: z.object({
    subjectType: z.enum(revealSubjects),
    /** Its id; an order or a report may be named by its number, a user by the login. */
    subjectId: z.string().min(1).max(64),
    fields: z.array(z.enum(revealFields)).min(1).max(3),
    /** Not needed by whoever has the order in hand. */
    reason: z.string().trim().max(200).optional(),
  }),
  reply: z.object({
    /** Null where nothing is known. */
    values: z.object({
      phone: z.string().nullable().optional(),
      name: z.string().nullable().optional(),
      address: z.string().nullable().optional(),
    }),
    /** The order in hand was the reason. */
    isByOrder: z.boolean(),
    /** Looks that are left today; null when this one did not count. */
    remaining: z.number().nullable(),
  }),
  refusals: ['access.reveal-unknown', 'access.reveal-reason-needed', 'access.reveal-quota', 'platform.forbidden'],
})
