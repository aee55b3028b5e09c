/**
 * What must be there before dangerous work starts: at 2 m or higher a certificate that is valid today, belt, helmet and a second person;
 * at live power the electrician's certificate; in a manhole a gas test within its limits; at the road cones and vest; while storm or ice is
 * declared nobody climbs. What is missing is said with what to do about it, on the phone and by the server alike. (R-V7, R-V8; DOMAIN §8)
 */
import { certificateFault } from '#core/people/certificate.rules.ts'
import type { Certificate, CertificateKind } from '#core/people/certificate.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import type { Day } from '#core/time.ts'
import {
  hazards as allHazards,
  type GasLimit,
  type Hazard,
  type HazardCheck,
  type HazardItem,
  type HazardMeasures,
  type KindHazards,
  type Measure,
  type SafetyConfirmation,
  weatherHazards,
} from './hazard.ts'

/** The tables of `safety.parameters.ts`. */
export type HazardRules = {
  readonly measures: readonly HazardMeasures[]
  readonly gasLimits: readonly GasLimit[]
  readonly kindHazards: readonly KindHazards[]
  readonly certificateKinds: readonly CertificateKind[]
}

export type HazardFacts = {
  /** Of the order: flagged by somebody, or by its kind (`hazardsOf`). */
  readonly hazards: readonly Hazard[]
  /** Declared for the place and the moment. */
  readonly weather: readonly Hazard[]
  /** Of the lead engineer; `undefined` where they are not known, and then whoever knows them decides. */
  readonly certificates: readonly Certificate[] | undefined
  /** How many go along with the lead. */
  readonly crew: number
  /** Recorded for this visit. */
  readonly confirmed: readonly SafetyConfirmation[]
  readonly day: Day
}

/** Whether nobody may climb now. */
const isClimbingForbidden = (present: readonly Hazard[]): boolean =>
  weatherHazards.some((each) => present.includes(each))

/** Those that somebody flagged and those that orders of this kind always have, in the table's order. */
export const hazardsOf = (
  flagged: readonly Hazard[],
  order: { readonly kind: string; readonly line: string },
  rows: readonly KindHazards[],
): readonly Hazard[] => {
  const byKind = rows
    .filter((row) => [order.kind, '*'].includes(row.kind) && [order.line, '*'].includes(row.line))
    .flatMap((row) => row.hazards)
  return allHazards.filter((hazard) => flagged.includes(hazard) || byKind.includes(hazard))
}

/** Every hazard of the job with its items; weather shows for itself where it is declared. */
export const hazardChecks = (facts: HazardFacts, rules: HazardRules): readonly HazardCheck[] => {
  const present = allHazards.filter((hazard) => facts.hazards.includes(hazard) || facts.weather.includes(hazard))
  return present.map((hazard) => {
    const items = measuresOf(hazard, rules).map((measure) => itemOf(hazard, measure, facts, rules))
    const stopped = items.find((item) => item.refusal)?.refusal
    const confirmation = facts.confirmed.findLast((each) => each.hazard === hazard)
    const isSaid = confirmation !== undefined && unsaid(hazard, confirmation, rules) === undefined
    return { hazard, items, isConfirmed: isSaid && !stopped, ...(stopped ? { refusal: stopped } : {}) }
  })
}

/** Whether work may start: everything is there and recorded. Refusals: those of the items, `safety.checks-open`. */
export const checkSafeStart = (facts: HazardFacts, rules: HazardRules): Result<null> => {
  const checks = hazardChecks(facts, rules)
  const stopped = checks.find((check) => check.refusal)?.refusal
  if (stopped) return { ok: false, refusal: stopped }
  // Weather has nothing to confirm where nobody climbs.
  const open = checks.filter((check) => !check.isConfirmed && facts.hazards.includes(check.hazard))
  if (open.length === 0) return ok(null)
  const named = open.map(({ hazard }) => hazard).join(',')
  return refuse('safety.checks-open', { kind: 'conflict', params: { hazard: named } })
}

