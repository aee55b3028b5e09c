import { z } from 'zod'
import { route } from '#core/contract.ts'
import { orderFileSchema, orderItemSchema } from './work-order.contract.ts'

/** What waits for an answer: of the operator, and on the contractor's side a stop for safety or a sign-in that proves nothing. */
export const approvalKinds = ['suspension', 'handBack', 'stop', 'arrival'] as const

/** A request that waits for an answer, with the order that it is about. */
export const approvalSchema = orderItemSchema.extend({
  pending: z.object({
    kind: z.enum(approvalKinds),
    /** Code of the cause of suspension, of the reason of the hand-back, of the stop; what the sign-in comes to. */
    cause: z.string(),
    reason: z.string(),
    until: z.string().nullable(),
    evidence: z.array(z.string()),
    /** Role that the cause asks for. */
    approver: z.string().nullable(),
    requestedAt: z.string(),
    requestedByName: z.string(),
  }),
  /** What was given as evidence. */
  files: z.array(orderFileSchema),
  /** Whether this reader may answer; otherwise who must, says `pending.approver`. */
  isMine: z.boolean(),
  suspensions: z.number(),
  /** Of a sign-in: what its position proves. */
  arrival: z.record(z.string(), z.unknown()).nullable(),
})
export type Approval = z.infer<typeof approvalSchema>

export const approvalList = route({
  method: 'GET',
  path: '/api/v1/approvals',
  permission: 'work-orders.approve|safety.review',
  summary: 'Suspensions, hand-backs, stops and sign-ins that wait for an answer, the longest first',
  query: z.object({
    /** `mine`: those that the reader may answer now · `all`: every one in the reader’s scope. */
    view: z.enum(['mine', 'all']).default('mine'),
    kind: z.enum(approvalKinds).optional(),
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

/** How much waits for this reader; absent where their roles have nothing to do with it. Counted no further than a thousand. */
export const waitingCount = route({
  method: 'GET',
  path: '/api/v1/waiting',
  permission: 'work-orders.read',
  summary: 'How many approvals, and how many checks and callbacks, wait for the reader',
  reply: z.object({ approvals: z.number().optional(), checks: z.number().optional() }),
})
