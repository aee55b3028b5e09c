import { z } from 'zod'
import type { Scope } from '#core/access/scope.ts'
import type { LiveMessage } from '#core/live.contract.ts'
import type { Clock } from '#server/platform/clock.ts'
import type { Database } from '#server/platform/db.ts'
import type { Log } from '#server/platform/log.ts'
import type { System } from '#server/platform/system.ts'
import { type Glimpse, glimpsesSince, visibleAmong, xminOf } from './events.store.ts'
import type { News, Tail } from './tail.ts'

/** One screen that is told what changes. */
export type Stream = {
  readonly scope: Scope
  /** False when it cannot take more: it is ended, and comes back with its cursor. */
  send(message: LiveMessage): boolean
  end(): void
}

/** Who wants to know of changes in this process; one reader of events serves them all. */
export type Live = {
  /** Adds a stream: first what it missed since the cursor, then what happens. */
  open(stream: Stream, cursor: string | undefined): Promise<Membership>
  countOf(userId: string): number
  readonly size: number
  stop(): void
}

export type Membership = {
  /** What the stream was told of everything up to; `undefined` while something is being told. */
  cursor(): string | undefined
  leave(): void
}

/** Between two questions under the same scope: many changes at once are told together. */
const PAUSE_MS = 1_000
/** Past these a screen is told to read everything anew. */
const MAX_PENDING = 300
const MAX_MISSED = 2_000
const MAX_BEHIND_XACTS = 200_000
const MAX_QUESTIONS = 4

/** Those who may see the same are asked for once. */
type Group = {
  readonly scope: Scope
  readonly streams: Set<Stream>
  pending: readonly Glimpse[]
  isOverflow: boolean
  snapshot: string
  askedAt: number
  isTelling: boolean
}

type LiveDeps = {
  readonly db: Database
  readonly tail: Tail
  readonly system: System
  readonly clock: Clock
  readonly log: Log
}

export const createLive = (deps: LiveDeps): Live => {
  const { db, tail, system, clock, log } = deps
  const groups = new Map<string, Group>()
  const inTurn = limiter(MAX_QUESTIONS)
  const reset = (cursor: string): LiveMessage => ({
    cursor,
    kind: 'live.reset',
    subjectType: 'everything',
    prefecture: '',
    at: clock.now(),
  })

  /** What of this the reader may know, as messages. */
  const messagesFor = async (
    scope: Scope,
    glimpses: readonly Glimpse[],
    cursor: string,
  ): Promise<readonly LiveMessage[]> => {
    if (glimpses.length === 0) return []
    if (glimpses.length > MAX_PENDING) return [reset(cursor)]
    const rows = await db.readRows<{ position: number }>(scope, visibleAmong(glimpses))
    const visible = new Set(rows.map((row) => row.position))
    return glimpses.flatMap((glimpse) => messageFor(scope, glimpse, visible.has(glimpse.position), cursor))
  }
  const tell = (group: Group, messages: readonly LiveMessage[]): void => {
    for (const stream of group.streams) {
      if (!messages.every((message) => stream.send(message))) stream.end()
    }
  }
  const flush = async (group: Group): Promise<void> => {
    const { pending, isOverflow, snapshot } = group
    group.pending = []
    group.isOverflow = false
    group.askedAt = Date.now()
    try {
      tell(group, isOverflow ? [reset(snapshot)] : await messagesFor(group.scope, pending, snapshot))
    } catch (err) {
      log.warn({ err }, 'live updates could not be read')
      tell(group, [reset(snapshot)])
    }
    group.isTelling = false
    if (group.pending.length > 0 || group.isOverflow) schedule(group)
  }
  const schedule = (group: Group): void => {
    if (group.isTelling) return
    group.isTelling = true
    const waitMs = Math.max(0, group.askedAt + PAUSE_MS - Date.now())
    setTimeout(() => void inTurn(() => flush(group)), waitMs).unref()
  }
  const hear = (news: News): void => {
    for (const group of groups.values()) {
      const near = news.glimpses.filter((glimpse) => isNear(group.scope, glimpse))
      group.snapshot = news.snapshot
      group.isOverflow ||= news.isOverflow || group.pending.length + near.length > MAX_PENDING
      group.pending = group.isOverflow ? [] : [...group.pending, ...near]
      if (near.length > 0 || group.isOverflow) schedule(group)
    }
  }
  const unhook = tail.onNews(hear)

  /** What happened since the cursor. */
  const missed = async (scope: Scope, cursor: string): Promise<readonly LiveMessage[]> => {
    const known = tail.snapshot()
    if (xminOf(cursor) + MAX_BEHIND_XACTS < xminOf(known)) return [reset(known)]
    const { now, glimpses } = await db.withTransaction(system.actor().scope, async (tx) => {
      tx.act()
      return glimpsesSince(tx, cursor, MAX_MISSED)
    })
    if (glimpses.length >= MAX_MISSED) return [reset(now)]
    return messagesFor(
      scope,
      glimpses.filter((glimpse) => isNear(scope, glimpse)),
      now,
    )
  }

  return {
    open: async (stream, cursor) => {
      const key = JSON.stringify(stream.scope)
      const group = groups.get(key) ?? {
        scope: stream.scope,
        streams: new Set<Stream>(),
        pending: [],
        isOverflow: false,
        snapshot: tail.snapshot(),
        askedAt: 0,
        isTelling: false,
      }
      groups.set(key, group)
      // First in the group, then what was missed: something may be told twice, nothing is left out.
      group.streams.add(stream)
      const messages = cursor === undefined ? [] : await missed(stream.scope, cursor)
      for (const message of messages) stream.send(message)
      return {
        cursor: () => (group.isTelling || !groups.has(key) ? undefined : group.snapshot),
        leave: () => {
          group.streams.delete(stream)
          if (group.streams.size === 0 && groups.get(key) === group) groups.delete(key)
        },
      }
    },
    countOf: (userId) =>
      [...groups.values()].reduce((sum, group) => sum + (group.scope.userId === userId ? group.streams.size : 0), 0),
    get size() {
      return [...groups.values()].reduce((sum, group) => sum + group.streams.size, 0)
    },
    stop: () => {
      unhook()
      for (const group of groups.values()) for (const stream of group.streams) stream.end()
      groups.clear()
    },
  }
}

