import { z } from 'zod'
import { type Route, route } from '#core/contract.ts'
import { daySchema, reasonSchema } from './organisation.contract.ts'
import { businessLineSchema } from './organisation.ts'
import { regionCodeSchema } from './region.ts'
import { issueSchema } from './responsibility.contract.ts'

const companyIdSchema = z.string().min(1).max(31)
const listed = <Item extends z.ZodType<unknown, string>>(item: Item, most: number) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).min(1).max(most))

const MOST_REGIONS = 100

export const handoverStepSchema = z.object({
  /** `ended`: its last day is the day before · `dropped`: it would have begun on the day or later · `added`: the new company's. */
  kind: z.enum(['ended', 'dropped', 'added']),
  region: z.string(),
  grid: z.object({ id: z.string(), name: z.string() }).nullable(),
  line: businessLineSchema,
  companyId: z.string(),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
})
export type HandoverStep = z.infer<typeof handoverStepSchema>

const refusals = [
  'organisation.invalid',
  'organisation.beyond-reach',
  'organisation.past',
  'organisation.handover-same-company',
  'organisation.handover-nothing',
]

/** Regions and lines go from one company to another on a day (R-A3). */
export const handoverRoutes = {
  preview: route({
    method: 'GET',
    path: '/api/v1/responsibilities/handover',
    permission: 'responsibilities.edit',
    summary: 'What a handover would change, what stays with the former company, which gaps and overlaps there would be',
    query: z.object({
      /** Codes, lines: several apart by commas. */
      regions: listed(regionCodeSchema, MOST_REGIONS),
      lines: listed(businessLineSchema, 2),
      fromCompanyId: companyIdSchema,
      toCompanyId: companyIdSchema,
      from: daySchema,
    }),
    reply: z.object({
      steps: z.array(handoverStepSchema),
      issues: z.array(issueSchema),
      made: z.array(issueSchema),
      ended: z.array(issueSchema),
      /** Open orders of the former company there now: those under way it finishes, the others go to the new company on the day. */
      orders: z.array(
        z.object({ prefecture: z.string(), line: businessLineSchema, open: z.number(), underWay: z.number() }),
      ),
      /** Stations in the counties that change hands, of either company. */
      stations: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          county: z.string(),
          companyId: z.string(),
          staffCount: z.number(),
        }),
      ),
      /** Counties in which the new company has no station that serves them. */
      unserved: z.array(z.string()),
      /** Grids there that people of the former company look after, for these lines. */
      ownedGrids: z.number(),
      /** Of what was shown; sent back with the handover. */
      seen: z.string(),
    }),
    refusals,
  }),
  handOver: route({
    method: 'POST',
    path: '/api/v1/responsibilities/handover',
    permission: 'responsibilities.edit',
    summary: 'Hand regions and lines over from one company to another on a day, in one step',
    body: z.object({
      regions: z.array(regionCodeSchema).min(1).max(MOST_REGIONS),
      lines: z.array(businessLineSchema).min(1).max(2),
      fromCompanyId: companyIdSchema,
      toCompanyId: companyIdSchema,
      from: daySchema,
      /** As the preview said; refused when the entries changed since. */
      seen: z.string().max(100),
      reason: reasonSchema,
    }),
    reply: z.object({ id: z.string(), steps: z.array(handoverStepSchema), issues: z.array(issueSchema) }),
    refusals: [...refusals, 'organisation.handover-changed'],
    isIdempotent: true,
  }),
} satisfies Record<string, Route>
