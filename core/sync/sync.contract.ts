import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { actionReplySchema } from '#core/work-orders/work-order.contract.ts'
import { instantSchema } from '#core/work-orders/work-order.inputs.ts'
import type { SentOrder } from './sync.ts'

const at = z.string().meta({ format: 'date-time' })

/** A reading of the phone's clocks: its own time, and the counter that nobody can set, since the phone (`bootId`) was switched on. */
export const readingSchema = z.object({
  deviceAt: instantSchema,
  steadyMs: z.number().min(0).max(1e13).optional(),
  bootId: z.string().min(1).max(64).optional(),
})
export type Reading = z.infer<typeof readingSchema>

const contactSchema = z.object({ serverAt: instantSchema, reading: readingSchema })
/** The last time that a phone heard from the server: the server's time, and what the phone's own clocks said then. */
export type Contact = z.infer<typeof contactSchema>

/** In one request at most; a phone sends fewer over a slow network. The rest is left to the next request (`left`). */
export const maxCommands = 500

const sent = {
  /** Made by the phone; the same again acts once. */
  id: z.uuid(),
  /** Counts the commands of this phone and person without a gap, from 1. */
  seq: z.int().min(1),
  /** When it was done. */
  at: readingSchema,
  /** The last contact when it was done, where that was another one than the batch's. */
  lastContact: contactSchema.optional(),
  /** The command before it about the same order that had no answer when this one was made: if that is refused, this is too. */
  after: z.uuid().optional(),
}

/** An action on an order, as its own route takes it. */
const orderCommandSchema = z.object({
  ...sent,
  kind: z.literal('order'),
  number: z.string().min(1).max(40),
  action: z.string().max(40),
  input: z.record(z.string(), z.unknown()),
  /** Version of the order on the phone when it was decided there. */
  baseVersion: z.int().min(1).optional(),
})

/** One of the routes of `phone-routes.ts`. */
const callCommandSchema = z.object({
  ...sent,
  kind: z.literal('call'),
  route: z.string().max(60),
  params: z.record(z.string(), z.string()).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
})

export const commandSchema = z.discriminatedUnion('kind', [orderCommandSchema, callCommandSchema])
export type QueuedCommand = z.infer<typeof commandSchema>
export type QueuedOrderCommand = z.infer<typeof orderCommandSchema>
export type QueuedCallCommand = z.infer<typeof callCommandSchema>

const problemSchema = z.object({
  title: z.string(),
  status: z.number(),
  code: z.string(),
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(z.object({ code: z.string(), field: z.string(), title: z.string() })).optional(),
})

/**
 * `done`: it holds · `kept`: a fact about an order that went on without the person, kept in its timeline · `refused`: it does not
 * hold, `problem` says why and the phone keeps it for the person · `later`: not looked at, send it again.
 */
export const outcomes = ['done', 'kept', 'refused', 'later'] as const
export type CommandOutcome = (typeof outcomes)[number]

export const commandAnswerSchema = z.object({
  /** As it was sent, also when it is no id. */
  id: z.string(),
  outcome: z.enum(outcomes),
  /** The order afterwards, when it was an action on one that was done. */
  order: actionReplySchema.nullable(),
  /** What the route answered, when it was a call that was done. */
  reply: z.unknown(),
  problem: problemSchema.nullable(),
  /** What happened to the order since, where that is why it was refused or kept. */
  changed: z.object({ byName: z.string(), kind: z.string(), at }).nullable(),
  /** Words that both changed: theirs stands, mine is kept in the timeline. */
  conflicts: z.array(z.object({ field: z.string(), mine: z.unknown(), theirs: z.unknown() })),
  /** At which time it counts, and whether the phone's time lay outside what is possible. */
  time: z.object({ at, flag: z.enum(['too-early', 'too-late']).nullable(), outsideMinutes: z.number() }).nullable(),
  /** It had been received before: the answer is the first one. */
  isRepeated: z.boolean(),
})
export type CommandAnswer = z.infer<typeof commandAnswerSchema>

/** JSON of the core's own type; it comes from the server's rules and is not checked field by field. */
const jsonOf = <T>(): z.ZodType<T> => z.record(z.string(), z.unknown()) as unknown as z.ZodType<T>

/**
 * What the phone keeps is a set of parts, each under an id. `order`: the core's order with what `decide` needs · `answer`: what a GET
 * route answers to these arguments · `shared`: what several orders need, by name: `me`, `calendar`, `reasons`, `rules <county> <company>`.
 */
export const partSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), id: z.string(), number: z.string(), value: jsonOf<SentOrder>() }),
  z.object({
    kind: z.literal('answer'),
    id: z.string(),
    /** The order that it is about; null for the rest. */
    number: z.string().nullable(),
    /** Path of the route as in its contract, `/api/v1/work-orders/:number`. */
    path: z.string(),
    args: z.object({
      params: z.record(z.string(), z.string()).optional(),
      query: z.record(z.string(), z.unknown()).optional(),
    }),
    reply: z.unknown(),
  }),
  z.object({ kind: z.literal('shared'), id: z.string(), name: z.string(), value: z.unknown() }),
])
export type Part = z.infer<typeof partSchema>

const deviceStateSchema = z.object({
  /** What is kept on the phone is locked from then on, until it is in contact again. */
  expiresAt: at,
  serverAt: at,
})

