import { currentTask, type WorkOrder } from '#core/work-orders/work-order.ts'

/** Whose list an order went from: the policies hide it now, so live updates are told by the event itself. */
export type Leaving = {
  readonly companyId: string | undefined
  readonly county: string
  readonly stationId?: string | undefined
  readonly staffId?: string | undefined
  /** It could be grabbed by anybody of the station. */
  readonly isPool?: true
}

/** Those who had the order in sight by company, station, person or pool, and have it no longer. */
export const leavesOf = (before: WorkOrder, after: WorkOrder): readonly Leaving[] => {
  const still = new Set(sightsOf(after).map(keyOf))
  return sightsOf(before).filter((sight) => !still.has(keyOf(sight)))
}

const keyOf = (sight: Leaving): string => JSON.stringify(sight)

const sightsOf = (order: WorkOrder): readonly Leaving[] => {
  const { holder, helpers, isInPool } = currentTask(order)
  const { companyId, county, stationId } = order
  const place = { companyId, county }
  const people = [holder.level === 'engineer' ? holder.staffId : undefined, ...helpers].filter((id) => id !== undefined)
  return [
    ...(companyId ? [place] : []),
    ...(stationId ? [{ ...place, stationId }] : []),
    ...people.map((staffId) => ({ ...place, staffId })),
    ...(isInPool && stationId ? [{ ...place, stationId, isPool: true as const }] : []),
  ]
}
