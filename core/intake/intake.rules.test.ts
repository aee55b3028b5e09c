import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Places } from '#core/access/scope.ts'
import { aRegionDirectory } from '#core/organisation/region.fixtures.ts'
import { addMinutes } from '#core/time.ts'
import { anOpenMatter, aReportCustomer, someReportKeys } from './intake.fixtures.ts'
import { type IntakeQuestion, judgeReport } from './intake.rules.ts'
import { isOneSlipAway, slipsOf } from './match.rules.ts'
import { keptUnder, reachRefusal } from './reach.rules.ts'
import { reportKeys } from './report.ts'

const at = anOpenMatter().firstReportedAt
const rules = { canMatchByAddress: true, maxCandidates: 8, duplicateWindowMinutes: 720, repeatWindowMinutes: 43_200 }
const judge = (question: Partial<IntakeQuestion> = {}) =>
  judgeReport(
    {
      kind: 'fault',
      keys: someReportKeys(),
      receivedAt: addMinutes(at, 60),
      customers: [aReportCustomer()],
      matters: [],
      finished: [],
      ...question,
    },
    rules,
  )

describe('what becomes of a report', () => {
  it('joins what is open, unless a person says that it is another matter: then that one is only related', () => {
    expect(judge({ matters: [anOpenMatter()] })).toMatchObject({ joins: { id: 'order-1' }, related: [] })
    const separate = judge({ matters: [anOpenMatter(), anOpenMatter({ id: 'order-2' })], isSeparate: true })
    expect(separate.joins).toBeUndefined()
    expect(separate.related).toEqual(['order-1', 'order-2'])
  })
  it('repeats the customer’s last finished order within the window, its last minute included', () => {
    const finished = (id: string, minutesBefore: number, customerId = 'customer-1') => ({
      id,
      customerId,
      finishedAt: addMinutes(at, 60 - minutesBefore),
    })
    const repeats = (...orders: ReturnType<typeof finished>[]) => judge({ finished: orders }).repeats
    expect(repeats(finished('old', 43_200))).toBe('old')
    expect(repeats(finished('old', 43_201))).toBeUndefined()
    expect(repeats(finished('future', -1))).toBeUndefined()
    expect(repeats(finished('theirs', 10, 'customer-2'))).toBeUndefined()
    expect(repeats(finished('old', 900), finished('last', 90))).toBe('last')
  })
  it('names whoever shares most with it first, in whatever order they were found', () => {
    const byPhone = aReportCustomer({ id: 'z-phone', account: 'gz1', addressKey: '' })
    const byAddress = aReportCustomer({ id: 'a-address', account: 'gz2', phones: [] })
    const keys = someReportKeys({ account: 'gz99999999999' })
    for (const customers of [
      [byPhone, byAddress],
      [byAddress, byPhone],
    ]) {
      expect(judge({ keys, customers }).match).toMatchObject({
        reason: { code: 'intake.account-unknown' },
        candidates: [{ customer: { id: 'z-phone' } }, { customer: { id: 'a-address' } }],
      })
    }
  })
  it('is the chosen customer’s, and what does not fit is told', () => {
    const chosen = aReportCustomer({ id: 'customer-9', account: 'gz1', phones: [], addressKey: '520304|老城' })
    expect(judge({ chosen }).match).toMatchObject({
      ground: 'person',
      customer: { id: 'customer-9' },
      warnings: [{ code: 'intake.warn-account' }, { code: 'intake.warn-phone' }, { code: 'intake.warn-address' }],
    })
  })
  it('follows a waiting report only while nobody knows whose it is and nothing is open', () => {
    const waiting = [anOpenMatter({ id: 'report-1', customerId: undefined })]
    expect(judge({ customers: [], waiting }).follows).toBe('report-1')
    expect(judge({ customers: [], waiting, isSeparate: true }).follows).toBeUndefined()
    expect(judge({ waiting }).follows).toBeUndefined()
    expect(judge({ customers: [], waiting, matters: [anOpenMatter()] }).follows).toBeUndefined()
    expect(judge({ customers: [], waiting, receivedAt: addMinutes(at, 721) }).follows).toBeUndefined()
  })
})

