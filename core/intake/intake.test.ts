import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aRegionDirectory } from '#core/organisation/region.fixtures.ts'
import { addMinutes } from '#core/time.ts'
import { channelOf, wantsFeedback } from './channel.rules.ts'
import { findDuplicate } from './duplicate.rules.ts'
import { anOpenMatter, aReport, aReportCustomer, someReportKeys } from './intake.fixtures.ts'
import { intakeParameters } from './intake.parameters.ts'
import { intakeTexts } from './intake.text.ts'
import { isOneSlipAway, matchReport } from './match.rules.ts'
import { accountKey, channels, phoneKey, reportKeys } from './report.ts'
import { classifySymptom, symptomSchema } from './symptom.ts'

const rules = { canMatchByAddress: true, maxCandidates: 8 }
const other = aReportCustomer({
  id: 'customer-2',
  account: 'gz52010000000',
  phones: ['13800000000'],
  addressKey: '520102|桥头新村1栋1单元101',
})

describe('what a report is looked up by', () => {
  it('is the same however it is typed', () => {
    expect(accountKey(' ＧＺ520124 28960')).toBe('gz52012428960')
    for (const text of [
      '15079806354',
      '+86 150-7980-6354',
      '0086 15079806354',
      '015079806354',
      '１５０７９８０６３５４',
    ])
      expect(phoneKey(text)).toBe('15079806354')
    expect(phoneKey('0851-85551234')).toBe('085185551234')
    for (const text of ['', '无', '12', '不详']) expect(phoneKey(text)).toBe('')
  })
  it('has a place only when the address says more than a county', () => {
    const directory = aRegionDirectory()
    expect(reportKeys(directory, aReport())).toEqual(someReportKeys())
    expect(reportKeys(directory, { address: '遵义县' })).toEqual({
      account: '',
      phone: '',
      addressKey: '',
      region: '520304',
      saysPlace: true,
    })
    expect(reportKeys(directory, { address: '桥头新村1栋' })).toMatchObject({ addressKey: '', region: undefined })
  })
})

describe('a report is matched', () => {
  const match = (keys = {}, customers = [aReportCustomer(), other]) =>
    matchReport(someReportKeys(keys), customers, rules)
  it('by its account, and what does not fit is told', () => {
    expect(match()).toMatchObject({ kind: 'matched', customer: { id: 'customer-1' }, ground: 'account', warnings: [] })
    expect(match({ phone: '13900000000', addressKey: '520102|花果园1栋' })).toMatchObject({
      ground: 'account',
      warnings: [{ code: 'intake.warn-phone' }, { code: 'intake.warn-address' }],
    })
    expect(match({ addressKey: '520304|老城1栋', region: '520304' })).toMatchObject({
      warnings: [{ code: 'intake.warn-region' }],
    })
  })
  it('by phone and address when the account is wrong or missing', () => {
    expect(match({ account: 'gz52012428961' })).toMatchObject({
      ground: 'phoneAndAddress',
      warnings: [{ code: 'intake.warn-account' }],
    })
    expect(match({ account: '' })).toMatchObject({ ground: 'phoneAndAddress', warnings: [] })
  })
  it('by phone alone, unless the customer lives elsewhere', () => {
    expect(match({ account: '', addressKey: '', region: undefined })).toMatchObject({ ground: 'phone' })
    expect(match({ account: '', addressKey: '520304|老城1栋', region: '520304' })).toMatchObject({
      kind: 'unmatched',
      reason: { code: 'intake.phone-elsewhere' },
      candidates: [{ customer: { id: 'customer-1' }, reasons: ['samePhone'] }],
    })
    expect(match({ account: '', addressKey: other.addressKey })).toMatchObject({
      reason: { code: 'intake.phone-elsewhere' },
    })
  })
  it('by an address where exactly one customer lives, if that is allowed', () => {
    const keys = { account: '', phone: '13900000000' }
    expect(match(keys)).toMatchObject({ ground: 'address', warnings: [{ code: 'intake.warn-phone' }] })
    expect(
      matchReport(someReportKeys(keys), [aReportCustomer()], { ...rules, canMatchByAddress: false }),
    ).toMatchObject({ kind: 'unmatched' })
    const neighbour = aReportCustomer({ id: 'customer-3', account: 'gz52010000001', phones: [] })
    expect(match(keys, [aReportCustomer(), neighbour])).toMatchObject({
      reason: { code: 'intake.address-ambiguous' },
      candidates: [{}, {}],
    })
  })
  it('by nobody when in doubt, with the candidates for a person, the likeliest first', () => {
    expect(match({ account: 'gz52012428961', phone: '' })).toMatchObject({
      reason: { code: 'intake.account-unknown' },
      candidates: [
        { customer: { id: 'customer-1' }, reasons: ['similarAccount', 'sameAddress'] },
        { customer: { id: 'customer-2' }, reasons: ['sameBuilding'] },
      ],
    })
    const twin = aReportCustomer({ id: 'customer-4', account: 'gz52010000002', addressKey: '' })
    expect(match({ account: '', addressKey: '', region: undefined }, [aReportCustomer(), twin])).toMatchObject({
      reason: { code: 'intake.phone-ambiguous' },
    })
    expect(match({}, [aReportCustomer(), aReportCustomer({ id: 'again' })])).toMatchObject({
      reason: { code: 'intake.account-twice' },
    })
    expect(match({ account: '', phone: '', addressKey: '', region: undefined })).toMatchObject({
      reason: { code: 'intake.nothing-known' },
      candidates: [],
    })
  })
  it('empty keys never match empty fields of a customer', () => {
    const blank = aReportCustomer({ account: '', phones: [''], addressKey: '' })
    expect(match({ account: '', phone: '', addressKey: '', region: undefined }, [blank])).toMatchObject({
      kind: 'unmatched',
      candidates: [],
    })
  })
  it('one slip of the finger makes a similar account, two do not', () => {
    const account = 'gz52012428960'
    for (const typed of ['gz5201242896', 'gz520124289600', 'gz52012428690', 'gz52012428961', 'z52012428960'])
      expect(isOneSlipAway(account, typed)).toBe(true)
    for (const typed of [account, 'gz52012428', 'gz52012400060', '']) expect(isOneSlipAway(account, typed)).toBe(false)
  })
})

