import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '#server/platform/deps.ts'
import { createGround, type Ground } from '#testing/ground.ts'
import { periodic, runDue, startPeriodics } from './periodic.ts'

let ground: Ground
let other: Deps
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  ground = await createGround()
  other = await ground.another()
})
afterAll(() => ground.close())
beforeEach(() => ground.asOwner('DELETE FROM periodic_lease'))
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const counting = (everyMs = 20) => {
  const runs: string[] = []
  const task = (by: string) =>
    periodic('count', everyMs, async () => {
      runs.push(by)
      return undefined
    })
  const start = (deps: Deps, by: string) => {
    const running = startPeriodics(deps, [task(by)])
    stops.push(running.stop)
    return running
  }
  return { runs, start }
}

describe('periodic work', () => {
  test('one process does it; when it stops another takes over at once', async () => {
    const { runs, start } = counting()
    const first = start(ground.deps, 'first')
    await expect.poll(() => runs.length).toBeGreaterThan(2)
    start(other, 'second')
    await sleep(1_200)
    expect(new Set(runs)).toEqual(new Set(['first']))
    await first.stop()
    runs.length = 0
    // Before the lease of the first would have ended by itself.
    await expect.poll(() => runs.length, { timeout: 2_500 }).toBeGreaterThan(2)
    expect(new Set(runs)).toEqual(new Set(['second']))
  })

  test('when its process dies another takes over as soon as its lease is over', async () => {
    await ground.asOwner(
      `INSERT INTO periodic_lease (name, holder, until) VALUES ('leader', gen_random_uuid(), now() + interval '3 s')`,
    )
    const { runs, start } = counting()
    start(ground.deps, 'survivor')
    await sleep(500)
    expect(runs).toEqual([])
    await expect.poll(() => runs.length, { timeout: 8_000 }).toBeGreaterThan(0)
  })

  test('a process that lost the lead without knowing ceases', async () => {
    const { runs, start } = counting()
    start(ground.deps, 'former')
    await expect.poll(() => runs.length).toBeGreaterThan(0)
    await ground.asOwner(
      `UPDATE periodic_lease SET holder = gen_random_uuid(), until = now() + interval '1 h' WHERE name = 'leader'`,
    )
    const runsMeanwhile = async () => {
      const before = runs.length
      await sleep(300)
      return runs.length - before
    }
    await expect.poll(runsMeanwhile).toBe(0)
  })

  test('what comes round once a day is not done again by a restart', async () => {
    const { runs, start } = counting(86_400_000)
    const first = start(ground.deps, 'monday')
    await expect.poll(() => runs).toEqual(['monday'])
    await first.stop()
    start(ground.deps, 'monday again')
    await sleep(300)
    expect(runs).toEqual(['monday'])
    await ground.asOwner(`UPDATE periodic_lease SET started_at = now() - interval '2 days' WHERE name = 'count'`)
    await stops.pop()?.()
    start(ground.deps, 'wednesday')
    await expect.poll(() => runs).toEqual(['monday', 'wednesday'])
  })

  test('a failure is noted, holds up no other work, and is tried again', async () => {
    let isHealed = false
    const done: string[] = []
    const running = startPeriodics(ground.deps, [
      periodic('fragile', 30, async () => {
        if (!isHealed) throw new Error('no disk')
        done.push('fragile')
        return undefined
      }),
      periodic('sturdy', 30, async () => {
        done.push('sturdy')
        return undefined
      }),
    ])
    stops.push(running.stop)
    await expect.poll(() => done.length).toBeGreaterThan(3)
    const noted = await ground.asOwner<{ failures: number }>(
      `SELECT failures, last_error FROM periodic_lease WHERE name = 'fragile'`,
    )
    expect(noted).toMatchObject([{ last_error: 'no disk' }])
    expect(noted[0]?.failures).toBeGreaterThan(0)
    isHealed = true
    await expect.poll(() => done).toContain('fragile')
  })

  test('what follows the clock is run until nothing is left', async () => {
    let left = 3
    let never = 0
    const tasks = [
      periodic('timers', 60_000, async () => (--left > 0 ? 'more' : undefined), { followsClock: true }),
      periodic('clean-up', 60_000, async () => {
        never += 1
        return undefined
      }),
    ]
    await runDue(tasks, new AbortController().signal)
    expect([left, never]).toEqual([0, 0])
  })
})
