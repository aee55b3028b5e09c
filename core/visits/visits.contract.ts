import { z } from 'zod'
import { route } from '#core/contract.ts'
import { checklistRefSchema, stepSchema } from './checklist.ts'

const reasonSchema = z.object({ code: z.string(), name: z.string(), proofs: z.array(z.string()) })
const dbm = z.number().nullable()

/** The steps of an order's visit and what its readings are judged by. */
export const visitStepsSchema = z.object({
  /** Null where no checklist fits the order. */
  checklist: checklistRefSchema.nullable(),
  steps: z.array(stepSchema),
  hazards: z.array(z.string()),
  reasons: z.object({
    skipped: z.array(reasonSchema),
    notApplicable: z.array(reasonSchema),
    later: z.array(reasonSchema),
  }),
  readings: z.object({
    power: z.object({ strongDbm: z.number(), acceptanceDbm: z.number(), weakDbm: z.number() }),
    service: z.object({
      speedSharePercent: z.number(),
      homePingMs: z.number(),
      homeLossPercent: z.number(),
      linePingMs: z.number(),
      lineLossPercent: z.number(),
    }),
    ranges: z.array(z.object({ kind: z.string(), unit: z.string(), min: z.number(), max: z.number() })),
  }),
  /** Light that the path should give behind the box, where the network says enough. */
  expectedDbm: dbm,
  appointmentMinutes: z.number(),
})
export type VisitSteps = z.infer<typeof visitStepsSchema>

export const visitRoutes = {
  steps: route({
    method: 'GET',
    path: '/api/v1/work-orders/:number/steps',
    permission: 'work-orders.read',
    summary: 'The steps of the order’s visit with what proves each, reasons for skipping, limits of the readings',
    params: z.object({ number: z.string().min(1).max(40) }),
    reply: visitStepsSchema,
    refusals: ['work-orders.not-found'],
  }),
} as const
