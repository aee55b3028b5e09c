import { z } from 'zod'
import { closedReasons } from '#core/appointments/windows.ts'
import { route } from '#core/contract.ts'
import { ownComplaintSchema } from '#core/quality/complaint.contract.ts'
import { complaintKinds } from '#core/quality/complaint.ts'
import { orderKinds } from '#core/work-orders/work-order.ts'
import { stopReasons } from '#core/work-orders/work-order.verify.ts'
import { misuseFlags, ratingTicks, rescheduleReasons } from './customer-link.ts'

const at = z.string().meta({ format: 'date-time' })
const optionalAt = at.nullable()
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())
const said = z.string().trim().min(1).max(500)

/** How far the visit is, in the customer's words. */
export const pagePhases = [
  'received',
  'agreed',
  'onTheWay',
  'here',
  'repaired',
  'paused',
  'verifying',
  'cancelled',
] as const
export type PagePhase = (typeof pagePhases)[number]

const ratingSchema = z.object({
  level: z.number(),
  ticks: z.array(z.enum(ratingTicks)),
  comment: z.string().nullable(),
  at,
})

/** All that the customer may know of the own order: no internal code, no name in full but that of whoever comes. */
export const customerPageSchema = z.object({
  phase: z.enum(pagePhases),
  kind: z.enum(orderKinds),
  /** Last digits of the order's number: what the customer names on the phone. */
  numberTail: z.string(),
  servicePhone: z.string(),
  /** Whose service it is. */
  operator: z.string(),
  customerName: z.string().nullable(),
  symptom: z.string(),
  reportedAt: at,
  appointment: z.object({ from: at, to: at, toleranceMinutes: z.number() }).nullable(),
  /** When the engineer will be there, where that is later than promised. */
  lateUntil: optionalAt,
  agreedAt: optionalAt,
  departedAt: optionalAt,
  arrivedAt: optionalAt,
  repairedAt: optionalAt,
  pausedUntil: optionalAt,
  visitor: z
    .object({
      name: z.string(),
      badge: z.string(),
      company: z.string(),
      /** From departure until the work is returned. */
      phone: z.string().nullable(),
    })
    .nullable(),
  /** Told to the engineer at the door; until the work begins. */
  doorCode: z.string().nullable(),
  reschedulesLeft: z.number(),
  stopped: z.object({ why: z.enum(stopReasons), at, callBy: at, isResumeAsked: z.boolean() }).nullable(),
  result: z.object({ done: z.string(), speedMbps: z.number().nullable(), isRemote: z.boolean() }).nullable(),
  confirmation: z.object({ bytes: z.number() }).nullable(),
  rating: ratingSchema.nullable(),
  can: z.object({
    reschedule: z.boolean(),
    stop: z.boolean(),
    resume: z.boolean(),
    rate: z.boolean(),
    sayBroken: z.boolean(),
  }),
  complaints: z.array(ownComplaintSchema),
  isBrokenSaid: z.boolean(),
  now: at,
})
export type CustomerPage = z.infer<typeof customerPageSchema>

export const pageWindowSchema = z.object({
  from: at,
  to: at,
  isOpen: z.boolean(),
  /** Why it is closed; the page has its own words for it. */
  reason: z.enum(['full', ...closedReasons]).nullable(),
  /** How many visits it still takes. */
  left: z.number().nullable(),
})
export type PageWindow = z.infer<typeof pageWindowSchema>

const params = z.object({ token: z.string().max(200) })
const refusals = ['customer-link.gone', 'platform.too-many-requests']
const path = '/api/v1/customer/:token'
const act = {
  method: 'POST',
  permission: 'public',
  params: params,
  reply: customerPageSchema,
  isIdempotent: true,
} as const

