import type { Actor } from '#core/access/scope.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { type NewResourceChange, type resourceChangeRoutes, resourceDueAt } from '#core/visits/resource-change.ts'
import { visitParameters } from '#core/visits/visits.parameters.ts'
import { editRow } from '#server/import/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { newId } from '#server/platform/new-id.ts'
import type { AuditRow } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { resolvedFor, workOrderReader } from '#server/work-orders/index.ts'
import {
  answerChange,
  findChanges,
  findUserVersion,
  insertChange,
  lockChange,
  type ResourceChangeRow,
} from './resource-change.store.ts'

type Routes = typeof resourceChangeRoutes

/** Keeps what changed on site, with its limit. Refusals: `work-orders.not-found`. */
export const reportChange = (
  deps: Deps,
  command: SentCommand,
  number: string,
  change: NewResourceChange,
): Promise<Result<ReplyOf<Routes['report']>>> =>
  runCommand(deps.db, command, async (tx) => {
    const { actor, at } = command
    const order = await workOrderReader(tx).find(number)
    if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
    const { resolve } = resolvedFor(deps, order, at)
    const dueAt = resourceDueAt(order.line, at, {
      homeMinutes: resolve(visitParameters.resourceHomeMinutes),
      lineHour: resolve(visitParameters.resourceLineHour),
    })
    const { prefecture, id: orderId, county, line, customer } = order
    const id = newId()
    tx.act()
    await insertChange(tx, {
      ...{ prefecture, id, orderId, orderNumber: number, county, line, account: customer.account },
      ...{ change, by: { userId: actor.userId, name: actor.name }, at, dueAt },
    })
    const event = { prefecture, subjectType: 'workOrder', subjectId: orderId, kind: 'workOrder.resourceReported' }
    return ok({ reply: { id, dueAt }, events: [{ ...event, data: { number, id, ...change, dueAt } }] })
  })

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36})$/

/** Those of the reader's scope, the tightest first; what waits past its limit is late. */
export const listChanges = async (
  deps: Deps,
  actor: Actor,
  { limit, cursor, ...filter }: QueryOf<Routes['list']>,
): Promise<Result<ReplyOf<Routes['list']>>> => {
  const now = deps.clock.now()
  // A cursor that is none begins anew.
  const [, dueAt, id] = CURSOR.exec(cursor ?? '') ?? []
  const after = dueAt && id ? { dueAt, id } : undefined
  const rows = await deps.db.withTransaction(actor.scope, (tx) => findChanges(tx, filter, after, limit + 1))
  const items = rows.slice(0, limit).map(({ prefecture: _, ...row }) => ({
    ...row,
    isLate: (row.answeredAt ?? now) > row.dueAt,
  }))
  const last = items.at(-1)
  return ok({ items, nextCursor: rows.length > limit && last ? `${last.dueAt} ${last.id}` : null })
}

/**
 * Enters the change: the home user's row gets its box and terminal by the rules of an edit by hand; or rejects it. Refusals:
 * `visits.change-unknown`, `visits.change-answered`, `visits.reason-needed`, those of the edit.
 */
export const answerResourceChange = async (
  deps: Deps,
  command: SentCommand,
  id: string,
  { outcome, reason }: BodyOf<Routes['answer']>,
): Promise<Result<ReplyOf<Routes['answer']>>> => {
  if (outcome === 'rejected' && !reason) return refuse('visits.reason-needed', { field: 'reason' })
  const { actor, at } = command
  const found = await deps.db.withTransaction(actor.scope, (tx) => lockChange(tx, id))
  if (!found) return refuse('visits.change-unknown', { kind: 'notFound' })
  if (outcome === 'entered' && found.state === 'reported') {
    const applied = await applyChange(deps, command, found)
    if (!applied.ok) return applied
  }
  return runCommand(deps.db, command, async (tx) => {
    const row = await lockChange(tx, id)
    if (row?.state !== 'reported') return refuse('visits.change-answered', { kind: 'conflict' })
    const { prefecture } = row
    tx.act()
    await answerChange(tx, row, { state: outcome, byName: actor.name, at, reason })
    const audit: AuditRow = {
      ...{ prefecture, subjectType: 'workOrder', subjectId: row.orderNumber, reason },
      ...{ before: { state: 'reported' }, after: { state: outcome, ...row.change } },
      action: 'resourceChange.answered',
    }
    return ok({ reply: { state: outcome }, audit: [audit] })
  })
}

/** What the ledger knows of it: the box and the terminal of a home user; the rest is entered where it is kept. */
const applyChange = async (deps: Deps, command: SentCommand, row: ResourceChangeRow): Promise<Result<null>> => {
  const { boxCode, terminalSerial } = row.change
  const fields = {
    ...(boxCode ? { boxCode } : {}),
    ...(terminalSerial ? { onuSerial: terminalSerial } : {}),
  }
  if (row.line !== 'home' || row.account === null || Object.keys(fields).length === 0) return ok(null)
  const { account, prefecture } = row
  const { actor, at } = command
  const version = await deps.db.withTransaction(actor.scope, (tx) => findUserVersion(tx, prefecture, account))
  if (version === undefined) return ok(null)
  const reason = `现场资源变更 ${row.orderNumber}`
  const edited = await editRow(deps, { actor, at }, 'home-users', account, { fields, reason, version })
  return edited.ok || edited.refusal.code === 'import.nothing-changed' ? ok(null) : edited
}
