import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportRows } from '#core/intake/report-row.rules.ts'
import { enterpriseLineRows } from '#core/ledger/enterprise-line-row.rules.ts'
import { homeUserRows } from '#core/ledger/home-user-row.rules.ts'
import { countyOfNode, networkNodeRows } from '#core/network/network-node-row.rules.ts'
import { staffRows } from '#core/people/staff-row.rules.ts'
import { findHeader, guessColumns } from './guess-columns.rules.ts'
import { anImportContext, readFields } from './import.fixtures.ts'
import { importTexts } from './import.text.ts'
import type { ImportDefinition } from './import.ts'
import { cellErrorOf } from './row.rules.ts'

const definitions: readonly ImportDefinition[] = [
  homeUserRows,
  enterpriseLineRows,
  networkNodeRows,
  staffRows,
  reportRows,
]
const home = {
  account: 'gz52011626222',
  userCode: 'JK5201020000015',
  name: '高明',
  phone: '15858556330',
  county: '南明区',
  community: '山水黔城',
  address: '南明区山水黔城7栋4单元1906号',
  bandwidthMbps: '100M',
  accessMethod: 'FTTH',
  boxCode: '520102-OLT01/PON02/FGQ1/FXX3',
  onuSerial: 'ZTEGC4A53B71',
  joinedOn: '2026/3/10',
  status: '在网',
}

describe('headers', () => {
  it('are found below a title, in the ledger’s and in the export’s words', () => {
    const ledger = [
      '用户编号',
      ' 宽带账号*',
      '客户姓名',
      '联系电话（必填）',
      '区县',
      '小区',
      '装机地址',
      '带 宽',
      '接入方式',
      '分纤箱',
      'ＯＮＵ序列号',
      '入网日期',
      '状态',
    ]
    expect(findHeader([['家客用户台账(截至2026年9月30日)'], [''], ledger], homeUserRows)).toMatchObject({
      index: 2,
      mapping: { userCode: 0, account: 1, phone: 3, bandwidthMbps: 7, onuSerial: 10, status: 12 },
      missing: [],
    })
    const exported = [
      '宽带账号',
      '用户编号',
      '客户姓名',
      '联系电话',
      '区县编码',
      '装机地址',
      '带宽',
      '接入方式',
      '分纤箱编码',
      'ONU SN',
      '入网时间',
      '用户状态',
    ]
    expect(Object.keys(guessColumns(exported, homeUserRows))).toHaveLength(12)
  })
  it('a sheet without one is told, with what is missing', () => {
    expect(
      findHeader(
        [
          ['甲', '乙'],
          ['1', '2'],
        ],
        homeUserRows,
      ),
    ).toEqual({
      index: -1,
      mapping: {},
      missing: ['account', 'name', 'county', 'address'],
    })
    expect(findHeader([['宽带账号', '客户姓名']], homeUserRows).missing).toEqual(['county', 'address'])
  })
  it('no two fields share a column, and no header names two fields of a kind', () => {
    for (const definition of definitions) {
      const names = Object.values(definition.columns).flatMap((column) => [column.title['zh-CN'], ...column.synonyms])
      expect(new Set(names).size, definition.kind).toBe(names.length)
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...names, '', '备用')), (headers) => {
          const columns = Object.values(guessColumns(headers, definition))
          expect(new Set(columns).size).toBe(columns.length)
        }),
      )
    }
  })
})