describe('a county given beside the address', () => {
  const directory = aRegionDirectory()
  it('makes a key of an address that names none, and nothing else', () => {
    expect(reportKeys(directory, { address: '桥头新村1栋' }, '520102')).toMatchObject({
      addressKey: '520102|桥头新村1栋',
      region: '520102',
    })
    expect(reportKeys(directory, {}, '520102')).toMatchObject({ addressKey: '', region: '520102' })
  })
})

describe('slips of the finger', () => {
  it('are what is one slip away, all of it as far as digits go', () => {
    const account = fc.stringMatching(/^gz\d{8,12}$/)
    fc.assert(
      fc.property(account, fc.nat(), fc.constantFrom(...'0123456789'), (text, position, digit) => {
        const slips = slipsOf(text)
        expect(slips.every((slip) => isOneSlipAway(text, slip))).toBe(true)
        const at = 2 + (position % (text.length - 2))
        const typed = text.slice(0, at) + digit + text.slice(at + 1)
        expect(typed === text || slips.includes(typed)).toBe(true)
        expect(slips).toContain(text.slice(0, at) + digit + text.slice(at))
      }),
    )
    expect(slipsOf('')).toEqual([])
  })
})

describe('who may take a report', () => {
  const actor = (scope: Partial<Actor['scope']>): Actor => ({
    userId: 'u',
    name: 'n',
    roles: [],
    permissions: new Set(),
    isOperator: false,
    source: 'test',
    scope: { userId: 'u', prefectures: ['520100'], reach: 'regions', ...scope },
  })
  const place = { region: '520102', line: 'home', companyId: 'tietong' } as const
  const isRefused = (scope: Partial<Actor['scope']>, at: Parameters<typeof reachRefusal>[1] = place) =>
    reachRefusal(actor(scope), at) !== undefined
  it('whoever reaches region, line and company', () => {
    expect(isRefused({})).toBe(false)
    const here = { prefectures: ['520100'], counties: ['520102'] }
    const of = (home: Places, enterprise: Places) => ({ answers: { home, enterprise, any: here } })
    expect(isRefused({ companyId: 'tietong', ...of(here, { prefectures: [] }) })).toBe(false)
    expect(isRefused({ prefectures: ['520300'] })).toBe(true)
    expect(isRefused({ counties: ['520103'] })).toBe(true)
    expect(isRefused({ companyId: 'tietong', ...of({ prefectures: [] }, here) })).toBe(true)
    expect(isRefused({ companyId: 'tietong' })).toBe(true)
    expect(isRefused({ companyId: 'chengxing', ...of(here, here) })).toBe(true)
    expect(isRefused({ companyId: 'chengxing', ...of(here, here) }, { ...place, companyId: undefined })).toBe(false)
    expect(isRefused({ reach: 'own' })).toBe(true)
  })
  it('a customer manager for their own customers, and for what nobody can place', () => {
    expect(isRefused({ reach: 'customers' })).toBe(true)
    expect(isRefused({ reach: 'customers' }, { ...place, managerUserId: 'u' })).toBe(false)
    expect(isRefused({ reach: 'customers' }, { region: '520102' })).toBe(false)
  })
  it('and what has no customer is kept where whoever took it sees it', () => {
    const { scope } = actor({ prefectures: ['520100', '520300'] })
    expect(keptUnder(scope, '520302', '520000')).toBe('520300')
    expect(keptUnder(scope, undefined, '520000')).toBe('520100')
    expect(keptUnder({ ...scope, prefectures: ['520100', '520000'] }, undefined, '520000')).toBe('520000')
  })
})
