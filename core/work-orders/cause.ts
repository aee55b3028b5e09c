import { z } from 'zod'
import { partySchema, segmentSchema } from '#core/network/boundary.ts'
import { type BusinessLine, businessLineSchema } from '#core/organisation/organisation.ts'
import { ok, type Result, refuse } from '#core/result.ts'

/** The four-tier dictionary of causes (`defaults/work-orders/causes.json`): field, part, place, cause. Only the fourth tier is chosen. */
const nameSchema = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) })
const part = z.string().regex(/^[a-z][A-Za-z0-9]*$/)

const leafSchema = z.object({
  code: part,
  name: nameSchema,
  /** Its own responsible party, or `byBoundary`: whoever maintains the segment. */
  party: z.union([partySchema, z.literal('byBoundary')]),
  /** Where it can be; the first is offered. */
  segments: z.array(segmentSchema).min(1),
  /** Business lines in which it occurs. */
  lines: z.array(businessLineSchema).min(1),
})
const tier = <T extends z.ZodType>(child: T) =>
  z.object({ code: part, name: nameSchema, children: z.array(child).min(1) })

export const causeTreeSchema = z.array(tier(tier(tier(leafSchema))))
export type CauseTree = z.infer<typeof causeTreeSchema>
type Leaf = z.infer<typeof leafSchema>

export type Cause = Omit<Leaf, 'code' | 'name'> & {
  /** All four tiers, `line.drop.fibre.broken`. */
  readonly code: string
  /** Names of the four tiers, the cause last. */
  readonly names: readonly Leaf['name'][]
}

/** Every cause that can be chosen, in the order of the dictionary. */
export const causesOf = (tree: CauseTree): readonly Cause[] =>
  tree.flatMap((first) =>
    first.children.flatMap((second) =>
      second.children.flatMap((third) =>
        third.children.map(({ code, name, ...leaf }) => ({
          ...leaf,
          code: [first.code, second.code, third.code, code].join('.'),
          names: [first.name, second.name, third.name, name],
        })),
      ),
    ),
  )

/** The cause that a return names. Refusals: `work-orders.cause-unknown`, `work-orders.cause-not-here` (wrong line or segment). */
export const findCause = (
  causes: readonly Cause[],
  code: string,
  line: BusinessLine,
  segment: string,
): Result<Cause> => {
  const cause = causes.find((candidate) => candidate.code === code)
  if (!cause) return refuse('work-orders.cause-unknown', { field: 'cause', params: { code } })
  if (!cause.lines.includes(line)) return refuse('work-orders.cause-not-here', { field: 'cause', params: { code } })
  return cause.segments.some((candidate) => candidate === segment)
    ? ok(cause)
    : refuse('work-orders.cause-not-here', { field: 'segment', params: { code, segment } })
}
