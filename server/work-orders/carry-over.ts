import { responsibleFor } from '#core/organisation/responsibility.rules.ts'
import type { Responsibility } from '#core/organisation/responsibility.ts'
import { addMinutes, dayOf } from '#core/time.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import { routeFor } from '#server/dispatch/index.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { record } from '#server/platform/record.store.ts'
import {
  type DueHandover,
  lockDueHandover,
  lockOrdersThere,
  noteProgress,
  responsibilitiesOn,
} from './carry-over.store.ts'
import { resolvedFor, settingsOf } from './work-order.context.ts'
import { actByRule } from './work-order.service.ts'
import { workOrderReader } from './work-order.store.ts'

const BATCH = 50
/** By then every process sends new orders to the company that answers now. */
const SETTLED_MINUTES = 5 / 60

/**
 * On the first day of a new company the open orders of the regions that were handed over go to it (R-A3). Each round does one batch and
 * says how far it is in the same transaction; a handover is in the hands of one process. Answers how many orders went.
 */
export const carryOverOrders = async (deps: Deps): Promise<number> => {
  let total = 0
  for (;;) {
    const moved = await deps.db.withTransaction(deps.system.actor().scope, (tx) => carryBatch(deps, tx))
    if (moved === undefined) return total
    total += moved
  }
}

/** How many of the batch went; nothing when no handover is due. */
const carryBatch = async (deps: Deps, tx: Tx): Promise<number | undefined> => {
  const now = deps.clock.now()
  const handover = await lockDueHandover(tx, dayOf(now), addMinutes(now, -SETTLED_MINUTES))
  if (!handover) return undefined
  const numbers = await lockOrdersThere(tx, handover, BATCH)
  const [entries, orders] = await Promise.all([
    responsibilitiesOn(tx, dayOf(now)),
    Promise.all(numbers.map((number) => workOrderReader(tx).find(number))),
  ])
  let moved = 0
  for (const order of orders) if (order && (await carry(deps, tx, handover, order, entries))) moved += 1
  const isDone = numbers.length < BATCH
  const progress = {
    doneNumber: numbers.at(-1) ?? handover.doneNumber,
    moved: handover.moved + moved,
    stayed: handover.stayed + numbers.length - moved,
  }
  await noteProgress(tx, handover.id, progress, isDone ? now : undefined)
  if (isDone) await tellBoth(deps, tx, { ...handover, ...progress })
  return moved
}

/** Whether it went: not what is under way, nor where somebody else answers by now. */
const carry = async (
  deps: Deps,
  tx: Tx,
  { toCompanyId, reason, orderedByName }: DueHandover,
  order: WorkOrder,
  entries: readonly Responsibility[],
): Promise<boolean> => {
  const now = deps.clock.now()
  const place = { region: order.county, ...(order.gridId ? { gridId: order.gridId } : {}) }
  const responsible = responsibleFor(entries, place, order.line, dayOf(now))
  if (!responsible.ok || responsible.value.companyId !== toCompanyId) return false
  const there: WorkOrder = { ...order, companyId: toCompanyId, stationId: undefined }
  const { resolve } = resolvedFor(deps, there, now)
  const needsLead = settingsOf(deps, there, now).isEngineerAssignedByRule
  const route = await routeFor(deps, tx, there, { companyId: toCompanyId }, needsLead, resolve, now)
  const input = { toCompanyId, reason, orderedByName }
  return (await actByRule(deps, tx, order, 'carryOver', input, { route }, there)).ok
}

/** The dispatchers of both companies hear of it once, not once for each order. */
const tellBoth = async (deps: Deps, tx: Tx, handover: DueHandover): Promise<void> => {
  const { id, prefectures, fromCompanyId, toCompanyId, moved, stayed, reason } = handover
  const { companies } = await directoryOf(deps)
  const nameOf = (companyId: string): string => companies.get(companyId)?.name ?? companyId
  const data = {
    ...{ prefectures, companies: [fromCompanyId, toCompanyId], count: moved, stayed, reason },
    title: `${nameOf(fromCompanyId)} → ${nameOf(toCompanyId)}`,
  }
  const [prefecture = ''] = prefectures
  await record(tx, {
    actor: deps.system.actor(),
    at: deps.clock.now(),
    events: [{ prefecture, subjectType: 'handover', subjectId: id, kind: 'handover.carried', data }],
  })
}
