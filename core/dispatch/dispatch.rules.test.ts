import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aGrid, aResponsibility, aStation } from '#core/organisation/organisation.fixtures.ts'
import { aCertificate } from '#core/people/people.fixtures.ts'
import { metresBetween } from '#core/position.ts'
import { textOf } from '#core/text.ts'
import { aDispatchCandidate, aDispatchOrder, aDispatchWorld, dispatchRules } from './dispatch.fixtures.ts'
import { dispatchParameters } from './dispatch.parameters.ts'
import { dispatchByRule } from './dispatch.rules.ts'
import { dispatchTexts } from './dispatch.text.ts'
import type { DispatchCandidate, DispatchWorld } from './dispatch.ts'
import { grabEligibility } from './pool.rules.ts'

const NOW = '2026-10-01T02:00:00.000Z'
const NIGHT = '2026-10-01T15:00:00.000Z'
const near = { lon: 106.715, lat: 26.569 }
const far = { lon: 106.8, lat: 26.6 }
const one = aDispatchCandidate({ id: 's1', number: 'DW1' }, { openOrders: 1, position: far })
const two = aDispatchCandidate({ id: 's2', number: 'DW2' }, { openOrders: 1, position: near })
const busy = aDispatchCandidate({ id: 's3', number: 'DW3' }, { openOrders: 6, position: near })
const stranger = aDispatchCandidate({ id: 's4', number: 'DW4', companyId: 'chengxing' })
const neighbour = aDispatchCandidate({ id: 's5', number: 'DW5', stationId: 'station-2' })
const everybody = [one, two, busy, stranger, neighbour]
const owned = { grids: [aGrid({ ownerStaffId: 's3' })] }
const decide = (world: Partial<DispatchWorld>, order = {}, now = NOW) =>
  dispatchByRule(aDispatchOrder(order), aDispatchWorld({ candidates: everybody, ...world }), dispatchRules(), now)
const verdictOf = (decision: ReturnType<typeof decide>, staffId: string) => {
  const found = decision.considered.find((entry) => entry.staffId === staffId)
  return found && [found.verdict, ...found.reasons.map((reason) => reason.code)]
}

