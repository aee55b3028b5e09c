import { hazardsOf } from '#core/safety/hazard.rules.ts'
import type { SafetySettings } from '#core/safety/safety.parameters.ts'
import type { Instant } from '#core/time.ts'
import type { Facts } from '#core/work-orders/work-order.context.ts'
import { currentTask, openVisit, type WorkOrder } from '#core/work-orders/work-order.ts'
import type { Tx } from '#server/platform/db.ts'
import { certificatesOf, weatherAt } from './hazard.store.ts'

type SafetyFacts = NonNullable<Facts['safety']>

/** What the lead holds, and what is declared where the order is; the caller's transaction acts already. */
export const safetyFactsOf = async (tx: Tx, order: WorkOrder, at: Instant): Promise<SafetyFacts> => {
  const { prefecture, county, companyId } = order
  const lead = openVisit(order)?.leadStaffId ?? currentTask(order).holder.staffId
  const [weather, certificates] = await Promise.all([
    weatherAt(tx, { prefecture, county, companyId }, at),
    lead ? certificatesOf(tx, lead) : [],
  ])
  return { weather, certificates }
}

/** The same for an action; an order without any hazard is not looked at. */
export const safetyFactsFor = async (
  tx: Tx,
  order: WorkOrder,
  settings: Pick<SafetySettings, 'kindHazards'>,
  at: Instant,
): Promise<Pick<Facts, 'safety'>> => {
  const hazards = hazardsOf(order.safety?.flags ?? [], order, settings.kindHazards)
  return hazards.length > 0 ? { safety: await safetyFactsOf(tx, order, at) } : {}
}