describe('a duplicate', () => {
  const WINDOW = intakeParameters.duplicateWindowMinutes.default
  const at = anOpenMatter().firstReportedAt
  const report = (extra = {}) => ({
    kind: 'fault',
    receivedAt: addMinutes(at, 60),
    customerId: 'customer-1',
    keys: someReportKeys(),
    ...extra,
  })
  it('joins the open order of the same account within the window, its last minute included', () => {
    expect(findDuplicate(report(), [anOpenMatter()], WINDOW)).toEqual({
      joins: { id: 'order-1', ground: 'account', minutesApart: 60 },
      related: [],
    })
    expect(findDuplicate(report({ receivedAt: addMinutes(at, WINDOW) }), [anOpenMatter()], WINDOW).joins).toBeDefined()
    expect(findDuplicate(report({ receivedAt: addMinutes(at, WINDOW + 0.1) }), [anOpenMatter()], WINDOW)).toEqual({
      related: ['order-1'],
    })
  })
  it('is found by phone and place when nobody knows the account', () => {
    const keys = someReportKeys({ account: '' })
    const unknown = anOpenMatter({ customerId: undefined, keys: [keys] })
    expect(findDuplicate(report({ customerId: undefined, keys }), [unknown], WINDOW).joins?.ground).toBe(
      'phoneAndPlace',
    )
    expect(
      findDuplicate(
        report({ customerId: undefined, keys: { ...keys, addressKey: '520102|花果园' } }),
        [unknown],
        WINDOW,
      ).joins,
    ).toBeUndefined()
    expect(
      findDuplicate(
        report({ customerId: undefined, keys: { ...keys, phone: '', addressKey: '' } }),
        [anOpenMatter({ ...unknown, keys: [{ account: '', phone: '', addressKey: '' }] })],
        WINDOW,
      ).joins,
    ).toBeUndefined()
  })
  it('is found by the phone alone when neither call said where', () => {
    const nowhere = someReportKeys({ account: '', addressKey: '', region: undefined, saysPlace: false })
    const vague = { ...nowhere, saysPlace: true }
    const unknown = anOpenMatter({ customerId: undefined, keys: [nowhere] })
    const joins = (keys: typeof nowhere, matter = unknown) =>
      findDuplicate(report({ customerId: undefined, keys }), [matter], WINDOW).joins
    expect(joins(nowhere)?.ground).toBe('phoneAndPlace')
    expect(joins({ ...nowhere, phone: '13900000000' })).toBeUndefined()
    expect(joins(vague)).toBeUndefined()
    expect(joins(nowhere, { ...unknown, keys: [vague] })).toBeUndefined()
    expect(joins(nowhere, { ...unknown, keys: [someReportKeys({ account: '' })] })).toBeUndefined()
  })
  it('is not another line of the same customer, nor another kind, nor what was closed before', () => {
    const line = { customerId: 'customer-2', keys: someReportKeys({ account: 'zx2' }) }
    expect(findDuplicate(report(line), [anOpenMatter()], WINDOW)).toEqual({ related: [] })
    expect(findDuplicate(report({ kind: 'installation' }), [anOpenMatter()], WINDOW).joins).toBeUndefined()
    expect(findDuplicate(report(), [anOpenMatter({ closedAt: addMinutes(at, 60) })], WINDOW).joins).toBeUndefined()
    expect(findDuplicate(report(), [anOpenMatter({ closedAt: addMinutes(at, 61) })], WINDOW).joins).toBeDefined()
  })
  it('keeps joining while the customer keeps calling, and comes first to the nearest order', () => {
    const calling = anOpenMatter({ lastReportedAt: addMinutes(at, 600) })
    expect(findDuplicate(report({ receivedAt: addMinutes(at, 1300) }), [calling], WINDOW).joins).toBeDefined()
    const later = anOpenMatter({
      id: 'order-2',
      firstReportedAt: addMinutes(at, 50),
      lastReportedAt: addMinutes(at, 50),
    })
    expect(findDuplicate(report(), [anOpenMatter(), later], WINDOW)).toMatchObject({
      joins: { id: 'order-2' },
      related: ['order-1'],
    })
  })
  it('does not depend on the order in which a file brings the reports', () => {
    const minutes = fc.integer({ min: -2000, max: 2000 })
    fc.assert(
      fc.property(
        minutes,
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 1500 }),
        (offset, span, window) => {
          const matter = anOpenMatter({ lastReportedAt: addMinutes(at, span) })
          const apart = Math.max(0, -offset, offset - span)
          const result = findDuplicate(report({ receivedAt: addMinutes(at, offset) }), [matter], window)
          expect(result.joins !== undefined).toBe(apart <= window)
        },
      ),
    )
  })
})

