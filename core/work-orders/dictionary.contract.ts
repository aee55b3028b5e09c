import { z } from 'zod'
import { route } from '#core/contract.ts'
import { partySchema, segmentSchema } from '#core/network/boundary.ts'
import { businessLineSchema } from '#core/organisation/organisation.ts'
import { causeCodeSchema } from './cause-code.ts'

const nameSchema = z.object({ 'zh-CN': z.string(), en: z.string() })

/** What a person chooses from when acting on an order: causes, reasons, causes of suspension, questions. */
export const dictionarySchema = z.object({
  causes: z.array(
    z.object({
      /** All four tiers, `line.drop.fibre.broken`. */
      code: z.string(),
      names: z.array(nameSchema),
      party: z.union([partySchema, z.literal('byBoundary')]),
      segments: z.array(segmentSchema),
      lines: z.array(businessLineSchema),
    }),
  ),
  reasons: z.array(causeCodeSchema),
  pauseCauses: z.array(
    z.object({
      code: z.string(),
      title: nameSchema,
      /** Kinds of order; all when absent. */
      kinds: z.array(z.string()).optional(),
      /** Whether it stops a clock at all: a contractor's own reason does not. */
      stopsClocks: z.boolean(),
      /** From each group one is needed. */
      evidence: z.array(z.array(z.string())),
      maxMinutes: z.number(),
      /** How long at most without anybody's approval. */
      automaticMinutes: z.number(),
    }),
  ),
  /** Who maintains a segment, the general rows of the boundary table. */
  maintainers: z.array(z.object({ line: businessLineSchema, segment: segmentSchema, party: partySchema })),
  questions: z.array(z.object({ code: z.string(), name: nameSchema })),
})
export type Dictionary = z.infer<typeof dictionarySchema>

export const dictionaryRoute = route({
  method: 'GET',
  path: '/api/v1/dictionaries',
  permission: 'signed-in',
  summary: 'Causes, reasons, causes of suspension and survey questions, as they hold today',
  reply: dictionarySchema,
})