describe('dispatch by rule', () => {
  it('gives the order to the grid’s own engineer, however many others are free', () => {
    const decision = decide(owned)
    expect(decision).toMatchObject({
      companyId: 'tietong',
      stationId: 'station-1',
      engineer: { staffId: 's3', step: 'gridOwner' },
    })
    expect(verdictOf(decision, 's2')).toEqual(['eligible', 'dispatch.after-grid-owner'])
    expect(verdictOf(decision, 's4')).toEqual(['unfit', 'dispatch.other-company'])
    expect(verdictOf(decision, 's5')).toEqual(['unfit', 'dispatch.other-station'])
  })
  it('gives a repeat to the engineer of the last visit, also of another station', () => {
    expect(decide({}, { lastVisitBy: 's5' }).engineer).toEqual({ staffId: 's5', step: 'lastVisit' })
    expect(decide(owned, { lastVisitBy: 's5' }).engineer?.staffId).toBe('s3')
  })
  it('passes over a grid owner who is full, on leave, expired or excluded, and says so', () => {
    const full = { ...busy, openOrders: 8 }
    const decision = decide({ ...owned, candidates: [one, two, full] })
    expect(decision.engineer).toEqual({ staffId: 's2', step: 'station' })
    expect(verdictOf(decision, 's3')).toEqual(['eligible', 'dispatch.overloaded', 'dispatch.more-loaded'])
    const leaves = [{ staffId: 's3', fromOn: '2026-10-01', toOn: '2026-10-07' }]
    expect(verdictOf(decide({ ...owned, leaves }), 's3')).toEqual(['unfit', 'people.on-leave'])
    expect(verdictOf(decide(owned, { excludedStaff: ['s3'] }), 's3')).toEqual(['unfit', 'dispatch.excluded'])
    const certificates = everybody.map(({ staff }) =>
      aCertificate({ staffId: staff.id, validTo: staff.id === 's3' ? '2026-09-30' : '2026-12-31' }),
    )
    expect(verdictOf(decide({ ...owned, certificates }), 's3')).toEqual(['unfit', 'people.not-certified'])
  })
  it('prefers in the station the least loaded, then the nearest, then the lower number', () => {
    const decision = decide({})
    expect(decision.engineer).toEqual({ staffId: 's2', step: 'station' })
    expect(verdictOf(decision, 's1')).toEqual(['eligible', 'dispatch.farther'])
    expect(verdictOf(decision, 's3')).toEqual(['eligible', 'dispatch.more-loaded'])
    const equal = decide({ candidates: [{ ...two, position: far }, one] })
    expect(equal.engineer?.staffId).toBe('s1')
    expect(verdictOf(equal, 's2')).toEqual(['eligible', 'dispatch.later-number'])
  })
  it('stops at the station when nobody is on duty, and before the company when nobody is responsible', () => {
    expect(decide({}, {}, NIGHT)).toMatchObject({ stationId: 'station-1', stoppedBy: { code: 'dispatch.nobody-fit' } })
    const gap = decide({ responsibilities: [] })
    expect(gap).toEqual({
      considered: [],
      stoppedBy: expect.objectContaining({ code: 'organisation.responsibility-gap' }),
    })
    const overlap = decide({
      responsibilities: [aResponsibility(), aResponsibility({ id: 'r2', companyId: 'chengxing' })],
    })
    expect(overlap.stoppedBy?.code).toBe('organisation.responsibility-overlap')
  })
  it('keeps an order with the company that has it, also where another one answers by now', () => {
    const responsibilities = [aResponsibility({ companyId: 'chengxing' })]
    const kept = decide({ responsibilities }, { companyId: 'tietong' })
    expect(kept).toMatchObject({ companyId: 'tietong', stationId: 'station-1', engineer: { staffId: 's2' } })
    expect(kept.responsibilityId).toBeUndefined()
    expect(decide({ responsibilities }).companyId).toBe('chengxing')
    expect(decide({ responsibilities: [] }, { companyId: 'tietong' }).engineer?.staffId).toBe('s2')
  })
  it('takes the nearest of several stations, and the people of the county where there is none', () => {
    const stations = [aStation({ id: 'station-2', position: far }), aStation()]
    expect(decide({ stations, grids: [] }).stationId).toBe('station-1')
    expect(decide({ stations, grids: [] }, { position: far }).stationId).toBe('station-2')
    const none = decide({ stations: [] })
    expect(none.stationId).toBeUndefined()
    expect(none.engineer?.staffId).toBe('s5')
  })
  it('does not send somebody whose post is no lead', () => {
    const clerk = aDispatchCandidate({ id: 's6', number: 'DW6', post: 'storekeeper' })
    expect(verdictOf(decide({ candidates: [clerk] }), 's6')).toEqual(['unfit', 'dispatch.not-a-lead'])
  })

  const candidateArbitrary = fc
    .array(
      fc.record({
        companyId: fc.constantFrom('tietong', 'chengxing'),
        stationId: fc.constantFrom('station-1', 'station-2'),
        openOrders: fc.integer({ min: 0, max: 10 }),
        position: fc.constantFrom(undefined, near, far),
        isCertified: fc.boolean(),
        isAway: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    .map((rows) => rows.map((row, index) => ({ ...row, id: `s${index}`, number: `DW${index}` })))

  it('always chooses somebody fit when there is one, the same one in whatever order people are listed, and explains everybody', () => {
    fc.assert(
      fc.property(candidateArbitrary, fc.nat({ max: 8 }), fc.nat({ max: 8 }), (rows, owner, last) => {
        const candidates: DispatchCandidate[] = rows.map(({ id, number, companyId, stationId, openOrders, position }) =>
          aDispatchCandidate({ id, number, companyId, stationId }, { openOrders, position }),
        )
        const world = aDispatchWorld({
          candidates,
          grids: [aGrid({ ownerStaffId: `s${owner}` })],
          certificates: rows.filter((row) => row.isCertified).map((row) => aCertificate({ staffId: row.id })),
          leaves: rows
            .filter((row) => row.isAway)
            .map((row) => ({ staffId: row.id, fromOn: '2026-10-01', toOn: '2026-10-01' })),
        })
        const order = aDispatchOrder({ lastVisitBy: `s${last}` })
        const decision = dispatchByRule(order, world, dispatchRules(), NOW)
        const reversed = { ...world, candidates: candidates.toReversed() }
        expect(dispatchByRule(order, reversed, dispatchRules(), NOW)).toEqual(decision)

        const fit = rows.filter((row) => row.isCertified && !row.isAway && row.companyId === 'tietong')
        const chosen = rows.find((row) => row.id === decision.engineer?.staffId)
        if (chosen) expect(fit).toContain(chosen)
        else expect(fit.filter((row) => row.stationId === 'station-1')).toEqual([])
        if (decision.engineer?.step === 'station')
          for (const row of fit.filter((other) => other.stationId === 'station-1'))
            expect(chosen?.openOrders).toBeLessThanOrEqual(row.openOrders)

        expect(decision.considered.map((entry) => entry.staffId).sort()).toEqual(rows.map((row) => row.id).sort())
        expect(decision.considered.filter((entry) => entry.verdict === 'chosen')).toHaveLength(
          decision.engineer ? 1 : 0,
        )
        for (const entry of decision.considered) expect(entry.reasons.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the pool', () => {
  const grab = (candidate: DispatchCandidate, rules = {}, now = NOW, order = {}) => {
    const world = aDispatchWorld({ candidates: [...everybody, candidate] })
    const result = grabEligibility(aDispatchOrder(order), candidate, world, dispatchRules(rules), now)
    return result.ok ? 'ok' : result.refusal.code
  }
  it('is open to the certified on duty of the station with few orders', () => {
    expect(grab(one)).toBe('ok')
    expect(grab(busy)).toBe('dispatch.grab-limit')
    const limit = { maxOpenOrdersToGrab: busy.openOrders }
    expect([grab(busy, limit), grab({ ...busy, openOrders: busy.openOrders - 1 }, limit)]).toEqual([
      'dispatch.grab-limit',
      'ok',
    ])
    expect(grab(stranger)).toBe('dispatch.other-company')
    expect(grab(neighbour)).toBe('dispatch.out-of-reach')
    expect(grab(one, {}, NIGHT)).toBe('dispatch.not-fit')
    expect(grab(one, {}, NOW, { excludedStaff: ['s1'] })).toBe('dispatch.not-fit')
    expect(grab(one, {}, NOW, { line: 'enterprise' })).toBe('organisation.responsibility-gap')
  })
  it('can be opened to the county or the prefecture', () => {
    expect(grab(neighbour, { grabScope: 'county' })).toBe('ok')
    const outside = aDispatchCandidate({ id: 's7', number: 'DW7', county: '520121', stationId: 'station-3' })
    expect(grab(outside, { grabScope: 'county' })).toBe('dispatch.out-of-reach')
    expect(grab(outside, { grabScope: 'prefecture' })).toBe('ok')
  })
})

it('a degree of latitude is about 111 kilometres', () => {
  expect(metresBetween({ lon: 106, lat: 26 }, { lon: 106, lat: 27 })).toBeCloseTo(111_195, -2)
  expect(metresBetween(near, near)).toBe(0)
})

it('every reason has a text in both languages, and the shipped parameters fit their schemas', () => {
  const codes = everybody
    .flatMap(() => [...decide(owned).considered, ...decide({}).considered])
    .flatMap((entry) => entry.reasons)
  for (const reason of codes) expect(textOf(dispatchTexts, reason.code, 'zh-CN')).not.toBe(reason.code)
  for (const definition of Object.values(dispatchParameters))
    expect(definition.schema.safeParse(definition.default).success).toBe(true)
})
