import { describe, expect, it } from 'vitest'
import { boundaryParameters } from './boundary.parameters.ts'
import { maintainerOf, responsibleParty, segmentsFor } from './boundary.rules.ts'
import { boundaryTexts } from './boundary.text.ts'
import { parties, segments } from './boundary.ts'

const table = boundaryParameters.boundary.default
const party = (line: 'home' | 'enterprise', segment: string, extra = {}) => {
  const result = maintainerOf(table, { line, segment, ...extra })
  return result.ok ? result.value : result.refusal.code
}

describe('the boundary', () => {
  it('runs from the operator’s core to the customer’s own devices', () => {
    expect(
      ['core', 'olt', 'officeJumper', 'trunk', 'cabinet', 'splitter1', 'drop', 'ont', 'customerNetwork'].map(
        (segment) => party('home', segment),
      ),
    ).toEqual([
      'operatorCore',
      'operatorNetwork',
      'operatorNetwork',
      'lineContractor',
      'lineContractor',
      'contractor',
      'contractor',
      'contractor',
      'customer',
    ])
    expect(
      ['trunk', 'lastMile', 'cpe', 'customerNetwork', 'customerPower'].map((segment) => party('enterprise', segment)),
    ).toEqual(['lineContractor', 'contractor', 'contractor', 'customer', 'customer'])
  })
  it('knows building devices only where a building has them', () => {
    expect(party('home', 'buildingDevice', { access: 'FTTB' })).toBe('contractor')
    expect(party('home', 'buildingDevice', { access: 'FTTH' })).toBe('network.boundary-missing')
    expect(segmentsFor(table, { line: 'home', access: 'LAN' })).toContain('buildingPower')
    expect(segmentsFor(table, { line: 'home' })).not.toContain('buildingPower')
    expect(segmentsFor(table, { line: 'enterprise' }).slice(0, 3)).toEqual(['core', 'metro', 'olt'])
  })
  it('lets a contract deviate, before the access method does', () => {
    const rows = [
      ...table,
      {
        line: 'home' as const,
        segment: 'distribution' as const,
        access: '*',
        contract: 'c1',
        party: 'lineContractor' as const,
      },
      {
        line: 'home' as const,
        segment: 'distribution' as const,
        access: 'FTTH',
        contract: '*',
        party: 'operatorConstruction' as const,
      },
    ]
    const at = (extra: object) => maintainerOf(rows, { line: 'home', segment: 'distribution', ...extra })
    expect(at({ access: 'FTTH', contract: 'c1' })).toEqual({ ok: true, value: 'lineContractor' })
    expect(at({ access: 'FTTH' })).toEqual({ ok: true, value: 'operatorConstruction' })
    expect(at({ access: 'LAN', contract: 'c2' })).toEqual({ ok: true, value: 'contractor' })
  })
  it('yields to a cause that has its own responsible party', () => {
    const place = { line: 'home', segment: 'drop' } as const
    expect(responsibleParty(table, place, 'thirdParty')).toEqual({ ok: true, value: 'thirdParty' })
    expect(responsibleParty(table, place, 'byBoundary')).toEqual({ ok: true, value: 'contractor' })
  })
  it('has a name in both languages for every segment and party, and fits its schema', () => {
    const keys = Object.keys(boundaryTexts)
    for (const segment of segments) expect(keys).toContain(`network.segment.${segment}`)
    for (const name of parties) expect(keys).toContain(`network.party.${name}`)
    expect(boundaryParameters.boundary.schema.safeParse(table).success).toBe(true)
  })
})
