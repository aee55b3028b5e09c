import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aRegionDirectory } from '#core/organisation/region.fixtures.ts'
import { isWithin, prefectureOf } from '#core/organisation/region.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import { exclusiveRoles, permissions, type RoleName, roleNames, roleOf } from './role.ts'
import { type Account, coverageOf, scopeOf } from './scope.rules.ts'
import { type Places, permissionsOf, placesOf, reachOf } from './scope.ts'

const { regions } = aRegionDirectory()
const counties = regions.filter((region) => region.level === 'county').map((region) => region.code)
const DAY = '2026-06-01'

const entryArbitrary: fc.Arbitrary<Responsibility> = fc
  .record({
    companyId: fc.constantFrom('north', 'south'),
    line: fc.constantFrom('home' as const, 'enterprise' as const),
    region: fc.constantFrom(...regions.map((region) => region.code)),
    effectiveFrom: fc.constantFrom('2026-01-01', DAY, '2026-07-01'),
    effectiveTo: fc.constantFrom(undefined, '2026-05-31', '2026-12-31'),
  })
  .map(({ effectiveTo, ...entry }) => ({
    id: `${entry.companyId}-${entry.line}-${entry.region}-${entry.effectiveFrom}`,
    ...entry,
    ...(effectiveTo && effectiveTo >= entry.effectiveFrom ? { effectiveTo } : {}),
  }))
const someOf = (codes: readonly string[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...codes), { maxLength: 3 }), { nil: undefined })
const accountArbitrary: fc.Arbitrary<Account> = fc.record({
  id: fc.constant('user-1'),
  companyId: fc.constantFrom('north', 'south', 'idle'),
  isOperator: fc.boolean(),
  roles: fc.uniqueArray(fc.constantFrom(...roleNames), { maxLength: 3 }),
  prefectures: someOf(['520100', '520300']),
  counties: someOf(counties),
})

/** What places open, county by county, as the database's policies read them. */
const opened = (places: Places): string[] =>
  counties.filter(
    (code) =>
      places.prefectures.includes(prefectureOf(code)) &&
      (places.counties === undefined || places.counties.includes(code)),
  )
const scopeWith = (account: Account, entries: readonly Responsibility[]) =>
  scopeOf(account, regions, account.isOperator ? undefined : coverageOf(account.companyId, entries, regions, DAY))

