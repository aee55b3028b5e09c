import type { Database } from '#server/platform/db.ts'
import type { Log } from '#server/platform/log.ts'
import type { System } from '#server/platform/system.ts'
import { currentSnapshot, type Glimpse, glimpsesSince } from './events.store.ts'

export type News = {
  readonly glimpses: readonly Glimpse[]
  /** What is known when these are. */
  readonly snapshot: string
  /** More happened than was read: whoever shows anything reads it anew. */
  readonly isOverflow: boolean
}

/** The one reader of new events in this process: live streams and consumers wake up by it. */
export type Tail = {
  snapshot(): string
  onNews(listener: (news: News) => void): () => void
  stop(): Promise<void>
}

/** Other processes' commits are seen within this time, this one's almost at once. */
const POLL_MS = 150
/** Several commits shortly one after the other are one look. */
const GATHER_MS = 15
const MAX_GLIMPSES = 2_000

export const createTail = async (deps: { db: Database; system: System; log: Log }): Promise<Tail> => {
  const { db, system, log } = deps
  const listeners = new Set<(news: News) => void>()
  const read = <T>(work: Parameters<typeof db.withTransaction<T>>[1]): Promise<T> =>
    db.withTransaction(system.actor().scope, async (tx) => {
      tx.act()
      tx.keepPlans()
      return work(tx)
    })
  let snapshot = await read(currentSnapshot)
  let isStopped = false
  const look = async (): Promise<void> => {
    const { now, glimpses } = await read((tx) => glimpsesSince(tx, snapshot, MAX_GLIMPSES))
    snapshot = now
    if (glimpses.length === 0 || isStopped) return
    const news = { glimpses, snapshot, isOverflow: glimpses.length >= MAX_GLIMPSES }
    for (const listener of listeners) listener(news)
  }

  // One look at a time; a commit during a look asks for another one after it.
  let looking: Promise<void> | undefined
  let isAskedAgain = false
  let timer: NodeJS.Timeout | undefined
  const next = (): void => {
    if (isStopped) return
    if (looking) {
      isAskedAgain = true
      return
    }
    clearTimeout(timer)
    looking = look()
      .catch((err) => log.warn({ err }, 'events could not be read'))
      .finally(() => {
        looking = undefined
        if (isStopped) return
        if (isAskedAgain) {
          isAskedAgain = false
          next()
          return
        }
        timer = setTimeout(next, POLL_MS)
        timer.unref()
      })
  }
  let gathering: NodeJS.Timeout | undefined
  const unhook = db.onCommit('events', () => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      next()
    }, GATHER_MS)
  })
  next()
  return {
    snapshot: () => snapshot,
    onNews: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      clearTimeout(gathering)
      unhook()
      await looking
    },
  }
}
