import type { z } from 'zod'
import type { Day } from './time.ts'

/**
 * A figure that an administrator can change, with effect from a day, along the override chain
 * province → prefecture → county → contract → company (the later the stronger).
 */
export type Confidence = 'R' | 'F' | 'E' | 'P' | 'W' | 'K-H' | 'K-M' | 'K-L'

export type Parameter<T = unknown> = {
  /** `slice.name`, for example `intake.duplicateWindowMinutes`. */
  readonly key: string
  readonly schema: z.ZodType<T>
  readonly default: T
  /** `minutes`, `days`, `percent`, `dBm`, `metres`, `fen`, `count`, `flag`, `table`. */
  readonly unit: string
  readonly confidence: Confidence
  readonly title: { readonly 'zh-CN': string; readonly en: string }
}

export const parameter = <T>(definition: Parameter<T>): Parameter<T> => definition

export const overrideLevels = ['province', 'prefecture', 'county', 'contract', 'company'] as const
export type OverrideLevel = (typeof overrideLevels)[number]

/** One stored value: what, where, from when. `version` is the row's own, recorded with every computation that used it. */
export type ParameterValue = {
  readonly key: string
  readonly level: OverrideLevel
  /** Region code, contract id or company id, by level; empty text for the province. */
  readonly subject: string
  readonly effectiveFrom: Day
  readonly value: unknown
  readonly version: number
}

/** Where a value is asked for: the subjects of the chain that apply. */
export type ParameterPlace = {
  readonly prefecture?: string | undefined
  readonly county?: string | undefined
  readonly contract?: string | undefined
  readonly company?: string | undefined
}

export type Resolved<T> = { readonly value: T; readonly version: number }

/** What the parameters say on one day; made once for a decision, so that all of it sees the same values. */
export type ParameterReader = {
  readonly day: Day
  value<T>(definition: Parameter<T>, place?: ParameterPlace): Resolved<T>
  /** Every value that is in force or to come, for rules that resolve by themselves. */
  readonly values: readonly ParameterValue[]
}

/**
 * The value that holds on `day` at `place`: the strongest level that has one, and in it the latest that is effective.
 * Version 0 is the shipped default.
 */
export const resolveParameter = <T>(
  definition: Parameter<T>,
  values: readonly ParameterValue[],
  day: Day,
  place: ParameterPlace = {},
): Resolved<T> => {
  const best = strongestValue(
    values.filter((value) => value.key === definition.key),
    day,
    place,
  )
  return best
    ? { value: definition.schema.parse(best.value), version: best.version }
    : { value: definition.default, version: 0 }
}

/** Among the stored values of one parameter the one that holds on `day` at `place`. */
export const strongestValue = <V extends Omit<ParameterValue, 'key' | 'value'>>(
  values: readonly V[],
  day: Day,
  place: ParameterPlace = {},
): V | undefined => {
  const subjects: Partial<Record<OverrideLevel, string | undefined>> = { province: '', ...place }
  let best: V | undefined
  for (const candidate of values) {
    if (candidate.effectiveFrom > day || subjects[candidate.level] !== candidate.subject) continue
    if (!best || isStronger(candidate, best)) best = candidate
  }
  return best
}

type Strength = Pick<ParameterValue, 'level' | 'effectiveFrom' | 'version'>

const isStronger = (a: Strength, b: Strength): boolean => {
  const byLevel = overrideLevels.indexOf(a.level) - overrideLevels.indexOf(b.level)
  if (byLevel !== 0) return byLevel > 0
  if (a.effectiveFrom !== b.effectiveFrom) return a.effectiveFrom > b.effectiveFrom
  return a.version > b.version
}
