import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareRuns } from '#testing/convergence/compare.ts'
import { createWorld, type World } from '#testing/convergence/world.ts'
import { createTestInstance, type TestInstance } from '#testing/server.ts'

const SEQUENCES = 200
const AT_ONCE = 6

let instance: TestInstance
let world: World

beforeAll(async () => {
  instance = await createTestInstance()
  world = await createWorld(instance.deps, instance.http)
}, 60_000)
afterAll(() => instance.stop())

describe('over a network that loses, repeats and mixes', () => {
  it('the orders end as over one that does not; nothing is lost, nothing is done twice', async () => {
    const outcomes: Record<string, number> = {}
    const all = { commands: 0, requests: 0, lost: 0, doubled: 0, differences: [] as string[] }
    let seed = 0
    const work = async () => {
      while (seed < SEQUENCES) {
        seed += 1
        const compared = await compareRuns(world, seed)
        for (const key of ['commands', 'requests', 'lost', 'doubled'] as const) all[key] += compared[key]
        all.differences.push(...compared.differences)
        for (const [name, count] of Object.entries(compared.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    expect(all).toMatchObject({ lost: 0, doubled: 0, differences: [] })
    // It met everything that can become of a command, and the network was bad.
    expect(Math.min(outcomes.done ?? 0, outcomes.kept ?? 0, outcomes.refused ?? 0)).toBeGreaterThan(20)
    expect(all.requests).toBeGreaterThan(SEQUENCES * 5)
  }, 180_000)
})