/** Cheap and before the question: what is surely not for this scope. */
const isNear = (scope: Scope, glimpse: Glimpse): boolean =>
  glimpse.subjectType === 'notification' || scope.prefectures.includes(glimpse.prefecture)

const usersSchema = z.array(z.string())
const leavesSchema = z.array(
  z.object({
    companyId: z.string().nullish(),
    county: z.string().nullish(),
    stationId: z.string().nullish(),
    staffId: z.string().nullish(),
    isPool: z.boolean().optional(),
  }),
)

const messageFor = (scope: Scope, glimpse: Glimpse, isVisible: boolean, cursor: string): readonly LiveMessage[] => {
  if (glimpse.subjectType === 'notification') {
    const isMine = usersSchema.safeParse(glimpse.users).data?.includes(scope.userId)
    return isMine ? [messageOf(glimpse, cursor)] : []
  }
  if (isVisible) return [messageOf(glimpse, cursor)]
  return hadIt(scope, glimpse.leaves) ? [{ ...messageOf(glimpse, cursor), isGone: true }] : []
}

const messageOf = (glimpse: Glimpse, cursor: string): LiveMessage => ({
  cursor,
  kind: glimpse.kind,
  subjectType: glimpse.subjectType,
  ...(glimpse.subjectType === 'notification' ? {} : { subjectId: glimpse.subjectId }),
  ...(glimpse.number ? { number: glimpse.number } : {}),
  prefecture: glimpse.prefecture,
  at: glimpse.at,
})

/** Whether the subject was in the reader's sight until now: by company, station, person or pool, as far as the reader sees. */
const hadIt = (scope: Scope, leaves: unknown): boolean =>
  (leavesSchema.safeParse(leaves).data ?? []).some((left) => {
    if (scope.companyId === undefined || scope.companyId !== left.companyId) return false
    if (scope.counties && !(left.county && scope.counties.includes(left.county))) return false
    const isStation = scope.stationId !== undefined && scope.stationId === left.stationId
    if (scope.reach === 'station') return isStation && !left.isPool
    if (scope.reach === 'own') {
      return (scope.staffId !== undefined && scope.staffId === left.staffId) || (isStation && left.isPool === true)
    }
    return scope.reach === 'regions' && !left.stationId && !left.staffId
  })

/** Runs at most so many at once, the others in turn. */
const limiter = (max: number): ((work: () => Promise<void>) => Promise<void>) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      await work()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
