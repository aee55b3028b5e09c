import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf } from '#core/text.ts'
import { addDays, instantFromLocal } from '#core/time.ts'
import {
  certificateKindOf,
  certificateState,
  helperEligibility,
  leadEligibility,
  requiredCertificates,
  splitCertificates,
} from './certificate.rules.ts'
import { type Certificate, certificateSchema, issuers } from './certificate.ts'
import { isInShift, onDuty } from './duty.rules.ts'
import { aCertificate, aStaff } from './people.fixtures.ts'
import { peopleParameters } from './people.parameters.ts'
import { peopleTexts } from './people.text.ts'

const requirements = peopleParameters.leadRequirements.default
const kinds = peopleParameters.certificateKinds.default
const rules = { requirements, kinds }
const fault = { kind: 'fault', line: 'home' } as const
const lead = (
  certificates: Parameters<typeof leadEligibility>[1],
  order: Parameters<typeof leadEligibility>[2] = fault,
  day = '2026-10-01',
) => leadEligibility(aStaff(), certificates, order, day, rules)
const known = (certificate: { [Key in keyof Certificate]: Certificate[Key] | undefined }): Certificate =>
  certificateSchema.parse(certificate)
const reasons = (result: ReturnType<typeof lead>) =>
  result.ok ? [] : (result.refusal.details ?? []).map((fault) => fault.code)

describe('the lead of an order', () => {
  it('needs the certificate of the business line', () => {
    expect(lead([aCertificate()])).toMatchObject({ ok: true, value: [{ kind: 'homeFitter' }] })
    expect(reasons(lead([aCertificate({ kind: 'enterpriseFitter' })]))).toEqual(['people.certificate-missing'])
    expect(lead([aCertificate({ kind: 'enterpriseFitter' })], { kind: 'installation', line: 'enterprise' }).ok).toBe(
      true,
    )
    expect(lead([]).ok).toBe(false)
    expect(lead([], { kind: 'resourceCorrection', line: 'home' }).ok).toBe(true)
  })
  it('needs the licence for work at height on top', () => {
    const order = { ...fault, isAtHeight: true }
    expect(requiredCertificates(requirements, order)).toEqual(['homeFitter', 'workAtHeight'])
    expect(reasons(lead([aCertificate()], order))).toEqual(['people.certificate-missing'])
    expect(lead([aCertificate(), aCertificate({ kind: 'workAtHeight' })], order).ok).toBe(true)
  })
  it('is refused from the day after the last, with that day', () => {
    expect(lead([aCertificate({ validTo: '2026-10-01' })]).ok).toBe(true)
    expect(lead([aCertificate({ validTo: '2026-09-30' })])).toMatchObject({
      refusal: {
        code: 'people.not-certified',
        details: [
          {
            code: 'people.certificate-expired',
            params: { expiredOn: '2026-09-30', kind: 'homeFitter', certificate: '家客装维上岗证' },
          },
        ],
      },
    })
  })
  it('names the certificate in the reader’s language, whatever is wrong with it', () => {
    const wrong = [[], [aCertificate({ validTo: '2026-09-30' })], [aCertificate({ revokedOn: '2026-10-01' })]]
    for (const certificates of [...wrong, [aCertificate({ issuer: 'contractor' })]]) {
      const refused = lead(certificates)
      const [detail] = refused.ok ? [] : (refused.refusal.details ?? [])
      const said = textOf(peopleTexts, detail?.code ?? '', 'en', detail?.params)
      expect(said).toContain('Home installation and maintenance permit')
      expect(said).not.toMatch(/[{}]|homeFitter/)
    }
  })
  it('is refused for a certificate that is revoked, begins later, or is the contractor’s own', () => {
    expect(reasons(lead([aCertificate({ revokedOn: '2026-10-01' })]))).toEqual(['people.certificate-revoked'])
    expect(reasons(lead([aCertificate({ validFrom: '2026-10-02' })]))).toEqual(['people.certificate-not-yet-valid'])
    expect(reasons(lead([aCertificate({ issuer: 'contractor' })]))).toEqual(['people.certificate-self-issued'])
  })
  it('is refused for a certificate of a contractor’s file, of which nobody knows who gave it, and for a licence without a number', () => {
    const { issuer: _, ...nobody } = aCertificate()
    const { number: __, ...unnumbered } = aCertificate({ issuer: 'authority' })
    for (const certificate of [nobody, unnumbered, aCertificate({ issuer: 'authority', number: ' ' })]) {
      expect(lead([certificate])).toMatchObject({
        refusal: { details: [{ code: 'people.certificate-incomplete', params: { certificate: '家客装维上岗证' } }] },
      })
    }
    expect(lead([nobody, aCertificate({ id: 'complete' })]).ok).toBe(true)
  })
  it('never leads on an authority’s certificate without number or of an issuer who is not the operator or an authority (R-V6)', () => {
    const day = '2026-10-01'
    const around = fc.option(
      fc.integer({ min: -40, max: 40 }).map((days) => addDays(day, days)),
      { nil: undefined },
    )
    const held = fc.record({
      number: fc.option(fc.constantFrom('', '  ', 'GZ-1'), { nil: undefined }),
      issuer: fc.option(fc.constantFrom(...issuers), { nil: undefined }),
      validFrom: around,
      validTo: around,
      revokedOn: around,
    })
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), (several) => {
        const certificates = several.map((each, index) =>
          known({ id: `${index}`, staffId: 'staff-1', kind: 'homeFitter', ...each }),
        )
        const led = lead(certificates, fault, day)
        const proving = certificates.filter((each) => ['valid', 'expiring'].includes(certificateState(each, day, day)))
        for (const each of led.ok ? led.value : []) {
          if (each.issuer === 'authority') expect(each.number?.trim()).toBeTruthy()
          expect(each.issuer).toMatch(/^(operator|authority)$/)
        }
        // A certificate that begins later is shown as valid, and leads from its first day on.
        expect(led.ok).toBe(proving.some((each) => (each.validFrom ?? day) <= day))
      }),
    )
  })
  it('cannot use somebody else’s certificate, and must be employed', () => {
    expect(lead([aCertificate({ staffId: 'staff-2' })]).ok).toBe(false)
    const left = aStaff({ leftOn: '2026-09-30' })
    expect(leadEligibility(left, [aCertificate()], fault, '2026-10-01', rules)).toMatchObject({
      refusal: { code: 'people.not-employed' },
    })
    expect(helperEligibility(left, '2026-10-01').ok).toBe(false)
    expect(helperEligibility(aStaff(), '2026-10-01').ok).toBe(true)
  })
  it('is accepted as soon as one of several certificates of the kind is valid, in any order', () => {
    const offset = fc.integer({ min: -20, max: 20 })
    fc.assert(
      fc.property(fc.array(fc.tuple(offset, offset), { maxLength: 5 }), (periods) => {
        const day = '2026-10-01'
        const certificates = periods.map(([a, b], index) =>
          aCertificate({ id: `${index}`, validFrom: addDays(day, a), validTo: addDays(day, b) }),
        )
        expect(lead(certificates, fault, day).ok).toBe(periods.some(([a, b]) => a <= 0 && b >= 0))
      }),
    )
  })
  it('a row for the kind of order overrules the general one, also when it asks for less', () => {
    const table = [
      ...requirements,
      { kind: 'fault', line: '*' as const, isAtHeight: false, certificates: ['safetyTraining'] },
    ]
    expect(requiredCertificates(table, fault)).toEqual(['safetyTraining'])
    expect(requiredCertificates(table, { ...fault, kind: 'removal' })).toEqual(['homeFitter'])
  })
})

