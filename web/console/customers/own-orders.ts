import type { Instant } from '#core/time.ts'
import type { OwnOrder } from '#core/work-orders/own-customers.contract.ts'

/** The sums of the page, over the orders that are shown. */
export const figuresOf = (orders: readonly OwnOrder[], now: Instant) => ({
  open: orders.length,
  late: orders.filter(({ dueAt }) => dueAt !== null && dueAt < now).length,
  progressLate: orders.filter((order) => isProgressLate(order, now)).length,
  toConfirm: orders.filter(waitsForCustomer).length,
})

export const isProgressLate = ({ nextProgress }: OwnOrder, now: Instant): boolean =>
  nextProgress !== null && nextProgress.dueAt < now

/** Service is said to be back, and the customer was not asked since. */
export const waitsForCustomer = ({ restoredAt, confirmed }: OwnOrder): boolean =>
  restoredAt !== null && (confirmed === null || confirmed.at < restoredAt)

/** Those that need the manager first: late progress, to be confirmed, then by limit. */
export const inUrgency = (orders: readonly OwnOrder[], now: Instant): readonly OwnOrder[] => {
  const rank = (order: OwnOrder) => (isProgressLate(order, now) ? 0 : waitsForCustomer(order) ? 1 : 2)
  return orders.toSorted((a, b) => rank(a) - rank(b) || (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'))
}
