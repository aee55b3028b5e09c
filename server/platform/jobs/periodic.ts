import { randomUUID } from 'node:crypto'
import type { Deps } from '#server/platform/deps.ts'
import { lead, noteRun, readSinceStart, resign } from './periodic.store.ts'

/** Work that comes round: one process of the installation does it. */
export type Periodic = {
  readonly name: string
  readonly everyMs: number
  /** Due by the movable clock: done at once when the clock is advanced. */
  readonly followsClock?: boolean
  /**
   * Does what is due; `more` when it left something for another run at once. A process that was thought dead may still be at it:
   * it locks what it works on.
   */
  run(context: { readonly signal: AbortSignal }): Promise<'more' | undefined>
}

export const periodic = (
  name: string,
  everyMs: number,
  run: Periodic['run'],
  options: { readonly followsClock?: boolean } = {},
): Periodic => ({ name, everyMs, run, ...options })

type PeriodicDeps = Pick<Deps, 'db' | 'log' | 'system'>

const RENEW_MS = 1_000
const LEASE_MS = 3_000
/** Runs more frequent than this are not noted each. */
const NOTE_MS = 5_000
const MAX_BACK_OFF_MS = 60_000

/** Does the tasks while this process leads; another one takes over within four seconds when it dies, at once when it stops. */
export const startPeriodics = (deps: PeriodicDeps, tasks: readonly Periodic[]): { stop(): Promise<void> } => {
  const { db, log, system } = deps
  const holder = randomUUID()
  const write = <T>(work: Parameters<typeof db.withTransaction<T>>[1]): Promise<T> =>
    db.withTransaction(system.actor().scope, work)
  let leading: { readonly over: AbortController; readonly loops: readonly Promise<void>[] } | undefined
  let isStopped = false

  const begin = async (): Promise<void> => {
    const over = new AbortController()
    const sinceStart = await write(readSinceStart)
    const loops = tasks.map((task) => {
      const firstMs = Math.max(0, task.everyMs - (sinceStart.get(task.name) ?? Number.POSITIVE_INFINITY))
      return loop(task, firstMs, over.signal, (run) => write((tx) => noteRun(tx, { ...run, holder })), log)
    })
    leading = { over, loops }
  }
  const cease = async (): Promise<void> => {
    leading?.over.abort(new Error('another process leads'))
    await Promise.all(leading?.loops ?? [])
    leading = undefined
  }
  const renew = async (): Promise<void> => {
    const isLeader = await write((tx) => lead(tx, holder, LEASE_MS))
    if (isLeader && !leading && !isStopped) await begin()
    if (!isLeader && leading) await cease()
  }
  let renewing: Promise<void> = Promise.resolve()
  const tick = (): void => {
    renewing = renewing.then(renew).catch((err) => log.warn({ err }, 'the lead could not be renewed'))
  }
  const timer = setInterval(tick, RENEW_MS)
  timer.unref()
  tick()
  return {
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      await renewing
      const led = leading !== undefined
      await cease()
      if (led) await write((tx) => resign(tx, holder)).catch((err) => log.warn({ err }, 'the lead could not be left'))
    },
  }
}

/** Runs every task that is due by the clock until none has anything left: after the clock was advanced. */
export const runDue = async (tasks: readonly Periodic[], signal: AbortSignal): Promise<void> => {
  for (const task of tasks.filter((each) => each.followsClock)) while ((await task.run({ signal })) === 'more');
}

type Note = { readonly name: string; readonly tookMs: number; readonly error: string | undefined }

const loop = async (
  task: Periodic,
  firstMs: number,
  signal: AbortSignal,
  note: (run: Note) => Promise<unknown>,
  log: Deps['log'],
): Promise<void> => {
  let waitMs = firstMs
  let failures = 0
  let notedAt = 0
  for (;;) {
    await pause(waitMs, signal)
    if (signal.aborted) return
    const started = performance.now()
    let error: string | undefined
    let isMore = false
    try {
      isMore = (await task.run({ signal })) === 'more'
      failures = 0
    } catch (err) {
      if (signal.aborted) return
      failures += 1
      error = err instanceof Error ? err.message : String(err)
      log.error({ err, task: task.name }, 'periodic work failed')
    }
    const now = performance.now()
    if (error !== undefined || now - notedAt >= NOTE_MS || notedAt === 0) {
      notedAt = now
      await note({ name: task.name, tookMs: now - started, error }).catch((err) =>
        log.warn({ err, task: task.name }, 'a run could not be noted'),
      )
    }
    waitMs = isMore ? 0 : Math.min(Math.max(task.everyMs, MAX_BACK_OFF_MS), task.everyMs * 2 ** failures)
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const over = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    // Longer than 24 days does not fit a timer.
    const timer = setTimeout(over, Math.min(ms, 2_000_000_000))
    timer.unref()
    signal.addEventListener('abort', over)
  })
