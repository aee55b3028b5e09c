import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Outlines, outlinesSchema } from '#core/insight/insight.contract.ts'
import { provinceOf } from '#core/organisation/region.ts'
import type { Deps } from '#server/platform/deps.ts'
import { defaultsDir } from '#server/platform/paths.ts'

const read = new Map<string, Outlines | undefined>()

const outlinesOf = (province: string): Outlines | undefined => {
  if (!read.has(province)) {
    const file = path.join(defaultsDir, 'outlines', `${province}.json`)
    read.set(province, existsSync(file) ? outlinesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined)
  }
  return read.get(province)
}

/** The shipped outlines of the provinces that are loaded; a province without any has none. */
export const shippedOutlines = (deps: Pick<Deps, 'regions'>): Outlines[] => {
  const provinces = new Set(deps.regions.regions.map((region) => provinceOf(region.code)))
  return [...provinces].flatMap((province) => outlinesOf(province) ?? [])
}
