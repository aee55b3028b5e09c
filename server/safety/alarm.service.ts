import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Alarm, alarmRoutes } from '#core/safety/alarm.contract.ts'
import { earlier } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { closeAlarm, findWhereabouts, insertAlarm, listAlarms, lockAlarm, readAlarm, takeAlarm } from './alarm.store.ts'
import { insertFix } from './fix.store.ts'

/**
 * Somebody calls for help. The position comes with it once, whatever was acknowledged: whoever presses wants to be found.
 * Refusals: `safety.nowhere`.
 */
export const raiseAlarm = (
  deps: Deps,
  command: SentCommand,
  { number, position, note }: BodyOf<typeof alarmRoutes.raise>,
): Promise<Result<ReplyOf<typeof alarmRoutes.raise>>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor } = command
    const { userId, scope } = actor
    const where =
      (await findWhereabouts(tx, number, { userId, staffId: scope.staffId })) ??
      (await findWhereabouts(tx, undefined, { userId, staffId: scope.staffId }))
    if (!where) return refuse('safety.nowhere', { kind: 'conflict' })
    tx.act()
    const heardAt = deps.clock.now()
    const at = earlier(command.at, heardAt)
    const id = newId()
    const companyId = where.companyId ?? scope.companyId ?? null
    const fixId = position && scope.staffId && companyId ? newId() : null
    if (fixId && position && scope.staffId && companyId) {
      await insertFix(tx, {
        ...{ prefecture: where.prefecture, county: where.county, companyId, isDemo: where.isDemo },
        ...{ id: fixId, stationId: where.stationId, staffId: scope.staffId, workOrderId: where.workOrderId },
        ...{
          purpose: 'alarm',
          at,
          lon: position.lon,
          lat: position.lat,
          accuracyMetres: position.accuracyMetres ?? null,
        },
      })
    }
    await insertAlarm(tx, {
      ...where,
      ...{ companyId, id, userId, staffId: scope.staffId ?? null, personName: actor.name, fixId, at, heardAt },
      ...{ number: where.workOrderId ? (number ?? null) : null, note: note ?? null },
    })
    const subject = { prefecture: where.prefecture, subjectType: 'alarm', subjectId: id } as const
    const { county, stationId } = where
    return ok({
      reply: { id, at },
      events: [{ ...subject, kind: 'safety.alarmRaised', data: { county, companyId, stationId, number, note } }],
      audit: [{ ...subject, action: 'alarm.raised', after: { number, hasPosition: fixId !== null } }],
    })
  })

export const readAlarms = async (
  deps: Deps,
  actor: Actor,
  isClosed: boolean,
): Promise<Result<ReplyOf<typeof alarmRoutes.list>>> =>
  ok({ items: await deps.db.withTransaction(actor.scope, (tx) => listAlarms(tx, actor.userId, isClosed)) })

/** Refusals: `safety.alarm-unknown`, `safety.alarm-closed`, `safety.own-alarm`. */
export const takeOver = (deps: Deps, command: SentCommand, id: string): Promise<Result<Alarm>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    const alarm = await lockAlarm(tx, id)
    if (!alarm) return refuse('safety.alarm-unknown', { kind: 'notFound' })
    if (alarm.closedAt) return refuse('safety.alarm-closed', { kind: 'conflict' })
    if (alarm.userId === actor.userId) return refuse('safety.own-alarm', { kind: 'forbidden' })
    tx.act()
    await takeAlarm(tx, alarm, at, actor.userId, actor.name)
    const reply = await readAlarm(tx, actor.userId, id)
    if (!reply) throw new Error('an alarm that is locked can be read')
    const subject = { prefecture: alarm.prefecture, subjectType: 'alarm', subjectId: id } as const
    const { county, companyId, stationId } = alarm
    return ok({
      reply,
      events: [{ ...subject, kind: 'safety.alarmTaken', data: { county, companyId, stationId } }],
      // Whoever takes it sees where the person is: this is the record of the look.
      audit: [{ ...subject, action: 'alarm.taken', after: { person: alarm.userId, sawPosition: reply.hasPosition } }],
    })
  })

/** Refusals: `safety.alarm-unknown`, `safety.alarm-closed`, `safety.alarm-untaken`. */
export const endAlarm = (deps: Deps, command: SentCommand, id: string, happened: string): Promise<Result<Alarm>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    const alarm = await lockAlarm(tx, id)
    if (!alarm) return refuse('safety.alarm-unknown', { kind: 'notFound' })
    if (alarm.closedAt) return refuse('safety.alarm-closed', { kind: 'conflict' })
    if (!alarm.takenAt) return refuse('safety.alarm-untaken', { kind: 'conflict' })
    tx.act()
    await closeAlarm(tx, alarm, at, actor.name, happened)
    const reply = await readAlarm(tx, actor.userId, id)
    if (!reply) throw new Error('an alarm that is locked can be read')
    const subject = { prefecture: alarm.prefecture, subjectType: 'alarm', subjectId: id } as const
    const { county, companyId, stationId } = alarm
    return ok({
      reply,
      events: [{ ...subject, kind: 'safety.alarmClosed', data: { county, companyId, stationId } }],
      audit: [{ ...subject, action: 'alarm.closed', after: { happened } }],
    })
  })
