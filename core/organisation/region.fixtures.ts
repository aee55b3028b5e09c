import { buildRegionDirectory, type RegionDirectory } from './region.rules.ts'
import { prefectureOf, provinceOf, type Region } from './region.ts'

/** A region with sensible fields; level and parent follow from the code. */
export const aRegion = (region: Pick<Region, 'code' | 'name'> & Partial<Region>): Region => {
  const level = region.code.endsWith('0000') ? 'province' : region.code.endsWith('00') ? 'prefecture' : 'county'
  const parents = { province: undefined, prefecture: provinceOf(region.code), county: prefectureOf(region.code) }
  return {
    level,
    ...(parents[level] ? { parent: parents[level] } : {}),
    ...(level === 'county' ? { areaClass: 'urban' as const } : {}),
    shortNames: [],
    formerNames: [],
    formerCodes: [],
    ...region,
  }
}

/** A small province: two prefectures, three counties each. */
export const aRegionDirectory = (): RegionDirectory =>
  buildRegionDirectory([
    aRegion({ code: '520000', name: '贵州省', shortNames: ['贵州'] }),
    aRegion({ code: '520100', name: '贵阳市', shortNames: ['贵阳'], abbreviation: 'GY', landlineCodes: ['0851'] }),
    aRegion({ code: '520102', name: '南明区', shortNames: ['南明'] }),
    aRegion({ code: '520103', name: '云岩区', shortNames: ['云岩'] }),
    aRegion({ code: '520121', name: '开阳县', shortNames: ['开阳'], areaClass: 'rural' }),
    aRegion({ code: '520300', name: '遵义市', shortNames: ['遵义'], abbreviation: 'ZY', landlineCodes: ['0851'] }),
    aRegion({ code: '520302', name: '红花岗区', shortNames: ['红花岗'] }),
    aRegion({ code: '520304', name: '播州区', shortNames: ['播州'], formerNames: ['遵义县'], formerCodes: ['520321'] }),
    aRegion({ code: '520322', name: '桐梓县', shortNames: ['桐梓'], areaClass: 'rural' }),
  ])
