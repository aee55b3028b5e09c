import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IndexTarget, percentOf, verdictOf } from './indices.rules.ts'
import type { Hourly, PictureRow } from './insight.contract.ts'
import {
  backlogRatio,
  groupBy,
  hourlySum,
  lateShare,
  onTimeShare,
  rampStep,
  rowsFor,
  sorted,
  sumOf,
} from './picture.rules.ts'

const aRow = (given: Partial<PictureRow> = {}): PictureRow => ({
  prefecture: '520100',
  county: '520103',
  companyId: 'tietong',
  line: 'home',
  open: 10,
  risk: 1,
  late: 2,
  unassigned: 1,
  oldestDueAt: '2026-11-22T01:00:00.000Z',
  unassignedSince: null,
  received: 4,
  receivedFaults: 3,
  archived: 5,
  onTime: 4,
  archivedWeek: 35,
  ...given,
})
const steps = [0.012, 0.02, 0.03]

describe('the live picture', () => {
  it('adds up its rows and keeps the limit that passed first', () => {
    const sum = sumOf([
      aRow(),
      aRow({ county: '520102', open: 5, late: 0, oldestDueAt: null }),
      aRow({
        line: 'enterprise',
        oldestDueAt: '2026-11-21T23:00:00.000Z',
        unassignedSince: '2026-11-22T00:00:00.000Z',
      }),
    ])
    expect(sum).toMatchObject({
      open: 25,
      late: 4,
      received: 12,
      oldestDueAt: '2026-11-21T23:00:00.000Z',
      unassignedSince: '2026-11-22T00:00:00.000Z',
    })
  })
  it('gives the same whole however it is grouped', () => {
    const row = fc.record({
      prefecture: fc.constantFrom('520100', '520200'),
      county: fc.constantFrom('520102', '520103', '520221'),
      companyId: fc.constantFrom('tietong', 'chengxing', null),
      line: fc.constantFrom('home' as const, 'enterprise' as const),
      open: fc.nat(500),
      late: fc.nat(50),
    })
    fc.assert(
      fc.property(
        fc.array(row.map(aRow)),
        fc.constantFrom('prefecture', 'county', 'companyId', 'line'),
        (rows, key) => {
          const groups = groupBy(rows, (each) => String(each[key as keyof PictureRow]))
          expect(groups.reduce((sum, group) => sum + group.sum.open, 0)).toBe(sumOf(rows).open)
          expect(groups.flatMap((group) => group.rows)).toHaveLength(rows.length)
        },
      ),
    )
  })
  it('keeps the rows of a prefecture, company and line', () => {
    const rows = [aRow(), aRow({ companyId: null }), aRow({ prefecture: '520200' }), aRow({ line: 'enterprise' })]
    expect(rowsFor(rows, { prefecture: '520100', company: 'tietong', line: 'home' })).toEqual([rows[0]])
    expect(rowsFor(rows, {})).toHaveLength(4)
  })
  it('says nothing about shares of nothing', () => {
    expect(lateShare({ open: 0, late: 0 })).toBeNull()
    expect(onTimeShare({ archived: 0, onTime: 0 })).toBeNull()
    expect(backlogRatio({ open: 9, archivedWeek: 0 })).toBeNull()
  })
  it('measures the backlog in mean days of archiving', () => {
    expect(backlogRatio({ open: 10, archivedWeek: 35 })).toBe(2)
  })
  it('colours a share by the step that it has reached', () => {
    expect([null, 0, 0.0119, 0.012, 0.02, 0.5].map((share) => rampStep(share, steps))).toEqual([0, 0, 0, 1, 2, 3])
  })
  it('puts the worst first', () => {
    const groups = groupBy(
      [
        aRow({ prefecture: '520100', open: 100, late: 5 }),
        aRow({ prefecture: '520200', open: 10, late: 1 }),
        aRow({ prefecture: '520300', open: 0, late: 0 }),
      ],
      (row) => row.prefecture,
    )
    expect(sorted(groups, 'share').map(({ key }) => key)).toEqual(['520200', '520100', '520300'])
    expect(sorted(groups, 'late').map(({ key }) => key)).toEqual(['520100', '520200', '520300'])
  })
  it('adds up the hours, and leaves an hour unknown that nobody recorded', () => {
    const hourly = (given: Partial<Hourly>): Hourly => ({
      prefecture: '520100',
      companyId: 'tietong',
      line: 'home',
      open: [],
      late: [null, 1, 2],
      ...given,
    })
    const series = [hourly({}), hourly({ line: 'enterprise', late: [null, 0, 3] }), hourly({ prefecture: '520200' })]
    expect(hourlySum(series, { prefecture: '520100' }, 'late')).toEqual([null, 1, 5])
    expect(hourlySum([], {}, 'late')).toEqual([])
  })
})

describe('an index of unification', () => {
  const target: IndexTarget = { index: 'R-B1', target: 95, margin: 2 }
  it('is met, close, missed, or not applicable', () => {
    expect([95, 94.9, 93, 92.9, 0, null].map((value) => verdictOf(value, target))).toEqual([
      'met',
      'near',
      'near',
      'missed',
      'missed',
      'notApplicable',
    ])
  })
  it('is better the shorter, where it is a delay', () => {
    const delay: IndexTarget = { index: 'R-B9', target: 30, margin: 30 }
    expect([0, 30, 60, 61].map((value) => verdictOf(value, delay))).toEqual(['met', 'met', 'near', 'missed'])
  })
  it('never rounds up to its target', () => {
    expect(percentOf(9499, 10000)).toBe(94.9)
    expect(percentOf(0, 0)).toBeNull()
  })
})
