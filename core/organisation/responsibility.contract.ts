import { z } from 'zod'
import { businessLineSchema } from './organisation.ts'

export const responsibilityItemSchema = z.object({
  id: z.string(),
  region: z.string(),
  grid: z.object({ id: z.string(), name: z.string() }).nullable(),
  line: businessLineSchema,
  companyId: z.string(),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  createdByName: z.string(),
  version: z.number(),
})
export type ResponsibilityItem = z.infer<typeof responsibilityItemSchema>

/** Where nobody or more than one company is responsible, first and last day. */
export const issueSchema = z.object({
  kind: z.enum(['gap', 'overlap']),
  region: z.string(),
  gridId: z.string().nullable(),
  line: businessLineSchema,
  from: z.string(),
  to: z.string(),
  companies: z.array(z.string()),
})
