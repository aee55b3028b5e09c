import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { areaClasses } from '#core/organisation/region.ts'
import { hazardSchema } from '#core/safety/hazard.ts'
import { stopReasons } from '#core/safety/stop.ts'
import { checklistRefSchema } from '#core/visits/checklist.ts'
import { shownMaterialSchema, shownRecordSchema } from '#core/visits/record.ts'
import { actionInputs, commandSchema, instantSchema } from './work-order.inputs.ts'
import { orderStates } from './work-order.state.ts'
import { type OrderAction, orderActions, transitionOf } from './work-order.transitions.ts'
import { orderKinds } from './work-order.ts'

const code = z.string().regex(/^\d{6}$/)
const at = z.string().meta({ format: 'date-time' })
const optionalAt = at.nullable()

const statesSchema = z
  .string()
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.enum(orderStates)).max(30))

const numbersSchema = z
  .string()
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.string().min(1).max(40)).max(100))

/** Filters of the order list: they stand in the URL, and an export takes the same. */
export const orderFilterSchema = z.object({
  prefecture: code.optional(),
  county: code.optional(),
  state: statesSchema.optional(),
  /** `none`: those that no company has. */
  company: z.string().max(31).optional(),
  station: z.uuid().optional(),
  staff: z.uuid().optional(),
  kind: z.enum(orderKinds).optional(),
  line: z.enum(businessLines).optional(),
  area: z.enum(areaClasses).optional(),
  /** `open`: not closed · `late`: past the tightest limit · `risk`: warned, not late · `unassigned`: nobody at work on it · `pending`: waits for an answer. */
  view: z.enum(['open', 'late', 'risk', 'unassigned', 'pending', 'foreseen', 'all']).optional(),
  account: z.string().max(64).optional(),
  /** Name of a group customer, whole, as the ledger has it on its lines. */
  customer: z.string().trim().min(1).max(200).optional(),
  /** Number, account or phone, whole. */
  q: z.string().trim().min(2).max(64).optional(),
  createdFrom: instantSchema.optional(),
  createdTo: instantSchema.optional(),
  archivedFrom: instantSchema.optional(),
  archivedTo: instantSchema.optional(),
  /** Only these, as far as they fit the rest: how a list that is open looks at what changed. */
  numbers: numbersSchema.optional(),
  sort: z.enum(['due', '-created', '-archived']).default('due'),
})
export type OrderFilter = z.infer<typeof orderFilterSchema>

export const orderItemSchema = z.object({
  number: z.string(),
  kind: z.enum(orderKinds),
  line: z.enum(businessLines),
  state: z.enum(orderStates),
  isOpen: z.boolean(),
  prefecture: z.string(),
  county: z.string(),
  areaClass: z.enum(areaClasses),
  companyId: z.string().nullable(),
  stationId: z.string().nullable(),
  stationName: z.string().nullable(),
  staffId: z.string().nullable(),
  staffName: z.string().nullable(),
  isInPool: z.boolean(),
  customerName: z.string().nullable(),
  address: z.string().nullable(),
  account: z.string().nullable(),
  symptom: z.string(),
  grade: z.string().nullable(),
  priority: z.number(),
  channel: z.string(),
  dueAt: optionalAt,
  warnAt: optionalAt,
  appointmentFrom: optionalAt,
  appointmentTo: optionalAt,
  createdAt: at,
  archivedAt: optionalAt,
  urges: z.number(),
  reworks: z.number(),
  escalationLevel: z.number(),
  version: z.number(),
})
export type OrderItem = z.infer<typeof orderItemSchema>

const holderSchema = z.object({
  level: z.string(),
  companyId: z.string().nullable(),
  stationId: z.string().nullable(),
  staffId: z.string().nullable(),
  name: z.string().nullable(),
})

const clockSchema = z.object({
  kind: z.string(),
  party: z.string(),
  startedAt: at,
  limitMinutes: z.number(),
  dueAt: at,
  originalDueAt: at,
  warnAt: at,
  isPaused: z.boolean(),
  isLate: z.boolean(),
  stoppedAt: optionalAt,
  grossMinutes: z.number(),
  pausedMinutes: z.number(),
  netMinutes: z.number(),
  countedMinutes: z.number(),
  leftMinutes: z.number(),
})

const eventSchema = z.object({
  id: z.string(),
  kind: z.string(),
  at,
  deviceAt: optionalAt,
  actorName: z.string(),
  actorRole: z.string(),
  source: z.string(),
  data: z.record(z.string(), z.unknown()),
})

