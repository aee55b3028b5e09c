import { z } from 'zod'
import { confirmationModes, serviceChecks, signers, testedServices, wishes } from './confirmation.ts'

const text = z.string().trim().min(1).max(500)
const longText = z.string().trim().min(1).max(2000)
const id = z.uuid()

/** What was said about the visit, on glass or on paper. */
export const opinionSchema = z.object({
  signer: z.enum(signers).optional(),
  signerName: z.string().trim().min(1).max(60).optional(),
  satisfaction: z.int().min(1).max(4).optional(),
  opinion: longText.optional(),
  checks: z.partialRecord(z.enum(serviceChecks), z.boolean()).default({}),
})

/** What the action `confirmService` takes. */
export const confirmServiceSchema = opinionSchema.extend({
  mode: z.enum(confirmationModes),
  /** The words and figures that the customer had before them. */
  done: longText,
  readings: z
    .array(z.object({ kind: z.string().min(1).max(60), value: z.number(), unit: z.string().min(1).max(20) }))
    .max(50)
    .default([]),
  services: z.partialRecord(z.enum(testedServices), z.boolean()).default({}),
  signatureFileId: id.optional(),
  engineerSignatureFileId: id.optional(),
  /** Of the pre-numbered form, or the confirmation's own number when it was printed for this order. */
  formNumber: z.string().trim().min(1).max(40).optional(),
  photoFileId: id.optional(),
  noPhotoReason: text.optional(),
  hasSeal: z.boolean().optional(),
  reasonCode: z.string().trim().min(1).max(60).optional(),
  reason: text.optional(),
  /** Whom was called when, and what they said. */
  callProof: longText.optional(),
  callProofFileId: id.optional(),
  wish: z.enum(wishes).optional(),
})
export type ConfirmServiceInput = z.infer<typeof confirmServiceSchema>
