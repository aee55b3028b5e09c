import { z } from 'zod'
import type { Refusal } from '#core/result.ts'
import type { Instant } from '#core/time.ts'

/** What can hurt somebody on a job. Storm and ice (凝冻) are declared for a place and forbid work at height meanwhile. */
export const hazards = ['height', 'livePower', 'manhole', 'traffic', 'storm', 'ice'] as const
export type Hazard = (typeof hazards)[number]
export const hazardSchema = z.enum(hazards)

/** Declared for a region, not for an order. */
export const weatherHazards = ['storm', 'ice'] as const satisfies readonly Hazard[]
export type WeatherHazard = (typeof weatherHazards)[number]

const bothLanguages = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) })

/**
 * What must be there before work starts. `tick`: looked at and said so · `certificate`: of the lead, valid today · `crew`: somebody
 * goes along · `gas`: the air was tested and is within its limits · `noHeight`: nobody climbs.
 */
export const measureKinds = ['tick', 'certificate', 'crew', 'gas', 'noHeight'] as const
export const measureSchema = z.object({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  kind: z.enum(measureKinds),
  name: bothLanguages,
  /** Kind of certificate (`people.certificateKinds`). */
  certificate: z.string().optional(),
})
export type Measure = z.infer<typeof measureSchema>

export const hazardMeasuresSchema = z.object({ hazard: hazardSchema, measures: z.array(measureSchema) })
export type HazardMeasures = z.infer<typeof hazardMeasuresSchema>

export const gasLimitSchema = z.object({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  name: bothLanguages,
  unit: z.string().min(1).max(20),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})
export type GasLimit = z.infer<typeof gasLimitSchema>

/** Hazards that a kind of order always has; `*` is any. */
export const kindHazardsSchema = z.object({
  kind: z.string().min(1),
  line: z.enum(['home', 'enterprise', '*']),
  hazards: z.array(hazardSchema),
})
export type KindHazards = z.infer<typeof kindHazardsSchema>

/** That what a hazard asks for was there, said by whoever works, for one visit. */
export type SafetyConfirmation = {
  readonly hazard: Hazard
  readonly visitId: string
  readonly items: readonly string[]
  readonly reading?: Readonly<Record<string, number>> | undefined
  readonly files: readonly string[]
  readonly at: Instant
  readonly byName: string
}

/** What is to be seen to for one hazard, item by item. */
export type HazardCheck = {
  readonly hazard: Hazard
  readonly items: readonly HazardItem[]
  /** Recorded for this visit, and everything still holds. */
  readonly isConfirmed: boolean
  /** Work must not start at all: a certificate ran out, nobody goes along, a storm is declared. */
  readonly refusal?: Refusal | undefined
}

export type HazardItem = {
  readonly code: string
  readonly kind: Measure['kind']
  readonly name: Measure['name']
  /** `undefined` for what only the person on site can say. */
  readonly isMet?: boolean | undefined
  readonly refusal?: Refusal | undefined
}
