import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aRegionDirectory } from '#core/organisation/region.fixtures.ts'
import { isWithin, prefectureOf } from '#core/organisation/region.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import { exclusiveRoles, permissions, type RoleName, roleNames, roleOf } from './role.ts'
import { type Account, coverageOf, scopeOf } from './scope.rules.ts'
import { permissionsOf, reachOf } from './scope.ts'

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

/** What the scope opens, county by county, as the database's policies read it. */
const opened = (scope: ReturnType<typeof scopeOf>): string[] =>
  counties.filter(
    (code) =>
      scope.prefectures.includes(prefectureOf(code)) && (scope.counties === undefined || scope.counties.includes(code)),
  )
const scopeWith = (account: Account, entries: readonly Responsibility[]) =>
  scopeOf(account, regions, account.isOperator ? undefined : coverageOf(account.companyId, entries, regions, DAY))

describe('how far a person sees', () => {
  it('is what the account says, and for a contractor where the company answers, no county more and none less', () => {
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
          return all.some((each) => depth(each) === deepest && each.companyId === account.companyId)
        }
        const expected = counties.filter(
          (code) =>
            (account.prefectures === undefined || account.prefectures.includes(prefectureOf(code))) &&
            (account.counties === undefined || account.counties.includes(code)) &&
            (account.isOperator || answers(code, 'home') || answers(code, 'enterprise')),
        )
        expect(opened(scopeWith(account, entries)).sort()).toEqual([...expected].sort())
      }),
      { numRuns: 500 },
    )
  })
  it('is nothing, never everything, when nothing is left', () => {
    const nowhere: Account = { id: 'u', companyId: 'idle', isOperator: false, roles: ['dispatcher'] }
    expect(scopeWith(nowhere, [])).toMatchObject({ prefectures: [], lines: [], companyId: 'idle' })
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
        if (opened(scope).length === 0) expect(scope.prefectures).toEqual([])
        expect(scope.counties).not.toEqual([])
        expect(scope.companyId === undefined).toBe(account.isOperator)
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
    expect([...coverageOf('south', entries, regions, DAY).counties]).toEqual(['520102'])
    expect(coverageOf('south', entries, regions, DAY).lines).toEqual(['home'])
    expect(coverageOf('north', entries, regions, DAY).counties).toEqual(new Set(['520102', '520103', '520121']))
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
