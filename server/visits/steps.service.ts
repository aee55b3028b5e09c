import type { Actor } from '#core/access/scope.ts'
import { fieldParameters } from '#core/field/field.parameters.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { Language } from '#core/text.ts'
import type { VisitSteps } from '#core/visits/visits.contract.ts'
import { visitParameters } from '#core/visits/visits.parameters.ts'
import { type CauseCodeList, causeCodesFor } from '#core/work-orders/cause-code.ts'
import { readNode } from '#server/network/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import { causeCodes, hazardsAt, planFor, resolvedFor, workOrderReader } from '#server/work-orders/index.ts'

/** The steps of an order's visit, in the reader's language where a reason is named. Refusals: `work-orders.not-found`. */
export const readSteps = async (
  deps: Deps,
  actor: Actor,
  number: string,
  language: Language,
): Promise<Result<VisitSteps>> => {
  const now = deps.clock.now()
  const found = await deps.db.withTransaction(actor.scope, async (tx) => {
    const order = await workOrderReader(tx).find(number)
    if (!order) return undefined
    // Seen once, its parts need not be asked one by one: the ledger's word for its access belongs to the order.
    tx.act()
    return { order, plan: await planFor(deps, tx, order, hazardsAt(deps, order, now), now) }
  })
  if (!found) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
  const { order, plan } = found
  const { resolve } = resolvedFor(deps, order, now)
  const list = (name: CauseCodeList) =>
    causeCodesFor(causeCodes, name, order.kind, order.line).map((row) => ({
      ...{ code: row.code, name: row.name[language], proofs: [...row.evidence] },
    }))
  return ok({
    checklist: plan?.checklist ?? null,
    steps: [...(plan?.steps ?? [])],
    hazards: [...(plan?.hazards ?? [])],
    reasons: { skipped: list('stepSkipped'), notApplicable: list('stepNotApplicable'), later: list('stepPutOff') },
    readings: {
      power: resolve(fieldParameters.onuPower),
      service: resolve(visitParameters.serviceLimits),
      ranges: resolve(visitParameters.readingRanges),
    },
    expectedDbm: order.customer.boxCode ? await expectedAt(deps, order.customer.boxCode) : null,
    appointmentMinutes: resolve(fieldParameters.appointmentMinutes),
  })
}

const expectedAt = async (deps: Deps, boxCode: string): Promise<number | null> => {
  const box = await readNode(deps, deps.system.actor(), boxCode)
  return box.ok ? (box.value.expectedDbm[0] ?? null) : null
}
