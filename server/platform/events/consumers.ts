import { type Instant, instantOf } from '#core/time.ts'
import type { Clock } from '#server/platform/clock.ts'
import type { Database, Tx } from '#server/platform/db.ts'
import type { Log } from '#server/platform/log.ts'
import { newId } from '#server/platform/new-id.ts'
import type { System } from '#server/platform/system.ts'
import {
  dueLetters,
  type EventRecord,
  ensureCursor,
  failLetter,
  insertLetter,
  lockCursor,
  nextBatch,
  resolveLetter,
  saveCursor,
  withSavepoint,
} from './events.store.ts'
import type { Tail } from './tail.ts'

/**
 * Reads what happened and makes something of it: bells, figures, messages. Each event reaches it at least once, in batches in the
 * order of writing. `handle` runs in the transaction that moves the cursor: what it writes there happens exactly once. It does not
 * talk to the outside world; it writes down what to say, and a periodic task says it.
 */
export type Consumer = {
  readonly name: string
  readonly kinds: readonly string[]
  /** Where a consumer that is new to the installation begins. */
  readonly from: 'now' | 'start'
  handle(batch: readonly EventRecord[], context: ConsumerContext): Promise<void>
}

export type ConsumerContext = { readonly tx: Tx; readonly now: Instant }

export type Consumers = { stop(): Promise<void> }

type ConsumerDeps = { readonly db: Database; readonly clock: Clock; readonly log: Log; readonly system: System }

const BATCH = 200
/** Without news a consumer looks by itself this often: for letters to try again, and for what a dead process left. */
const CHECK_MS = 1_000
const MAX_ATTEMPTS = 5
const FIRST_RETRY_MS = 1_000
const LETTERS = 20

/** After 1, 2, 4 and 8 s again; then a person decides. */
export const retryDelayMs = (attempts: number): number | undefined =>
  attempts < MAX_ATTEMPTS ? FIRST_RETRY_MS * 2 ** (attempts - 1) : undefined

/** One step of one consumer: `more` when there is more to do at once, `busy` while another process has it. */
export const runConsumer = (deps: ConsumerDeps, consumer: Consumer): Promise<'more' | 'done' | 'busy'> =>
  deps.db.withTransaction(deps.system.actor().scope, async (tx) => {
    tx.act()
    tx.keepPlans()
    const cursor = await lockCursor(tx, consumer.name)
    if (!cursor) return 'busy'
    const context = { tx, now: deps.clock.now() }
    for (const letter of await dueLetters(tx, consumer.name, LETTERS)) {
      const error = await withSavepoint(tx, () => consumer.handle([letter.event], context))
      if (error === undefined) await resolveLetter(tx, letter.id, context.now)
      else await failLetter(tx, letter.id, textOfError(error), retryDelayMs(letter.attempts + 1))
    }
    const rows = await nextBatch(tx, cursor, consumer.kinds, BATCH)
    const wanted = rows.filter((row) => row.isWanted).sort((a, b) => a.position - b.position)
    if (wanted.length > 0) await handleAll(deps, consumer, wanted, context)
    const isMore = rows.length >= BATCH
    await saveCursor(tx, consumer.name, cursor, isMore ? rows.at(-1) : undefined)
    return isMore ? 'more' : 'done'
  })

/** The batch as one; when that fails, one by one, so that only what fails is put aside. */
const handleAll = async (
  deps: ConsumerDeps,
  consumer: Consumer,
  events: readonly EventRecord[],
  context: ConsumerContext,
): Promise<void> => {
  const failure = await withSavepoint(context.tx, () => consumer.handle(events, context))
  if (failure === undefined) return
  for (const event of events) {
    const error = await withSavepoint(context.tx, () => consumer.handle([event], context))
    if (error === undefined) continue
    deps.log.error({ err: error, consumer: consumer.name, event: event.id, kind: event.kind }, 'event put aside')
    await insertLetter(context.tx, {
      id: newId(),
      consumer: consumer.name,
      event,
      error: textOfError(error),
      at: context.now,
      retryInMs: FIRST_RETRY_MS,
    })
  }
}

const textOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 1_000)

/** Runs the consumers of this process. Several processes may have the same ones: each event is handled by one of them. */
export const startConsumers = async (
  deps: ConsumerDeps & { readonly tail: Tail },
  consumers: readonly Consumer[],
): Promise<Consumers> => {
  const { tail } = deps
  await ensureCursors(deps, consumers)
  const runners = consumers.map((consumer) => ({ kinds: new Set(consumer.kinds), loop: loopOf(deps, consumer) }))
  const unhook = tail.onNews(({ glimpses, isOverflow }) => {
    for (const { kinds, loop } of runners) {
      if (isOverflow || glimpses.some(({ kind }) => kinds.has(kind))) loop.wake()
    }
  })
  return {
    stop: async () => {
      unhook()
      await Promise.all(runners.map(({ loop }) => loop.stop()))
    },
  }
}

const DRAIN_WAIT_MS = 10_000

const ensureCursors = async ({ db, system }: ConsumerDeps, consumers: readonly Consumer[]): Promise<void> => {
  for (const consumer of consumers) {
    await db.withTransaction(system.actor().scope, (tx) => ensureCursor(tx, consumer.name, consumer.from))
  }
}

/** Handles all there is to handle now; for what another process is handling it waits. */
export const drainConsumers = async (deps: ConsumerDeps, consumers: readonly Consumer[]): Promise<void> => {
  await ensureCursors(deps, consumers)
  for (const consumer of consumers) await drainOne(deps, consumer)
}

const drainOne = async (deps: ConsumerDeps, consumer: Consumer): Promise<void> => {
  const until = Date.now() + DRAIN_WAIT_MS
  for (;;) {
    const outcome = await runConsumer(deps, consumer)
    if (outcome === 'done') return
    if (outcome === 'busy') await new Promise((resolve) => setTimeout(resolve, 20))
    if (Date.now() > until) throw new Error(`${consumer.name} did not come to an end by ${instantOf(until)}`)
  }
}

type Loop = { wake(): void; stop(): Promise<void> }

const loopOf = (deps: ConsumerDeps, consumer: Consumer): Loop => {
  let isStopped = false
  let isAskedAgain = false
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const work = async (): Promise<void> => {
    while (!isStopped && (await runConsumer(deps, consumer)) === 'more');
  }
  const wake = (): void => {
    if (isStopped) return
    isAskedAgain = true
    if (running) return
    clearTimeout(timer)
    isAskedAgain = false
    running = work()
      .catch((err) => deps.log.error({ err, consumer: consumer.name }, 'consumer failed'))
      .finally(() => {
        running = undefined
        if (isAskedAgain) return wake()
        timer = setTimeout(wake, CHECK_MS)
        timer.unref()
      })
  }
  wake()
  return {
    wake,
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
