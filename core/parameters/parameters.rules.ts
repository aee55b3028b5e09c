/**
 * How a figure is changed: for a day that is not past, at a level of the chain, for a region or company that exists and lies
 * within the reach of whoever changes it. A value that is in force stays in the history for ever; only one that is still to come
 * can be taken back. (Every figure is data that an administrator can change with an effective date.)
 */
import type { Actor } from '#core/access/scope.ts'
import { type OverrideLevel, strongestValue } from '#core/parameter.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Day } from '#core/time.ts'

export type StoredValue = {
  readonly version: number
  readonly level: OverrideLevel
  readonly subject: string
  readonly effectiveFrom: Day
  readonly value: unknown
  readonly withdrawnAt: string | null
}

/** What the subject of a value is: its name, and in which prefecture; `undefined` when it does not exist. */
export type Subject = { readonly name: string; readonly prefecture?: string | undefined } | undefined

export type Wanted = {
  readonly level: OverrideLevel
  readonly subject: string
  readonly effectiveFrom: Day
  readonly value: unknown
}

/** Whether the actor may set this value from that day on. */
export const decideSet = (
  wanted: Wanted,
  subject: Subject,
  history: readonly StoredValue[],
  { today, actor, provinceCode }: { readonly today: Day; readonly actor: Actor; readonly provinceCode: string },
): Result<{ readonly before: StoredValue | undefined }> => {
  const { level, effectiveFrom } = wanted
  if (effectiveFrom < today) {
    return refuse('parameters.past', { field: 'effectiveFrom', params: { day: effectiveFrom, today } })
  }
  if (level !== 'province' && wanted.subject === '') {
    return refuse('parameters.subject-missing', { field: 'subject' })
  }
  if (!subject) {
    return refuse('parameters.subject-unknown', { field: 'subject', params: { subject: wanted.subject } })
  }
  if (!actor.scope.prefectures.includes(subject.prefecture ?? provinceCode)) {
    return refuse('parameters.not-yours', { kind: 'forbidden', field: 'subject', params: { subject: subject.name } })
  }
  const before = heldAt(history, wanted, effectiveFrom)
  if (before && sameJson(before.value, wanted.value)) {
    return refuse('parameters.unchanged', { field: 'value', params: { day: effectiveFrom } })
  }
  return ok({ before })
}

/** Whether a value can be taken back: only one that no day has seen yet. */
export const decideWithdraw = (value: StoredValue | undefined, today: Day): Result<StoredValue> => {
  if (!value || value.withdrawnAt !== null) return refuse('parameters.no-value', { kind: 'notFound' })
  if (value.effectiveFrom <= today) {
    return refuse('parameters.in-force', { kind: 'conflict', params: { day: value.effectiveFrom } })
  }
  return ok(value)
}

/** The value that holds on the day at exactly this level and subject. */
export const heldAt = (
  history: readonly StoredValue[],
  place: Pick<Wanted, 'level' | 'subject'>,
  day: Day,
): StoredValue | undefined =>
  strongestValue(
    history.filter((each) => each.level === place.level && each.subject === place.subject && each.withdrawnAt === null),
    day,
    { [place.level]: place.subject },
  )

export type ValueState = 'past' | 'inForce' | 'upcoming' | 'withdrawn'

export const valueState = (value: StoredValue, history: readonly StoredValue[], today: Day): ValueState => {
  if (value.withdrawnAt !== null) return 'withdrawn'
  if (value.effectiveFrom > today) return 'upcoming'
  return heldAt(history, value, today)?.version === value.version ? 'inForce' : 'past'
}

/** Equal as data, whatever the order of keys. */
const sameJson = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return left.size === right.size && [...left].every(([key, each]) => right.has(key) && sameJson(each, right.get(key)))
}
