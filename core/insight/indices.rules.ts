/**
 * The ten indices of unification (十项统一指标, R-B1…R-B10): whether each stands where it should. What cannot be measured is
 * not applicable with its reason, never 0; close to its target means within the margin that a parameter gives.
 */
export const indexIds = ['R-B1', 'R-B2', 'R-B3', 'R-B4', 'R-B5', 'R-B6', 'R-B7', 'R-B8', 'R-B9', 'R-B10'] as const
export type IndexId = (typeof indexIds)[number]

export const verdicts = ['met', 'near', 'missed', 'notApplicable'] as const
export type Verdict = (typeof verdicts)[number]

export type IndexTarget = {
  readonly index: IndexId
  readonly target: number
  /** How far from the target still counts as close. */
  readonly margin: number
}

/** Only the delay is better when it is less. */
export const comparisonOf = (index: IndexId): 'atLeast' | 'atMost' => (index === 'R-B9' ? 'atMost' : 'atLeast')
export const unitOf = (index: IndexId): 'percent' | 'seconds' => (index === 'R-B9' ? 'seconds' : 'percent')

export const verdictOf = (value: number | null, { index, target, margin }: IndexTarget): Verdict => {
  if (value === null) return 'notApplicable'
  const short = comparisonOf(index) === 'atLeast' ? target - value : value - target
  if (short <= 0) return 'met'
  return short <= margin ? 'near' : 'missed'
}

/** A share in percent with one decimal, rounded down, so that 94.96 never reads as a target of 95 that was met. */
export const percentOf = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? Math.floor((numerator / denominator) * 1000) / 10 : null
