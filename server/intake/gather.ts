import { intakeParameters } from '#core/intake/intake.parameters.ts'
import type { IntakeRules } from '#core/intake/intake.rules.ts'
import type { ParameterPlace } from '#core/parameter.ts'
import { addMinutes, dayOf, type Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { LedgerCustomer } from '#server/work-orders/index.ts'
import { customerKeysOf, type Incoming } from './incoming.ts'
import { findGround, findWaiting, type Matter, type WaitingMatter } from './matters.store.ts'
import { customersByReport, isFound, nearMisses } from './near.ts'

/** Everything that may decide what becomes of some reports. */
export type Gathered = {
  readonly customers: readonly LedgerCustomer[]
  readonly matters: readonly Matter[]
  readonly waiting: readonly WaitingMatter[]
}

/** The figures of the intake as they hold at a place. */
export const intakeRulesAt = (deps: Deps, place: ParameterPlace, at: Instant): IntakeRules => {
  const reader = deps.parameters.on(dayOf(at))
  return {
    canMatchByAddress: reader.value(intakeParameters.canMatchByAddress, place).value,
    maxCandidates: reader.value(intakeParameters.maxCandidates, place).value,
    duplicateWindowMinutes: reader.value(intakeParameters.duplicateWindowMinutes, place).value,
    repeatWindowMinutes: reader.value(intakeParameters.repeatWindowMinutes, place).value,
  }
}

/** How far back an order can still matter, wherever the customer turns out to live. */
const longestMinutes = (deps: Deps, at: Instant): number => {
  const reader = deps.parameters.on(dayOf(at))
  const windows = [intakeParameters.duplicateWindowMinutes, intakeParameters.repeatWindowMinutes]
  const stored = reader.values.filter(({ key }) => windows.some((window) => window.key === key))
  return Math.max(...windows.map((window) => reader.value(window).value), ...stored.map(({ value }) => Number(value)))
}

/**
 * Reads customers and orders in one round trip, in the whole province: the caller acts for the system.
 * With `isLocked` the same customers' other reports wait until this transaction ends.
 */
export const gather = async (
  deps: Deps,
  tx: Tx,
  reports: readonly Incoming[],
  { isLocked }: { readonly isLocked: boolean },
): Promise<Gathered & { readonly since: Instant }> => {
  const keys = customerKeysOf(reports)
  const times = reports.map(({ receivedAt }) => receivedAt).toSorted()
  const earliest = times[0] ?? deps.clock.now()
  const since = addMinutes(earliest, -longestMinutes(deps, times.at(-1) ?? earliest))
  const { customers, matters } = await findGround(tx, keys, { since, isLocked })
  return { customers, matters, waiting: [], since }
}

/**
 * For each report what it may be about. Where nobody of the ledger fits, near misses and waiting reports that say the same
 * are looked for too: one more round trip, for few.
 */
export const widen = async (
  tx: Tx,
  reports: readonly Incoming[],
  gathered: Gathered & { readonly since: Instant },
): Promise<{
  readonly customersOf: (report: Incoming) => readonly LedgerCustomer[]
  readonly waiting: readonly WaitingMatter[]
}> => {
  const found = customersByReport(gathered.customers)
  const lost = reports.filter((report) => !isFound(report, found(report)))
  if (lost.length === 0) return { customersOf: found, waiting: [] }
  const [near, waiting] = await Promise.all([
    nearMisses(tx, lost),
    findWaiting(tx, customerKeysOf(lost), gathered.since),
  ])
  const known = new Set(gathered.customers.map(({ id }) => id))
  const wider = near.filter(({ id }) => !known.has(id))
  const isLost = new Set(lost)
  return { customersOf: (report) => (isLost.has(report) ? [...found(report), ...wider] : found(report)), waiting }
}
