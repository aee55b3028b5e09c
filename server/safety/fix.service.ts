import type { Actor } from '#core/access/scope.ts'
import type { ReplyOf } from '#core/contract.ts'
import { organisationParameters } from '#core/organisation/organisation.parameters.ts'
import { isInShift } from '#core/people/duty.rules.ts'
import type { Position } from '#core/position.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { FixPurpose } from '#core/safety/arrival.ts'
import { heldSince, POSITION_NOTICE } from '#core/safety/notice.ts'
import type { safetyRoutes } from '#core/safety/safety.contract.ts'
import { safetyParameters } from '#core/safety/safety.parameters.ts'
import { addDays, dayOf, type Instant } from '#core/time.ts'
import type { Facts } from '#core/work-orders/work-order.context.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { findFixGround, findOrderPlace, fixesOfOrder, fixesOfStaff, insertFix } from './fix.store.ts'

type SentPosition = Position & { readonly accuracyMetres?: number | undefined }

/** Whether this person's position may be taken now, and whether its very coordinates are another sign-in's. */
export const fixFactsFor = async (
  deps: Pick<Deps, 'parameters'>,
  tx: Tx,
  order: Pick<WorkOrder, 'id'>,
  actor: Actor,
  position: Position | undefined,
  at: Instant,
): Promise<NonNullable<Facts['fix']>> => {
  const { staffId } = actor.scope
  if (!staffId) return { isRepeated: false }
  const parameters = deps.parameters.on(dayOf(at))
  const notice = parameters.value(safetyParameters.notices).value.find(({ code }) => code === POSITION_NOTICE)
  const days = parameters.value(safetyParameters.repeatedFixDays).value
  const found = await findFixGround(tx, {
    userId: actor.userId,
    staffId,
    workOrderId: order.id,
    notice: { code: POSITION_NOTICE, version: notice?.version ?? 0, since: notice ? heldSince(notice, at) : at },
    day: dayOf(at),
    position,
    repeatedSince: daysBefore(at, days),
  })
  const { isRepeated } = found
  if (notice && !found.isAcknowledged) return { absence: 'notAcknowledged', isRepeated }
  const shift = parameters.value(organisationParameters.defaultShift).value
  return found.isOnLeave || !isInShift(shift, at) ? { absence: 'offShift', isRepeated } : { isRepeated }
}

const daysBefore = (at: Instant, days: number): Instant => `${addDays(at.slice(0, 10), -days)}${at.slice(10)}`

/** Keeps where somebody was; travels with the COMMIT of the caller, which acts already. */
export const recordFix = (
  tx: Tx,
  order: WorkOrder,
  actor: Actor,
  purpose: FixPurpose,
  position: SentPosition,
  at: Instant,
): void => {
  const { staffId, companyId = order.companyId } = actor.scope
  if (!staffId || !companyId) return
  void insertFix(tx, {
    id: newId(),
    ...{ prefecture: order.prefecture, county: order.county, companyId, staffId, purpose, at },
    stationId: order.stationId ?? actor.scope.stationId ?? null,
    workOrderId: order.id,
    ...{ lon: position.lon, lat: position.lat, accuracyMetres: position.accuracyMetres ?? null },
    isDemo: order.isDemo,
  })
}

export const readMyPositions = async (
  deps: Deps,
  actor: Actor,
): Promise<Result<ReplyOf<typeof safetyRoutes.myPositions>>> => {
  const { staffId } = actor.scope
  const fixDays = deps.parameters.on(dayOf(deps.clock.now())).value(safetyParameters.fixDays).value
  if (!staffId) return ok({ items: [], fixDays })
  return ok({ items: await deps.db.withTransaction(actor.scope, (tx) => fixesOfStaff(tx, staffId)), fixDays })
}

/** A look at positions, with its reason in the audit. Refusals: `work-orders.not-found`. */
export const revealPositions = (
  deps: Deps,
  command: SentCommand,
  number: string,
  reason: string,
): Promise<Result<ReplyOf<typeof safetyRoutes.orderPositions>>> =>
  runCommand(deps.db, { actor: command.actor, at: command.at }, async (tx) => {
    const order = await findOrderPlace(tx, number)
    if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
    const items = await fixesOfOrder(tx, order.prefecture, order.id)
    return ok({
      reply: { items },
      audit: [
        {
          prefecture: order.prefecture,
          action: 'position.revealed',
          subjectType: 'workOrder',
          subjectId: number,
          after: { count: items.length },
          reason,
        },
      ],
    })
  })
