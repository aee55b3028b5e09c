import { z } from 'zod'
import { type ReplyOf, route } from '#core/contract.ts'
import { homeUserPathSchema } from '#core/network/network.contract.ts'
import { businessLines } from '#core/organisation/organisation.ts'
import { orderStates } from '#core/work-orders/work-order.state.ts'
import { orderKinds, secondLineDesks } from '#core/work-orders/work-order.ts'
import { blockParts } from './day-bar.rules.ts'
import { nextActions } from './field.rules.ts'

const at = z.string().meta({ format: 'date-time' })
const optionalAt = at.nullable()

/** One order as a line of the phone; name and address masked. */
export const fieldOrderSchema = z.object({
  number: z.string(),
  kind: z.enum(orderKinds),
  line: z.enum(businessLines),
  state: z.enum(orderStates),
  customerName: z.string().nullable(),
  address: z.string().nullable(),
  symptom: z.string(),
  grade: z.string().nullable(),
  appointmentFrom: optionalAt,
  appointmentTo: optionalAt,
  /** The tightest running clock. */
  dueAt: optionalAt,
  warnAt: optionalAt,
  createdAt: at,
  /** Straight from the station, where both places are known. */
  distanceMetres: z.number().nullable(),
  urges: z.number(),
  /** When the reader will be there, and by how many minutes past the promise; only of their own visits of today. */
  foreseen: z.object({ arriveAt: at, lateMinutes: z.number(), toldAt: optionalAt }).nullable().optional(),
  /** What the reader does next; null: the turn is somebody else's. */
  next: z.enum(nextActions).nullable(),
  version: z.number(),
})
export type FieldOrder = z.infer<typeof fieldOrderSchema>

const staffId = z.string()

const spanSchema = z.object({ from: at, to: at })

/** A stretch of somebody's day: what was done, is under way, is promised. */
const blockSchema = spanSchema.extend({
  number: z.string(),
  part: z.enum(blockParts),
  kind: z.enum(orderKinds),
  line: z.enum(businessLines),
  customerName: z.string().nullable(),
  /** Minutes past the promise without arrival, and minutes by which it is foreseen to be missed. */
  lateMinutes: z.number(),
  foreseenMinutes: z.number(),
  /** The person goes along and does not lead. */
  isHelper: z.boolean(),
})
export type TeamBlock = z.infer<typeof blockSchema>

const personSchema = z.object({
  staffId,
  number: z.string(),
  name: z.string(),
  post: z.string(),
  /** At the customer or on the way: the order of now. */
  present: z.string().nullable(),
  late: z.number(),
  /** The last day of the leave that covers today. */
  leaveUntil: z.string().nullable(),
  orders: z.array(fieldOrderSchema),
  blocks: z.array(blockSchema),
  /** Where a whole visit still fits today. */
  free: z.array(spanSchema),
})
export type TeamPerson = z.infer<typeof personSchema>

const stationSchema = z.object({
  id: z.string(),
  name: z.string(),
  county: z.string(),
  /** It looks after the county that was asked about. */
  isNear: z.boolean(),
  unassigned: z.number(),
  late: z.number(),
})
export type FieldStation = z.infer<typeof stationSchema>

const reasonSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** What has to be attached for it. */
  proofs: z.array(z.string()),
})
const params = z.object({ number: z.string().min(1).max(40) })

/** What a job lets one choose from. */
const choicesSchema = z.object({
  causes: z.array(
    z.object({
      code: z.string(),
      /** Names of the four tiers, the cause last. */
      names: z.array(z.string()),
      /** Where it can be, each with who answers for it there; the first is offered. */
      segments: z.array(z.object({ code: z.string(), party: z.string() })),
    }),
  ),
  /** Of whoever has the order now: contractor, station and engineer refuse for reasons of their own. */
  refuse: z.array(reasonSchema),
  reschedule: z.array(reasonSchema),
  comeAgain: z.array(reasonSchema),
  handOver: z.array(reasonSchema),
  noSignature: z.array(reasonSchema),
  noSignIn: z.array(reasonSchema),
  remoteFix: z.array(reasonSchema),
  outsideFix: z.array(reasonSchema),
  checkFailed: z.array(reasonSchema),
  handBack: z.array(reasonSchema),
  pauses: z.array(
    reasonSchema.omit({ proofs: true }).extend({
      maxMinutes: z.number(),
      /** Of each group one is needed. */
      evidence: z.array(z.array(z.string())),
    }),
  ),
  desks: z.array(z.enum(secondLineDesks)),
  readings: z.array(z.string()),
  onuPower: z.object({ strongDbm: z.number(), acceptanceDbm: z.number(), weakDbm: z.number() }),
  appointmentMinutes: z.number(),
  callBackAfterMinutes: z.number(),
  /** How photos are shrunk before they are sent. */
  photo: z.object({ longSidePixels: z.number(), quality: z.number() }),
})
export type FieldChoices = z.infer<typeof choicesSchema>

export const fieldRoutes = {
  myDay: route({
    method: 'GET',
    path: '/api/v1/field/my-day',
    permission: 'work-orders.work',
    summary:
      'The reader’s own open orders in promised order, those that they go along to, the pool of the station, and how many were returned today',
    reply: z.object({
      orders: z.array(fieldOrderSchema),
      pool: z.array(fieldOrderSchema),
      /** Orders that somebody else leads and the reader goes along to. */
      helping: z.array(fieldOrderSchema.extend({ staffName: z.string().nullable() })),
      doneToday: z.number(),
      now: at,
    }),
    refusals: ['field.no-staff'],
  }),
  team: route({
    method: 'GET',
    path: '/api/v1/field/team',
    permission: 'work-orders.assign',
    summary:
      'The station’s day: what nobody has yet, what waits for the contractor’s check, and each person’s orders, day and gaps',
    query: z.object({
      /** For readers of several stations; whoever belongs to one sees that one. */
      station: z.uuid().optional(),
    }),
    reply: z.object({
      stationId: z.string(),
      stationName: z.string(),
      unassigned: z.array(fieldOrderSchema.extend({ isInPool: z.boolean() })),
      checks: z.array(fieldOrderSchema.extend({ staffName: z.string().nullable() })),
      people: z.array(personSchema),
      counts: z.object({ unassigned: z.number(), late: z.number(), risk: z.number(), checks: z.number() }),
      /** What the bars of the day reach over. */
      bar: spanSchema,
      isInShift: z.boolean(),
      now: at,
    }),
    refusals: ['field.no-station'],
  }),
  stations: route({
    method: 'GET',
    path: '/api/v1/field/stations',
    permission: 'work-orders.assign',
    summary:
      'Stations of the reader’s company, those of the order’s county first, with what waits there as far as the reader sees it',
    query: z.object({ order: z.string().max(40).optional() }),
    reply: z.object({ stations: z.array(stationSchema) }),
  }),
  choices: route({
    method: 'GET',
    path: '/api/v1/field/jobs/:number/choices',
    permission: 'work-orders.read',
    summary: 'What can be chosen on the job: causes, reasons, pauses, required readings and their limits',
    params,
    reply: choicesSchema,
    refusals: ['work-orders.not-found'],
  }),
  networkPath: route({
    method: 'GET',
    path: '/api/v1/field/jobs/:number/network-path',
    permission: 'work-orders.read',
    summary: 'The way of the order’s home user from the ONU to the OLT, with box and ports',
    params,
    reply: homeUserPathSchema,
    refusals: ['work-orders.not-found', 'ledger.unknown'],
  }),
} as const
export type FieldDay = ReplyOf<typeof fieldRoutes.myDay>