const snapshotSchema = deviceStateSchema.extend({
  /** To be sent with the next question: it then answers only what changed. */
  checkpoint: z.string(),
  /** The checkpoint was unknown or too old: these are all parts, everything else goes. */
  isWhole: z.boolean(),
  /** New ones and changed ones. */
  parts: z.array(partSchema),
  /** Ids of parts that are to be taken away. */
  removed: z.array(z.string()),
  /** Numbers of the reader's orders of today and tomorrow that are on the phone now. */
  orders: z.array(z.string()),
  /** Of the commands of this phone the last one that was answered. */
  lastSeq: z.number(),
})
export type Snapshot = z.infer<typeof snapshotSchema>

export const platforms = ['android', 'ios', 'desktop', 'other'] as const

export const deviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.enum(platforms),
  registeredAt: at,
  lastContactAt: at,
  expiresAt: at,
  revokedAt: at.nullable(),
  revokedByName: z.string().nullable(),
  /** Commands received from it. */
  commands: z.number(),
})
export type Device = z.infer<typeof deviceSchema>

const deviceParams = z.object({ id: z.uuid() })
const done = z.object({ done: z.literal(true) })
const reason = z.object({ reason: z.string().trim().min(2).max(200) })
const ofUser = z.object({ login: z.string().min(1).max(64) })

export const syncRoutes = {
  register: route({
    method: 'POST',
    path: '/api/v1/sync/devices',
    permission: 'signed-in',
    summary:
      'The phone of the reader: with which key it encrypts what it keeps, and until when that may be read without contact',
    body: z.object({
      id: z.uuid(),
      name: z.string().trim().min(1).max(100),
      platform: z.enum(platforms),
    }),
    reply: deviceStateSchema.extend({
      isRevoked: z.boolean(),
      /** 32 bytes, base64; null once the phone is revoked: what it kept is to be wiped. */
      key: z.string().nullable(),
      offlineHours: z.number(),
      lastSeq: z.number(),
    }),
    refusals: ['sync.too-many-devices'],
  }),
  devices: route({
    method: 'GET',
    path: '/api/v1/sync/devices',
    permission: 'signed-in',
    summary: 'The reader’s own phones, with their last contact',
    reply: z.object({ items: z.array(deviceSchema) }),
  }),
  revoke: route({
    method: 'POST',
    path: '/api/v1/sync/devices/:id/revoke',
    permission: 'signed-in',
    summary: 'One of the reader’s phones is lost: it gets no key any more, and its session ends',
    params: deviceParams,
    reply: done,
    refusals: ['sync.device-unknown'],
  }),
  userDevices: route({
    method: 'GET',
    path: '/api/v1/users/:login/devices',
    permission: 'sessions.revoke',
    summary: 'Somebody’s phones, with their last contact',
    params: ofUser,
    reply: z.object({ items: z.array(deviceSchema) }),
    refusals: ['access.user-unknown'],
  }),
  revokeUserDevice: route({
    method: 'POST',
    path: '/api/v1/users/:login/devices/:id/revoke',
    permission: 'sessions.revoke',
    summary: 'Somebody’s phone is lost: it gets no key any more, and its session ends',
    params: ofUser.extend(deviceParams.shape),
    body: reason,
    reply: done,
    refusals: ['access.user-unknown', 'sync.device-unknown'],
  }),
  snapshot: route({
    method: 'GET',
    path: '/api/v1/sync/snapshot',
    permission: 'signed-in',
    summary: 'What the phone needs without network: the reader’s orders of today and tomorrow, or what changed of them',
    query: z.object({ device: z.uuid(), checkpoint: z.string().max(12_000).optional() }),
    reply: snapshotSchema,
    isCompressed: true,
    refusals: ['sync.device-unknown', 'sync.device-revoked'],
  }),
  commands: route({
    method: 'POST',
    path: '/api/v1/sync/commands',
    permission: 'signed-in',
    summary: 'What the phone did without network, in its order; each is answered by itself',
    body: z.object({
      deviceId: z.uuid(),
      /** Read when the batch was sent. */
      sent: readingSchema,
      lastContact: contactSchema.optional(),
      /** The lowest number that has no answer yet on the phone: none below it will come. */
      firstSeq: z.int().min(1),
      /** Each is checked by itself (`commandSchema`): a wrong one does not stop the others. */
      commands: z.array(z.unknown()).max(10_000),
      /** As for the snapshot, empty for all of it: the reply then brings it along, in the same round trip. */
      checkpoint: z.string().max(12_000).optional(),
    }),
    reply: z.object({
      /** One for each command that was looked at, in the order in which they were sent. */
      answers: z.array(commandAnswerSchema),
      /** How many were not looked at: send them again, from the first without an answer. */
      left: z.number(),
      lastSeq: z.number(),
      snapshot: snapshotSchema.nullable(),
      serverAt: at,
      expiresAt: at,
    }),
    isCompressed: true,
    refusals: ['sync.device-unknown', 'sync.device-revoked'],
  }),
  look: route({
    method: 'POST',
    path: '/api/v1/sync/looks',
    permission: 'signed-in',
    summary: 'A look at the customer’s data in full that was kept on the phone: recorded as any other',
    body: z.object({
      number: z.string().min(1).max(40),
      fields: z
        .array(z.enum(['phone', 'name', 'address']))
        .min(1)
        .max(3),
    }),
    reply: done,
    isIdempotent: true,
    refusals: ['work-orders.not-found', 'sync.never-in-hand'],
  }),
} as const satisfies Record<string, Route>