/** What the page behind the link asks and says; nobody is signed in there. */
export const customerRoutes = {
  page: route({
    method: 'GET',
    path,
    permission: 'public',
    summary: 'What the customer of one order may know, by the link that was sent to them',
    params: params,
    reply: customerPageSchema,
    refusals,
  }),
  windows: route({
    method: 'GET',
    path: `${path}/windows`,
    permission: 'public',
    summary: 'Times to which the visit can be moved and kept',
    params: params,
    reply: z.object({ items: z.array(pageWindowSchema) }),
    refusals,
  }),
  confirmation: route({
    method: 'GET',
    path: `${path}/confirmation`,
    permission: 'public',
    summary: 'The printed service confirmation of the order, once it is repaired and printed',
    params,
    reply: z.unknown(),
    produces: 'application/pdf',
    refusals,
  }),
  reschedule: route({
    ...act,
    path: `${path}/reschedule`,
    summary: 'The customer chooses another time',
    body: z.object({ from: instant, to: instant, reason: z.enum(rescheduleReasons) }),
    refusals: [...refusals, 'work-orders.rescheduled-too-often', 'customer-link.not-now'],
  }),
  stop: route({
    ...act,
    path: `${path}/stop`,
    summary: 'The customer never asked for the visit, or wants it no more: nobody is sent until somebody called back',
    body: z.object({ why: z.enum(stopReasons), note: said.optional() }),
    refusals: [...refusals, 'customer-link.not-now'],
  }),
  resume: route({
    ...act,
    path: `${path}/resume`,
    summary: 'Somebody of the household had asked after all: the visit is wanted, after one call',
    body: z.object({}),
    refusals: [...refusals, 'customer-link.not-now'],
  }),
  rate: route({
    ...act,
    path: `${path}/rating`,
    summary: 'The customer’s opinion of the visit; said again, it takes the place of the former one',
    body: z.object({
      level: z.int().min(1).max(4),
      ticks: z.array(z.enum(ratingTicks)).max(ratingTicks.length).default([]),
      comment: said.optional(),
    }),
    refusals: [...refusals, 'customer-link.not-now'],
  }),
  sayBroken: route({
    ...act,
    path: `${path}/broken`,
    summary: 'It still does not work, says the customer',
    body: z.object({ note: said }),
    refusals: [...refusals, 'customer-link.not-now'],
  }),
  complain: route({
    ...act,
    path: `${path}/complaints`,
    summary: 'A complaint: handled by somebody else than whom it is about, its answer read on the page',
    body: z.object({ kind: z.enum(complaintKinds), text: said }),
    refusals: [...refusals, 'complaints.too-many'],
  }),
} as const

const number = z.object({ number: z.string().min(1).max(40) })

export const customerLinkStateSchema = z.object({
  /** `none`: not made yet · `dead`: revoked or expired. */
  state: z.enum(['none', 'live', 'dead']),
  createdAt: optionalAt,
  expiresAt: optionalAt,
  sentAt: optionalAt,
  firstOpenedAt: optionalAt,
  lastOpenedAt: optionalAt,
  opens: z.number(),
  rating: ratingSchema.nullable(),
  flags: z.array(z.enum(misuseFlags)),
  hasPhone: z.boolean(),
  isDoorChecked: z.boolean(),
})
export type CustomerLinkState = z.infer<typeof customerLinkStateSchema>

/** What the desk and the engineer do with the link. */
export const customerLinkRoutes = {
  state: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number/customer-link',
    permission: 'work-orders.read',
    summary: 'Whether the customer’s link lives, when it was opened, what the customer thinks',
    params: number,
    reply: customerLinkStateSchema,
    refusals: ['work-orders.not-found'],
  }),
  show: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/customer-link/show',
    permission: 'work-orders.contact|work-orders.dispatch',
    summary: 'The link’s address, to be copied or shown as a QR code; audited',
    params: number,
    body: z.object({}),
    reply: z.object({ url: z.string() }),
    refusals: ['work-orders.not-found', 'customer-link.not-for-this-order'],
  }),
  send: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/customer-link/send',
    permission: 'work-orders.contact|work-orders.dispatch',
    summary: 'Sends the link to the customer’s phone again; audited',
    params: number,
    body: z.object({}),
    reply: customerLinkStateSchema,
    isIdempotent: true,
    refusals: ['work-orders.not-found', 'customer-link.not-for-this-order', 'customer-link.no-phone'],
  }),
  checkDoor: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/door-code',
    permission: 'work-orders.work',
    summary: 'The code that the customer reads out at the door; a right one is kept as evidence of identity',
    params: number,
    body: z.object({ code: z.string().regex(/^\d{4}$/) }),
    reply: z.object({ isRight: z.literal(true) }),
    isIdempotent: true,
    refusals: [
      'work-orders.not-found',
      'customer-link.code-wrong',
      'customer-link.code-locked',
      'customer-link.no-visit',
    ],
  }),
} as const
