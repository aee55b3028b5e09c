import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'

export type Proof = {
  readonly key: string
  readonly kind: string
  readonly value: number | string | undefined
  readonly unit: string | undefined
  readonly note: string | undefined
  readonly at: string | undefined
  readonly fileId: string | undefined
}

type Reading = { readonly kind: string; readonly value: number; readonly unit: string }
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What was measured at the return. */
export const readingsOf = (order: Pick<OrderDetail, 'result'>): readonly Reading[] =>
  Array.isArray(order.result?.readings) ? (order.result.readings as Reading[]) : []

/** All that proves the work, of every visit and of the return, the oldest first. */
export const proofsOf = (order: Pick<OrderDetail, 'visits' | 'result'>): readonly Proof[] => [
  ...order.visits.flatMap((visit) =>
    visit.evidence.map((item, index) => ({
      key: textOf(item.id) ?? `${visit.number} ${index}`,
      kind: textOf(item.kind) ?? '',
      value: typeof item.value === 'number' ? item.value : textOf(item.value),
      unit: textOf(item.unit),
      note: textOf(item.note),
      at: textOf(item.at),
      fileId: textOf(item.fileId),
    })),
  ),
  ...readingsOf(order).map((reading, index) => ({
    key: `reading ${index}`,
    ...reading,
    note: undefined,
    at: undefined,
    fileId: undefined,
  })),
]

/** Readings that a return on site must carry and that are not there yet; nothing more is asked for once it was returned. */
export const missingReadings = (
  order: Pick<OrderDetail, 'visits' | 'result' | 'requiredReadings'>,
): readonly string[] => {
  if (order.result) return []
  const taken = new Set(proofsOf(order).flatMap((proof) => (proof.value === undefined ? [] : [proof.kind])))
  return order.requiredReadings.filter((kind) => !taken.has(kind))
}

/** −28.6 dBm. */
export const proofValue = ({ value, unit }: Pick<Proof, 'value' | 'unit'>): string | undefined =>
  value === undefined ? undefined : `${String(value).replace(/^-/, '−')}${unit ? ` ${unit}` : ''}`
