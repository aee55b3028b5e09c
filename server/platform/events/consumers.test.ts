import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '#server/platform/deps.ts'
import { record } from '#server/platform/record.store.ts'
import { createGround, type Ground } from '#testing/ground.ts'
import { quickest } from '#testing/quickest.ts'
import { type Consumer, retryDelayMs, runConsumer, startConsumers } from './consumers.ts'
import { type EventRecord, ensureCursor } from './events.store.ts'
import { createTail } from './tail.ts'

let ground: Ground
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  ground = await createGround()
})
afterAll(() => ground.close())
beforeEach(async () => {
  await ground.asOwner('TRUNCATE event, consumer_cursor, dead_letter')
  await ground.asOwner('CREATE TABLE IF NOT EXISTS handled (consumer text, number text, kind text)')
  await ground.asOwner('GRANT ALL ON handled TO PUBLIC')
  await ground.asOwner('TRUNCATE handled')
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const scopeOf = (deps: Deps) => deps.system.actor().scope
const eventsOf = (numbers: readonly string[], kind = 'trial.done') =>
  numbers.map((number) => ({
    prefecture: '520100',
    subjectType: 'trial',
    subjectId: randomUUID(),
    kind,
    data: { number },
  }))

/** Writes events in one transaction that stays open as long as `hold` says. */
const happen = (
  deps: Deps,
  numbers: readonly string[],
  hold: () => Promise<unknown> = async () => undefined,
  kind?: string,
) =>
  deps.db.withTransaction(scopeOf(deps), async (tx) => {
    tx.act()
    await record(tx, { actor: deps.system.actor(), at: deps.clock.now(), events: eventsOf(numbers, kind) })
    await hold()
  })

const aConsumer = (name: string, refuse: (event: EventRecord) => boolean = () => false): Consumer => ({
  name,
  kinds: ['trial.done'],
  from: 'now',
  handle: async (batch, { tx }) => {
    for (const event of batch) {
      await tx.run({
        text: 'INSERT INTO handled VALUES ($1, $2, $3)',
        values: [name, event.data.number, event.kind],
      })
      if (refuse(event)) throw new Error(`cannot digest ${event.data.number}`)
    }
  },
})

const begin = (deps: Deps, consumer: Consumer) =>
  deps.db.withTransaction(scopeOf(deps), (tx) => ensureCursor(tx, consumer.name, consumer.from))
const drain = async (deps: Deps, consumer: Consumer) => {
  while ((await runConsumer(deps, consumer)) !== 'done');
}
const handled = async (name: string): Promise<string[]> =>
  (await ground.asOwner<{ number: string }>('SELECT number FROM handled WHERE consumer = $1', [name])).map(
    (row) => row.number,
  )

/** Consumers as a process runs them. */
const serve = async (deps: Deps, ...consumers: Consumer[]) => {
  const tail = await createTail(deps)
  const running = await startConsumers({ ...deps, tail }, consumers)
  stops.push(async () => {
    await running.stop()
    await tail.stop()
  })
  return running
}

describe('consumers', () => {
  test('a consumer sees what happens after it began, of its kinds, in the order of writing', async () => {
    const consumer = aConsumer('orderly')
    await happen(ground.deps, ['before'])
    await begin(ground.deps, consumer)
    await happen(ground.deps, ['1', '2'])
    await happen(ground.deps, ['x'], undefined, 'trial.other')
    await happen(ground.deps, ['3'])
    await drain(ground.deps, consumer)
    expect(await handled('orderly')).toEqual(['1', '2', '3'])
    const all: Consumer = { ...aConsumer('historian'), from: 'start' }
    await begin(ground.deps, all)
    await drain(ground.deps, all)
    expect(await handled('historian')).toEqual(['before', '1', '2', '3'])
  })

  test('more than a batch is worked through without a gap', async () => {
    const consumer = aConsumer('bulk')
    await begin(ground.deps, consumer)
    const numbers = Array.from({ length: 950 }, (_, index) => String(index))
    for (let index = 0; index < numbers.length; index += 95) await happen(ground.deps, numbers.slice(index, index + 95))
    expect(await runConsumer(ground.deps, consumer)).toBe('more')
    await happen(ground.deps, ['late'])
    await drain(ground.deps, consumer)
    await drain(ground.deps, consumer)
    expect(await handled('bulk')).toEqual([...numbers, 'late'])
  })

  test('a transaction that stays open holds up nobody, and its own events come when it ends', async () => {
    const consumer = aConsumer('patient')
    await begin(ground.deps, consumer)
    const [entered, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const open = happen(ground.deps, ['slow'], () => {
      entered.resolve()
      return end.promise
    })
    await entered.promise
    await happen(ground.deps, ['quick 1'])
    await drain(ground.deps, consumer)
    await happen(ground.deps, ['quick 2'])
    await drain(ground.deps, consumer)
    expect(await handled('patient')).toEqual(['quick 1', 'quick 2'])
    end.resolve()
    await open
    await drain(ground.deps, consumer)
    expect(await handled('patient')).toEqual(['quick 1', 'quick 2', 'slow'])
  })

  test('whatever overlaps, rolls back and stops in between: each event is handled once', async () => {
    const other = await ground.another()
    const writer = fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      startMs: fc.integer({ min: 0, max: 60 }),
      holdMs: fc.integer({ min: 0, max: 60 }),
      isUndone: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(writer, { minLength: 1, maxLength: 14 }), async (writers) => {
        const consumer = aConsumer(`random ${randomUUID()}`)
        await begin(ground.deps, consumer)
        const expected: string[] = []
        let isOver = false
        const process = async (deps: Deps) => {
          while (!isOver) await runConsumer(deps, consumer)
        }
        const readers = [process(ground.deps), process(other), process(other)]
        await Promise.all(
          writers.map(async ({ size, startMs, holdMs, isUndone }, index) => {
            await sleep(startMs)
            const numbers = Array.from({ length: size }, (_, each) => `${index}.${each}`)
            const writing = happen(index % 2 ? other : ground.deps, numbers, async () => {
              await sleep(holdMs)
              if (isUndone) throw new Error('undone')
            })
            await writing.then(
              () => expected.push(...numbers),
              () => undefined,
            )
          }),
        )
        isOver = true
        await Promise.all(readers)
        await drain(ground.deps, consumer)
        expect((await handled(consumer.name)).sort()).toEqual(expected.sort())
      }),
      { numRuns: 25, endOnFailure: true },
    )
  }, 60_000)

  test('a commit is handled within 200 ms, in this process and in another', async () => {
    const other = await ground.another()
    const consumer = aConsumer('prompt')
    await serve(ground.deps, consumer)
    await sleep(300)
    for (const deps of [ground.deps, other]) {
      const handling = async () => {
        const number = randomUUID()
        await happen(deps, [number])
        await expect.poll(() => handled('prompt'), { interval: 5 }).toContain(number)
      }
      expect(await quickest(200, handling)).toBeLessThan(200)
    }
  })

  test('two processes share a consumer, and the survivor goes on when one stops', async () => {
    const other = await ground.another()
    const consumer = aConsumer('shared')
    await serve(other, consumer)
    await serve(ground.deps, consumer)
    await happen(ground.deps, ['1'])
    await expect.poll(() => handled('shared')).toEqual(['1'])
    await stops.shift()?.()
    await happen(other, ['2'])
    await expect.poll(() => handled('shared')).toEqual(['1', '2'])
  })

  test('what cannot be digested is put aside, holds up nothing, is tried again and then waits for a person', async () => {
    let isHealed = false
    const consumer = aConsumer('picky', (event) => event.data.number === 'poison' && !isHealed)
    await begin(ground.deps, consumer)
    await happen(ground.deps, ['1', 'poison', '2'])
    await drain(ground.deps, consumer)
    expect(await handled('picky')).toEqual(['1', '2'])
    const letter = async () =>
      (
        await ground.asOwner<{ attempts: number; error: string; retry_at: unknown; resolution: string | null }>(
          'SELECT * FROM dead_letter',
        )
      )[0]
    expect(await letter()).toMatchObject({ attempts: 1, error: 'cannot digest poison', resolution: null })
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      await ground.asOwner(`UPDATE dead_letter SET retry_at = now() - interval '1 s'`)
      await drain(ground.deps, consumer)
      expect((await letter())?.attempts).toBe(attempt)
    }
    expect((await letter())?.retry_at).toBeNull()
    isHealed = true
    await drain(ground.deps, consumer)
    expect(await handled('picky')).toEqual(['1', '2'])
    await ground.asOwner('UPDATE dead_letter SET retry_at = now()')
    await drain(ground.deps, consumer)
    expect(await handled('picky')).toEqual(['1', '2', 'poison'])
    expect(await letter()).toMatchObject({ resolution: 'handled' })
  })

  test('after a backup was put back into another cluster a consumer goes on where it was', async () => {
    const consumer = aConsumer('restored')
    await begin(ground.deps, consumer)
    await happen(ground.deps, ['handled'])
    await happen(ground.deps, ['halfway'])
    await happen(ground.deps, ['open'])
    // As the rows look when they come from a cluster that is far ahead.
    await ground.asOwner(`UPDATE event SET xact = 900000000 + position - (SELECT min(position) FROM event)`)
    await ground.asOwner(
      `UPDATE consumer_cursor SET seen = '900000001:900000001:', upto = '900000003:900000003:', xact = 900000001,
         position = (SELECT min(position) + 1 FROM event)`,
    )
    await ground.asOwner('SELECT app.settle_transactions()')
    await happen(ground.deps, ['new'])
    await drain(ground.deps, consumer)
    expect(await handled('restored')).toEqual(['open', 'new'])
    const far = await ground.asOwner('SELECT 1 FROM event WHERE xact > 800000000')
    expect(far).toEqual([])
  })

  test('what is put aside is tried again by itself, after 1, 2, 4 and 8 s', async () => {
    expect([1, 2, 3, 4, 5].map(retryDelayMs)).toEqual([1000, 2000, 4000, 8000, undefined])
    let isHealed = false
    const consumer = aConsumer('recovering', () => !isHealed)
    await serve(ground.deps, consumer)
    await happen(ground.deps, ['1'])
    await expect.poll(async () => (await ground.asOwner('SELECT 1 FROM dead_letter')).length).toBe(1)
    isHealed = true
    await expect.poll(() => handled('recovering')).toEqual(['1'])
  })
})