const visitSchema = z.object({
  number: z.number(),
  leadStaffId: z.string(),
  leadName: z.string().nullable(),
  helpers: z.array(z.string()),
  windowFrom: optionalAt,
  windowTo: optionalAt,
  departedAt: optionalAt,
  arrivedAt: optionalAt,
  arrival: z.record(z.string(), z.unknown()).nullable(),
  startedAt: optionalAt,
  restoredAt: optionalAt,
  endedAt: optionalAt,
  outcome: z.string().nullable(),
  evidence: z.array(z.record(z.string(), z.unknown())),
  taskId: z.string(),
  /** The checklist that it began with, what was said of its steps, what was put in and taken out. */
  checklist: checklistRefSchema.nullable(),
  steps: z.array(shownRecordSchema),
  materials: z.array(shownMaterialSchema),
})

/** A file of the order: what it proves, its hash, and where it can be fetched by whoever sees the order. */
export const orderFileSchema = z.object({
  fileId: z.string(),
  /** Kind of the evidence, `signature`, or the purpose it was sent for. */
  kind: z.string(),
  purpose: z.string(),
  visit: z.number().nullable(),
  evidenceId: z.string().nullable(),
  url: z.string(),
  thumbnailUrl: z.string().nullable(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** When it was taken, by the device; when it came in where the device said nothing. */
  takenAt: at,
  storedAt: at,
  byName: z.string(),
  position: z.object({ lon: z.number(), lat: z.number(), accuracyMetres: z.number().nullable() }).nullable(),
  note: z.string().nullable(),
  /** Taken back before the return: kept, and proof of nothing. */
  isWithdrawn: z.boolean(),
})
export type OrderFile = z.infer<typeof orderFileSchema>

export const orderDetailSchema = orderItemSchema.extend({
  id: z.string(),
  source: z.string(),
  externalNumber: z.string().nullable(),
  customerPhone: z.string().nullable(),
  customerManagerId: z.string().nullable(),
  customerManagerName: z.string().nullable(),
  homeUserId: z.string().nullable(),
  enterpriseLineId: z.string().nullable(),
  boxCode: z.string().nullable(),
  bandwidthMbps: z.number().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  description: z.string().nullable(),
  symptomCode: z.string().nullable(),
  preferredAt: optionalAt,
  /** The window that suits the customer, as the first call heard it. */
  preferred: z.object({ from: at, to: at }).nullable(),
  /** When the two calls were made, and when the customer wants to be called again. */
  contact: z.object({ firstAt: optionalAt, secondAt: optionalAt, callBackAt: optionalAt }),
  createdByName: z.string(),
  repeats: z.string().nullable(),
  parent: z.string().nullable(),
  holder: holderSchema,
  isAccepted: z.boolean(),
  desk: z.string().nullable(),
  helpers: z.array(z.string()),
  helperNames: z.array(z.string()),
  result: z.record(z.string(), z.unknown()).nullable(),
  pending: z.record(z.string(), z.unknown()).nullable(),
  suspension: z.record(z.string(), z.unknown()).nullable(),
  supervision: z.record(z.string(), z.unknown()).nullable(),
  /** The stop for safety that waits for its review. */
  stop: z
    .object({ reason: z.enum(stopReasons), note: z.string(), at, byName: z.string(), rungAt: optionalAt })
    .nullable(),
  /** Hazards that somebody flagged. */
  hazards: z.array(hazardSchema),
  counters: z.record(z.string(), z.number()),
  /** Kinds of reading that a return on site must carry. */
  requiredReadings: z.array(z.string()),
  clocks: z.array(clockSchema),
  holders: z.array(
    holderSchema.extend({
      from: at,
      to: optionalAt,
      byRule: z.boolean(),
      grossMinutes: z.number(),
      pausedMinutes: z.number(),
      netMinutes: z.number(),
    }),
  ),
  /** When the order as a whole stood still; the last may be in force until `endsAt`. */
  pauses: z.array(z.object({ cause: z.string(), from: at, to: optionalAt, endsAt: at })),
  visits: z.array(visitSchema),
  /** Photos, signatures and documents of the order, as they came in. */
  files: z.array(orderFileSchema),
  /** Announced proof whose bytes still lie on a phone, and how much of it is here. */
  awaitedFiles: z.array(
    z.object({
      fileId: z.string(),
      kind: z.string(),
      bytes: z.number(),
      received: z.number(),
      byName: z.string(),
      takenAt: at,
      announcedAt: at,
    }),
  ),
  events: z.array(eventSchema),
  reports: z.array(
    z.object({
      number: z.string(),
      receivedAt: at,
      channel: z.string(),
      symptom: z.string(),
      isDuplicate: z.boolean(),
    }),
  ),
  /** What this reader may do now, and what not and why. */
  actions: z.array(
    z.object({
      action: z.enum(orderActions as [OrderAction, ...OrderAction[]]),
      needs: z.array(z.string()),
      refusal: z.object({ code: z.string(), title: z.string() }).nullable(),
    }),
  ),
  now: at,
})
export type OrderDetail = z.infer<typeof orderDetailSchema>

export const newOrderSchema = z
  .object({
    kind: z.enum(orderKinds).default('fault'),
    line: z.enum(businessLines).optional(),
    /** Account of a home user, or code of an enterprise line, as in the ledger. */
    account: z.string().trim().min(1).max(64).optional(),
    county: code.optional(),
    customerName: z.string().trim().min(1).max(100).optional(),
    customerPhone: z.string().trim().min(5).max(20).optional(),
    address: z.string().trim().min(1).max(200).optional(),
    symptom: z.string().trim().min(1).max(200),
    description: z.string().trim().max(2000).optional(),
    preferredAt: instantSchema.optional(),
    priority: z.int().min(0).max(4).default(2),
    channel: z.string().max(40).default('hotline'),
    externalNumber: z.string().trim().min(1).max(64).optional(),
  })
  .refine(({ account, county }) => account !== undefined || county !== undefined, {
    path: ['account'],
    message: '请填写宽带账号/专线编号，或区县 / give an account or a county',
  })
export type NewOrderInput = z.infer<typeof newOrderSchema>

export const actionReplySchema = z.object({
  number: z.string(),
  state: z.enum(orderStates),
  before: z.enum(orderStates),
  version: z.number(),
  dueAt: optionalAt,
})
export type ActionReply = z.infer<typeof actionReplySchema>

const params = z.object({ number: z.string().min(1).max(40) })
const refusals = [
  'work-orders.not-found',
  'work-orders.wrong-state',
  'work-orders.not-yours',
  'work-orders.other-approver',
  'work-orders.no-permission',
  'platform.stale',
  'platform.command-reused',
]

export const workOrderRoutes = {
  list: route({
    method: 'GET',
    path: '/api/v1/work-orders',
    permission: 'work-orders.read',
    summary: 'Orders in the reader’s scope, paged by key',
    query: orderFilterSchema.extend({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(200).optional(),
    }),
    reply: z.object({ items: z.array(orderItemSchema), nextCursor: z.string().nullable() }),
  }),
  detail: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number',
    permission: 'work-orders.read',
    summary: 'One order with its clocks, holders, visits, timeline and the actions open to the reader',
    params,
    reply: orderDetailSchema,
    refusals: ['work-orders.not-found'],
  }),
  create: route({
    method: 'POST',
    path: '/api/v1/work-orders',
    permission: 'intake.create',
    summary: 'Makes an order of any kind; a fault that a customer reports goes through /reports',
    body: newOrderSchema,
    reply: actionReplySchema.omit({ before: true }),
    status: 201,
    isIdempotent: true,
    refusals: ['work-orders.customer-unknown', 'work-orders.region-unknown'],
  }),
  candidates: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number/candidates',
    permission: 'work-orders.assign|work-orders.dispatch',
    summary: 'Whom the rule would send, with a reason for everybody who was looked at',
    params,
    reply: z.object({
      companyId: z.string().nullable(),
      stationId: z.string().nullable(),
      chosen: z.string().nullable(),
      stoppedBy: z.string().nullable(),
      candidates: z.array(
        z.object({
          staffId: z.string(),
          number: z.string(),
          name: z.string(),
          verdict: z.enum(['chosen', 'eligible', 'unfit']),
          openOrders: z.number(),
          distanceMetres: z.number().nullable(),
          reasons: z.array(z.object({ code: z.string(), title: z.string() })),
        }),
      ),
    }),
  }),
} as const

/** One route for each action, so that each has its own body in the API's description. */
export const actionRouteOf = <A extends OrderAction>(action: A) =>
  route({
    method: 'POST',
    path: `/api/v1/work-orders/:number/actions/${action}`,
    permission: [...new Set(transitionOf(action).by.map(({ permission }) => permission))].join('|'),
    summary: `Action ${action} on one order`,
    params,
    body: actionInputs[action].safeExtend(commandSchema.shape),
    reply: actionReplySchema,
    isIdempotent: true,
    refusals,
  })

export const actionRoutes: readonly { readonly action: OrderAction; readonly route: Route }[] = orderActions
  // What only a rule does has no route.
  .filter((action) => transitionOf(action).by.length > 0)
  .map((action) => ({ action, route: actionRouteOf(action) as unknown as Route }))