describe('symptoms and channels', () => {
  const file = path.resolve(import.meta.dirname, '../../defaults/intake/symptoms.json')
  const symptoms = z.array(symptomSchema).parse(JSON.parse(readFileSync(file, 'utf8')))
  it.each([
    ['拨号错误678', 'dialNoReply', '678'],
    ['提示 691 错误', 'dialAccount', '691'],
    ['错误651', 'dialNoReply', '651'],
    ['LOS灯红', 'losRed', undefined],
    ['光猫不亮', 'modemDark', undefined],
    ['频繁掉线', 'drops', undefined],
    ['网速慢', 'slow', undefined],
    ['WiFi信号差', 'wifiWeak', undefined],
    ['ＷｉＦｉ 信号差', 'wifiWeak', undefined],
    ['电话无拨号音', 'phoneDead', undefined],
    ['电视卡顿', 'tvStutter', undefined],
    ['不能上网', 'noInternet', undefined],
    ['家里停电后光猫不亮', 'modemDark', undefined],
    ['想咨询套餐', 'other', undefined],
    ['小区16786栋', 'other', undefined],
  ])('“%s” means %s', (text, code, errorCode) => {
    expect(classifySymptom(symptoms, text)).toEqual(errorCode ? { code, errorCode } : { code })
  })
  it('no word and no error number belongs to two symptoms', () => {
    const words = symptoms.flatMap((row) => [...row.words, ...row.errorCodes])
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
    for (const row of symptoms)
      for (const word of row.words) expect([word, classifySymptom(symptoms, word).code]).toEqual([word, row.code])
  })
  it.each([
    ['热线', 'hotline'],
    ['传真', 'fax'],
    ['EOMS', 'eoms'],
    ['网页', 'web'],
    ['短信', 'sms'],
    ['客户经理', 'customerManager'],
    ['告警', 'alarm'],
    ['巡检', 'inspection'],
    ['hotline', 'hotline'],
    ['customerManager', 'customerManager'],
    ['鸽子', undefined],
  ])('the channel %s is %s', (text, channel) => expect(channelOf(text)).toBe(channel))
  it('every channel has a name, and a person behind it gets feedback', () => {
    for (const channel of channels) expect(Object.keys(intakeTexts)).toContain(`intake.channel.${channel}`)
    expect(channels.filter((channel) => !wantsFeedback(channel))).toEqual(['alarm', 'inspection'])
  })
  it('the shipped parameters fit their own schemas', () => {
    for (const definition of Object.values(intakeParameters))
      expect(definition.schema.safeParse(definition.default).success).toBe(true)
  })
})
