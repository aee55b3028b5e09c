import type { FieldChoices } from '#core/field/field.contract.ts'
import type { Signer } from '#core/visits/confirmation.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { Drawing } from '#web/field/sign/stroke.ts'
import { useDraft } from './draft.ts'
import { isReadingKind, measuredOf, readingUnits } from './reading.ts'

export type Satisfaction = '1' | '2' | '3' | '4'

export type Signed = {
  readonly signer: Signer
  readonly drawing: Drawing
  readonly signedAt: string
  /** What the customer had before them: other words want another signature. */
  readonly seen: string
  /** Of the upload: the same signature is kept once, however often it is sent. */
  readonly key: string
  readonly fileId?: string
}

/** What a customer can tick of the visit; nothing is ticked beforehand. */
export const customerTicks = ['onTime', 'badge', 'shoeCovers', 'demonstrated', 'tidied', 'notCharged'] as const
export type CustomerTick = (typeof customerTicks)[number]

export type ReturnDraft = {
  cause?: string
  segment?: string
  /** Left out: by the boundary table. */
  party?: string
  done: string
  readings: Readonly<Record<string, string>>
  callLog: string
  satisfaction?: Satisfaction | undefined
  signer?: Signer | undefined
  drawing?: Drawing | undefined
  signed?: Signed | undefined
  noSignature?: string | undefined
  signatureMore: string
  isUnsigned?: boolean
  /** Signed on a numbered form instead. */
  isPaper?: boolean
  formNumber?: string | undefined
  formPhotoId?: string | undefined
  signerName?: string
  opinion?: string
  checks?: readonly CustomerTick[]
  /** Whom was called, where nobody signed. */
  callProof?: string
  /** Not satisfied: an answer is wanted. */
  wish?: 'feedback' | undefined
}

export const returnPlace = (number: string): string => `return ${number}`

export const useReturnDraft = (number: string) =>
  useDraft<ReturnDraft>(returnPlace(number), { done: '', readings: {}, callLog: '', signatureMore: '' })

/** How the service came back decides what proves it: on site a reading and a signature, otherwise a reading or a call log. */
export const restoredHow = (order: OrderDetail): 'onSite' | 'remote' | 'outside' => {
  const said = [...order.events].reverse().find((event) => event.kind === 'workOrder.restored')?.data.kind
  return said === 'remote' || said === 'outside' ? said : 'onSite'
}

/** What can be read without entering the home: at the box, and from the desk. */
const outsideReadings = ['boxRxDbm', 'onuRxDbm'] as const
const remoteReadings = ['onuRxDbm', 'speedMbps'] as const

export type Measured = { readonly kind: string; readonly value: number; readonly unit: string }

/** Readings that the visit has, those that the return still needs, and those of them that were typed. */
export const readingsFor = (order: OrderDetail, options: FieldChoices, draft: ReturnDraft) => {
  const visit = order.visits.find((each) => each.endedAt === null)
  const taken: readonly Measured[] = (visit?.evidence ?? []).flatMap(({ kind, value, unit }) =>
    typeof kind === 'string' && typeof value === 'number' ? [{ kind, value, unit: String(unit ?? '') }] : [],
  )
  const how = restoredHow(order)
  const isOnSite = how === 'onSite'
  const missing = isOnSite
    ? options.readings.filter(isReadingKind).filter((kind) => taken.every((each) => each.kind !== kind))
    : []
  const offered = how === 'outside' ? outsideReadings : how === 'remote' ? remoteReadings : []
  const typed: readonly Measured[] = [...missing, ...offered].flatMap((kind) => {
    const value = measuredOf(kind, draft.readings[kind] ?? '')
    return value === undefined ? [] : [{ kind, value, unit: readingUnits[kind] }]
  })
  return { taken, missing, offered, typed }
}

/** What the customer confirms, as one text to compare by. */
export const seenText = (order: OrderDetail, options: FieldChoices, draft: ReturnDraft): string => {
  const { taken, typed } = readingsFor(order, options, draft)
  return JSON.stringify([
    order.symptom,
    draft.done.trim(),
    [...taken, ...typed].map(({ kind, value }) => [kind, value]),
  ])
}
