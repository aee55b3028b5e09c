import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { organisationParameters } from './organisation.parameters.ts'
import { businessLines, companySchema } from './organisation.ts'
import { regionFileSchema } from './region.ts'
import { findGapsAndOverlaps, responsibleFor } from './responsibility.rules.ts'
import { responsibilitySchema } from './responsibility.ts'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../defaults', name), 'utf8'))
const { regions } = regionFileSchema.parse(read('regions/520000.json'))
const companies = z.array(companySchema).parse(read('organisation/companies.json'))
const responsibilities = z.array(responsibilitySchema).parse(read('organisation/responsibilities.json'))

it('every county ships with exactly one contractor per business line', () => {
  for (const line of businessLines)
    expect(findGapsAndOverlaps(responsibilities, regions, line, '2020-01-01', '2030-12-31')).toEqual([])
  const contractors = new Set(companies.filter((company) => company.kind === 'contractor').map((company) => company.id))
  expect(new Set(responsibilities.map((entry) => entry.companyId))).toEqual(contractors)
})

it.each([
  ['520121', 'tietong'],
  ['520424', 'tianlongxun'],
  ['520502', 'tianlongxun'],
  ['520627', 'chengxing'],
  ['522301', 'chengxing'],
  ['522732', 'tietong'],
])('%s ships with %s', (region, companyId) => {
  expect(responsibleFor(responsibilities, { region }, 'home', '2026-10-01')).toMatchObject({ value: { companyId } })
})

it('the shipped parameters fit their own schemas', () => {
  for (const definition of Object.values(organisationParameters))
    expect(definition.schema.safeParse(definition.default).success).toBe(true)
  expect(organisationParameters.fiveUnifications.default).toHaveLength(5)
})
