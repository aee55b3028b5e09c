import { z } from 'zod'
import { route } from '#core/contract.ts'
import { complaintKinds, complaintStates } from './complaint.ts'

const at = z.string().meta({ format: 'date-time' })

/** What the customer reads on the page again. */
export const ownComplaintSchema = z.object({
  kind: z.enum(complaintKinds),
  text: z.string(),
  saidAt: at,
  dueAt: at,
  answer: z.object({ text: z.string(), at }).nullable(),
})
export type OwnComplaint = z.infer<typeof ownComplaintSchema>

export const complaintItemSchema = z.object({
  id: z.string(),
  /** Of the order. */
  number: z.string(),
  prefecture: z.string(),
  county: z.string(),
  companyId: z.string().nullable(),
  stationName: z.string().nullable(),
  staffNames: z.array(z.string()),
  kind: z.enum(complaintKinds),
  text: z.string(),
  state: z.enum(complaintStates),
  saidAt: at,
  dueAt: at,
  ownerName: z.string().nullable(),
  isOwn: z.boolean(),
  answer: z.object({ text: z.string(), isJustified: z.boolean(), at, byName: z.string() }).nullable(),
  /** Why this reader cannot handle it. */
  why: z.string().nullable(),
})
export type ComplaintItem = z.infer<typeof complaintItemSchema>

const params = z.object({ id: z.uuid() })
const refusals = [
  'complaints.not-found',
  'complaints.about-you',
  'complaints.operator-only',
  'complaints.answered-already',
]

export const complaintRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/complaints',
    permission: 'complaints.handle',
    summary: 'Complaints in the reader’s scope, those whose limit comes first on top; answered ones newest first',
    query: z.object({
      view: z.enum(['open', 'answered']).default('open'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.string().max(100).optional(),
    }),
    reply: z.object({ items: z.array(complaintItemSchema), nextCursor: z.string().nullable() }),
  }),
  take: route({
    method: 'POST',
    path: '/api/v1/complaints/:id/take',
    permission: 'complaints.handle',
    summary: 'Takes a complaint: from here on its owner is known',
    params,
    body: z.object({}),
    reply: z.object({ state: z.enum(complaintStates) }),
    isIdempotent: true,
    refusals,
  }),
  answer: route({
    method: 'POST',
    path: '/api/v1/complaints/:id/answer',
    permission: 'complaints.handle',
    summary: 'The answer, which the customer reads on the page; audited',
    params,
    body: z.object({ text: z.string().trim().min(5).max(1000), isJustified: z.boolean() }),
    reply: z.object({ state: z.enum(complaintStates) }),
    isIdempotent: true,
    refusals,
  }),
} as const
