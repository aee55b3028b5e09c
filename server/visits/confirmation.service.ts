import { type Actor, can } from '#core/access/scope.ts'
import type { ReplyOf } from '#core/contract.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import { dayOf } from '#core/time.ts'
import type { confirmationRoutes, OrderConfirmation } from '#core/visits/confirmation.contract.ts'
import { confirmationParameters } from '#core/visits/confirmation.parameters.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Deps } from '#server/platform/deps.ts'
import { runCommand, type SentCommand } from '#server/platform/sent-command.ts'
import { resolvedFor, workOrderReader } from '#server/work-orders/index.ts'
import { findDocuments, findOwnSignature, wantDocuments } from './confirmation.store.ts'
import type { Printing } from './confirmation-documents.ts'
import { factsOf, givenOf, numberOfConfirmation } from './confirmation-subject.ts'
import { findOrderForm, findStationForms } from './paper-form.store.ts'

/** What the confirmation of an order is made of and what became of it. Refusals: `work-orders.not-found`. */
export const readConfirmation = async (
  deps: Deps,
  actor: Actor,
  number: string,
  linkFor?: Printing['linkFor'],
): Promise<Result<OrderConfirmation>> => {
  const found = await deps.db.withTransaction(actor.scope, async (tx) => {
    const order = await workOrderReader(tx).find(number)
    if (!order) return undefined
    // Whoever sees the order sees what its paper says: its engineer, its forms, its documents.
    tx.act()
    const { prefecture, id, stationId } = order
    const { staffId } = actor.scope
    const isWorking = staffId !== undefined && can(actor, 'work-orders.work')
    const [facts, documents, form, forms, own] = await Promise.all([
      factsOf(deps, tx, order),
      findDocuments(tx, { prefecture, id }),
      findOrderForm(tx, prefecture, id),
      isWorking && stationId ? findStationForms(tx, stationId) : { ranges: [], used: [] },
      isWorking ? findOwnSignature(tx, prefecture, staffId) : undefined,
    ])
    const link = await linkFor?.(tx, order)
    return { order, facts, documents, form, forms, own, link }
  })
  if (!found) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
  const { order, facts, documents, form, forms, own, link } = found
  const { resolve } = resolvedFor(deps, order, deps.clock.now())
  const urlOf = (fileId: string) => `/api/v1/files/${order.prefecture}/${fileId}`
  return ok({
    number: numberOfConfirmation(order),
    facts: {
      ...{
        prefecture: facts.prefecture,
        county: facts.county,
        company: facts.company,
        zAddress: facts.zAddress ?? null,
      },
      engineer: facts.engineer ? { ...facts.engineer, phone: facts.engineer.phone ?? null } : null,
    },
    card: {
      company: facts.company,
      consultPhone: resolve(confirmationParameters.consultPhone),
      complaintPhone: resolve(confirmationParameters.complaintPhone),
      promise: resolve(confirmationParameters.servicePromise),
      link: link ?? null,
    },
    lowSatisfaction: resolve(workOrderParameters.lowSatisfaction),
    forms,
    ownSignature: own ? { ...own, url: urlOf(own.fileId) } : null,
    confirmation: presentGiven(order),
    paper: form
      ? {
          ...{ number: form.number, usedAt: form.usedAt, typedAt: form.typedAt, typedByName: form.typedByName },
          photoUrl: form.photoFileId ? urlOf(form.photoFileId) : null,
          typed: form.typed ? { ...form.typed, checks: { ...form.typed.checks } } : null,
        }
      : null,
    documents: documents.map((each) => ({
      number: each.number,
      state: each.madeAt ? 'made' : each.failure && each.attempts >= 5 ? 'failed' : 'waiting',
      url: each.fileId ? urlOf(each.fileId) : null,
      ...{ sha256: each.sha256, bytes: each.bytes, madeAt: each.madeAt },
    })),
  })
}

const presentGiven = (order: WorkOrder): Record<string, unknown> | null => {
  const given = givenOf(order, null)
  return given ? { ...given } : null
}

/** Has the document made anew. Refusals: `work-orders.not-found`, `visits.nothing-confirmed`. */
export const remakeDocument = (
  deps: Deps,
  command: SentCommand,
  orderNumber: string,
): Promise<Result<ReplyOf<typeof confirmationRoutes.remake>>> =>
  runCommand(deps.db, command, async (tx) => {
    const order = await workOrderReader(tx).find(orderNumber)
    if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number: orderNumber } })
    if (!givenOf(order, null)) return refuse('visits.nothing-confirmed', { kind: 'conflict' })
    const number = numberOfConfirmation(order)
    await wantDocuments(tx, [{ prefecture: order.prefecture, id: order.id, number }], command.at)
    return ok({ reply: { number } })
  })

/** Today's figures at a station's place. */
export const maxForms = (deps: Deps, prefecture: string): number =>
  deps.parameters.on(dayOf(deps.clock.now())).value(confirmationParameters.maxFormsAtOnce, { prefecture }).value
