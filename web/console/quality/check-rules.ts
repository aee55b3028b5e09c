/**
 * What a checker looks at first, said of one returned order: readings, pictures, arrival, signature, limit, and what is unusual.
 * It decides nothing: it puts beside the evidence what the rules ask for. (R-V14; DOMAIN §5.2)
 */
import { minutesBetween } from '#core/time.ts'
import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'
import type { Drawn } from '#core/work-orders/work-order.return.ts'

export type Finding = {
  readonly key:
    | 'reading'
    | 'pictures'
    | 'arrival'
    | 'signature'
    | 'limit'
    | 'onSite'
    | 'repeat'
    | 'withdrawn'
    | 'rework'
    | 'deviceTime'
    | 'drawn'
  readonly tone: 'fine' | 'risk' | 'late' | 'plain'
  /** Which sentence says it, and with what in its gaps. */
  readonly text: string
  readonly params: Readonly<Record<string, string | number>>
  /** Kind of the reading that it is about. */
  readonly reading?: string
}

type Seen = Pick<
  OrderDetail,
  'requiredReadings' | 'result' | 'visits' | 'files' | 'clocks' | 'repeats' | 'reworks' | 'events'
>
type Measured = { readonly kind: string; readonly value: number; readonly unit?: string }

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const measuredIn = (order: Seen): readonly Measured[] => {
  const returned = Array.isArray(order.result?.readings) ? (order.result.readings as Measured[]) : []
  const taken = order.visits.flatMap((visit) => visit.evidence as readonly Partial<Measured>[])
  return [...returned, ...taken].filter(
    (item): item is Measured => typeof item.kind === 'string' && typeof item.value === 'number',
  )
}

const readingFindings = (order: Seen): readonly Finding[] => {
  const measured = measuredIn(order)
  const isOnSite = order.result?.kind === 'onSite'
  const kinds = [...new Set([...(isOnSite ? order.requiredReadings : []), ...measured.map(({ kind }) => kind)])]
  return kinds.map((kind) => {
    const found = measured.find((item) => item.kind === kind)
    return found
      ? {
          ...{ key: 'reading' as const, tone: 'fine' as const, text: 'reading-there', reading: kind },
          params: { value: String(found.value).replace(/^-/, '−'), unit: found.unit ?? '' },
        }
      : { key: 'reading', tone: 'late', text: 'reading-missing', params: {}, reading: kind }
  })
}

const arrivalFinding = (order: Seen): Finding => {
  const key = 'arrival'
  const visit = order.visits.findLast((each) => each.arrivedAt !== null)
  if (order.result?.kind !== 'onSite') return { key, tone: 'plain', text: 'arrival-none-needed', params: {} }
  if (!visit) return { key, tone: 'late', text: 'arrival-missing', params: {} }
  const exception = textOf(visit.arrival?.exception)
  if (exception) return { key, tone: 'risk', text: 'arrival-exception', params: { reason: exception } }
  const metres = visit.arrival?.metresOff
  if (typeof metres !== 'number') return { key, tone: 'plain', text: 'arrival-unplaced', params: {} }
  return { key, tone: 'fine', text: 'arrival-there', params: { metres } }
}

const signatureFinding = (order: Seen): Finding => {
  const key = 'signature'
  if (textOf(order.result?.signatureFileId)) return { key, tone: 'fine', text: 'signature-there', params: {} }
  const exception = textOf(order.result?.signatureException)
  if (exception) return { key, tone: 'risk', text: 'signature-exception', params: { reason: exception } }
  return order.result?.kind === 'onSite'
    ? { key, tone: 'late', text: 'signature-missing', params: {} }
    : { key, tone: 'plain', text: 'signature-none-needed', params: {} }
}

/** By which sample rule the order came to this check, as it was drawn. */
const drawnFinding = (order: Seen): readonly Finding[] => {
  const event = order.events.findLast(({ data }) => data.next !== undefined)
  const drawn = event?.data.drawn as Partial<Drawn> | undefined
  if (!drawn?.by) return []
  const params = { digits: (drawn.digits ?? '').replaceAll(',', '/'), share: drawn.sharePercent ?? 0 }
  const text = drawn.by === 'digits' && params.share >= 100 ? 'drawn-all' : `drawn-${drawn.by}`
  return [{ key: 'drawn', tone: 'plain', text, params }]
}

/** What there is to see on a returned order, in the order in which it is looked at. */
export const checkFindings = (order: Seen): readonly Finding[] => {
  const pictures = order.files.filter(
    (file) => !file.isWithdrawn && file.kind !== 'signature' && file.kind !== 'suspension' && file.kind !== 'reason',
  ).length
  const withdrawn = order.files.filter((file) => file.isWithdrawn).length
  const late = order.clocks.filter((clock) => clock.isLate).length
  const visit = order.visits.findLast((each) => each.arrivedAt !== null && each.restoredAt !== null)
  const flagged = order.events.filter(({ data }) => data.deviceTime !== undefined).length
  return [
    ...drawnFinding(order),
    ...(flagged > 0
      ? [{ key: 'deviceTime' as const, tone: 'risk' as const, text: 'device-time', params: { count: flagged } }]
      : []),
    ...readingFindings(order),
    {
      key: 'pictures',
      ...(pictures > 0
        ? { tone: 'fine', text: 'pictures-there', params: { count: pictures } }
        : { tone: 'risk', text: 'pictures-none', params: {} }),
    },
    arrivalFinding(order),
    signatureFinding(order),
    ...(visit?.arrivedAt && visit.restoredAt
      ? [
          {
            ...{ key: 'onSite' as const, tone: 'plain' as const, text: 'on-site' },
            params: { count: Math.round(minutesBetween(visit.arrivedAt, visit.restoredAt)) },
          },
        ]
      : []),
    late > 0
      ? { key: 'limit', tone: 'late', text: 'limit-late', params: { count: late } }
      : { key: 'limit', tone: 'fine', text: 'limit-kept', params: {} },
    ...(order.repeats
      ? [{ key: 'repeat' as const, tone: 'risk' as const, text: 'repeats', params: { number: order.repeats } }]
      : []),
    ...(order.reworks > 0
      ? [{ key: 'rework' as const, tone: 'risk' as const, text: 'reworked', params: { count: order.reworks } }]
      : []),
    ...(withdrawn > 0
      ? [{ key: 'withdrawn' as const, tone: 'risk' as const, text: 'withdrawn-count', params: { count: withdrawn } }]
      : []),
  ]
}