/**
 * Whether what is said for one hazard is enough. Refusals: `safety.hazard-not-here`, those of the items, `safety.items-missing`,
 * `safety.gas-missing`, `safety.gas-out-of-limits`.
 */
export const checkConfirmation = (
  said: Pick<SafetyConfirmation, 'hazard' | 'items' | 'reading'>,
  facts: HazardFacts,
  rules: HazardRules,
): Result<null> => {
  const check = hazardChecks(facts, rules).find(({ hazard }) => hazard === said.hazard)
  if (!check) return refuse('safety.hazard-not-here', { field: 'hazard', params: { hazard: said.hazard } })
  const refusal = check.refusal ?? unsaid(said.hazard, said, rules)
  return refusal ? { ok: false, refusal } : ok(null)
}

const measuresOf = (hazard: Hazard, rules: HazardRules): readonly Measure[] =>
  rules.measures.find((row) => row.hazard === hazard)?.measures ?? []

/** What the person has yet to say or measure for this hazard. */
const unsaid = (
  hazard: Hazard,
  said: Pick<SafetyConfirmation, 'items' | 'reading'>,
  rules: HazardRules,
): Refusal | undefined => {
  const measures = measuresOf(hazard, rules)
  const missing = measures.filter(({ kind, code }) => kind === 'tick' && !said.items.includes(code))
  if (missing.length > 0) {
    const [item, itemEn] = (['zh-CN', 'en'] as const).map((language) =>
      missing.map(({ name }) => name[language]).join(language === 'en' ? ', ' : '、'),
    )
    return { code: 'safety.items-missing', field: 'items', params: { missing: item ?? '', missingEn: itemEn ?? '' } }
  }
  return measures.some(({ kind }) => kind === 'gas') ? gasFault(said.reading ?? {}, rules.gasLimits) : undefined
}

/** The first gas that was not measured or is beyond its limit; a limit itself still passes. */
export const gasFault = (
  reading: Readonly<Record<string, number>>,
  limits: readonly GasLimit[],
): Refusal | undefined => {
  for (const { code, name, unit, minimum, maximum } of limits) {
    const value = reading[code]
    const params = { gas: name['zh-CN'], gasEn: name.en }
    if (value === undefined || !Number.isFinite(value)) return { code: 'safety.gas-missing', field: 'reading', params }
    if ((minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum)) {
      const limit = [minimum, maximum].filter((each) => each !== undefined).join('–')
      return { code: 'safety.gas-out-of-limits', field: 'reading', params: { ...params, value, unit, limit } }
    }
  }
  return undefined
}

const itemOf = (hazard: Hazard, measure: Measure, facts: HazardFacts, rules: HazardRules): HazardItem => {
  const { code, kind, name } = measure
  const item = { code, kind, name }
  const judged = (refusal: Refusal | undefined): HazardItem =>
    refusal ? { ...item, isMet: false, refusal } : { ...item, isMet: true }
  switch (kind) {
    case 'certificate':
      return facts.certificates === undefined
        ? item
        : judged(certificateRefusal(measure.certificate ?? code, facts.certificates, facts.day, rules))
    case 'crew':
      return judged(facts.crew > 0 ? undefined : { code: 'safety.second-person-needed', params: { hazard } })
    case 'noHeight':
      return judged(
        facts.hazards.includes('height') && isClimbingForbidden([...facts.weather, ...facts.hazards])
          ? { code: 'safety.no-height-now', params: { hazard } }
          : undefined,
      )
    default:
      return item
  }
}

/** Why the lead's certificate does not hold today, with what to do about it. */
const certificateRefusal = (
  kind: string,
  certificates: readonly Certificate[],
  day: Day,
  rules: HazardRules,
): Refusal | undefined => {
  const fault = certificateFault(certificates, kind, day, rules.certificateKinds)
  if (!fault) return undefined
  const code = fault.code === 'people.certificate-expired' ? 'safety.certificate-expired' : 'safety.certificate-missing'
  return { code, kind: 'conflict', ...(fault.params ? { params: fault.params } : {}) }
}
