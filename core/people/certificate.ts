import { z } from 'zod'
import { isDay } from '#core/time.ts'

const daySchema = z.string().refine(isDay)

/** Who gave it: the operator's branch network department, a public authority, or the contractor itself (which proves nothing, R-V6). */
export const issuers = ['operator', 'authority', 'contractor'] as const

/** How a certificate stands on a day: `incomplete` proves nothing, for want of issuer or number or because the contractor gave it itself. */
export const certificateStates = ['valid', 'expiring', 'incomplete', 'expired'] as const
export type CertificateState = (typeof certificateStates)[number]

export const certificateSchema = z.object({
  id: z.string().min(1),
  staffId: z.string().min(1),
  /** Code of a kind in `people.certificateKinds`. */
  kind: z.string().min(1),
  /** Unknown in imported files; without it the certificate of an authority does not count. */
  number: z.string().optional(),
  /** The operator's in a file that its own people took in, unknown in a contractor's. */
  issuer: z.enum(issuers).optional(),
  validFrom: daySchema.optional(),
  /** Last day on which it is valid. */
  validTo: daySchema.optional(),
  /** First day on which it no longer counts. */
  revokedOn: daySchema.optional(),
})
export type Certificate = z.infer<typeof certificateSchema>

export const certificateKindSchema = z.object({
  code: z.string().min(1),
  name: z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
  /** Other ways that files write it. */
  aliases: z.array(z.string()),
  /** Whose test it takes. */
  issuer: z.enum(['operator', 'authority']),
  /** How long a new one is valid; 0 has no end. */
  validityMonths: z.number().int().min(0),
})
export type CertificateKind = z.infer<typeof certificateKindSchema>

/** What the lead engineer of an order must hold; `*` is any. */
export const leadRequirementSchema = z.object({
  kind: z.string().min(1),
  line: z.enum(['home', 'enterprise', '*']),
  /** Only for orders that are marked as work at height. */
  isAtHeight: z.boolean(),
  certificates: z.array(z.string().min(1)),
})
export type LeadRequirement = z.infer<typeof leadRequirementSchema>
