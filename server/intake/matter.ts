import { dueAtOf } from '#core/work-orders/work-order.sla.ts'
import type { OrderState } from '#core/work-orders/work-order.state.ts'
import type { WorkOrder } from '#core/work-orders/work-order.ts'
import type { Matter } from './matters.store.ts'

/** An order that was made just now, as the next report sees it. */
export const matterOf = (made: WorkOrder, state: OrderState): Matter => ({
  id: made.id,
  prefecture: made.prefecture,
  county: made.county,
  number: made.number,
  kind: made.kind,
  line: made.line,
  state,
  symptom: made.symptom,
  dueAt: dueAtOf(made),
  companyId: null,
  managerUserId: made.customerManagerId ?? null,
  homeUserId: made.customer.homeUserId ?? null,
  enterpriseLineId: made.customer.enterpriseLineId ?? null,
  createdAt: made.createdAt,
  closedAt: null,
  finishedAt: null,
  account: made.customer.account ?? null,
  phone: made.customer.phone ?? null,
  addressKey: made.customer.addressKey ?? null,
  reports: null,
  firstReportedAt: null,
  lastReportedAt: null,
})
