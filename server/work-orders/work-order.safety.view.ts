import type { Actor } from '#core/access/scope.ts'
import type { ReplyOf } from '#core/contract.ts'
import { ok, type Refusal, type Result, refuse } from '#core/result.ts'
import { hazardChecks } from '#core/safety/hazard.rules.ts'
import type { safetyRoutes } from '#core/safety/safety.contract.ts'
import { type Language, textOf } from '#core/text.ts'
import { presentStop } from '#core/work-orders/order-detail.rules.ts'
import { hazardFactsOf } from '#core/work-orders/work-order.safety.ts'
import { currentTask } from '#core/work-orders/work-order.ts'
import type { Deps } from '#server/platform/deps.ts'
import { safetyFactsOf } from '#server/safety/index.ts'
import { settingsOf } from './work-order.context.ts'
import { workOrderReader } from './work-order.store.ts'

/** Hazards of one order and what each asks for, as the rules see it now. Refusals: `work-orders.not-found`. */
export const readJobSafety = (
  deps: Deps,
  actor: Actor,
  number: string,
  language: Language,
): Promise<Result<ReplyOf<typeof safetyRoutes.job>>> =>
  deps.db.withTransaction(actor.scope, async (tx) => {
    const order = await workOrderReader(tx).find(number)
    if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
    // Whoever sees the order sees what its work needs; the certificates themselves only who has the work.
    tx.act()
    const at = deps.clock.now()
    const safety = await safetyFactsOf(tx, order, at)
    const settings = settingsOf(deps, order, at)
    const facts = hazardFactsOf(order, { settings, facts: { safety }, at })
    const said = (refusal: Refusal | undefined) =>
      refusal ? textOf(deps.texts, refusal.code, language, refusal.params) : null
    const isMine =
      currentTask(order).holder.staffId !== undefined && currentTask(order).holder.staffId === actor.scope.staffId
    return ok({
      number,
      flags: [...(order.safety?.flags ?? [])],
      hazards: [...facts.hazards],
      weather: [...facts.weather],
      certificates: isMine ? [...safety.certificates] : [],
      crew: facts.crew,
      confirmed: facts.confirmed.map((each) => ({ ...each, items: [...each.items], files: [...each.files] })),
      checks: hazardChecks(facts, settings.safety).map(({ hazard, isConfirmed, refusal, items }) => ({
        ...{ hazard, isConfirmed, refusal: said(refusal) },
        items: items.map((item) => ({
          ...{ code: item.code, kind: item.kind, name: item.name[language] },
          ...{ isMet: item.isMet ?? null, refusal: said(item.refusal) },
        })),
      })),
      rules: { measures: [...settings.safety.measures], gasLimits: [...settings.safety.gasLimits] },
      stop: presentStop(order.stop),
    })
  })
