import { z } from 'zod'
import { route } from '#core/contract.ts'

const at = z.string().meta({ format: 'date-time' })
const params = z.object({ number: z.string().min(1).max(40) })

/** `manual`: the caller dials the customer's number after a recorded reveal · `relay`: a provider's number between the two. */
export const callModes = ['manual', 'relay'] as const
/** How long a recording is kept: for a while, as complaints may come, until a dispute is settled. */
export const retentionClasses = ['short', 'standard', 'dispute'] as const

const callSchema = z.object({
  id: z.string(),
  at,
  byName: z.string(),
  mode: z.enum(callModes),
  /** Why the provider could not be used, in a word; the call is then dialled by hand. */
  problem: z.enum(['providerFailed', 'noCallerNumber', 'noCustomerNumber']).nullable(),
  expiresAt: at.nullable(),
  recording: z
    .object({ reference: z.string(), url: z.string().nullable(), retention: z.enum(retentionClasses) })
    .nullable(),
})
export type CallItem = z.infer<typeof callSchema>

export const callRoutes = {
  begin: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/calls',
    permission: 'work-orders.contact',
    summary:
      'Begin a call to the customer: a number between the two from the provider, or by hand when there is none or it fails',
    params,
    body: z.object({}),
    /** `relayNumber` is what to dial; nothing: the customer’s own after a reveal. */
    reply: callSchema.extend({ relayNumber: z.string().nullable() }),
    status: 201,
    refusals: ['work-orders.not-found'],
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number/calls',
    permission: 'work-orders.read',
    summary: 'Calls to the order’s customer, the latest first, with references to announced recordings',
    params,
    reply: z.object({ items: z.array(callSchema) }),
    refusals: ['work-orders.not-found'],
  }),
  record: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/calls/:id/recording',
    permission: 'work-orders.contact',
    summary: 'Where the recording of a call lies; only of a call whose recording was announced',
    params: params.extend({ id: z.uuid() }),
    body: z.object({
      reference: z.string().trim().min(1).max(200),
      url: z
        .url({ protocol: /^https?$/ })
        .max(1000)
        .optional(),
      isAnnounced: z.boolean(),
      retention: z.enum(retentionClasses).default('standard'),
    }),
    reply: z.object({ done: z.literal(true) }),
    refusals: ['work-orders.not-found', 'appointments.call-unknown', 'appointments.not-announced'],
    isIdempotent: true,
  }),
} as const
