import { z } from 'zod'
import { areaClasses, regionCodeSchema } from './region.ts'

/** Home broadband (家客) and enterprise customers with their leased lines (集客). */
export const businessLines = ['home', 'enterprise'] as const
export type BusinessLine = (typeof businessLines)[number]
export const businessLineSchema = z.enum(businessLines)

export const companyKinds = ['operator', 'contractor'] as const
export const companySchema = z.object({
  id: z.string().min(1),
  kind: z.enum(companyKinds),
  /** Short name that people use: 铁通. */
  name: z.string().min(1),
  fullName: z.string().min(1),
  /** Other ways that files write it. */
  aliases: z.array(z.string()),
})
export type Company = z.infer<typeof companySchema>

const positionSchema = z.object({ lon: z.number(), lat: z.number() })

/** A contractor's base (驻点): its people, hotline and fax (R-A5). It serves whole counties, or the grids that name it. */
export const stationSchema = z.object({
  id: z.string().min(1),
  companyId: z.string().min(1),
  name: z.string().min(1),
  counties: z.array(regionCodeSchema),
  hotline: z.string().optional(),
  fax: z.string().optional(),
  position: positionSchema.optional(),
})
export type Station = z.infer<typeof stationSchema>

/** The smallest area that one person owns (网格, 包片); it lies in one county. */
export const gridSchema = z.object({
  id: z.string().min(1),
  county: regionCodeSchema,
  name: z.string().min(1),
  /** When it differs from the county's. */
  areaClass: z.enum(areaClasses).optional(),
  stationId: z.string().optional(),
  /** The engineer or community manager who owns it. */
  ownerStaffId: z.string().optional(),
})
export type Grid = z.infer<typeof gridSchema>

/** Where something is: a county (or wider, when that is all that is known), and the grid if known. */
export type Place = { readonly region: string; readonly gridId?: string | undefined }
