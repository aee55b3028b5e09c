import { type Actor, can } from '#core/access/scope.ts'
import type { CustomerLinkState } from '#core/customer-link/customer-link.contract.ts'
import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { checkAction } from '#core/work-orders/work-order.decide.ts'
import { openVisit, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { AuditRow, EventRow } from '#server/platform/record.store.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import type { AllDeps } from '#server/wiring.ts'
import { actByRule, workOrderReader, workOrderWriter } from '#server/work-orders/index.ts'
import { changeLink, findOfOrder, type LinkRow } from './customer-link.store.ts'
import { customerLinkFor, figure, isAlive, linkOf } from './customer-link.ts'
import { doorCodeOf } from './token.ts'

const unknown = (number: string) => refuse('work-orders.not-found', { kind: 'notFound', params: { number } })

const stateOfLink = (deps: AllDeps, order: WorkOrder, link: LinkRow | undefined): CustomerLinkState => ({
  state: link === undefined ? 'none' : isAlive(link, order, deps.clock.now()) ? 'live' : 'dead',
  createdAt: link?.createdAt ?? null,
  expiresAt: link?.expiresAt ?? null,
  sentAt: link?.sentAt ?? null,
  firstOpenedAt: link?.firstOpenedAt ?? null,
  lastOpenedAt: link?.lastOpenedAt ?? null,
  opens: link?.opens ?? 0,
  rating: link?.rating ? { ...link.rating, ticks: [...link.rating.ticks], comment: link.rating.comment ?? null } : null,
  flags: [...(link?.flags ?? [])],
  hasPhone: Boolean(order.customer.phone),
  isDoorChecked: link !== undefined && link.doorCheckedAt !== null && link.doorVisitId === openVisit(order)?.id,
})

/** What became of the order's link. Refusals: `work-orders.not-found`. */
export const readLink = (deps: AllDeps, actor: Actor, number: string): Promise<Result<CustomerLinkState>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const order = await workOrderReader(tx).find(number)
    return order ? ok(stateOfLink(deps, order, await findOfOrder(tx, order))) : unknown(number)
  })

const noted = (order: WorkOrder, action: 'customerLink.shown' | 'customerLink.sent'): AuditRow => ({
  prefecture: order.prefecture,
  action,
  subjectType: 'workOrder',
  subjectId: order.number,
})

/** The address itself, for a copy or a QR code: who asked for it is audited. */
export const showLink = (deps: AllDeps, command: SentCommand, number: string): Promise<Result<{ url: string }>> =>
  // Without a receipt, which would keep the address.
  runCommand(deps.db, { actor: command.actor, at: command.at }, async (tx) => {
    const order = await workOrderReader(tx).find(number)
    if (!order) return unknown(number)
    tx.act()
    const url = await customerLinkFor(deps, tx, order)
    if (!url) return refuse('customer-link.not-for-this-order', { kind: 'conflict' })
    return ok({ reply: { url }, audit: [noted(order, 'customerLink.shown')] })
  })

/** Sent again to the order's own telephone. Refusals: `customer-link.no-phone`. */
export const sendLink = (deps: AllDeps, command: SentCommand, number: string): Promise<Result<CustomerLinkState>> =>
  runCommand(deps.db, command, async (tx) => {
    const order = await workOrderReader(tx).find(number)
    if (!order) return unknown(number)
    tx.act()
    const found = await linkOf(deps, tx, order)
    if (!found.ok) return found
    const link = found.value
    if (!order.customer.phone) return refuse('customer-link.no-phone', { kind: 'conflict' })
    await changeLink(tx, link, { sentAt: command.at })
    return ok({
      reply: stateOfLink(deps, order, { ...link, sentAt: command.at }),
      events: [linkEvent(order, 'customerLinkSent')],
      audit: [noted(order, 'customerLink.sent')],
    })
  })

export const linkEvent = (order: WorkOrder, kind: 'customerLinkMade' | 'customerLinkSent'): EventRow => ({
  prefecture: order.prefecture,
  subjectType: 'workOrder',
  subjectId: order.id,
  kind: `workOrder.${kind}`,
  data: { number: order.number },
})

/** A guess is counted although it is refused, so it has a transaction of its own. */
const judgeCode = (deps: AllDeps, actor: Actor, number: string, code: string) =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const order = await workOrderWriter(tx).load(number)
    if (!order || !can(actor, 'work-orders.work')) return unknown(number)
    const allowed = checkAction(order, 'addEvidence', actor)
    if (!allowed.ok) return allowed
    const visit = openVisit(order)
    if (!visit) return refuse('customer-link.no-visit', { kind: 'conflict' })
    const link = await linkOf(deps, tx, order)
    if (!link.ok) return link
    const failures = link.value.doorVisitId === visit.id ? link.value.doorFailures : 0
    const tries = figure(deps, customerLinkParameters.doorCodeTries, order)
    const phone = figure(deps, customerLinkParameters.servicePhone, order)
    if (failures >= tries) return refuse('customer-link.code-locked', { kind: 'conflict', params: { phone } })
    if (code === doorCodeOf(deps.secrets.links, visit.id)) return ok({ link: link.value, visitId: visit.id })
    await changeLink(tx, link.value, { doorVisitId: visit.id, doorFailures: failures + 1 })
    const left = tries - failures - 1
    return left > 0
      ? refuse('customer-link.code-wrong', { field: 'code', params: { left } })
      : refuse('customer-link.code-locked', { kind: 'conflict', params: { phone } })
  })

/** The code that the customer read out: a right one proves that the engineer stands before whoever has the link. (R-V9) */
export const checkDoorCode = async (
  deps: AllDeps,
  command: SentCommand,
  number: string,
  code: string,
): Promise<Result<{ isRight: true }>> => {
  const { actor } = command
  const judged = await judgeCode(deps, actor, number, code)
  if (!judged.ok) return judged
  const { link, visitId } = judged.value
  return runCommand(deps.db, command, async (tx) => {
    const order = await workOrderWriter(tx).load(number)
    if (!order) return unknown(number)
    const asEngineer: AllDeps = { ...deps, system: { actor: () => actor } }
    const proof = { kind: 'identity', note: '门口核对码一致' }
    const done = await actByRule(asEngineer, tx, order, 'addEvidence', proof)
    if (!done.ok) return done
    await changeLink(tx, link, { doorVisitId: visitId, doorFailures: 0, doorCheckedAt: command.at })
    return ok({ reply: { isRight: true as const } })
  })
}
