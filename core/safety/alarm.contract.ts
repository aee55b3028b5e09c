import { z } from 'zod'
import { route } from '#core/contract.ts'
import { hazardSchema } from './hazard.ts'

const at = z.string().meta({ format: 'date-time' })
const optionalAt = at.nullable()
const text = z.string().trim().min(1).max(500)
const positionSchema = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  accuracyMetres: z.number().min(0).max(100_000).optional(),
})
const withId = z.object({ id: z.uuid() })

export const alarmSchema = z.object({
  id: z.string(),
  state: z.enum(['open', 'taken', 'closed']),
  /** When the person pressed, and when the server heard of it. */
  at,
  heardAt: at,
  personName: z.string(),
  personPhone: z.string().nullable(),
  county: z.string(),
  companyId: z.string().nullable(),
  stationName: z.string().nullable(),
  number: z.string().nullable(),
  note: z.string().nullable(),
  /** Only once the reader has taken it: who looks at a position is recorded. */
  position: z.object({ lon: z.number(), lat: z.number(), accuracyMetres: z.number().nullable() }).nullable(),
  hasPosition: z.boolean(),
  takenAt: optionalAt,
  takenByName: z.string().nullable(),
  closedAt: optionalAt,
  closedByName: z.string().nullable(),
  happened: z.string().nullable(),
})
export type Alarm = z.infer<typeof alarmSchema>

export const nearMissStates = ['open', 'handling', 'closed'] as const
export const nearMissSchema = z.object({
  id: z.string(),
  state: z.enum(nearMissStates),
  at,
  hazard: hazardSchema.nullable(),
  text: z.string(),
  place: z.string().nullable(),
  /** Null: the reporter wants to stay unnamed, and nobody knows. */
  reporterName: z.string().nullable(),
  county: z.string(),
  companyId: z.string().nullable(),
  files: z.array(z.object({ url: z.string(), thumbnailUrl: z.string() })),
  handledAt: optionalAt,
  handledByName: z.string().nullable(),
  measure: z.string().nullable(),
})
export type NearMiss = z.infer<typeof nearMissSchema>

export const alarmRoutes = {
  raise: route({
    method: 'POST',
    path: '/api/v1/safety/alarms',
    permission: 'signed-in',
    summary: 'Calls for help: station head, dispatcher, supervisor and the operator’s desk hear of it at once',
    body: z.object({
      /** Of the order in hand. */
      number: z.string().max(40).optional(),
      position: positionSchema.optional(),
      note: text.optional(),
    }),
    reply: z.object({ id: z.string(), at }),
    isIdempotent: true,
    refusals: ['safety.nowhere'],
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/safety/alarms',
    permission: 'safety.alarms',
    summary: 'Calls for help in the reader’s scope: those that are not closed, or with `closed` the last ones',
    query: z.object({ closed: z.stringbool().default(false) }),
    reply: z.object({ items: z.array(alarmSchema) }),
  }),
  take: route({
    method: 'POST',
    path: '/api/v1/safety/alarms/:id/take',
    permission: 'safety.alarms',
    summary: 'The reader sees to it from now on; the answer has the person’s number and position, and that is recorded',
    params: withId,
    body: z.object({}),
    reply: alarmSchema,
    isIdempotent: true,
    refusals: ['safety.alarm-unknown', 'safety.alarm-closed', 'safety.own-alarm'],
  }),
  close: route({
    method: 'POST',
    path: '/api/v1/safety/alarms/:id/close',
    permission: 'safety.alarms',
    summary: 'What had happened, once the person is safe',
    params: withId,
    body: z.object({ happened: text }),
    reply: alarmSchema,
    isIdempotent: true,
    refusals: ['safety.alarm-unknown', 'safety.alarm-closed', 'safety.alarm-untaken'],
  }),
  reportNearMiss: route({
    method: 'POST',
    path: '/api/v1/safety/near-misses',
    permission: 'signed-in',
    summary: 'Something that nearly went wrong, unnamed if the reporter wants; it is held against nobody',
    body: z.object({
      hazard: hazardSchema.optional(),
      text: z.string().trim().min(4).max(2000),
      place: z.string().trim().max(200).optional(),
      isAnonymous: z.boolean().default(false),
      fileIds: z.array(z.uuid()).max(5).default([]),
    }),
    /** No id: what was reported unnamed cannot be found again by who asked. */
    reply: z.object({ done: z.literal(true) }),
    isIdempotent: true,
    refusals: ['safety.nowhere'],
  }),
  nearMisses: route({
    method: 'GET',
    path: '/api/v1/safety/near-misses',
    permission: 'safety.review',
    summary: 'Near misses in the reader’s scope, the open ones first',
    query: z.object({ closed: z.stringbool().default(false) }),
    reply: z.object({ items: z.array(nearMissSchema) }),
  }),
  handleNearMiss: route({
    method: 'POST',
    path: '/api/v1/safety/near-misses/:id/handle',
    permission: 'safety.review',
    summary: 'What is done about it, and whether that is all',
    params: withId,
    body: z.object({ isClosed: z.boolean(), measure: text }),
    reply: nearMissSchema,
    isIdempotent: true,
    refusals: ['safety.near-miss-unknown', 'safety.near-miss-closed'],
  }),
} as const
