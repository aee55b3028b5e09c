import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKey, splitAddress } from './address.rules.ts'
import { buildRegionDirectory, fullName, resolveRegion } from './region.rules.ts'
import { isWithin, levelOf, prefectureOf, regionFileSchema } from './region.ts'

const file = path.resolve(import.meta.dirname, '../../defaults/regions/520000.json')
const { regions } = regionFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
const directory = buildRegionDirectory(regions)
const codeOf = (text: string, options = {}): string => {
  const result = resolveRegion(directory, text, options)
  return result.ok ? result.value.code : result.refusal.code
}
const counties = regions.filter((region) => region.level === 'county')
const prefectures = regions.filter((region) => region.level === 'prefecture')

describe('the regions of Guizhou', () => {
  it('are nine prefectures and 88 counties under their present names', () => {
    expect(prefectures).toHaveLength(9)
    expect(counties).toHaveLength(88)
    const names = counties.map((region) => region.name)
    expect(names).toEqual(
      expect.arrayContaining(['播州区', '水城区', '盘州市', '平坝区', '黔西市', '兴仁市', '万山区']),
    )
    expect(new Set(regions.map((region) => region.code)).size).toBe(98)
  })
  it('have a parent, a class and a place for every county, and an abbreviation and area code for every prefecture', () => {
    for (const county of counties) {
      expect(county.parent).toBe(prefectureOf(county.code))
      expect(county.areaClass).toBeDefined()
      expect(county.centre?.lat).toBeGreaterThan(24.5)
      expect(county.centre?.lat).toBeLessThan(29.3)
      expect(county.centre?.lon).toBeGreaterThan(103.5)
      expect(county.centre?.lon).toBeLessThan(109.7)
    }
    expect(prefectures.map((region) => region.abbreviation).join(' ')).toBe('GY LP ZY AS BJ TR QX QD QN')
    for (const prefecture of prefectures) expect(prefecture.landlineCodes?.length).toBeGreaterThan(0)
  })
})

describe('a region is found', () => {
  it.each([
    ['遵义县', '520304'],
    ['水城县', '520204'],
    ['盘县', '520281'],
    ['盘县特区', '520281'],
    ['平坝县', '520403'],
    ['黔西县', '520581'],
    ['兴仁县', '522302'],
    ['万山特区', '520603'],
    ['小河区', '520111'],
  ])('by its former name %s', (name, code) => expect(codeOf(name)).toBe(code))

  it.each([
    ['道真', '520325'],
    ['务川', '520326'],
    ['镇宁', '520423'],
    ['关岭', '520424'],
    ['紫云', '520425'],
    ['威宁', '520526'],
    ['玉屏', '520622'],
    ['印江', '520625'],
    ['沿河', '520627'],
    ['松桃', '520628'],
    ['三都', '522732'],
    ['三都县', '522732'],
    ['三都水族自治县', '522732'],
    ['黔西南州', '522300'],
    ['黔西', '520581'],
    ['毕节地区', '520500'],
    ['铜仁地区', '520600'],
    ['遵义', '520300'],
    ['贵州', '520000'],
  ])('by the short or full name %s', (name, code) => expect(codeOf(name)).toBe(code))

  it.each([
    ['贵州省遵义市遵义县', '520304'],
    ['遵义遵义县', '520304'],
    ['毕节地区黔西县', '520581'],
    ['贵州 贵阳 南明', '520102'],
    ['黔南布依族苗族自治州三都水族自治县', '522732'],
    ['　云岩区 ', '520103'],
    ['５２０１０３', '520103'],
    ['520103000000', '520103'],
    ['520321', '520304'],
    ['5201', '520100'],
  ])('when written as %s', (text, code) => expect(codeOf(text)).toBe(code))

  it('under every form of every one of the 88 counties, with and without what stands in front', () => {
    for (const county of counties) {
      const prefecture = directory.byCode.get(prefectureOf(county.code))
      const prefixes = [
        '',
        '贵州省',
        ...[prefecture?.name ?? '', ...(prefecture?.shortNames ?? [])].flatMap((name) => [name, `贵州省${name}`]),
      ]
      for (const name of [county.name, ...county.shortNames, ...county.formerNames])
        for (const prefix of prefixes)
          expect([prefix + name, codeOf(prefix + name)]).toEqual([prefix + name, county.code])
    }
  })
})