describe('certificates in files', () => {
  it('are known by their names and aliases, several in a cell', () => {
    const names = splitCertificates('家客装维上岗证、登高（高处作业）证')
    expect(names.map((name) => certificateKindOf(kinds, name)?.code)).toEqual(['homeFitter', 'workAtHeight'])
    expect(splitCertificates(' ')).toEqual([])
    expect(certificateKindOf(kinds, '厨师证')).toBeUndefined()
  })
})

describe('on duty', () => {
  const at = (local: string) => instantFromLocal(local) ?? ''
  const day = { from: '08:00', to: '20:00' }
  const night = { from: '20:00', to: '08:00' }
  it('is whoever is employed, not on leave and in the shift', () => {
    const code = (result: ReturnType<typeof onDuty>) => (result.ok ? 'on' : result.refusal.code)
    const leaves = [{ staffId: 'staff-1', fromOn: '2026-10-02', toOn: '2026-10-03' }]
    expect(code(onDuty(aStaff(), leaves, day, at('2026-10-01 08:00')))).toBe('on')
    expect(code(onDuty(aStaff(), leaves, day, at('2026-10-01 20:00')))).toBe('people.off-shift')
    expect(code(onDuty(aStaff(), leaves, day, at('2026-10-03 10:00')))).toBe('people.on-leave')
    expect(code(onDuty(aStaff({ id: 'staff-2' }), leaves, day, at('2026-10-03 10:00')))).toBe('on')
    expect(code(onDuty(aStaff({ joinedOn: '2026-10-02' }), [], day, at('2026-10-01 10:00')))).toBe(
      'people.not-employed',
    )
  })
  it('every minute belongs to the day shift or to the night shift, never to both', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
        const now = at(
          `2026-10-01 ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
        )
        expect(isInShift(day, now)).toBe(!isInShift(night, now))
        expect(isInShift({ from: '00:00', to: '24:00' }, now)).toBe(true)
        expect(isInShift({ from: '07:00', to: '07:00' }, now)).toBe(true)
      }),
    )
  })
})

it('the shipped parameters fit their own schemas, and ask only for known certificates', () => {
  for (const definition of Object.values(peopleParameters))
    expect(definition.schema.safeParse(definition.default).success).toBe(true)
  const codes = new Set(kinds.map((kind) => kind.code))
  for (const row of requirements) for (const code of row.certificates) expect(codes.has(code)).toBe(true)
})