describe('how far a person sees', () => {
  it('of a company’s own rows it is what the account says, wherever the company is responsible', () => {
    fc.assert(
      fc.property(accountArbitrary, fc.array(entryArbitrary, { maxLength: 8 }), (account, entries) => {
        const expected = counties.filter(
          (code) =>
            (account.prefectures === undefined || account.prefectures.includes(prefectureOf(code))) &&
            (account.counties === undefined || account.counties.includes(code)),
        )
        const scope = scopeWith(account, entries)
        expect(opened(scope).sort()).toEqual([...expected].sort())
        expect(scope.companyId).toBe(account.isOperator ? undefined : account.companyId)
      }),
    )
  })
  it('of what bears no company it is where the company answers for that line, no county more and none less', () => {
    fc.assert(
      fc.property(accountArbitrary, fc.array(entryArbitrary, { maxLength: 8 }), (account, entries) => {
        const holds = (entry: Responsibility) =>
          entry.effectiveFrom <= DAY && (entry.effectiveTo === undefined || entry.effectiveTo >= DAY)
        const claims = (code: string, line: string) =>
          entries.filter((each) => holds(each) && each.line === line && isWithin(code, each.region))
        const depth = (entry: Responsibility) => entry.region.replace(/(00)+$/, '').length
        const answers = (code: string, line: string) => {
          const all = claims(code, line)
          const deepest = Math.max(...all.map(depth))
          return (
            account.isOperator || all.some((each) => depth(each) === deepest && each.companyId === account.companyId)
          )
        }
        const scope = scopeWith(account, entries)
        const own = opened(scope)
        for (const line of ['home', 'enterprise'] as const) {
          const expected = own.filter((code) => answers(code, line))
          expect(opened(placesOf(scope, line)).sort(), line).toEqual(expected.sort())
        }
        const anyOf = own.filter((code) => answers(code, 'home') || answers(code, 'enterprise'))
        expect(opened(placesOf(scope, 'any')).sort()).toEqual(anyOf.sort())
      }),
      { numRuns: 500 },
    )
  })
  it('is home in one place and enterprise in another, never the product of the two', () => {
    const of = (line: 'home' | 'enterprise', region: string): Responsibility => ({
      id: line,
      companyId: 'north',
      line,
      region,
      effectiveFrom: '2026-01-01',
    })
    const dispatcher: Account = { id: 'u', companyId: 'north', isOperator: false, roles: ['dispatcher'] }
    const scope = scopeWith(dispatcher, [of('home', '520100'), of('enterprise', '520300')])
    expect(placesOf(scope, 'home').prefectures).toEqual(['520100', '520000'])
    expect(placesOf(scope, 'enterprise').prefectures).toEqual(['520300', '520000'])
  })
  it('is nothing, never everything, when nothing is left', () => {
    const nowhere: Account = { id: 'u', companyId: 'idle', isOperator: false, roles: ['dispatcher'] }
    expect(scopeWith(nowhere, []).companyId).toBe('idle')
    const { answers: _, ...without } = scopeWith(nowhere, [])
    for (const line of ['home', 'enterprise', 'any'] as const) {
      expect(placesOf(scopeWith(nowhere, []), line).prefectures).toEqual([])
      expect(placesOf(without, line).prefectures).toEqual([])
    }
    const apart: Account = {
      id: 'u',
      companyId: 'o',
      isOperator: true,
      roles: ['countyDesk'],
      prefectures: ['520100'],
      counties: ['520302'],
    }
    expect(scopeWith(apart, [])).toMatchObject({ prefectures: [] })
    fc.assert(
      fc.property(accountArbitrary, fc.array(entryArbitrary, { maxLength: 8 }), (account, entries) => {
        const scope = scopeWith(account, entries)
        for (const places of [scope, placesOf(scope, 'home'), placesOf(scope, 'enterprise'), placesOf(scope, 'any')]) {
          if (opened(places).length === 0) expect(places.prefectures).toEqual([])
          expect(places.counties).not.toEqual([])
        }
      }),
    )
  })
  it('holds the province’s own rows only where no prefecture and no county binds the account', () => {
    const manager: Account = { id: 'u', companyId: 'o', isOperator: true, roles: ['provinceManager'] }
    expect(scopeWith(manager, []).prefectures).toEqual(['520100', '520300', '520000'])
    expect(scopeWith({ ...manager, prefectures: ['520100', '520300'] }, []).prefectures).toEqual(['520100', '520300'])
    expect(scopeWith({ ...manager, counties: [...counties] }, []).prefectures).not.toContain('520000')
  })
  it('follows a grid of another company’s county', () => {
    const entries: Responsibility[] = [
      { id: '1', companyId: 'north', line: 'home', region: '520100', effectiveFrom: '2026-01-01' },
      { id: '2', companyId: 'south', line: 'home', region: '520102', gridId: 'grid-1', effectiveFrom: '2026-01-01' },
    ]
    expect(coverageOf('south', entries, regions, DAY)).toEqual({ home: new Set(['520102']), enterprise: new Set() })
    expect(coverageOf('north', entries, regions, DAY).home).toEqual(new Set(['520102', '520103', '520121']))
  })
})

describe('the table of roles', () => {
  it('every role has permissions that exist, and every permission but the full sight of personal data is somebody’s', () => {
    const held = new Set<string>(roleNames.flatMap((name) => roleOf(name).permissions))
    expect(permissions.filter((permission) => !held.has(permission))).toEqual(['personal-data.full'])
    for (const name of roleNames) expect(new Set(roleOf(name).permissions).size).toBe(roleOf(name).permissions.length)
  })
  it('the three who check each other share no power over accounts, roles or the audit', () => {
    const powers = ['users.edit', 'roles.edit', 'sessions.revoke', 'audit.read'] as const
    for (const power of powers) {
      const holders = roleNames.filter((name) => (roleOf(name).permissions as readonly string[]).includes(power))
      expect(holders, power).toHaveLength(1)
      expect(exclusiveRoles).toContain(holders[0])
    }
  })
  it('a contractor certifies nobody and has no say in the operator’s decisions', () => {
    const theirs = permissionsOf(roleNames.filter((name): name is RoleName => roleOf(name).side === 'contractor'))
    for (const permission of [
      'work-orders.approve',
      'work-orders.qualityCheck',
      'work-orders.archive',
      'parameters.edit',
      'responsibilities.edit',
    ] as const)
      expect(theirs.has(permission), permission).toBe(false)
  })
  it('several roles have the widest reach and all permissions; a token’s scopes only take away', () => {
    expect(reachOf(['engineer', 'dispatcher'])).toBe('regions')
    expect(reachOf(['engineer', 'stationHead'])).toBe('station')
    expect(reachOf([])).toBe('own')
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...roleNames)),
        fc.array(fc.constantFrom(...permissions)),
        (names, scopes) => {
          const [all, narrowed] = [permissionsOf(names), permissionsOf(names, scopes)]
          for (const permission of narrowed) expect(all.has(permission) && scopes.includes(permission)).toBe(true)
        },
      ),
    )
  })
})
