import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { companySchema } from '#core/organisation/organisation.ts'
import { regionFileSchema } from '#core/organisation/region.ts'
import { responsibilitySchema } from '#core/organisation/responsibility.ts'
import type { Deps } from '#server/platform/deps.ts'
import { bumpFact, lockFact, setFact } from '#server/platform/facts.store.ts'
import { defaultsDir } from '#server/platform/paths.ts'
import { anywhere } from '#server/platform/system.store.ts'
import { REGIONS_FACT } from '#server/platform/system.ts'
import { forgetDirectory } from './directory.ts'
import { insertCompanies, insertRegions, insertResponsibilities } from './seed.store.ts'

const SEEDED = 'organisation.seeded'

/**
 * Puts in what ships in `defaults/`: the regions of every province there, the companies, and once the responsibilities
 * (R-A1, R-A2). What is there already stays as it is; called again it changes nothing. Called before the system's actor is loaded, that has every
 * prefecture from the beginning; afterwards within a second.
 */
export const seedDefaults = async (deps: Pick<Deps, 'db' | 'clock'>): Promise<void> => {
  const regionFiles = (await readdir(path.join(defaultsDir, 'regions'))).filter((name) => name.endsWith('.json')).sort()
  const provinces = await Promise.all(regionFiles.map((name) => readJson(regionFileSchema, 'regions', name)))
  const companies = await readJson(z.array(companySchema), 'organisation', 'companies.json')
  const responsibilities = await readJson(z.array(responsibilitySchema), 'organisation', 'responsibilities.json')
  await deps.db.withTransaction(anywhere, async (tx) => {
    let isGrown = false
    for (const { regions } of provinces) isGrown = (await insertRegions(tx, regions)) > 0 || isGrown
    if (isGrown) await bumpFact(tx, REGIONS_FACT, deps.clock.now())
    await insertCompanies(tx, companies)
    if ((await lockFact(tx, SEEDED)) !== undefined) return
    const entries = responsibilities.map((entry) => ({ ...entry, id: uuidOf(`responsibility ${entry.id}`) }))
    await insertResponsibilities(tx, entries, deps.clock.now())
    await setFact(tx, SEEDED, true, deps.clock.now())
  })
  forgetDirectory(deps)
}

const readJson = async <T>(schema: z.ZodType<T>, ...names: string[]): Promise<T> =>
  schema.parse(JSON.parse(await readFile(path.join(defaultsDir, ...names), 'utf8')))

/** Always the same id for the same default, so that two first starts at once make one row. */
const uuidOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
