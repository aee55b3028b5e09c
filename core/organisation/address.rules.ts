/**
 * When two spellings are the same address: province, prefecture and county in front count by what they mean,
 * old or present name, written or left out; width, blanks and the many words for building and flat do not count.
 */

import { compact } from '#core/spelling.ts'
import { leadingNames, type RegionDirectory } from './region.rules.ts'
import { isWithin, type Region } from './region.ts'

export type SplitAddress = {
  /** The deepest region named in front, if any. */
  readonly region: Region | undefined
  readonly rest: string
}

/**
 * Takes the names of regions off the front of an address. A name without its kind (贵阳, 白云) is taken only when another
 * region follows, because streets and estates are named after places.
 */
export const splitAddress = (directory: RegionDirectory, address: string, within?: string): SplitAddress => {
  let rest = compact(address)
  let region: Region | undefined
  for (;;) {
    const next = leadingRegion(directory, rest, region?.code ?? within, region)
    if (!next) return { region, rest }
    region = next.region
    rest = rest.slice(next.length)
  }
}

const KIND = /(?:[省市区县州旗盟])$/

const leadingRegion = (
  directory: RegionDirectory,
  text: string,
  within: string | undefined,
  outer: Region | undefined,
): { region: Region; length: number } | undefined => {
  if (outer?.level === 'county') return undefined
  for (const name of leadingNames(directory, text)) {
    for (const { region } of directory.byName.get(name) ?? []) {
      if (region === outer && name !== region.name) continue
      const isOutside = within !== undefined && !isWithin(region.code, within) && !isWithin(within, region.code)
      if (isOutside || (outer && !isWithin(region.code, outer.code))) continue
      if (KIND.test(name)) return { region, length: name.length }
      if (region.level !== 'county' && leadingRegion(directory, text.slice(name.length), region.code, region))
        return { region, length: name.length }
    }
  }
  return undefined
}

/**
 * One key for all spellings of an address: `520304|老城北门7栋4单元406`. `within` is the region known from elsewhere
 * (a county column); it counts when the text names none, or only a wider one.
 */
export const addressKey = (directory: RegionDirectory, address: string, within?: string): string => {
  const { region, rest } = splitAddress(directory, address, within)
  const known = region && (!within || isWithin(region.code, within)) ? region.code : (within ?? '')
  return `${known}|${plainPlace(rest)}`
}

const plainPlace = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[,.，。、;；()（）【】[\]]/g, '')
    .replace(/(\d)(?:号楼|幢|座|#)/g, '$1栋')
    .replace(/(\d)(?:号房|[号室户房])$/, '$1')
