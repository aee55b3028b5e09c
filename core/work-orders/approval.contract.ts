import { z } from 'zod'
import { route } from '#core/contract.ts'
import { orderItemSchema } from './work-order.contract.ts'

/** A suspension or a hand-back that waits for an answer, with the order that it is about. */
export const approvalSchema = orderItemSchema.extend({
  pending: z.object({
    kind: z.enum(['suspension', 'handBack']),
    /** Code of the cause of suspension, or of the reason of the hand-back. */
    cause: z.string(),
    reason: z.string(),
    until: z.string().nullable(),
    evidence: z.array(z.string()),
    /** Role that the cause asks for. */
    approver: z.string().nullable(),
    requestedAt: z.string(),
    requestedByName: z.string(),
  }),
  /** Ids of stored files that were given as evidence. */
  files: z.array(z.string()),
  suspensions: z.number(),
})
export type Approval = z.infer<typeof approvalSchema>

export const approvalList = route({
  method: 'GET',
  path: '/api/v1/approvals',
  permission: 'work-orders.approve',
  summary: 'Suspensions and hand-backs that wait for an answer, the longest first',
  query: z.object({
    kind: z.enum(['suspension', 'handBack']).optional(),
    prefecture: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.object({ items: z.array(approvalSchema), nextCursor: z.string().nullable() }),
  refusals: ['work-orders.bad-cursor'],
})
