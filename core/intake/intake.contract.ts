import { z } from 'zod'
import { route } from '#core/contract.ts'
import { businessLineSchema } from '#core/organisation/organisation.ts'
import { tidyText } from '#core/spelling.ts'
import { orderStates } from '#core/work-orders/work-order.state.ts'
import { channelSchema } from './report.ts'

const at = z.string().meta({ format: 'date-time' })
const optionalAt = at.nullable()

/** A moment that can be: the database keeps no others, and nobody reports from before there was broadband. */
const momentSchema = z.iso
  .datetime({ offset: true })
  .meta({ format: 'date-time' })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => text >= '1991-10-01' && text < '2200-01-01', {
    message: '时间超出范围 / this time is out of range',
  })

/** What somebody typed: blanks and invisible characters put in order; nothing left is nothing given. */
const optionalText = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => tidyText(text) || undefined)
    .optional()
const neededText = (max: number) => z.string().max(max).transform(tidyText).pipe(z.string().min(1))

export const reportNumberSchema = z.string().regex(/^B(?:[A-Z]{2}|\d{2})\d{6}-\d{4,8}$/)
const orderNumberText = z.string()

const whoSchema = z.object({
  homeUserId: z.uuid().optional(),
  enterpriseLineId: z.uuid().optional(),
})

const reportFields = whoSchema.extend({
  channel: channelSchema.default('hotline'),
  /** Whom to call back; the caller's own number when a person reported. */
  callerPhone: optionalText(40),
  /** Account of a home user or number of an enterprise line, as in the ledger. */
  account: optionalText(80),
  customerName: optionalText(100),
  symptom: neededText(500),
  description: optionalText(2000),
  address: optionalText(300),
  /** Code or name; asked for where the address does not say it. */
  county: optionalText(60),
  preferredAt: momentSchema.optional(),
  /** When it was reported, where that was before now. */
  receivedAt: momentSchema.optional(),
  /** The sender's own number: the same report sent twice is one report. */
  sourceKey: optionalText(80),
  /** The customer presses: counted as an urge when the report joins an open order. */
  isUrge: z.boolean().default(false),
  /** The reporter was told at once what happens now, as on the phone. */
  isTold: z.boolean().default(false),
  /** Another matter, whatever is open for this customer. */
  isSeparate: z.boolean().default(false),
})

type Whom = Partial<
  Pick<z.infer<typeof reportFields>, 'account' | 'callerPhone' | 'address' | 'homeUserId' | 'enterpriseLineId'>
>
const isAboutSomebody = ({ account, callerPhone, address, homeUserId, enterpriseLineId }: Whom): boolean =>
  [account, callerPhone, address, homeUserId, enterpriseLineId].some((given) => given !== undefined)
const nobody = {
  path: ['callerPhone'],
  message: '请填写电话、账号或地址中的至少一项 / give a phone, an account or an address',
}

export const newReportSchema = reportFields.refine(isAboutSomebody, nobody)
/** While somebody types, what is wrong is not known yet. */
export const draftReportSchema = reportFields
  .extend({ symptom: z.string().max(500).default('-') })
  .refine(isAboutSomebody, nobody)
export type NewReport = z.infer<typeof newReportSchema>

export const wordSchema = z.object({ code: z.string(), title: z.string() })

export const takenSchema = z.object({
  /** Number of the report. */
  report: z.string(),
  /** Number of the order that it made or joined; none while nobody knows whose it is. */
  order: z.string().nullable(),
  /** It joined that order; without one it follows another report that waits. */
  joined: z.boolean(),
  matched: z.boolean(),
  /** State of that order. */
  state: z.enum(orderStates).nullable(),
  dueAt: optionalAt,
  /** Number of the finished order that the new one repeats. */
  repeats: z.string().nullable(),
  /** Why it waits for a person. */
  reason: wordSchema.nullable(),
  /** What in it does not fit the customer. */
  warnings: z.array(wordSchema),
})
export type Taken = z.infer<typeof takenSchema>

export const reportStates = ['matched', 'unmatched', 'resolved', 'discarded'] as const

export const reportItemSchema = z.object({
  number: z.string(),
  state: z.enum(reportStates),
  receivedAt: at,
  channel: channelSchema,
  prefecture: z.string(),
  county: z.string().nullable(),
  line: businessLineSchema.nullable(),
  customerName: z.string().nullable(),
  callerPhone: z.string().nullable(),
  account: z.string().nullable(),
  address: z.string().nullable(),
  symptom: z.string(),
  symptomCode: z.string().nullable(),
  order: orderNumberText.nullable(),
  orderState: z.enum(orderStates).nullable(),
  /** It joined an order that was open already. */
  isDuplicate: z.boolean(),
  firstFeedbackAt: optionalAt,
  /** Until when the reporter should have heard from us; none where nobody waits for it. */
  feedbackDueAt: optionalAt,
  createdByName: z.string(),
  version: z.number(),
})
export type ReportItem = z.infer<typeof reportItemSchema>

/** Whom it may be about: a home user or an enterprise line, as the ledger has them. */
export const customerFaceSchema = z.object({
  id: z.string(),
  line: businessLineSchema,
  account: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  address: z.string(),
  county: z.string(),
})

export const candidateSchema = customerFaceSchema.extend({
  openOrders: z.number(),
  /** `samePhone`, `similarAccount`, …, the weightiest first. */
  reasons: z.array(z.string()),
})
export type Candidate = z.infer<typeof candidateSchema>

