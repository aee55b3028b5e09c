/**
 * What a measured value means, at once and on the spot: light against the limits of the optical path, speed against what the contract
 * promises, delay and loss against the service's limits; how far from what the path should give; and whether an instrument can show
 * such a value at all. (R-V10, R-V13; DOMAIN §6.2, §6.4)
 */
import type { BusinessLine } from '#core/organisation/organisation.ts'

/** `good` passes · `marginal` works and is close to failing · `bad` does not pass · `tooStrong` blinds the receiver. */
export type Verdict = 'good' | 'marginal' | 'bad' | 'tooStrong'

export type PowerLimits = { readonly strongDbm: number; readonly acceptanceDbm: number; readonly weakDbm: number }
export type ServiceLimits = {
  readonly speedSharePercent: number
  readonly homePingMs: number
  readonly homeLossPercent: number
  readonly linePingMs: number
  readonly lineLossPercent: number
}
export type ReadingRange = { readonly kind: string; readonly unit: string; readonly min: number; readonly max: number }

export type ReadingRules = {
  readonly power: PowerLimits
  readonly service: ServiceLimits
  readonly ranges: readonly ReadingRange[]
}

/** A mark on the scale of a reading. */
export type Mark = { readonly code: 'weak' | 'acceptance' | 'strong' | 'limit' | 'contract'; readonly value: number }

export type Judged = {
  readonly verdict: Verdict
  readonly marks: readonly Mark[]
  /** The measured value less the expected one; below zero is weaker, or slower. */
  readonly difference?: number
}

/** Light in dBm: only there a sign can be left out. */
export const isLight = (kind: string): boolean => kind.endsWith('Dbm')
const isSpeed = (kind: string): boolean => kind === 'speedMbps' || kind === 'speedUpMbps'

/** What the reading is judged by; a speed without a contracted bandwidth is kept and not judged. */
export const judgeReading = (
  kind: string,
  value: number,
  rules: Pick<ReadingRules, 'power' | 'service'>,
  facts: { readonly line: BusinessLine; readonly bandwidthMbps?: number | null; readonly expected?: number | null },
): Judged | undefined => {
  const { expected } = facts
  const difference = expected === undefined || expected === null ? {} : { difference: round(value - expected) }
  if (isLight(kind)) return { ...judgeLight(value, rules.power), ...difference }
  const { service } = rules
  const isLine = facts.line === 'enterprise'
  if (isSpeed(kind)) {
    if (!facts.bandwidthMbps) return undefined
    const limit = (facts.bandwidthMbps * service.speedSharePercent) / 100
    return {
      verdict: value >= limit ? 'good' : 'bad',
      marks: [
        { code: 'limit', value: round(limit) },
        { code: 'contract', value: facts.bandwidthMbps },
      ],
      difference: round(value - facts.bandwidthMbps),
    }
  }
  if (kind === 'pingMs') return atMost(value, isLine ? service.linePingMs : service.homePingMs)
  if (kind === 'pingLossPercent') return atMost(value, isLine ? service.lineLossPercent : service.homeLossPercent)
  return undefined
}

const atMost = (value: number, limit: number): Judged => ({
  verdict: value <= limit ? 'good' : 'bad',
  marks: [{ code: 'limit', value: limit }],
})

const judgeLight = (dbm: number, { strongDbm, acceptanceDbm, weakDbm }: PowerLimits): Judged => {
  const marks: readonly Mark[] = [
    { code: 'weak', value: weakDbm },
    { code: 'acceptance', value: acceptanceDbm },
    { code: 'strong', value: strongDbm },
  ]
  if (dbm > strongDbm) return { verdict: 'tooStrong', marks }
  if (dbm >= acceptanceDbm) return { verdict: 'good', marks }
  return { verdict: dbm >= weakDbm ? 'marginal' : 'bad', marks }
}

const round = (value: number): number => Math.round(value * 10) / 10

/** The range that the value lies outside of; `undefined` when an instrument can show it, or nothing is known of the kind. */
export const rangeMissed = (kind: string, value: number, ranges: readonly ReadingRange[]): ReadingRange | undefined => {
  const range = ranges.find((each) => each.kind === kind)
  return range && (value < range.min || value > range.max) ? range : undefined
}

/** Typed without its sign: 23.8 where light can hardly be above zero. It is asked about, never turned by itself. */
export const isSignDoubtful = (kind: string, value: number, ranges: readonly ReadingRange[]): boolean =>
  isLight(kind) && value > 0 && rangeMissed(kind, -value, ranges) === undefined
