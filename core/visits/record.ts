import { z } from 'zod'
import type { Instant } from '#core/time.ts'
import { stepCodes } from './checklist.ts'
import { stepOutcomes } from './steps.rules.ts'

const instantSchema = z.iso
  .datetime({ offset: true })
  .meta({ format: 'date-time' })
  .transform((text) => new Date(text).toISOString())

/** What is said of a step or of one of its items. */
export const stepRecordSchema = z.object({
  step: z.enum(stepCodes),
  item: z.string().max(40).optional(),
  outcome: z.enum(stepOutcomes),
  value: z.string().trim().min(1).max(500).optional(),
  reasonCode: z.string().max(60).optional(),
  reason: z.string().trim().min(1).max(500).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})

export const recordStepSchema = z.object({ records: z.array(stepRecordSchema).min(1).max(60) })

export const materialUses = ['used', 'removed'] as const
export const materialSchema = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  code: z.string().trim().min(1).max(60).optional(),
  serial: z.string().trim().min(1).max(80).optional(),
  use: z.enum(materialUses),
  quantity: z.number().min(0).max(100_000).default(1),
  unit: z.string().trim().min(1).max(10).default('个'),
  isScanned: z.boolean().default(false),
  /** The entry that this one corrects; with quantity 0 it is taken back. */
  correctsId: z.uuid().optional(),
})

/** What was put in or taken out on a visit; stock is counted from it. */
export type Material = {
  readonly id: string
  readonly name?: string | undefined
  readonly code?: string | undefined
  readonly serial?: string | undefined
  readonly use: (typeof materialUses)[number]
  readonly quantity: number
  readonly unit: string
  readonly isScanned: boolean
  readonly at: Instant
}

/** As the details of an order show them. */
export const shownRecordSchema = stepRecordSchema.extend({
  at: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
})
export const shownMaterialSchema = materialSchema
  .omit({ correctsId: true })
  .extend({ id: z.string(), at: z.string(), quantity: z.number(), unit: z.string(), isScanned: z.boolean() })
