import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { repoRoot } from '#server/platform/paths.ts'

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ resolved: z.string().optional(), optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
})
const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(repoRoot, 'package-lock.json'), 'utf8')))

test('the lock names every optional package of every platform, without which npm ci refuses it', () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`],
    ),
  )
  expect(missing, 'run scripts/complete-lock.mjs').toEqual([])
})

test('the lock names no registry, so that everyone installs from their own', () => {
  expect(Object.values(packages).filter((each) => each.resolved)).toEqual([])
})
