import { z } from 'zod'
import { route } from '#core/contract.ts'
import { isDay } from '#core/time.ts'
import { exits, visitFactKinds } from './outcomes.ts'

const at = z.string().meta({ format: 'date-time' })
const day = z.string().refine(isDay, { message: '没有这一天 / no such day' })
const where = z.object({
  from: day.optional(),
  to: day.optional(),
  prefecture: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  company: z.string().max(31).optional(),
})

export const outcomeRoutes = {
  rates: route({
    method: 'GET',
    path: '/api/v1/appointments/outcomes',
    permission: 'figures.read',
    summary:
      'Outcomes of calls and visits by engineer or contractor, with a mark where one is far above the colleagues',
    query: where.extend({ by: z.enum(['staff', 'company']).default('staff') }),
    reply: z.object({
      from: day,
      to: day,
      rows: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          companyId: z.string().nullable(),
          total: z.number(),
          counts: z.partialRecord(z.enum(visitFactKinds), z.number()),
          far: z.array(z.enum(exits)),
        }),
      ),
      factor: z.number(),
    }),
    refusals: ['appointments.days-order'],
  }),
  cases: route({
    method: 'GET',
    path: '/api/v1/appointments/outcomes/cases',
    permission: 'figures.read',
    summary: 'The orders behind one figure of the outcomes, the latest first',
    query: where.extend({ kind: z.enum(visitFactKinds), staff: z.string().max(64).optional() }),
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          at,
          number: z.string(),
          byName: z.string(),
          county: z.string(),
          minutes: z.number().nullable(),
        }),
      ),
    }),
    refusals: ['appointments.days-order'],
  }),
} as const
