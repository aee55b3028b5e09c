import { z } from 'zod'
import type { BusinessLine } from '#core/organisation/organisation.ts'

/** The steps of a visit in the order in which they are done (R-V7…R-V16); a checklist leaves out what does not apply. */
export const stepCodes = [
  'prepare',
  'selfCheck',
  'safety',
  'door',
  'survey',
  'terminal',
  'plan',
  'work',
  'software',
  'tests',
  'explain',
  'sign',
  'card',
  'cleanup',
  'resources',
] as const
export type StepCode = (typeof stepCodes)[number]

/** What proves an item: said so, seen, read off a code, measured, written, signed. */
export const proofKinds = ['tick', 'photo', 'scan', 'reading', 'text', 'signature'] as const
export type ProofKind = (typeof proofKinds)[number]

/** How the customer is reached, as far as it changes what is done on site. */
export const accessTypes = ['ftth', 'lan', 'line', 'other'] as const
export type AccessType = (typeof accessTypes)[number]

/** From the ledger's word for a home; an enterprise line is a line, and an unknown home is taken for fibre. */
export const accessTypeOf = (line: BusinessLine, method: string | null | undefined): AccessType => {
  if (line === 'enterprise') return 'line'
  if (method === 'FWA') return 'other'
  return method !== undefined && method !== null && ['FTTB', 'FTTC', 'LAN', 'ADSL', 'HFC'].includes(method)
    ? 'lan'
    : 'ftth'
}

const nameSchema = z.object({ 'zh-CN': z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(200) })
const codeSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)

export const itemSchema = z.object({
  code: codeSchema,
  name: nameSchema,
  proof: z.enum(proofKinds),
  /** Without it the order cannot be returned, unless it was skipped with a reason. */
  isRequired: z.boolean(),
  /** Asked for only where this hazard is flagged. */
  hazard: z.string().max(40).optional(),
  /** Kind of the reading. */
  reading: z.string().max(60).optional(),
  /** It may not apply on site: no computer, nothing replaced. */
  isConditional: z.boolean().optional(),
})
export type ChecklistItem = z.infer<typeof itemSchema>

export const stepSchema = z.object({
  code: z.enum(stepCodes),
  name: nameSchema,
  items: z.array(itemSchema).min(1).max(30),
  /** What a picture of this step may show, and what it must not. */
  photo: z.object({ may: nameSchema, not: nameSchema }).optional(),
})
export type ChecklistStep = z.infer<typeof stepSchema>

const isUnique = (codes: readonly string[]): boolean => new Set(codes).size === codes.length
const isInOrder = (codes: readonly StepCode[]): boolean =>
  codes.every((code, index) => index === 0 || stepCodes.indexOf(code) > stepCodes.indexOf(codes[index - 1] ?? code))

/** The steps of one checklist: each once, in the order of a visit. */
export const stepsSchema = z
  .array(stepSchema)
  .min(1)
  .max(stepCodes.length)
  .refine((steps) => isInOrder(steps.map(({ code }) => code)), {
    message: '步骤须按上门顺序排列，每步一次 / steps once each, in the order of a visit',
  })
  .refine((steps) => steps.every(({ items }) => isUnique(items.map(({ code }) => code))), {
    message: '同一步里的项目编码不能重复 / item codes of a step must differ',
  })
  .refine((steps) => steps.every(({ items }) => items.every(({ proof, reading }) => proof !== 'reading' || reading)), {
    message: '读数项要写明是哪种读数 / a reading item names its reading',
  })

/** Which checklist, and which of its versions: 0 is the one that ships. */
export const checklistRefSchema = z.object({ code: z.string().max(60), version: z.int().min(0) })
export type ChecklistRef = z.infer<typeof checklistRefSchema>

/** What is to be done on this visit: the steps of its checklist that the site's hazards ask for. */
export type VisitPlan = {
  readonly checklist: ChecklistRef
  readonly steps: readonly ChecklistStep[]
  readonly hazards: readonly string[]
}

/** A checklist as it is chosen: what kinds of order and what access it is for. */
export type Checklist = {
  readonly code: string
  readonly name: { readonly 'zh-CN': string; readonly en: string }
  readonly kinds: readonly string[]
  readonly access: readonly AccessType[]
  /** As they ship, version 0. */
  readonly steps: readonly ChecklistStep[]
}

/** The file that ships: steps that several checklists share stand in it once, under a name. */
export const checklistFileSchema = z
  .object({
    parts: z.record(z.string(), stepSchema),
    checklists: z.array(
      z.object({
        code: codeSchema,
        name: nameSchema,
        kinds: z.array(z.string()).min(1),
        access: z.array(z.enum(accessTypes)).min(1),
        steps: z.array(z.string()).min(1),
      }),
    ),
  })
  .transform(({ parts, checklists }): readonly Checklist[] =>
    checklists.map(({ steps, ...rest }) => ({
      ...rest,
      steps: stepsSchema.parse(steps.map((name) => parts[name])),
    })),
  )

/** The checklist of a kind of order and an access; none where nobody wrote one. */
export const checklistFor = (
  checklists: readonly Checklist[],
  kind: string,
  access: AccessType,
): Checklist | undefined => checklists.find((each) => each.kinds.includes(kind) && each.access.includes(access))
