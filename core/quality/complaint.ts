import type { Instant } from '#core/time.ts'
import type { ComplaintMoment } from '#core/wording/moments.ts'

/** What customers complain about; each has its standard answer (DOMAIN §7.5). */
export const complaintKinds = [
  'repeatedFault',
  'slow',
  'poorQuality',
  'skillOrAttitude',
  'noFeedback',
] as const satisfies readonly ComplaintMoment[]
export type ComplaintKind = (typeof complaintKinds)[number]

export const complaintStates = ['open', 'taken', 'answered'] as const
export type ComplaintState = (typeof complaintStates)[number]

export type Complaint = {
  readonly prefecture: string
  readonly id: string
  readonly workOrderId: string
  readonly county: string
  readonly kind: ComplaintKind
  /** The customer's own words. */
  readonly text: string
  readonly saidAt: Instant
  /** By when the customer has an answer. */
  readonly dueAt: Instant
  /** Whom it is about: who went there, their station, their company. */
  readonly staffIds: readonly string[]
  readonly stationId?: string | undefined
  readonly companyId?: string | undefined
  readonly owner?: { readonly userId: string; readonly name: string } | undefined
  readonly answer?:
    | {
        readonly text: string
        readonly isJustified: boolean
        readonly at: Instant
        readonly byName: string
      }
    | undefined
}

export const complaintStateOf = ({ owner, answer }: Pick<Complaint, 'owner' | 'answer'>): ComplaintState =>
  answer ? 'answered' : owner ? 'taken' : 'open'
