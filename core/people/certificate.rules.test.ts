import { describe, expect, it } from 'vitest'
import { certificateState, leadEligibility, requiredCertificates } from './certificate.rules.ts'
import type { Certificate } from './certificate.ts'
import { aCertificate, aStaff } from './people.fixtures.ts'

const today = '2026-11-22'
const soon = '2026-12-22'
const stateOf = (more: Partial<Certificate>) => certificateState(aCertificate(more), today, soon)

describe('a certificate', () => {
  it.each([
    ['without an end is valid', {}, 'valid'],
    ['that ends after the notice is valid', { validTo: '2026-12-23' }, 'valid'],
    ['that ends with the notice expires', { validTo: soon }, 'expiring'],
    ['that ends today expires', { validTo: today }, 'expiring'],
    ['that ended yesterday is over', { validTo: '2026-11-21' }, 'expired'],
    ['that is revoked from today on is over', { revokedOn: today }, 'expired'],
    ['that will be revoked tomorrow is valid until then', { revokedOn: '2026-11-23' }, 'valid'],
    ['of an authority without a number proves nothing', { issuer: 'authority', number: ' ' }, 'incomplete'],
    ['of the branch network department needs no number', { issuer: 'operator', number: undefined }, 'valid'],
    ['that the contractor gave itself proves nothing', { issuer: 'contractor' }, 'incomplete'],
  ] as const)('%s', (_name, more, state) => {
    const { validTo: _validTo, ...endless } = aCertificate()
    expect(certificateState({ ...endless, ...more }, today, soon)).toBe(state)
  })

  it('is of one kind of state only, whatever else is wrong with it', () => {
    expect(stateOf({ validTo: '2026-11-21', issuer: 'contractor' })).toBe('incomplete')
  })
})

describe('what a lead needs', () => {
  it('of the rows that fit, kind goes before line, and line before every order', () => {
    const row = (kind: string, line: '*' | 'home', code: string) => ({
      ...{ kind, line, isAtHeight: false, certificates: [code] },
    })
    const rows = [row('*', '*', 'any'), row('*', 'home', 'line'), row('fault', '*', 'kind')]
    const needs = (kind: string, line: 'home' | 'enterprise') => requiredCertificates(rows, { kind, line })
    expect([needs('fault', 'home'), needs('removal', 'home'), needs('removal', 'enterprise')]).toEqual([
      ['kind'],
      ['line'],
      ['any'],
    ])
    expect(requiredCertificates([...rows, row('fault', 'home', 'both')], { kind: 'fault', line: 'home' })).toEqual([
      'both',
    ])
  })

  it('of several that are over the one that ended last is named', () => {
    const staff = aStaff()
    const ended = ['2024-01-01', '2026-06-30', '2025-01-01'].map((validTo, index) =>
      aCertificate({ id: `c${index}`, staffId: staff.id, kind: 'k', validTo }),
    )
    const rules = {
      requirements: [{ kind: '*', line: '*' as const, isAtHeight: false, certificates: ['k'] }],
      kinds: [],
    }
    expect(leadEligibility(staff, ended, { kind: 'fault', line: 'home' }, today, rules)).toMatchObject({
      refusal: {
        details: [{ code: 'people.certificate-expired', params: { expiredOn: '2026-06-30', certificate: 'k' } }],
      },
    })
  })
})
