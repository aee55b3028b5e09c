import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#core/time.ts'
import { applyHandover, handOver, handOverAll } from './handover.rules.ts'
import { aGrid, aResponsibility } from './organisation.fixtures.ts'
import type { Place } from './organisation.ts'
import { aRegionDirectory } from './region.fixtures.ts'
import { isWithin } from './region.ts'
import { findGapsAndOverlaps, responsibleFor } from './responsibility.rules.ts'
import type { Responsibility } from './responsibility.ts'

const { regions } = aRegionDirectory()
const FROM = '2026-01-01'
const TO = '2026-01-31'
const days = Array.from({ length: 31 }, (_, index) => addDays(FROM, index))
const grids = [aGrid(), aGrid({ id: 'grid-2', county: '520304' })]
const places: Place[] = [
  ...regions.filter((region) => region.level === 'county').map((region) => ({ region: region.code })),
  ...grids.map((grid) => ({ region: grid.county, gridId: grid.id })),
]

const entriesArbitrary = fc
  .array(
    fc.record({
      companyId: fc.constantFrom('a', 'b', 'c'),
      area: fc.constantFrom(...regions.map((region) => ({ region: region.code })), ...places),
      from: fc.integer({ min: -3, max: 33 }),
      length: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    rows.map(
      ({ companyId, area, from, length }, index): Responsibility => ({
        id: `r${index}`,
        companyId,
        line: 'home',
        ...area,
        effectiveFrom: addDays(FROM, from),
        ...(length === undefined ? {} : { effectiveTo: addDays(FROM, from + length) }),
      }),
    ),
  )

const answer = (entries: readonly Responsibility[], place: Place, day: string): string => {
  const result = responsibleFor(entries, place, 'home', day)
  return result.ok ? result.value.companyId : result.refusal.code
}

describe('asked who is responsible', () => {
  const entries = [
    aResponsibility({ id: 'province', companyId: 'province-wide', region: '520000' }),
    aResponsibility({ id: 'prefecture', companyId: 'tietong', region: '520100', effectiveTo: '2026-06-30' }),
    aResponsibility({ id: 'county', companyId: 'tianlongxun', region: '520121', effectiveFrom: '2026-03-01' }),
    aResponsibility({ id: 'grid', companyId: 'chengxing', region: '520102', gridId: 'grid-1' }),
    aResponsibility({ id: 'line', companyId: 'line-only', region: '520102', line: 'enterprise' }),
  ]
  it('the most specific entry answers, on its first and last day too', () => {
    expect(answer(entries, { region: '520102' }, '2026-06-30')).toBe('tietong')
    expect(answer(entries, { region: '520102' }, '2026-07-01')).toBe('province-wide')
    expect(answer(entries, { region: '520121' }, '2026-02-28')).toBe('tietong')
    expect(answer(entries, { region: '520121' }, '2026-03-01')).toBe('tianlongxun')
    expect(answer(entries, { region: '520102', gridId: 'grid-1' }, '2026-03-01')).toBe('chengxing')
    expect(answer(entries, { region: '520102', gridId: 'grid-2' }, '2026-03-01')).toBe('tietong')
  })
  it('nobody is a gap', () => {
    expect(answer(entries, { region: '520102' }, '2025-12-31')).toBe('organisation.responsibility-gap')
    expect(responsibleFor(entries, { region: '520302' }, 'enterprise', FROM)).toMatchObject({
      ok: false,
      refusal: { params: { region: '520302', line: 'enterprise', day: FROM } },
    })
  })
  it('two companies at one level are an overlap that names both, one company twice is not', () => {
    const rival = aResponsibility({ id: 'rival', companyId: 'chengxing' })
    const own = aResponsibility({ id: 'own' })
    const result = responsibleFor([own, rival], { region: '520102' }, 'home', FROM)
    expect(result).toMatchObject({ ok: false, refusal: { code: 'organisation.responsibility-overlap' } })
    if (!result.ok)
      expect(result.refusal.details?.map((detail) => detail.params?.company)).toEqual(['tietong', 'chengxing'])
    expect(
      answer([own, { ...own, id: 'again', effectiveFrom: '2026-01-10' }], { region: '520102' }, '2026-01-20'),
    ).toBe('tietong')
  })
})

describe('the list of gaps and overlaps', () => {
  it('says from when to when, per county', () => {
    const entries = [
      aResponsibility({ effectiveTo: '2026-01-10' }),
      aResponsibility({ id: 'next', companyId: 'chengxing', effectiveFrom: '2026-01-13' }),
      aResponsibility({ id: 'rest', region: '520300' }),
    ]
    const issues = findGapsAndOverlaps(entries, regions, 'home', FROM, TO)
    expect(issues).toHaveLength(3)
    for (const issue of issues)
      expect(issue).toMatchObject({ kind: 'gap', from: '2026-01-11', to: '2026-01-12', companies: [] })
    expect(findGapsAndOverlaps(entries, regions, 'enterprise', FROM, TO)).toHaveLength(6)
  })
  it('holds exactly the days on which there is no single answer', () => {
    fc.assert(
      fc.property(entriesArbitrary, (entries) => {
        const issues = findGapsAndOverlaps(entries, regions, 'home', FROM, TO, grids)
        for (const place of places)
          for (const day of days) {
            const found = issues.filter(
              (issue) =>
                issue.region === place.region && issue.gridId === place.gridId && issue.from <= day && day <= issue.to,
            )
            const code = answer(entries, place, day)
            const isOwnGridDay =
              place.gridId === undefined ||
              entries.some(
                (entry) =>
                  entry.gridId === place.gridId && entry.effectiveFrom <= day && day <= (entry.effectiveTo ?? '9'),
              )
            const expected =
              isOwnGridDay && code.startsWith('organisation.') ? [code.replace('organisation.responsibility-', '')] : []
            expect(found.map((issue) => issue.kind)).toEqual(expected)
          }
      }),
      { numRuns: 60 },
    )
  })
})

describe('a handover', () => {
  it('splits a county off a prefecture, and what went before stays', () => {
    const entries = [aResponsibility({ region: '520300' })]
    const result = handOver(entries, {
      region: '520304',
      line: 'home',
      fromCompanyId: 'tietong',
      toCompanyId: 'chengxing',
      from: '2026-07-01',
    })
    expect(result).toEqual({
      ok: true,
      value: {
        ended: [],
        dropped: [],
        added: [{ companyId: 'chengxing', line: 'home', region: '520304', effectiveFrom: '2026-07-01' }],
      },
    })
  })
  it('is refused when there is nothing to hand over', () => {
    const entries = [aResponsibility({ effectiveTo: '2026-06-30' })]
    const handover = {
      region: '520100',
      line: 'home',
      fromCompanyId: 'tietong',
      toCompanyId: 'chengxing',
      from: '2026-07-01',
    } as const
    expect(handOver(entries, handover)).toMatchObject({ refusal: { code: 'organisation.handover-nothing' } })
    expect(handOver(entries, { ...handover, toCompanyId: 'tietong' })).toMatchObject({
      refusal: { code: 'organisation.handover-same-company' },
    })
  })
  it('changes who answers only for the old company, in the region, from that day on', () => {
    fc.assert(
      fc.property(
        entriesArbitrary,
        fc.constantFrom(...regions),
        fc.integer({ min: -2, max: 32 }),
        (entries, region, offset) => {
          const from = addDays(FROM, offset)
          const handover = { region: region.code, line: 'home', fromCompanyId: 'a', toCompanyId: 'new', from } as const
          const result = handOver(entries, handover)
          const after = result.ok ? applyHandover(entries, result.value, (index) => `n${index}`) : entries
          for (const place of places)
            for (const day of days) {
              const before = answer(entries, place, day)
              const isHandedOver = before === 'a' && day >= from && isWithin(place.region, region.code)
              expect(answer(after, place, day)).toBe(isHandedOver ? 'new' : before)
            }
        },
      ),
      { numRuns: 150 },
    )
  })
  it('of several regions and lines at once leaves no gap, and changes nobody else’s places', () => {
    fc.assert(
      fc.property(
        entriesArbitrary,
        fc.uniqueArray(fc.constantFrom(...regions), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 32 }),
        (entries, chosen, offset) => {
          const from = addDays(FROM, offset)
          const wide = { regions: chosen.map((region) => region.code), lines: ['home'], from } as const
          const result = handOverAll(entries, { ...wide, fromCompanyId: 'a', toCompanyId: 'new' }, addDays(FROM, -1))
          if (!result.ok) return
          for (const place of places)
            for (const day of days) {
              const before = answer(entries, place, day)
              const isInside = wide.regions.some((code) => isWithin(place.region, code))
              expect(answer(result.value.after, place, day)).toBe(
                before === 'a' && day >= from && isInside ? 'new' : before,
              )
            }
        },
      ),
      { numRuns: 150 },
    )
  })
  it('is refused for a day that has passed, and where the former company began this morning', () => {
    const today = '2026-07-01'
    const wide = { regions: ['520100'], lines: ['home'], fromCompanyId: 'tietong', toCompanyId: 'new' } as const
    expect(handOverAll([aResponsibility({})], { ...wide, from: '2026-06-30' }, today)).toMatchObject({
      refusal: { code: 'organisation.past', field: 'from' },
    })
    const fresh = [aResponsibility({ region: '520100', effectiveFrom: today })]
    expect(handOverAll(fresh, { ...wide, from: today }, today)).toMatchObject({
      refusal: { code: 'organisation.past' },
    })
    expect(handOverAll(fresh, { ...wide, from: '2026-07-02' }, today).ok).toBe(true)
  })
})
