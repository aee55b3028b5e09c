import { z } from 'zod'
import { isDay } from '#core/time.ts'
import { businessLineSchema } from './organisation.ts'
import { regionCodeSchema } from './region.ts'

const daySchema = z.string().refine(isDay)

/** Who maintains what, where and when (R-A2): one company for one business line in a region, or in one grid of it. */
export const responsibilitySchema = z.object({
  id: z.string().min(1),
  companyId: z.string().min(1),
  line: businessLineSchema,
  /** Province, prefecture or county; with `gridId` the county of that grid. */
  region: regionCodeSchema,
  gridId: z.string().optional(),
  /** First and last day on which it holds; without a last day it holds until further notice. */
  effectiveFrom: daySchema,
  effectiveTo: daySchema.optional(),
})
export type Responsibility = z.infer<typeof responsibilitySchema>

export const holdsOn = (responsibility: Responsibility, day: string): boolean =>
  responsibility.effectiveFrom <= day && (responsibility.effectiveTo === undefined || day <= responsibility.effectiveTo)
