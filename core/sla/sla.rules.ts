/**
 * The terms on which an order's clocks run: its limits from the matrix, its hours, warnings and the rest, as the parameters say
 * at its place on the day it starts. Later changes do not touch a running clock. (R-B1)
 */
import { overrideLevels, type ParameterPlace, type ParameterValue, resolveParameter } from '#core/parameter.ts'
import { type Day, earlier, type Instant, minutesBetween } from '#core/time.ts'
import { type WorkCalendar, type WorkCalendarData, workCalendar } from './calendar.ts'
import type { Counting } from './counting.ts'
import type { DeviceTimeRules } from './device-time.ts'
import { type LimitMatrix, limitMatrix, limitsFor } from './matrix.ts'
import type { PauseCause } from './pause.ts'
import * as parameters from './sla.parameters.ts'
import type { ClockKind, ClockTerms, PromisedWindow, SlaEvent, SlaFacts } from './sla.ts'
import type { TimerRules } from './timers.ts'

/** All parameters of the clocks at one place on one day. Resolving takes a while: keep it per place and day. */
export type SlaRules = TimerRules & {
  readonly limits: LimitMatrix
  readonly countings: Readonly<Record<string, Counting>>
  readonly pauseCauses: readonly PauseCause[]
  readonly maxSuspensions: number
  readonly minRemainingMinutes: number
  readonly isLimitLate: boolean
  readonly isCheckingCounted: boolean
  readonly isPausedFromRequest: boolean
  readonly arrivalToleranceMinutes: Readonly<Record<SlaFacts['area'], number>>
  readonly bandwidthClasses: readonly { readonly name: string; readonly fromMbps: number }[]
  readonly customerLevels: readonly { readonly name: string; readonly words: readonly string[] }[]
  readonly deviceTime: DeviceTimeRules
}

export const slaRulesAt = (values: readonly ParameterValue[], day: Day, place: ParameterPlace = {}): SlaRules => {
  const own = values.filter(({ key }) => key.startsWith('sla.'))
  const at = <T>(definition: Parameters<typeof resolveParameter<T>>[0]): T =>
    resolveParameter(definition, own, day, place).value
  return {
    limits: limitsAt(own, day, place),
    countings: at(parameters.countingsParameter),
    warnings: at(parameters.warningsParameter),
    escalations: at(parameters.escalationsParameter),
    pauseCauses: at(parameters.pauseCausesParameter),
    maxSuspensions: at(parameters.maxSuspensionsParameter),
    minRemainingMinutes: at(parameters.minRemainingParameter),
    isLimitLate: at(parameters.isLimitLateParameter),
    isCheckingCounted: at(parameters.isCheckingCountedParameter),
    isPausedFromRequest: at(parameters.isPausedFromRequestParameter),
    arrivalToleranceMinutes: at(parameters.arrivalToleranceParameter),
    bandwidthClasses: at(parameters.bandwidthClassesParameter),
    customerLevels: at(parameters.customerLevelsParameter),
    deviceTime: {
      toleranceMinutes: at(parameters.deviceToleranceParameter),
      maxOfflineMinutes: at(parameters.maxOfflineParameter),
    },
  }
}

/** Each level of the chain lays its rows over those of the weaker ones; the shipped rows lie under all. */
const limitsAt = (values: readonly ParameterValue[], day: Day, place: ParameterPlace): LimitMatrix => {
  const definition = parameters.limitsParameter
  const layers = [{ rows: definition.default, version: 0 }]
  for (const level of overrideLevels) {
    const ofLevel = values.filter((value) => value.level === level)
    const { value, version } = resolveParameter(definition, ofLevel, day, place)
    if (version > 0) layers.push({ rows: value, version })
  }
  return limitMatrix(layers)
}

/** The terms of the clocks of these kinds, one for each party that limits such an order. */
export const clockTerms = (kinds: readonly ClockKind[], facts: SlaFacts, rules: SlaRules): readonly ClockTerms[] =>
  kinds.flatMap((kind) =>
    limitsFor(facts, kind, rules.limits).flatMap((row) => {
      if (row.limitMinutes === null) return []
      const counting = rules.countings[row.hours] ?? ALL_HOURS
      return [
        {
          kind,
          party: row.party,
          limitMinutes: row.limitMinutes,
          counting,
          warnBeforeMinutes: warnBefore(kind, rules),
          minRemainingMinutes: rules.minRemainingMinutes,
          isLimitLate: rules.isLimitLate,
          parameterVersion: row.version,
        },
      ]
    }),
  )

const ALL_HOURS: Counting = { kind: 'always' }

const warnBefore = (kind: ClockKind, rules: SlaRules): readonly number[] =>
  [...(rules.warnings.find(({ clocks }) => clocks.includes(kind))?.beforeMinutes ?? [])].sort((a, b) => b - a)

/** Clocks start: none that the matrix gives no limit. */
export const startedEvent = (kinds: readonly ClockKind[], facts: SlaFacts, rules: SlaRules, at: Instant): SlaEvent => ({
  type: 'started',
  at,
  terms: clockTerms(kinds, facts, rules),
})

/** The customer was promised a time, the first or another one; an exact time has its tolerance by area. */
export const promisedEvent = (
  window: { readonly fromAt: Instant; readonly toAt: Instant },
  facts: SlaFacts,
  rules: SlaRules,
  at: Instant,
): SlaEvent => {
  const toleranceMinutes = window.fromAt === window.toAt ? rules.arrivalToleranceMinutes[facts.area] : 0
  const promise: PromisedWindow = { ...window, promisedAt: at, toleranceMinutes }
  const terms: ClockTerms = {
    kind: 'arrival',
    party: 'province',
    limitMinutes: minutesBetween(earlier(at, window.toAt), window.toAt) + toleranceMinutes,
    counting: ALL_HOURS,
    warnBeforeMinutes: warnBefore('arrival', rules),
    minRemainingMinutes: rules.minRemainingMinutes,
    isLimitLate: rules.isLimitLate,
    parameterVersion: 0,
  }
  return { type: 'promised', at, promise, terms }
}

/** The work calendar with what administrators added to the shipped one; keep it, it is the same for everybody. */
export const workCalendarAt = (shipped: WorkCalendarData, values: readonly ParameterValue[], day: Day): WorkCalendar =>
  workCalendar(shipped, resolveParameter(parameters.calendarParameter, values, day).value)
