import { accessParameters } from '#core/access/access.parameters.ts'
import type { revealRoute } from '#core/access/reveal.contract.ts'
import { decideReveal, isInHand, type RevealField } from '#core/access/reveal.rules.ts'
import { type Actor, can } from '#core/access/scope.ts'
import type { BodyOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf, type Instant, startOfDay } from '#core/time.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import { newId } from '#server/platform/new-id.ts'
import type { AuditRow } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { type AccessDeps, figure } from './access.ts'
import { auditPlace } from './actor.ts'
import { countReveals, findRevealed, insertReveal } from './reveal.store.ts'

/** Personal data in full, once; every look is counted and audited, and the values stand in no record of it. */
export const reveal = async (
  deps: AccessDeps,
  { actor, at }: SentCommand,
  { subjectType, subjectId, reason, ...body }: BodyOf<typeof revealRoute>,
): Promise<Result<ReplyOf<typeof revealRoute>>> => {
  const { province } = await directoryOf(deps)
  const fields = [...new Set(body.fields)]
  return runCommand(deps.db, { actor, at }, async (tx) => {
    const found =
      subjectType === 'user' && !can(actor, 'users.read') ? undefined : await findRevealed(tx, subjectType, subjectId)
    if (!found) return refuse('access.reveal-unknown', { kind: 'notFound' })
    tx.act()
    const hours = figure(deps, accessParameters.revealHoursAfterArchive)
    const isByOrder = found.order !== null && isInHand(actor, found.order, at, hours)
    let remaining: number | null = null
    if (!isByOrder) {
      const used = await countReveals(tx, actor.userId, startOfDay(dayOf(at)))
      const decided = decideReveal(actor, reason, used, figure(deps, accessParameters.revealsPerDay))
      if (!decided.ok) return decided
      remaining = decided.value.remaining
    }
    const prefecture = found.prefecture ?? auditPlace(actor, province)
    await insertReveal(tx, {
      id: newId(),
      userId: actor.userId,
      at,
      prefecture,
      subject: subjectType,
      subjectId: found.id,
      fields,
      reason: reason ?? '',
      workOrderId: isByOrder ? found.id : null,
    })
    const values = Object.fromEntries(fields.map((field) => [field, found.values[field]]))
    const audit = {
      action: 'personal-data.revealed' as const,
      ...{ subjectType, subjectId: found.id, after: { fields, isByOrder } },
    }
    return ok({ reply: { values, isByOrder, remaining }, audit: [{ prefecture, reason, ...audit }] })
  })
}

/**
 * A look at the data of an order that a phone had in full and that was in this person's hands when it was handed out: recorded
 * under the order, whoever has it by now. The values stand in no record of it.
 */
export const recordLook = async (
  tx: Tx,
  actor: Actor,
  order: { readonly prefecture: string; readonly id: string },
  fields: readonly RevealField[],
  at: Instant,
): Promise<AuditRow> => {
  const { prefecture, id } = order
  const about = { subject: 'workOrder', subjectId: id, fields, reason: '', workOrderId: id } as const
  await insertReveal(tx, { id: newId(), userId: actor.userId, at, prefecture, ...about })
  return {
    ...{ prefecture, action: 'personal-data.revealed', subjectType: 'workOrder', subjectId: id },
    after: { fields, isByOrder: true, isOnPhone: true },
  }
}
