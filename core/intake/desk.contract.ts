import { z } from 'zod'
import { route } from '#core/contract.ts'
import { serviceStatus } from '#core/ledger/ledger-words.ts'
import { businessLineSchema } from '#core/organisation/organisation.ts'
import { orderStates } from '#core/work-orders/work-order.state.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { candidateSchema, customerFaceSchema, draftReportSchema, wordSchema } from './intake.contract.ts'
import { symptomSchema } from './symptom.ts'

const at = z.string().meta({ format: 'date-time' })
const optionalAt = at.nullable()

const pastOrderSchema = z.object({
  number: z.string(),
  kind: z.enum(orderKinds),
  state: z.enum(orderStates),
  isOpen: z.boolean(),
  symptom: z.string(),
  createdAt: at,
  dueAt: optionalAt,
  closedAt: optionalAt,
  /** Code of the cause that was found. */
  cause: z.string().nullable(),
  /** How often it was reported. */
  reports: z.number(),
  /** Number of the mass fault, project or emergency that it belongs to, while that is open. */
  parent: z.string().nullable(),
})
export type PastOrder = z.infer<typeof pastOrderSchema>

/** Name, phone and address are masked for whoever may not see personal data. */
export const customerCardSchema = customerFaceSchema.extend({
  /** Prefecture and county in words. */
  place: z.string(),
  bandwidthMbps: z.number().nullable(),
  grade: z.string().nullable(),
  status: z.enum(serviceStatus.codes),
  boxCode: z.string().nullable(),
  gridName: z.string().nullable(),
  since: z.string().nullable(),
  managerName: z.string().nullable(),
  /** Open ones first, then the latest. */
  orders: z.array(pastOrderSchema),
  ordersInYear: z.number(),
  reportsInYear: z.number(),
})
export type CustomerCard = z.infer<typeof customerCardSchema>

/** What saving would do, before it is done. */
export const previewSchema = z.object({
  /** The customer whom it would be for. */
  customer: z.object({ id: z.string(), line: businessLineSchema }).nullable(),
  /** Why it would wait for a person. */
  reason: wordSchema.nullable(),
  warnings: z.array(wordSchema),
  candidates: z.array(candidateSchema),
  joins: z
    .object({
      order: z.string(),
      state: z.enum(orderStates),
      symptom: z.string(),
      createdAt: at,
      dueAt: optionalAt,
      minutesApart: z.number(),
      /** Which report of the matter this one would be. */
      count: z.number(),
    })
    .nullable(),
  /** Open orders of the customer that it would not join. */
  related: z.array(z.object({ order: z.string(), state: z.enum(orderStates), symptom: z.string(), createdAt: at })),
  repeats: z.object({ order: z.string(), finishedAt: at }).nullable(),
  /** The waiting report that it would follow. */
  follows: z.string().nullable(),
  makes: z
    .object({
      place: z.string(),
      line: businessLineSchema,
      companyId: z.string().nullable(),
      company: z.string().nullable(),
      station: z.string().nullable(),
      /** Whom the rule would send, and why. */
      engineer: z.string().nullable(),
      step: z.string().nullable(),
      limits: z.array(z.object({ clock: z.string(), party: z.string(), dueAt: at })),
    })
    .nullable(),
  feedbackDueAt: optionalAt,
  windowMinutes: z.number(),
})
export type Preview = z.infer<typeof previewSchema>

export const deskRoutes = {
  lookup: route({
    method: 'GET',
    path: '/api/v1/intake/lookup',
    permission: 'intake.create',
    summary: 'Customers by phone, account, name, fragment of the address or pinyin initials, with their orders',
    query: z.object({ q: z.string().trim().min(2).max(100), limit: z.coerce.number().int().min(1).max(20).default(8) }),
    reply: z.object({ items: z.array(customerCardSchema), isCut: z.boolean() }),
  }),
  preview: route({
    method: 'POST',
    path: '/api/v1/intake/preview',
    permission: 'intake.create',
    summary: 'What taking this report would do; nothing is kept',
    body: draftReportSchema,
    reply: previewSchema,
    refusals: ['intake.outside-scope', 'intake.customer-unknown', 'intake.in-future', 'intake.not-a-phone'],
  }),
  words: route({
    method: 'GET',
    path: '/api/v1/intake/words',
    permission: 'signed-in',
    summary: 'What customers say, how it is recognised, and what to look at first',
    reply: z.object({ symptoms: z.array(symptomSchema) }),
  }),
} as const
