import { z } from 'zod'

/**
 * Administrative divisions by their GB/T 2260 codes: one province, its prefectures, their counties.
 * A grid (网格) is not a region but lies in a county: see `grid.ts`.
 */
export const regionLevels = ['province', 'prefecture', 'county'] as const
export type RegionLevel = (typeof regionLevels)[number]

/** Decides limits, prices and tolerances; a county's default, a grid can differ. */
export const areaClasses = ['urban', 'rural'] as const
export type AreaClass = (typeof areaClasses)[number]

export const regionCodeSchema = z.string().regex(/^[1-9]\d{5}$/)

export const regionSchema = z.object({
  code: regionCodeSchema,
  name: z.string().min(2),
  level: z.enum(regionLevels),
  parent: regionCodeSchema.optional(),
  /** Other present ways to write it: 贵阳, 黔南州, 三都县. */
  shortNames: z.array(z.string().min(2)),
  /** Names before a renaming or merger: 遵义县 for 播州区. */
  formerNames: z.array(z.string().min(2)),
  formerCodes: z.array(regionCodeSchema),
  /** Counties only. */
  areaClass: z.enum(areaClasses).optional(),
  /** Prefectures only: two letters, part of every order number. */
  abbreviation: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Prefectures only: trunk codes of landline numbers, present and former. */
  landlineCodes: z.array(z.string().regex(/^0\d{2,3}$/)).optional(),
  /** About where the seat is, WGS-84: for a map without anything better. */
  centre: z.object({ lon: z.number(), lat: z.number() }).optional(),
})
export type Region = z.infer<typeof regionSchema>

/** The file `defaults/regions/<province>.json`. */
export const regionFileSchema = z.object({ province: regionCodeSchema, regions: z.array(regionSchema) })

export const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`
/** The prefecture that a county or prefecture belongs to; a province's code stays as it is (that is where unplaced rows live). */
export const prefectureOf = (code: string): string => `${code.slice(0, 4)}00`

export const levelOf = (code: string): RegionLevel =>
  code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county'

/** Whether `code` is `area` or lies in it. */
export const isWithin = (code: string, area: string): boolean => {
  const level = levelOf(area)
  if (level === 'county') return code === area
  return code.startsWith(area.slice(0, level === 'province' ? 2 : 4))
}
