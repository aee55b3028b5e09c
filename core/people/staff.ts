import { z } from 'zod'
import { regionCodeSchema } from '#core/organisation/region.ts'
import { type Day, isDay } from '#core/time.ts'

const daySchema = z.string().refine(isDay)

/** What somebody is employed as; what they may do in the system is a role (`core/access`). */
export const posts = [
  'manager',
  'dispatcher',
  'hotlineAgent',
  'stationHead',
  'engineer',
  'communityManager',
  'qualityClerk',
  'resourceClerk',
  'storekeeper',
  'supervisor',
] as const
export type Post = (typeof posts)[number]

export const staffSchema = z.object({
  id: z.string().min(1),
  /** 工号, `DW00001`: how people and files name them. */
  number: z.string().min(1),
  name: z.string().min(1),
  companyId: z.string().min(1),
  stationId: z.string().optional(),
  /** County of the station, or where they work when there is none. */
  county: regionCodeSchema,
  post: z.enum(posts),
  phone: z.string().optional(),
  joinedOn: daySchema.optional(),
  /** Last day of employment. */
  leftOn: daySchema.optional(),
})
export type Staff = z.infer<typeof staffSchema>

/** Days off, both included. */
export const leaveSchema = z.object({ staffId: z.string().min(1), fromOn: daySchema, toOn: daySchema })
export type Leave = z.infer<typeof leaveSchema>

export const isEmployedOn = (staff: Pick<Staff, 'joinedOn' | 'leftOn'>, day: Day): boolean =>
  (staff.joinedOn === undefined || staff.joinedOn <= day) && (staff.leftOn === undefined || day <= staff.leftOn)
