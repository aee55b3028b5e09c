import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { organisationParameters } from '#core/organisation/organisation.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { isNoticeDue, POSITION_NOTICE } from '#core/safety/notice.ts'
import type { safetyRoutes } from '#core/safety/safety.contract.ts'
import { safetyParameters } from '#core/safety/safety.parameters.ts'
import type { Language } from '#core/text.ts'
import { dayOf } from '#core/time.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { findOwnNotices, insertAcknowledgement } from './notice.store.ts'

/** What the phone shows of safety besides the job itself. */
export const readMine = async (
  deps: Deps,
  actor: Actor,
  language: Language,
): Promise<Result<ReplyOf<typeof safetyRoutes.mine>>> => {
  const now = deps.clock.now()
  const parameters = deps.parameters.on(dayOf(now))
  const { acknowledged, hotline } = await deps.db.withTransaction(actor.scope, (tx) =>
    findOwnNotices(tx, actor.userId, actor.scope.stationId),
  )
  const notices = parameters.value(safetyParameters.notices).value.map((notice) => {
    const last = acknowledged.find((each) => each.code === notice.code && each.version === notice.version)?.at
    return {
      ...{ code: notice.code, version: notice.version, title: notice.title[language] },
      paragraphs: notice.paragraphs.map((paragraph) => paragraph[language]),
      acknowledgedAt: last ?? null,
      isDue: isNoticeDue(notice, last, now),
    }
  })
  return ok({
    // Whoever does not go out is told nothing.
    notices: actor.scope.staffId ? notices : [],
    isPositionTaken: notices.every(({ code, isDue }) => code !== POSITION_NOTICE || !isDue),
    shift: parameters.value(organisationParameters.defaultShift).value,
    fixDays: parameters.value(safetyParameters.fixDays).value,
    hotline,
    now,
  })
}

/** Refusals: `safety.notice-unknown`, `safety.notice-changed`. */
export const acknowledge = (
  deps: Deps,
  command: SentCommand,
  { code, version }: BodyOf<typeof safetyRoutes.acknowledge>,
): Promise<Result<ReplyOf<typeof safetyRoutes.acknowledge>>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    const notice = deps.parameters
      .on(dayOf(at))
      .value(safetyParameters.notices)
      .value.find((each) => each.code === code)
    if (!notice) return refuse('safety.notice-unknown', { kind: 'notFound' })
    if (notice.version !== version) return refuse('safety.notice-changed', { kind: 'conflict', field: 'version' })
    const [prefecture = ''] = actor.scope.prefectures
    tx.act()
    await insertAcknowledgement(tx, {
      ...{ prefecture, id: newId(), userId: actor.userId, staffId: actor.scope.staffId ?? null, code, version, at },
    })
    return ok({
      reply: { acknowledgedAt: at },
      audit: [
        {
          prefecture,
          action: 'notice.acknowledged',
          subjectType: 'user',
          subjectId: actor.userId,
          after: { code, version },
        },
      ],
    })
  })