export const waitingReportSchema = reportItemSchema.extend({
  description: z.string().nullable(),
  preferredAt: optionalAt,
  /** Why nobody could be found. */
  reason: wordSchema.nullable(),
  candidates: z.array(candidateSchema),
  /** Reports that say the same and wait behind it: what is decided about it is decided about them. */
  followers: z.number(),
})
export type WaitingReport = z.infer<typeof waitingReportSchema>

export const reportDetailSchema = waitingReportSchema.extend({
  id: z.string(),
  basis: z.string().nullable(),
  homeUserId: z.string().nullable(),
  enterpriseLineId: z.string().nullable(),
  source: z.string(),
  sourceKey: z.string().nullable(),
  companyId: z.string().nullable(),
  resolvedByName: z.string().nullable(),
  resolvedAt: optionalAt,
  resolution: z.string().nullable(),
  createdAt: at,
})
export type ReportDetail = z.infer<typeof reportDetailSchema>

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

export const reportFilterSchema = z.object({
  prefecture: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  county: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  channel: channelSchema.optional(),
  state: z.enum(reportStates).optional(),
  /** Number, phone or account, whole. */
  q: z.string().trim().min(2).max(64).optional(),
  receivedFrom: momentSchema.optional(),
  receivedTo: momentSchema.optional(),
  /** Nobody has told the reporter anything yet. */
  awaitsFeedback: z.literal('true').optional(),
})
export type ReportFilter = z.infer<typeof reportFilterSchema>

const readers = 'intake.create|intake.resolve|today.read'
const params = z.object({ number: reportNumberSchema })
const outcomes = ['intake.report-not-found', 'intake.not-waiting', 'intake.outside-scope', 'platform.command-reused']

export const intakeRoutes = {
  take: route({
    method: 'POST',
    path: '/api/v1/reports',
    permission: 'intake.create',
    summary: 'Takes a report: it joins an open order, makes one, or waits for a person when nobody knows whose it is',
    body: newReportSchema,
    reply: takenSchema,
    status: 201,
    isIdempotent: true,
    refusals: [
      'intake.outside-scope',
      'intake.customer-unknown',
      'intake.in-future',
      'intake.not-a-phone',
      'organisation.region-unknown',
      'organisation.region-ambiguous',
      'organisation.region-too-broad',
      'platform.command-reused',
    ],
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/reports',
    permission: readers,
    summary: 'Reports in the reader’s scope, the latest first, paged by key',
    query: reportFilterSchema.extend(pageSchema.shape),
    reply: z.object({ items: z.array(reportItemSchema), nextCursor: z.string().nullable() }),
    refusals: ['intake.bad-cursor'],
  }),
  detail: route({
    method: 'GET',
    path: '/api/v1/reports/:number',
    permission: readers,
    summary: 'One report, and while it waits who it may be',
    params,
    reply: reportDetailSchema,
    refusals: ['intake.report-not-found'],
  }),
  queue: route({
    method: 'GET',
    path: '/api/v1/intake/queue',
    permission: 'intake.create|intake.resolve',
    summary: 'Reports that wait for a person, the oldest first, with the candidates in the reader’s scope',
    query: pageSchema,
    reply: z.object({ items: z.array(waitingReportSchema), total: z.number(), nextCursor: z.string().nullable() }),
    refusals: ['intake.bad-cursor'],
  }),
  match: route({
    method: 'POST',
    path: '/api/v1/reports/:number/match',
    permission: 'intake.resolve',
    summary: 'A person says whose report it is: it joins the customer’s open order or makes one',
    params,
    body: whoSchema
      .extend({ isSeparate: z.boolean().default(false) })
      .refine(({ homeUserId, enterpriseLineId }) => (homeUserId === undefined) !== (enterpriseLineId === undefined), {
        path: ['homeUserId'],
        message: '请选择一个客户 / choose one customer',
      }),
    reply: takenSchema,
    isIdempotent: true,
    refusals: [...outcomes, 'intake.customer-unknown'],
  }),
  makeOrder: route({
    method: 'POST',
    path: '/api/v1/reports/:number/make-order',
    permission: 'intake.resolve',
    summary: 'An order for somebody who is not in the ledger: county and address are enough',
    params,
    body: z.object({
      county: neededText(60),
      address: neededText(300),
      line: businessLineSchema.default('home'),
      customerName: optionalText(100),
    }),
    reply: takenSchema,
    isIdempotent: true,
    refusals: [...outcomes, 'organisation.region-unknown', 'organisation.region-ambiguous'],
  }),
  discard: route({
    method: 'POST',
    path: '/api/v1/reports/:number/discard',
    permission: 'intake.resolve',
    summary: 'Nothing to be done: a wrong number, a test, another operator’s customer',
    params,
    body: z.object({ reason: neededText(500) }),
    reply: z.object({ number: z.string(), state: z.enum(reportStates), version: z.number() }),
    isIdempotent: true,
    refusals: outcomes,
  }),
  giveFeedback: route({
    method: 'POST',
    path: '/api/v1/reports/:number/feedback',
    permission: 'intake.create|intake.resolve',
    summary: 'The reporter was told; the first time is measured',
    params,
    body: z.object({ method: z.enum(['phone', 'message', 'onSite']).default('phone'), note: optionalText(500) }),
    reply: z.object({ number: z.string(), firstFeedbackAt: at, minutes: z.number(), isLate: z.boolean() }),
    isIdempotent: true,
    refusals: ['intake.report-not-found', 'platform.command-reused'],
  }),
} as const
