import { z } from 'zod'
import { route } from '#core/contract.ts'
import { certificateSchema } from '#core/people/certificate.ts'
import { instantSchema } from '#core/work-orders/work-order.inputs.ts'
import { fixPurposes } from './arrival.ts'
import { gasLimitSchema, hazardMeasuresSchema, hazardSchema, weatherHazards } from './hazard.ts'

const at = z.string().meta({ format: 'date-time' })
const numbered = z.object({ number: z.string().min(1).max(40) })
const code = z.string().regex(/^\d{6}$/)

export const fixSchema = z.object({
  id: z.string(),
  purpose: z.enum(fixPurposes),
  at,
  lon: z.number(),
  lat: z.number(),
  accuracyMetres: z.number().nullable(),
  staffName: z.string(),
  number: z.string().nullable(),
})
export type PositionFix = z.infer<typeof fixSchema>

const noticeSchema = z.object({
  code: z.string(),
  version: z.number(),
  title: z.string(),
  paragraphs: z.array(z.string()),
  acknowledgedAt: at.nullable(),
  isDue: z.boolean(),
})
export type OwnNotice = z.infer<typeof noticeSchema>

export const declarationSchema = z.object({
  id: z.string(),
  prefecture: z.string(),
  county: z.string().nullable(),
  companyId: z.string().nullable(),
  hazard: z.enum(weatherHazards),
  fromAt: at,
  toAt: at,
  note: z.string(),
  declaredAt: at,
  declaredByName: z.string(),
  withdrawnAt: at.nullable(),
})
export type Declaration = z.infer<typeof declarationSchema>

export const safetyRoutes = {
  mine: route({
    method: 'GET',
    path: '/api/v1/safety/mine',
    permission: 'signed-in',
    summary: 'What the reader has to acknowledge, whether positions are taken from them, and whom to call in danger',
    reply: z.object({
      notices: z.array(noticeSchema),
      /** A position may be taken when on an order. */
      isPositionTaken: z.boolean(),
      shift: z.object({ from: z.string(), to: z.string() }),
      fixDays: z.number(),
      /** Of the reader's station. */
      hotline: z.string().nullable(),
      now: at,
    }),
  }),
  acknowledge: route({
    method: 'POST',
    path: '/api/v1/safety/acknowledgements',
    permission: 'signed-in',
    summary: 'The reader has read this version of a notice',
    body: z.object({ code: z.string().min(1).max(40), version: z.int().min(1) }),
    reply: z.object({ acknowledgedAt: at }),
    isIdempotent: true,
    refusals: ['safety.notice-unknown', 'safety.notice-changed'],
  }),
  myPositions: route({
    method: 'GET',
    path: '/api/v1/safety/my-positions',
    permission: 'signed-in',
    summary: 'The reader’s own positions that are still kept',
    reply: z.object({ items: z.array(fixSchema), fixDays: z.number() }),
  }),
  orderPositions: route({
    method: 'POST',
    path: '/api/v1/work-orders/:number/positions',
    permission: 'safety.positions',
    summary: 'Where staff were on this order, for who may see it and says why; each look is recorded',
    params: numbered,
    body: z.object({ reason: z.string().trim().min(4).max(200) }),
    reply: z.object({ items: z.array(fixSchema) }),
    refusals: ['work-orders.not-found'],
  }),
  job: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number/safety',
    permission: 'work-orders.read',
    summary: 'Hazards of one order, what each asks for, what was confirmed, and the stop that waits for its review',
    params: numbered,
    reply: z.object({
      number: z.string(),
      flags: z.array(hazardSchema),
      /** Flagged, or by the order's kind. */
      hazards: z.array(hazardSchema),
      weather: z.array(hazardSchema),
      /** Of the lead engineer, for who may see them. */
      certificates: z.array(certificateSchema),
      crew: z.number(),
      confirmed: z.array(
        z.object({
          hazard: hazardSchema,
          visitId: z.string(),
          items: z.array(z.string()),
          reading: z.record(z.string(), z.number()).optional(),
          files: z.array(z.string()),
          at,
          byName: z.string(),
        }),
      ),
      checks: z.array(
        z.object({
          hazard: hazardSchema,
          isConfirmed: z.boolean(),
          refusal: z.string().nullable(),
          items: z.array(
            z.object({
              code: z.string(),
              kind: z.string(),
              name: z.string(),
              isMet: z.boolean().nullable(),
              refusal: z.string().nullable(),
            }),
          ),
        }),
      ),
      /** What the rules of `hazard.rules.ts` need beside the facts above. */
      rules: z.object({
        measures: z.array(hazardMeasuresSchema),
        gasLimits: z.array(gasLimitSchema),
      }),
      stop: z
        .object({ reason: z.string(), note: z.string(), at, byName: z.string(), rungAt: at.nullable() })
        .nullable(),
    }),
    refusals: ['work-orders.not-found'],
  }),
  declarations: route({
    method: 'GET',
    path: '/api/v1/safety/weather',
    permission: 'signed-in',
    summary: 'Storm and ice declared in the reader’s places: what holds and what is to come, and with `past` what was',
    query: z.object({ past: z.stringbool().default(false) }),
    reply: z.object({ items: z.array(declarationSchema) }),
  }),
  declare: route({
    method: 'POST',
    path: '/api/v1/safety/weather',
    permission: 'safety.declare',
    summary:
      'Declares storm or ice for a region and a time: nobody climbs meanwhile; a contractor does so for its own people',
    body: z.object({
      prefecture: code,
      county: code.optional(),
      hazard: z.enum(weatherHazards),
      from: instantSchema,
      to: instantSchema,
      note: z.string().trim().min(1).max(500),
    }),
    reply: declarationSchema,
    status: 201,
    isIdempotent: true,
    refusals: ['safety.place-beyond', 'safety.declaration-time'],
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/v1/safety/weather/:id/withdraw',
    permission: 'safety.declare',
    summary: 'The declared weather is over',
    params: z.object({ id: z.uuid() }),
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    reply: declarationSchema,
    isIdempotent: true,
    refusals: ['safety.declaration-unknown'],
  }),
} as const