describe('a region is refused', () => {
  it('when it does not exist, or not where it is said to be', () => {
    expect(codeOf('天河区')).toBe('organisation.region-unknown')
    expect(codeOf('贵阳市水城区')).toBe('organisation.region-unknown')
    expect(codeOf('水城区', { within: '520100' })).toBe('organisation.region-unknown')
    expect(codeOf('529999')).toBe('organisation.region-unknown')
    expect(codeOf('52010')).toBe('organisation.region-unknown')
    expect(codeOf('')).toBe('organisation.region-unknown')
  })
  it('when a county is wanted and a prefecture is named, with its counties as candidates', () => {
    const result = resolveRegion(directory, '安顺市', { level: 'county' })
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.refusal.code).toBe('organisation.region-too-broad')
    expect(result.refusal.details).toHaveLength(6)
  })
  it('when two places have the name, with both as candidates', () => {
    const other = { ...regions[0], code: '440000', name: '广东省', shortNames: ['广东'] }
    const both = buildRegionDirectory(
      regionFileSchema.parse({
        province: '520000',
        regions: [
          ...regions,
          other,
          {
            ...prefectures[0],
            code: '440100',
            parent: '440000',
            name: '广州市',
            shortNames: ['广州'],
            abbreviation: 'GZ',
          },
          { ...counties[0], code: '440111', parent: '440100', name: '白云区', shortNames: ['白云'] },
        ],
      }).regions,
    )
    const result = resolveRegion(both, '白云区')
    expect(result).toMatchObject({ ok: false, refusal: { code: 'organisation.region-ambiguous' } })
    if (!result.ok) expect(result.refusal.details?.map((detail) => detail.params?.code)).toEqual(['520113', '440111'])
    expect(resolveRegion(both, '广州市白云区')).toMatchObject({ ok: true, value: { code: '440111' } })
    expect(resolveRegion(both, '白云区', { within: '520000' })).toMatchObject({ ok: true, value: { code: '520113' } })
  })
})

describe('codes', () => {
  it('say by themselves what lies in what', () => {
    fc.assert(
      fc.property(fc.constantFrom(...regions), fc.constantFrom(...regions), (a, b) => {
        const chain = [a.code, prefectureOf(a.code), '520000']
        expect(isWithin(a.code, b.code)).toBe(chain.includes(b.code))
        expect(levelOf(a.code)).toBe(a.level)
      }),
    )
  })
})

describe('an address', () => {
  it('gives the region in front of it, by old or present name', () => {
    expect(splitAddress(directory, '贵州省贵阳市南明区桥头新村1栋2单元2703号')).toMatchObject({
      region: { code: '520102' },
      rest: '桥头新村1栋2单元2703号',
    })
    expect(splitAddress(directory, '遵义县老城北门7栋')).toMatchObject({
      region: { code: '520304' },
      rest: '老城北门7栋',
    })
    expect(splitAddress(directory, '贵州贵阳白云区云峰路')).toMatchObject({
      region: { code: '520113' },
      rest: '云峰路',
    })
  })
  it('keeps a street or an estate that is named after a place', () => {
    expect(splitAddress(directory, '遵义路12号')).toMatchObject({ region: undefined, rest: '遵义路12号' })
    expect(splitAddress(directory, '贵阳市遵义路12号')).toMatchObject({
      region: { code: '520100' },
      rest: '遵义路12号',
    })
    expect(splitAddress(directory, '观山湖区金阳新世界3栋')).toMatchObject({ rest: '金阳新世界3栋' })
  })
  it('has one key for all its spellings', () => {
    const keys = [
      addressKey(directory, '贵州省遵义市遵义县老城北门７栋４单元４０６号'),
      addressKey(directory, '播州区 老城北门7栋 4单元406室'),
      addressKey(directory, '老城北门7幢4单元406', '520304'),
    ]
    expect(new Set(keys)).toEqual(new Set(['520304|老城北门7栋4单元406']))
    expect(addressKey(directory, '水城区老城北门7栋4单元406')).not.toBe(keys[0])
  })
  it('keeps its key when written with the region in any form', () => {
    fc.assert(
      fc.property(fc.constantFrom(...counties), fc.integer({ min: 1, max: 40 }), (county, building) => {
        const place = `幸福里${building}栋2单元1001号`
        const full = addressKey(directory, `贵州省${fullName(directory, county)}${place}`)
        expect(full).toBe(`${county.code}|幸福里${building}栋2单元1001`)
        for (const name of [county.name, ...county.formerNames]) expect(addressKey(directory, name + place)).toBe(full)
        expect(addressKey(directory, place, county.code)).toBe(full)
      }),
    )
  })
})
