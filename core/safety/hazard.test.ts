import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Certificate } from '#core/people/certificate.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import {
  checkConfirmation,
  checkSafeStart,
  gasFault,
  type HazardFacts,
  type HazardRules,
  hazardChecks,
  hazardsOf,
} from './hazard.rules.ts'
import { hazards, type SafetyConfirmation } from './hazard.ts'
import { safetyParameters } from './safety.parameters.ts'

const DAY = '2026-11-18'
const rules: HazardRules = {
  measures: safetyParameters.hazardMeasures.default,
  gasLimits: safetyParameters.gasLimits.default,
  kindHazards: safetyParameters.kindHazards.default,
  certificateKinds: peopleParameters.certificateKinds.default,
}
const held = (kind: string, validTo: string): Certificate => ({
  ...{ id: kind, staffId: 's', kind, number: 'T-1', issuer: 'authority', validTo },
})
const licences = [held('workAtHeight', '2027-01-01'), held('lowVoltageElectrician', '2027-01-01')]
const someFacts = (more: Partial<HazardFacts> = {}): HazardFacts => ({
  ...{ hazards: ['height'], weather: [], certificates: licences, crew: 1, confirmed: [], day: DAY },
  ...more,
})
const GOOD_AIR = { oxygen: 20.9, combustible: 0, hydrogenSulfide: 0, carbonMonoxide: 0 }
const ticksOf = (hazard: string): string[] =>
  rules.measures.find((row) => row.hazard === hazard)?.measures.map(({ code }) => code) ?? []
const said = (hazard: (typeof hazards)[number], more: Partial<SafetyConfirmation> = {}): SafetyConfirmation => ({
  ...{ hazard, visitId: 'v', items: ticksOf(hazard), files: [], at: '2026-11-18T04:00:00.000Z', byName: '吴启明' },
  ...(hazard === 'manhole' ? { reading: GOOD_AIR } : {}),
  ...more,
})
const codeOf = (result: ReturnType<typeof checkSafeStart>): string => (result.ok ? 'ok' : result.refusal.code)

describe('hazards of a job', () => {
  it('start only when each one is confirmed', () => {
    expect(codeOf(checkSafeStart(someFacts(), rules))).toBe('safety.checks-open')
    expect(codeOf(checkSafeStart(someFacts({ confirmed: [said('height')] }), rules))).toBe('ok')
    expect(codeOf(checkSafeStart(someFacts({ hazards: [] }), rules))).toBe('ok')
  })

  it('refuse height with a licence that ran out yesterday and say until when it held', () => {
    const expired = someFacts({ certificates: [held('workAtHeight', '2026-11-17')], confirmed: [said('height')] })
    const result = checkSafeStart(expired, rules)
    expect(result).toMatchObject({
      refusal: { code: 'safety.certificate-expired', params: { certificate: '高处作业证', expiredOn: '2026-11-17' } },
    })
    expect(codeOf(checkSafeStart({ ...expired, certificates: [held('workAtHeight', DAY)] }, rules))).toBe('ok')
    expect(codeOf(checkSafeStart({ ...expired, certificates: [] }, rules))).toBe('safety.certificate-missing')
  })

  it('need a second person at height, and an electrician at live power', () => {
    expect(codeOf(checkConfirmation(said('height'), someFacts({ crew: 0 }), rules))).toBe('safety.second-person-needed')
    const atPower = someFacts({ hazards: ['livePower'], certificates: [held('workAtHeight', '2027-01-01')] })
    expect(codeOf(checkConfirmation(said('livePower'), atPower, rules))).toBe('safety.certificate-missing')
  })

  it('let nobody climb while a storm or ice is declared, and leave work on the ground alone', () => {
    for (const weather of ['storm', 'ice'] as const) {
      const facts = someFacts({ weather: [weather], confirmed: [said('height')] })
      expect(codeOf(checkSafeStart(facts, rules))).toBe('safety.no-height-now')
      expect(codeOf(checkSafeStart({ ...facts, hazards: [] }, rules))).toBe('ok')
    }
  })

  it('name every item that was not looked at', () => {
    const result = checkConfirmation(said('traffic', { items: ['vest'] }), someFacts({ hazards: ['traffic'] }), rules)
    expect(result).toMatchObject({ refusal: { code: 'safety.items-missing', params: { missing: '锥桶已摆放' } } })
  })

  it('of a kind are there without a flag', () => {
    expect(hazardsOf(['height'], { kind: 'emergency', line: 'home' }, rules.kindHazards)).toEqual(['height', 'traffic'])
    expect(hazardsOf([], { kind: 'fault', line: 'home' }, rules.kindHazards)).toEqual([])
  })
})

describe('the air in a manhole', () => {
  it('passes at its limits and not beyond', () => {
    expect(gasFault({ ...GOOD_AIR, oxygen: 19.5 }, rules.gasLimits)).toBeUndefined()
    expect(gasFault({ ...GOOD_AIR, oxygen: 19.4 }, rules.gasLimits)?.code).toBe('safety.gas-out-of-limits')
    expect(gasFault({ ...GOOD_AIR, combustible: 10.1 }, rules.gasLimits)?.code).toBe('safety.gas-out-of-limits')
    expect(gasFault({ oxygen: 20.9 }, rules.gasLimits)?.code).toBe('safety.gas-missing')
  })
})

describe('whatever the facts', () => {
  const anyFacts = fc.record({
    hazards: fc.uniqueArray(fc.constantFrom(...hazards)),
    weather: fc.uniqueArray(fc.constantFrom('storm' as const, 'ice' as const)),
    certificates: fc.subarray([...licences, held('workAtHeight', '2020-01-01')]),
    crew: fc.nat(2),
    confirmed: fc.uniqueArray(fc.constantFrom(...hazards)).map((list) => list.map((hazard) => said(hazard))),
    day: fc.constant(DAY),
  })

  it('work starts only with a valid licence, a second person and a calm sky where somebody climbs', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        if (!checkSafeStart(facts, rules).ok || !facts.hazards.includes('height')) return
        expect(facts.crew).toBeGreaterThan(0)
        expect(facts.certificates.some(({ kind, validTo = '' }) => kind === 'workAtHeight' && validTo >= DAY)).toBe(
          true,
        )
        expect([...facts.weather, ...facts.hazards].some((each) => each === 'storm' || each === 'ice')).toBe(false)
        expect(facts.confirmed.some(({ hazard }) => hazard === 'height')).toBe(true)
      }),
    )
  })

  it('one hazard more never makes a start possible', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...hazards), (facts, more) => {
        const harder = { ...facts, hazards: [...facts.hazards, more] }
        if (checkSafeStart(harder, rules).ok) expect(checkSafeStart(facts, rules).ok).toBe(true)
      }),
    )
  })

  it('a start is refused exactly when a check says why, or one is open', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const checks = hazardChecks(facts, rules)
        const isFine = checks.every(
          ({ refusal, isConfirmed, hazard }) => !refusal && (isConfirmed || !facts.hazards.includes(hazard)),
        )
        expect(checkSafeStart(facts, rules).ok).toBe(isFine)
      }),
    )
  })
})
