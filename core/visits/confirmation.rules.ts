/**
 * When a service confirmation holds: only when the customer is satisfied; a name on glass or a numbered form with its photo; nobody
 * signed wants a reason and proof of a call, and the customer is always called back. A drawn signature is evidence, not a certified
 * electronic signature. (R-V13, R-V14; DOMAIN §7.3)
 */
import { ok, type Result, refuse } from '#core/result.ts'
import type { ConfirmServiceInput } from './confirmation.inputs.ts'
import type { Confirmation, ConfirmationMode } from './confirmation.ts'

/** Whether this mark is one that is answered by coming again or by feedback, never by a signature. */
export const isLow = (satisfaction: number | undefined, lowSatisfaction: number): boolean =>
  satisfaction !== undefined && satisfaction <= lowSatisfaction

/** Refusals name the field that is missing. */
export const checkConfirmation = (input: ConfirmServiceInput, lowSatisfaction: number): Result<null> => {
  const { mode, satisfaction, wish } = input
  if (isLow(satisfaction, lowSatisfaction)) {
    return wish ? ok(null) : refuse('work-orders.not-satisfied', { kind: 'conflict', field: 'satisfaction' })
  }
  if (mode === 'refused' || mode === 'absent') {
    if (!input.reasonCode && !input.reason) return refuse('work-orders.unsigned-reason-needed', { field: 'reasonCode' })
    if (!input.callProof && !input.callProofFileId)
      return refuse('work-orders.call-proof-needed', { field: 'callProof' })
    return ok(null)
  }
  if (satisfaction === undefined) return refuse('work-orders.satisfaction-needed', { field: 'satisfaction' })
  if (!input.signer) return refuse('work-orders.signer-needed', { field: 'signer' })
  if (mode === 'signed') {
    return input.signatureFileId ? ok(null) : refuse('work-orders.signature-needed', { field: 'signatureFileId' })
  }
  if (!input.formNumber) return refuse('work-orders.form-number-needed', { field: 'formNumber' })
  if (!input.photoFileId && !input.noPhotoReason)
    return refuse('work-orders.form-photo-needed', { field: 'photoFileId' })
  return ok(null)
}

/** The confirmation as it is kept: nothing of another mode's fields stays in it. */
export const confirmationOf = (
  input: ConfirmServiceInput,
  given: Pick<Confirmation, 'number' | 'at' | 'byName'>,
): Confirmation => {
  // Not satisfied and content with feedback: nobody is asked to sign.
  const mode: ConfirmationMode = input.wish ? 'refused' : input.mode
  const { done, readings, services, satisfaction, opinion, checks, engineerSignatureFileId } = input
  const { signer, signerName } = input
  const common = { ...given, mode, done, readings, services, satisfaction, opinion, checks, engineerSignatureFileId }
  if (mode === 'signed') return { ...common, signer, signerName, signatureFileId: input.signatureFileId }
  if (mode === 'paper') {
    const { formNumber = '', photoFileId, noPhotoReason, hasSeal = false } = input
    return { ...common, signer, signerName, paper: { formNumber, photoFileId, noPhotoReason, hasSeal } }
  }
  const { reasonCode = input.wish ? 'notSatisfied' : undefined, reason, callProof, callProofFileId, wish } = input
  return { ...common, reasonCode, reason, callProof, callProofFileId, wish }
}

/** Nobody's hand is under it, or the hand cannot be seen: the customer is called back whatever the order's number. */
export const isUnproven = ({ mode, paper, satisfaction }: Confirmation, lowSatisfaction: number): boolean =>
  mode === 'refused' ||
  mode === 'absent' ||
  (mode === 'paper' && !paper?.photoFileId) ||
  isLow(satisfaction, lowSatisfaction)
