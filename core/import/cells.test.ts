import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAccount, readBandwidth, readSerial } from '#core/ledger/ledger-cell.rules.ts'
import { accessMethod, lineGrade, serviceStatus } from '#core/ledger/ledger-words.ts'
import { isDay } from '#core/time.ts'
import { readDay, readInstant } from './day-cell.rules.ts'
import { anImportContext } from './import.fixtures.ts'
import type { Reading } from './import.ts'
import { checkPhone, readCounty, readPhone } from './place-cell.rules.ts'
import { readCode, readCoded } from './word-cell.rules.ts'

const valueIn = <T>(reading: Reading<T>): T | undefined => ('value' in reading ? reading.value : undefined)
const problemIn = (reading: Reading<unknown>) => ('problem' in reading ? reading.problem : undefined)

describe('days', () => {
  it('are read in every style of the ledgers', () => {
    const styles = ['2024/2/13', '2024-02-13', '2024.2.13', '2024年2月13日', '20240213', '45335', '2024-02-13 00:00:00']
    for (const text of styles) expect(valueIn(readDay(text))).toBe('2024-02-13')
    expect(valueIn(readDay('2024-02-13T10:20:30.000Z'))).toBe('2024-02-13')
  })
  it.each([
    ['2026-02-30', 'import.no-such-day', '2026-02-28'],
    ['2026/2/30', 'import.no-such-day', '2026-02-28'],
    ['2024年2月30日', 'import.no-such-day', '2024-02-29'],
    ['2026-13-02', 'import.no-such-day', '2026-02-13'],
    ['2026-00-10', 'import.no-such-day', undefined],
    ['31/12/2024', 'import.not-a-day', '2024-12-31'],
    ['3/4/2024', 'import.not-a-day', undefined],
    ['24-2-13', 'import.not-a-day', '2024-02-13'],
    ['1024-02-13', 'import.day-out-of-range', undefined],
    ['去年', 'import.not-a-day', undefined],
  ])('%s is refused as %s, and %s proposed', (text, code, proposal) => {
    expect(problemIn(readDay(text))).toMatchObject({ code })
    expect(problemIn(readDay(text))?.proposal).toBe(proposal)
  })
  it('a value or a proposal is always a real day', () => {
    const part = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), part, part, fc.constantFrom('-', '/', '.'), (year, a, b, sign) => {
        const reading = readDay([year, a, b].join(sign))
        const value = valueIn(reading)
        const proposal = problemIn(reading)?.proposal
        if (value !== undefined) expect(isDay(value)).toBe(true)
        if (proposal !== undefined) expect(isDay(proposal)).toBe(true)
      }),
    )
  })
})

describe('times', () => {
  it('are those of China', () => {
    for (const text of ['2026-10-01 00:44:20', '2026/10/1 0:44:20', '2026年10月1日 0时44分20秒', '20261001004420']) {
      expect(valueIn(readInstant(text))).toBe('2026-09-30T16:44:20.000Z')
    }
    expect(valueIn(readInstant('2026-10-01 下午3:05'))).toBe('2026-10-01T07:05:00.000Z')
    expect(valueIn(readInstant('46296.5'))).toBe('2026-10-01T04:00:00.000Z')
  })
  it('need a time of day, unless it does not matter', () => {
    expect(problemIn(readInstant('2026-10-01'))?.proposal).toBe('2026-10-01 09:00')
    expect(valueIn(readInstant('2026-10-01', '09:00'))).toBe('2026-10-01T01:00:00.000Z')
    expect(problemIn(readInstant('2026-10-01 25:00'))?.code).toBe('import.not-a-time')
    expect(problemIn(readInstant('2026-02-30 08:00'))?.code).toBe('import.no-such-day')
  })
})

describe('bandwidth', () => {
  it.each([
    ['200', 200],
    ['200M', 200],
    ['２００ｍ', 200],
    ['200Mbps', 200],
    ['200兆', 200],
    ['1G', 1000],
    ['2.5G', 2500],
    ['千兆', 1000],
    ['1,000M', 1000],
    ['1000M/100M', 1000],
    ['2048K', undefined],
    ['0', undefined],
    ['快', undefined],
    ['-5M', undefined],
  ])('%s is %s', (text, mbps) => expect(valueIn(readBandwidth(text))).toBe(mbps))
})

describe('accounts, codes and serials', () => {
  it('letter case, width and blanks are spelling', () => {
    expect(valueIn(readAccount(' GZ520１1626222 '))).toBe('gz52011626222')
    expect(valueIn(readCode('520102-olt01／PON02 /FGQ1'))).toBe('520102-OLT01/PON02/FGQ1')
    expect(valueIn(readSerial('hwtc-2fa13606'))).toBe('HWTC2FA13606')
    expect(valueIn(readSerial('5A544547C7F26F01'))).toBe('ZTEGC7F26F01')
  })
  it('a formula is no account', () => {
    expect(problemIn(readAccount("=cmd|'/c calc'!a0"))).toMatchObject({ code: 'import.not-an-account' })
    expect(problemIn(readAccount('张三的账号'))?.proposal).toBeUndefined()
    expect(problemIn(readAccount('gz52011626222?'))?.proposal).toBe('gz52011626222')
  })
  it('whatever is accepted is its own one form, and no text makes a failure', () => {
    const readers = [readAccount, readCode, readSerial, readPhone] as const
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii' })), (text) => {
        for (const read of readers) {
          const value = valueIn(read(text))
          if (value !== undefined) expect(valueIn(read(value))).toBe(value)
        }
        readDay(text)
        readInstant(text)
        readBandwidth(text)
      }),
    )
  })
})

describe('words of closed lists', () => {
  it('are known by their synonyms', () => {
    expect(lineGrade.codeOf('金牌')).toBe('AAA')
    expect(lineGrade.codeOf('ａａ')).toBe('AA')
    expect(lineGrade.codeOf('标准')).toBe('standard')
    expect(serviceStatus.codeOf('欠费停机')).toBe('suspended')
    expect(accessMethod.codeOf('ftth')).toBe('FTTH')
  })
  it('the choices are proposed when none was meant', () => {
    expect(problemIn(readCoded(lineGrade)('S级'))?.proposal).toBe('AAA / AA / A / standard'.replace('standard', '普通'))
  })
})

describe('places', () => {
  const context = anImportContext()
  it('a county is known by code, old name and with what stands above it', () => {
    for (const text of ['520304', '播州区', '遵义县', '贵州省遵义市遵义县', '遵义市播州区']) {
      expect(valueIn(readCounty(text, context))).toBe('520304')
    }
  })
  it('a county that does not exist, a prefecture, and one out of reach are refused', () => {
    expect(problemIn(readCounty('大明县', context))?.code).toBe('import.county-unknown')
    expect(problemIn(readCounty('遵义市', context))?.code).toBe('import.county-too-broad')
    const narrow = anImportContext({ prefectures: new Set(['520100']) })
    expect(problemIn(readCounty('播州区', narrow))?.code).toBe('import.county-out-of-reach')
  })
  it('a landline belongs to the prefecture of the county', () => {
    expect(checkPhone('phone', '085185551234', '520304', context)).toEqual([])
    expect(checkPhone('phone', '13844551234', '520304', context)).toEqual([])
    expect(checkPhone('phone', '85551234', '520304', context)).toMatchObject([
      { code: 'import.phone-without-trunk', proposal: '085185551234' },
    ])
    expect(checkPhone('phone', '02885551234', '520304', context)).toMatchObject([
      { code: 'import.phone-of-another-province', proposal: '085185551234' },
    ])
  })
})