describe('rows', () => {
  it('of every kind are read', () => {
    expect(readFields(homeUserRows, home)).toMatchObject({
      isGood: true,
      row: { county: '520102', bandwidthMbps: 100, joinedOn: '2026-03-10', status: 'active' },
    })
    expect(
      readFields(networkNodeRows, {
        code: '520102-olt01',
        name: 'OLT',
        kind: 'olt',
        parentCode: '520102-JF01',
        lon: '106.7',
        lat: '26.6',
      }),
    ).toMatchObject({ isGood: true, row: { code: '520102-OLT01', kind: 'olt', lon: 106.7 } })
    expect(
      readFields(staffRows, {
        number: 'dw00002',
        name: '徐晨',
        companyId: '中移铁通',
        county: '遵义县',
        post: '班长',
        certificates: '家客装维上岗证、登高证',
        validUntil: '2026-11-02',
      }),
    ).toMatchObject({
      isGood: true,
      row: {
        number: 'DW00002',
        companyId: 'tietong',
        county: '520304',
        post: 'stationHead',
        certificates: ['homeFitter', 'workAtHeight'],
      },
    })
    expect(
      readFields(reportRows, {
        receivedAt: '2026-10-01 00:44:20',
        channel: '热线',
        phone: '15847532292',
        symptomText: 'LOS灯红',
      }),
    ).toMatchObject({ isGood: true, row: { receivedAt: '2026-09-30T16:44:20.000Z', channel: 'hotline' } })
  })
  it('spelling is never a difference', () => {
    const plain = readFields(homeUserRows, home)
    const spelt = fc.record({
      account: fc.constantFrom(' gz52011626222 ', 'GZ52011626222', 'ｇｚ52011626222', '\u200bgz52011626222'),
      userCode: fc.constantFrom('JK5201020000015', 'jk5201020000015', 'JK ５201020000015'),
      county: fc.constantFrom('南明区', '520102', '贵阳市南明区', '贵州省贵阳市南明区', ' 南明 '),
      address: fc.constantFrom(
        '南明区山水黔城7栋4单元1906号',
        '南明区山水黔城７栋４单元１９０６号',
        ' 南明区 山水黔城7栋4单元 1906号',
      ),
      bandwidthMbps: fc.constantFrom('100', '100M', '１００Ｍ', '100m', '100兆'),
      onuSerial: fc.constantFrom('ztegc4a53b71', 'ZTEGC4A53B71', 'ZTEG-C4A53B71'),
      joinedOn: fc.constantFrom('2026/3/10', '2026-03-10', '2026年3月10日', '46091', '2026/03/10 00:00'),
      phone: fc.constantFrom('15858556330', '158 5855 6330', '+8615858556330'),
      status: fc.constantFrom('在网', '正常', '在 网'),
      name: fc.constantFrom('高明', '高　明', ' 高 明 '),
    })
    fc.assert(
      fc.property(spelt, (cells) => {
        expect(readFields(homeUserRows, { ...home, ...cells })).toEqual(plain)
      }),
    )
  })
  it('every wrong cell of a row is named at once, with its reason in Chinese', () => {
    const outcome = readFields(homeUserRows, {
      ...home,
      account: '',
      county: '大明县',
      joinedOn: '2026-02-30',
      phone: '#N/A',
    })
    expect(outcome.isGood).toBe(false)
    const problems = outcome.isGood ? [] : outcome.problems
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ['account', 'import.missing'],
      ['phone', 'import.error-cell'],
      ['county', 'import.county-unknown'],
      ['joinedOn', 'import.no-such-day'],
    ])
    const place = { sheet: '台账', row: 7, column: 'L', value: '2026-02-30' }
    expect(problems[3] && cellErrorOf(problems[3], place)).toEqual({
      ...place,
      field: 'joinedOn',
      reason: '没有 2026-02-30 这一天',
      proposal: '2026-02-28',
    })
  })
  it('a node hangs on something, has one county, and stands somewhere whole', () => {
    const box = { code: '520102-OLT01/PON00/FGQ1', name: '分光器', kind: '分光器' }
    const codes = (cells: Record<string, string>) => {
      const outcome = readFields(networkNodeRows, cells)
      return outcome.isGood ? [] : outcome.problems.map(({ code }) => code)
    }
    expect(codes(box)).toEqual(['import.parent-missing'])
    expect(codes({ ...box, parentCode: box.code })).toEqual(['import.parent-itself'])
    expect(codes({ ...box, parentCode: 'X', lon: '106' })).toEqual(['import.position-half'])
    expect(codes({ ...box, parentCode: 'X', lon: '26.6', lat: '106.7' })).toEqual([
      'import.position-exchanged',
      'import.position-exchanged',
    ])
    expect(codes({ ...box, code: 'OLT-7', parentCode: 'X' })).toEqual(['import.node-without-county'])
    expect(codes({ ...box, parentCode: 'X', splitRatio: '1:7', parentKm: '1780' })).toEqual([
      'import.not-a-ratio',
      'import.distance-in-metres',
    ])
    expect(
      readFields(networkNodeRows, { ...box, parentCode: 'X', splitRatio: '0.0472222222', parentKm: '1.78公里' }),
    ).toMatchObject({
      row: { splitRatio: '1:8', parentKm: 1.78 },
    })
    expect(countyOfNode({ code: '520321-OLT01', name: 'x', kind: 'olt' }, anImportContext())).toEqual({
      value: '520304',
    })
  })
  it('certificates need a validity, a known kind and a known company', () => {
    const staff = { number: 'D1', name: '徐晨', companyId: '铁通', county: '南明区', post: '班长' }
    const problems = (cells: Record<string, string>, context = anImportContext()) => {
      const outcome = readFields(staffRows, { ...staff, ...cells }, context)
      return outcome.isGood ? [] : outcome.problems.map(({ field, code }) => `${field} ${code}`)
    }
    expect(problems({})).toEqual([])
    expect(problems({ certificates: '家客装维上岗证\n高处作业证', validUntil: '2027-01-01' })).toEqual([])
    expect(problems({ certificates: '家客装维上岗证' })).toEqual(['validUntil import.certificate-without-validity'])
    expect(problems({ certificates: '厨师证', companyId: '无名公司' })).toEqual([
      'companyId import.company-unknown',
      'certificates import.certificate-unknown',
    ])
    expect(problems({}, anImportContext({ companyId: 'chengxing' }))).toEqual(['companyId import.company-out-of-reach'])
  })
  it('no cells make a failure, and every problem has its text in both languages', () => {
    const context = anImportContext()
    for (const definition of definitions) {
      const cells = fc.dictionary(fc.constantFrom(...Object.keys(definition.columns)), fc.string({ unit: 'binary' }))
      fc.assert(
        fc.property(cells, (row) => {
          const outcome = readFields(definition, row, context)
          for (const { code } of outcome.isGood ? [] : outcome.problems)
            expect(Object.keys(importTexts)).toContain(code)
        }),
      )
    }
  })
})
