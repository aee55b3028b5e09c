import type { Instant } from '#core/time.ts'

/** Who put the signature under the confirmation: the customer, one of the household, a colleague at an enterprise, or somebody else on the spot. */
export const signers = ['customer', 'family', 'colleague', 'other'] as const
export type Signer = (typeof signers)[number]

/** `signed`: drawn on glass · `paper`: on a numbered form · `refused`, `absent`: nobody signed, and why. */
export const confirmationModes = ['signed', 'paper', 'refused', 'absent'] as const
export type ConfirmationMode = (typeof confirmationModes)[number]

/** 不满意 1 … 很满意 4. */
export const satisfactions = [4, 3, 2, 1] as const
export type Satisfaction = (typeof satisfactions)[number]

/** What the customer says of the visit; `charged` is the only one that should be answered with no. */
export const serviceChecks = [
  'onTime',
  'badge',
  'shoeCovers',
  'tidied',
  'demonstrated',
  'charged',
  'cardGiven',
] as const
export type ServiceCheck = (typeof serviceChecks)[number]

export const testedServices = ['broadband', 'iptv', 'voice'] as const
export type TestedService = (typeof testedServices)[number]

/** Who gets a copy of an enterprise's confirmation (联次). */
export const copyReceivers = ['customerManager', 'operationSupport', 'contractor'] as const
export type CopyReceiver = (typeof copyReceivers)[number]

/** What a customer who is not satisfied wants instead of signing. */
export const wishes = ['comeAgain', 'feedback'] as const
export type Wish = (typeof wishes)[number]

export type ConfirmedReading = { readonly kind: string; readonly value: number; readonly unit: string }

/** What was said about the visit, on glass or on paper. */
export type Opinion = {
  readonly signer?: Signer | undefined
  readonly signerName?: string | undefined
  readonly satisfaction?: number | undefined
  readonly opinion?: string | undefined
  readonly checks: Readonly<Partial<Record<ServiceCheck, boolean>>>
}

/** The service confirmation (服务确认书) of one visit, as it was given before the return. */
export type Confirmation = Opinion & {
  readonly number: string
  readonly mode: ConfirmationMode
  readonly at: Instant
  readonly byName: string
  /** What the customer had before them: other words want another signature. */
  readonly done: string
  readonly readings: readonly ConfirmedReading[]
  readonly services: Readonly<Partial<Record<TestedService, boolean>>>
  readonly signatureFileId?: string | undefined
  readonly engineerSignatureFileId?: string | undefined
  readonly paper?:
    | {
        readonly formNumber: string
        readonly photoFileId?: string | undefined
        readonly noPhotoReason?: string | undefined
        readonly hasSeal: boolean
      }
    | undefined
  readonly reasonCode?: string | undefined
  readonly reason?: string | undefined
  readonly callProof?: string | undefined
  readonly callProofFileId?: string | undefined
  readonly wish?: Wish | undefined
}

/** `GY261122-0417-Q1`: the order's number and the visit's; the phone makes the same without network. */
export const confirmationNumber = (orderNumber: string, visit: number): string => `${orderNumber}-Q${visit}`
