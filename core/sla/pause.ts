/**
 * What may stop a clock: the causes of a table, each with the clocks it stops, how long at most, who approves and with what
 * evidence. A contractor's own reasons (people, material, vehicles) never do. Time that two pauses share counts once; a pause
 * ends by itself at its end. (R-B1; DOMAIN: hang-up)
 */

import type { RoleName } from '#core/access/role.ts'
import type { Confidence } from '#core/parameter.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { epochMsOf, type Instant, later, minutesBetween } from '#core/time.ts'
import type { ClockKind, Pause, Span } from './sla.ts'

/** Who may approve a pause, the lowest first: whoever stands higher may answer for those below. */
export const pauseApprovers = ['countyDesk', 'prefectureManager', 'provinceManager'] as const satisfies RoleName[]
export type PauseApprover = (typeof pauseApprovers)[number]

/** Whether somebody with these roles may approve what the table gives to `approver`. */
export const mayApprovePause = (roles: readonly RoleName[], approver: PauseApprover): boolean =>
  pauseApprovers.slice(pauseApprovers.indexOf(approver)).some((role) => roles.includes(role))

/** The roles of the table that somebody with these roles may answer for. */
export const answerableApprovers = (roles: readonly RoleName[]): readonly PauseApprover[] =>
  pauseApprovers.filter((approver) => mayApprovePause(roles, approver))

/** One row of the cause table. */
export type PauseCause = {
  readonly code: string
  readonly title: { readonly 'zh-CN': string; readonly en: string }
  /** Kinds of order; absent for all. */
  readonly kinds?: readonly string[]
  /** Empty: the reason is recorded and stops nothing, because it is the contractor's own. */
  readonly stops: readonly ClockKind[]
  /** How long in all for this cause, shortest first, and the role that approves it; nobody approves what is automatic. */
  readonly tiers: readonly { readonly maxMinutes: number; readonly approver: PauseApprover | null }[]
  /** From each group one is needed: call record or message, and a photo. */
  readonly evidence: readonly (readonly string[])[]
  /** How often in one order. */
  readonly maxTimes: number
  /** Looked at afterwards by sample. */
  readonly isSampled: boolean
  /** Counts against the number of suspensions of an order, all causes together. */
  readonly isNumbered: boolean
  readonly mark: Confidence
}

export type PauseRequest = {
  readonly cause: string
  readonly orderKind: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Kinds of evidence that are there. */
  readonly evidence: readonly string[]
}

/** What the request needs before the clocks stop; without approver they stop at once. */
export type PauseGrant = {
  readonly approver: PauseApprover | null
  readonly isSampled: boolean
  readonly stops: readonly ClockKind[]
}

/**
 * Whether the order may be paused for this cause and who has to approve it. Earlier pauses of the same cause use up its length.
 * Refusals: `sla.pause-cause-unknown`, `sla.pause-own-reason`, `sla.pause-end-not-later`, `sla.pause-evidence-missing`,
 * `sla.pause-too-long`, `sla.pause-too-many`.
 */
export const checkPause = (
  request: PauseRequest,
  earlierPauses: readonly Pause[],
  causes: readonly PauseCause[],
  maxSuspensions: number,
): Result<PauseGrant> => {
  const cause = causeFor(request.cause, request.orderKind, causes)
  if (!cause) {
    const codes = causes.filter(({ kinds, stops }) => stops.length > 0 && (kinds?.includes(request.orderKind) ?? true))
    return refuse('sla.pause-cause-unknown', {
      field: 'cause',
      params: { cause: request.cause, codes: [...new Set(codes.map(({ code }) => code))].join(',') },
    })
  }
  if (cause.stops.length === 0) return refuse('sla.pause-own-reason', { field: 'cause' })
  if (request.endsAt <= request.startsAt) return refuse('sla.pause-end-not-later', { field: 'endsAt' })
  const missing = cause.evidence.find((group) => !group.some((kind) => request.evidence.includes(kind)))
  if (missing) return refuse('sla.pause-evidence-missing', { field: 'evidence', params: { proof: missing.join(',') } })
  const numbered = new Set(causes.filter((row) => row.isNumbered).map((row) => row.code))
  const count = earlierPauses.filter((pause) => numbered.has(pause.cause)).length
  if (cause.isNumbered && count >= maxSuspensions)
    return refuse('sla.pause-too-many', { kind: 'conflict', params: { max: maxSuspensions } })
  const times = earlierPauses.filter((pause) => pause.cause === cause.code).length
  if (times >= cause.maxTimes)
    return refuse('sla.pause-too-many', { kind: 'conflict', params: { max: cause.maxTimes } })
  const minutes = minutesBetween(request.startsAt, request.endsAt)
  const usedMinutes = earlierPauses
    .filter((pause) => pause.cause === cause.code)
    .reduce((sum, pause) => sum + minutesBetween(pause.startedAt, endOf(pause)), 0)
  const tier = cause.tiers.find(({ maxMinutes }) => usedMinutes + minutes <= maxMinutes)
  if (!tier) {
    const maxMinutes = Math.max(0, (cause.tiers.at(-1)?.maxMinutes ?? 0) - usedMinutes)
    return refuse('sla.pause-too-long', { field: 'endsAt', params: { maxMinutes: Math.floor(maxMinutes) } })
  }
  return ok({ approver: tier.approver, isSampled: cause.isSampled, stops: cause.stops })
}

/** The row of a cause for a kind of order: one that names the kind before one for all. */
export const causeFor = (code: string, orderKind: string, causes: readonly PauseCause[]): PauseCause | undefined => {
  const rows = causes.filter((row) => row.code === code)
  return rows.find((row) => row.kinds?.includes(orderKind)) ?? rows.find((row) => row.kinds === undefined)
}

/** When the pause ended or will end by itself. */
export const endOf = ({ endsAt, endedAt }: Pause): Instant => endedAt ?? endsAt

/** The pauses that stop a kind of clock, inside `from` and `to`, in order and with overlaps merged. */
export const spansOf = (
  pauses: readonly Pause[],
  kind: ClockKind,
  from: Instant,
  to: Instant | undefined,
): readonly Span[] => {
  const spans: Span[] = []
  for (const pause of pauses) {
    if (!pause.stops.includes(kind)) continue
    const start = pause.startedAt > from ? pause.startedAt : from
    const planned = endOf(pause)
    const end = to !== undefined && to < planned ? to : planned
    if (end > start) spans.push({ from: start, to: end })
  }
  return spans.length > 1 ? merge(spans) : spans
}

const merge = (spans: readonly Span[]): readonly Span[] => {
  const merged: Span[] = []
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = merged.at(-1)
    if (last && span.from <= last.to) merged[merged.length - 1] = { from: last.from, to: later(span.to, last.to) }
    else merged.push(span)
  }
  return merged
}

/** Milliseconds of the spans between two instants. */
export const pausedMsWithin = (spans: readonly Span[], fromMs: number, toMs: number): number => {
  let paused = 0
  for (const span of spans) {
    const start = Math.max(fromMs, epochMsOf(span.from))
    const end = Math.min(toMs, epochMsOf(span.to))
    if (end > start) paused += end - start
  }
  return paused
}
