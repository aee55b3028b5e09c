import { randomUUID } from 'node:crypto'
import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { alarmRoutes, NearMiss } from '#core/safety/alarm.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { record } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import {
  findWhereabouts,
  giveFiles,
  insertNearMiss,
  listNearMisses,
  lockNearMiss,
  readNearMiss,
  saveNearMiss,
} from './alarm.store.ts'

/**
 * Something nearly went wrong. Of who wants to stay unnamed nothing is kept: no name, no receipt, an id that tells no time, and the
 * hour alone. Refusals: `safety.nowhere`.
 */
export const reportNearMiss = (
  deps: Deps,
  command: SentCommand,
  { isAnonymous, fileIds, ...said }: BodyOf<typeof alarmRoutes.reportNearMiss>,
): Promise<Result<ReplyOf<typeof alarmRoutes.reportNearMiss>>> => {
  const { actor, at } = command
  return runCommand(deps.db, isAnonymous ? { actor, at } : command, async (tx) => {
    const { userId, scope } = actor
    const where = await findWhereabouts(tx, undefined, { userId, staffId: scope.staffId })
    if (!where) return refuse('safety.nowhere', { kind: 'conflict' })
    tx.act()
    const made = {
      ...{ prefecture: where.prefecture, county: where.county, companyId: where.companyId, isDemo: where.isDemo },
      ...{ id: isAnonymous ? randomUUID() : newId(), at: isAnonymous ? `${at.slice(0, 13)}:00:00.000Z` : at },
      ...{ reporterId: isAnonymous ? null : userId, reporterName: isAnonymous ? null : actor.name },
      ...{ hazard: said.hazard ?? null, text: said.text, place: said.place || null },
    }
    await insertNearMiss(tx, made)
    if (fileIds.length > 0) await giveFiles(tx, made, userId, fileIds)
    const { prefecture, county, companyId } = made
    const event = { prefecture, subjectType: 'nearMiss', subjectId: made.id, kind: 'safety.nearMissReported' }
    const data = { county, companyId, stationId: isAnonymous ? null : where.stationId, note: made.text }
    void record(tx, { actor: isAnonymous ? deps.system.actor() : actor, at: made.at, events: [{ ...event, data }] })
    return ok({ reply: { done: true as const } })
  })
}

export const readNearMisses = async (
  deps: Deps,
  actor: Actor,
  isClosed: boolean,
): Promise<Result<ReplyOf<typeof alarmRoutes.nearMisses>>> =>
  ok({ items: await deps.db.withTransaction(actor.scope, (tx) => listNearMisses(tx, isClosed)) })

/** Refusals: `safety.near-miss-unknown`, `safety.near-miss-closed`. */
export const handleNearMiss = (
  deps: Deps,
  command: SentCommand,
  id: string,
  { isClosed, measure }: BodyOf<typeof alarmRoutes.handleNearMiss>,
): Promise<Result<NearMiss>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    const found = await lockNearMiss(tx, id)
    if (!found) return refuse('safety.near-miss-unknown', { kind: 'notFound' })
    if (found.state === 'closed') return refuse('safety.near-miss-closed', { kind: 'conflict' })
    const state = isClosed ? ('closed' as const) : ('handling' as const)
    await saveNearMiss(tx, { prefecture: found.prefecture, id }, { state, at, byName: actor.name, measure })
    const reply = await readNearMiss(tx, id)
    if (!reply) throw new Error('a near miss that is locked can be read')
    return ok({
      reply,
      audit: [
        {
          ...{ prefecture: found.prefecture, action: 'nearMiss.handled', subjectType: 'nearMiss', subjectId: id },
          ...{ before: { state: found.state }, after: { state, measure } },
        },
      ],
    })
  })
