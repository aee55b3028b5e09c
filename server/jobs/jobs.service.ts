import { type Actor, can } from '#core/access/scope.ts'
import type { QueryOf, ReplyOf } from '#core/contract.ts'
import type { Job, jobCancel, jobList } from '#core/jobs/jobs.contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import { cancelJob } from '#server/platform/jobs/jobs.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { jobsPage, oneJob } from './jobs.list.view.ts'

export const listJobs = async (
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof jobList>,
): Promise<Result<ReplyOf<typeof jobList>>> => {
  const isEverybody = query.of === 'everybody'
  if (isEverybody && !can(actor, 'jobs.read')) {
    return refuse('platform.forbidden', { kind: 'forbidden', params: { permission: 'jobs.read' } })
  }
  const { status, cursor, limit } = query
  const items = await jobsPage(deps.db, actor.scope, isEverybody, { status, cursor, limit: limit + 1 })
  const page = items.slice(0, limit)
  return ok({ items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null })
}

export const showJob = async (deps: Deps, actor: Actor, id: string): Promise<Result<Job>> => {
  const job = await oneJob(deps.db, actor.scope, can(actor, 'jobs.read'), id)
  return job ? ok(job) : notFound()
}

/** The starter of a job may cancel it, and whoever sees all jobs. */
export const cancel = (deps: Deps, command: SentCommand, id: string): Promise<Result<ReplyOf<typeof jobCancel>>> =>
  runCommand(deps.db, command, async (tx) => {
    if (can(command.actor, 'jobs.read')) tx.act()
    const cancelled = await cancelJob(tx, id, command.at)
    if (!cancelled) {
      const job = await oneJob(deps.db, command.actor.scope, can(command.actor, 'jobs.read'), id)
      return job ? refuse('jobs.over', { kind: 'conflict', params: { status: job.status } }) : notFound()
    }
    tx.wake('jobs')
    return ok({ reply: cancelled })
  })

const notFound = () => refuse('jobs.not-found', { kind: 'notFound' })
