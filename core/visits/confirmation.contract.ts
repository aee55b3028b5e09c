import { z } from 'zod'
import { route } from '#core/contract.ts'
import { opinionSchema } from './confirmation.inputs.ts'

const at = z.string().meta({ format: 'date-time' })
const params = z.object({ number: z.string().min(1).max(40) })

export const serviceCardSchema = z.object({
  company: z.string(),
  consultPhone: z.string(),
  complaintPhone: z.string(),
  promise: z.string(),
  /** The customer's page, where there is one. */
  link: z.string().nullable(),
})
export type ServiceCard = z.infer<typeof serviceCardSchema>

const factsSchema = z.object({
  prefecture: z.string(),
  county: z.string(),
  company: z.string(),
  engineer: z.object({ name: z.string(), number: z.string(), phone: z.string().nullable() }).nullable(),
  zAddress: z.string().nullable(),
})

const documentSchema = z.object({
  number: z.string(),
  state: z.enum(['made', 'waiting', 'failed']),
  url: z.string().nullable(),
  sha256: z.string().nullable(),
  bytes: z.number().nullable(),
  madeAt: at.nullable(),
})

const paperSchema = z.object({
  number: z.string(),
  photoUrl: z.string().nullable(),
  usedAt: at,
  typedAt: at.nullable(),
  typedByName: z.string().nullable(),
  typed: opinionSchema.nullable(),
})

/** All that the phone needs to have a visit confirmed without network, and what became of it afterwards. */
export const orderConfirmationSchema = z.object({
  /** Of the confirmation of the visit under way, or of the last one. */
  number: z.string(),
  facts: factsSchema,
  card: serviceCardSchema,
  /** Marks up to this one are answered by coming again or by feedback. */
  lowSatisfaction: z.number(),
  forms: z.object({ ranges: z.array(z.object({ from: z.string(), to: z.string() })), used: z.array(z.string()) }),
  /** The reader's own signature, drawn once. */
  ownSignature: z.object({ fileId: z.string(), url: z.string(), at }).nullable(),
  confirmation: z.record(z.string(), z.unknown()).nullable(),
  paper: paperSchema.nullable(),
  documents: z.array(documentSchema),
})
export type OrderConfirmation = z.infer<typeof orderConfirmationSchema>

export const waitingFormSchema = z.object({
  prefecture: z.string(),
  number: z.string(),
  order: z.string(),
  symptom: z.string(),
  stationName: z.string().nullable(),
  usedAt: at,
  photoUrl: z.string().nullable(),
  satisfaction: z.number().nullable(),
  signer: z.string().nullable(),
})
export type WaitingForm = z.infer<typeof waitingFormSchema>

const batchSchema = z.object({
  id: z.string(),
  stationId: z.string(),
  stationName: z.string(),
  from: z.string(),
  to: z.string(),
  count: z.number(),
  used: z.number(),
  reservedAt: at,
  reservedByName: z.string(),
})

export const confirmationRoutes = {
  order: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number/confirmation',
    permission: 'work-orders.read',
    summary: 'The service confirmation of an order: what it is made of, what was confirmed, its documents',
    params,
    reply: orderConfirmationSchema,
    refusals: ['work-orders.not-found'],
  }),
  remake: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/confirmation/document',
    permission: 'work-orders.contractorCheck|work-orders.qualityCheck|work-orders.dispatch|work-orders.assign',
    summary: 'Has the document made again, with what was typed in since',
    params,
    body: z.object({}),
    reply: z.object({ number: z.string() }),
    isIdempotent: true,
    refusals: ['work-orders.not-found', 'visits.nothing-confirmed'],
  }),
  waiting: route({
    method: 'GET',
    path: '/api/v1/paper-forms/waiting',
    permission: 'work-orders.contractorCheck|work-orders.assign',
    summary: 'Paper forms whose photo is there and whose content is not typed in yet, oldest first',
    reply: z.object({ items: z.array(waitingFormSchema) }),
  }),
  type: route({
    method: 'POST',
    path: '/api/v1/paper-forms/:prefecture/:number/typed',
    permission: 'work-orders.contractorCheck|work-orders.assign',
    summary: 'What stands on a paper form, typed from its photo',
    params: z.object({ prefecture: z.string().length(6), number: z.string().min(1).max(40) }),
    body: opinionSchema,
    reply: z.object({ number: z.string() }),
    isIdempotent: true,
    refusals: ['visits.form-not-waiting'],
  }),
  reserve: route({
    method: 'POST',
    path: '/api/v1/paper-forms',
    permission: 'work-orders.contractorCheck|work-orders.assign',
    summary: 'Reserves numbers of paper forms for a station, to be printed',
    body: z.object({ stationId: z.uuid(), count: z.int().min(1).max(500) }),
    reply: batchSchema,
    status: 201,
    isIdempotent: true,
    refusals: ['visits.station-unknown', 'visits.too-many-forms'],
  }),
  batches: route({
    method: 'GET',
    path: '/api/v1/paper-forms/batches',
    permission: 'work-orders.contractorCheck|work-orders.assign',
    summary: 'Reserved numbers, by station, newest first',
    reply: z.object({ items: z.array(batchSchema) }),
  }),
  printBatch: route({
    method: 'GET',
    path: '/api/v1/paper-forms/batches/:id/pdf',
    permission: 'work-orders.contractorCheck|work-orders.assign',
    summary: 'The forms of a batch, one a page, for printing',
    params: z.object({ id: z.uuid() }),
    query: z.object({ line: z.enum(['home', 'enterprise']).default('home') }),
    produces: 'application/pdf',
    reply: z.unknown(),
    refusals: ['visits.batch-unknown', 'visits.print-failed'],
  }),
} as const
