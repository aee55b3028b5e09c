import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '#core/access/scope.ts'
import type { Deps } from '#server/platform/deps.ts'
import { record } from '#server/platform/record.store.ts'
import { beat, type ClaimedJob, claimJob, endJob, type JobEnd } from './jobs.store.ts'

/** One sort of long work. */
export type JobKind<Input = unknown> = {
  readonly kind: string
  readonly input: z.ZodType<Input>
  /** When the process that ran it is gone: begun again from the start (it must be safe to), or marked failed. */
  readonly whenLost: 'again' | 'fail'
  /** Its result goes into the job as JSON. It should look at `signal` now and then. */
  run(input: Input, context: JobContext): Promise<unknown>
}

export const jobKind = <Input>(definition: JobKind<Input>): JobKind<Input> => definition

export type JobContext = {
  readonly jobId: string
  /** Whoever started it, as they were then. */
  readonly actor: Actor
  /** Aborted when somebody cancels the job, the server stops, or another process has taken the job over. */
  readonly signal: AbortSignal
  /** How far it is; cheap, call it as often as you like. */
  progress(done: number, total?: number): void
}

export type JobRunner = { stop(): Promise<void> }

type JobDeps = Pick<Deps, 'db' | 'clock' | 'log' | 'system'>

const AT_ONCE = 2
const POLL_MS = 1_000
const BEAT_MS = 1_000
const LOST_AFTER_MS = 30_000
const MAX_ATTEMPTS = 3
const SHOWN_ERROR = 500

/** Runs jobs of these kinds in this process, a few at once, oldest first. */
export const startJobRunner = (
  deps: JobDeps,
  kinds: readonly JobKind[],
  options: { readonly lostAfterMs?: number } = {},
): JobRunner => {
  const { db, clock, log, system } = deps
  const holder = randomUUID()
  const kindByName = new Map(kinds.map((kind) => [kind.kind, kind]))
  const running = new Map<string, { readonly ended: Promise<void>; readonly stopping: AbortController }>()
  let isStopped = false

  const claim = () =>
    db.withTransaction(system.actor().scope, (tx) => {
      tx.act()
      return claimJob(tx, {
        kinds: [...kindByName.keys()],
        holder,
        at: clock.now(),
        lostAfterMs: options.lostAfterMs ?? LOST_AFTER_MS,
      })
    })
  const fill = async (): Promise<void> => {
    while (!isStopped && running.size < AT_ONCE) {
      const job = await claim()
      const kind = job && kindByName.get(job.kind)
      if (!job || !kind) return
      const stopping = new AbortController()
      const ended = runJob(deps, holder, job, kind, stopping.signal)
        .catch((err) => log.error({ err, job: job.id }, 'a job could not be ended'))
        .finally(() => {
          running.delete(job.id)
          look()
        })
      running.set(job.id, { ended, stopping })
    }
  }
  let looking: Promise<void> | undefined
  let isAskedAgain = false
  const look = (): void => {
    if (isStopped) return
    if (looking) {
      isAskedAgain = true
      return
    }
    looking = fill()
      .catch((err) => log.warn({ err }, 'jobs could not be read'))
      .finally(() => {
        looking = undefined
        if (!isAskedAgain) return
        isAskedAgain = false
        look()
      })
  }
  const unhook = db.onCommit('jobs', look)
  const timer = setInterval(look, POLL_MS)
  timer.unref()
  look()
  return {
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      unhook()
      await looking
      for (const { stopping } of running.values()) stopping.abort(new Error('the server stops'))
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

const runJob = async (
  deps: JobDeps,
  holder: string,
  job: ClaimedJob,
  kind: JobKind,
  stopping: AbortSignal,
): Promise<void> => {
  const state = { done: 0, total: null as number | null, isCancelled: false }
  const own = new AbortController()
  const signal = AbortSignal.any([own.signal, stopping])
  const beatOnce = async (): Promise<void> => {
    const answer = await asSystem(deps, (tx) => beat(tx, { id: job.id, holder, done: state.done, total: state.total }))
    if (!answer) own.abort(new Error('another process has taken the job over'))
    if (answer?.isCancelled && !state.isCancelled) {
      state.isCancelled = true
      own.abort(new Error('the job was cancelled'))
    }
  }
  const beating = setInterval(
    () => void beatOnce().catch((err) => deps.log.warn({ err, job: job.id }, 'a beat failed')),
    BEAT_MS,
  )
  const end = async (): Promise<Omit<JobEnd, 'at' | 'done'>> => {
    if (job.attempts > 1 && (kind.whenLost === 'fail' || job.attempts > MAX_ATTEMPTS)) {
      return { status: 'failed', error: 'process-lost' }
    }
    try {
      const result = await kind.run(kind.input.parse(job.input), {
        jobId: job.id,
        actor: job.actor,
        signal,
        progress: (done, total) => {
          state.done = done
          if (total !== undefined) state.total = total
        },
      })
      return { status: 'done', result }
    } catch (error) {
      if (state.isCancelled) return { status: 'cancelled' }
      if (stopping.aborted) return kind.whenLost === 'again' ? { status: 'queued' } : failed('server-stopped')
      deps.log.error({ err: error, job: job.id, kind: job.kind }, 'job failed')
      return failed(error instanceof Error ? error.message : String(error))
    }
  }
  const ended = await end()
  clearInterval(beating)
  await asSystem(deps, async (tx) => {
    const at = deps.clock.now()
    if (state.total !== null) await beat(tx, { id: job.id, holder, done: state.done, total: state.total })
    const count = await endJob(tx, job.id, holder, { ...ended, done: state.done, at })
    if (count === 0 || ended.status === 'queued') return
    await record(tx, {
      actor: job.actor,
      at,
      events: [
        {
          prefecture: provinceOf(deps),
          subjectType: 'job',
          subjectId: job.id,
          kind: 'job.finished',
          data: { jobKind: job.kind, title: job.title, status: ended.status, userId: job.actor.userId },
        },
      ],
    })
  })
}

const failed = (error: string): Omit<JobEnd, 'at' | 'done'> => ({
  status: 'failed',
  error: error.slice(0, SHOWN_ERROR),
})

const asSystem = <T>(deps: JobDeps, work: Parameters<typeof deps.db.withTransaction<T>>[1]): Promise<T> =>
  deps.db.withTransaction(deps.system.actor().scope, (tx) => {
    tx.act()
    return work(tx)
  })

/** What has no prefecture carries the province's code, the first of all. */
const provinceOf = (deps: JobDeps): string => deps.system.actor().scope.prefectures[0] ?? ''
