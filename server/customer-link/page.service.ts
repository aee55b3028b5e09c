import type { CustomerPage } from '#core/customer-link/customer-link.contract.ts'
import { customerLinkParameters } from '#core/customer-link/customer-link.parameters.ts'
import { customerPage } from '#core/customer-link/page.rules.ts'
import { arrivalToleranceParameter } from '#core/sla/sla.parameters.ts'
import type { Instant } from '#core/time.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import { appointmentOf, currentTask, openVisit, type WorkOrder } from '#core/work-orders/work-order.ts'
import { foresee } from '#server/appointments/index.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import { ownComplaints } from '#server/quality/index.ts'
import type { AllDeps } from '#server/wiring.ts'
import { findConfirmation, findVisitor, type LinkRow } from './customer-link.store.ts'
import { figure } from './customer-link.ts'
import { doorCodeOf } from './token.ts'

/** Whoever comes, or came: of the visit, else who has taken the order. */
const visitorIdOf = (order: WorkOrder): string | undefined => {
  const { holder, isAccepted } = currentTask(order)
  const visit = openVisit(order) ?? order.visits.at(-1)
  return visit?.leadStaffId || (holder.level === 'engineer' && isAccepted ? holder.staffId : undefined) || undefined
}

/** When the engineer will be there, by where they are and what comes before; nothing once they have arrived. */
const expectedAtOf = async (deps: AllDeps, tx: Tx, order: WorkOrder): Promise<Instant | undefined> => {
  const visit = openVisit(order)
  if (!visit?.windowFrom || visit.arrivedAt) return undefined
  const foreseen = await foresee(deps, tx, [visit.leadStaffId])
  return foreseen.find(({ number }) => number === order.number)?.arriveAt
}

/** The page of the order as it is now; call `tx.act()` before. */
export const presentPage = async (deps: AllDeps, tx: Tx, order: WorkOrder, link: LinkRow): Promise<CustomerPage> => {
  const staffId = visitorIdOf(order)
  const [visitor, { companies }, complaints, expectedAt, confirmation] = await Promise.all([
    staffId ? findVisitor(tx, staffId) : undefined,
    directoryOf(deps),
    ownComplaints(tx, order),
    expectedAtOf(deps, tx, order),
    findConfirmation(tx, order),
  ])
  const appointment = appointmentOf(order)
  const isExact = appointment !== undefined && appointment.from === appointment.to
  const visit = openVisit(order)
  return customerPage(order, {
    now: deps.clock.now(),
    servicePhone: figure(deps, customerLinkParameters.servicePhone, order),
    callBackMinutes: figure(deps, customerLinkParameters.callBackMinutes, order),
    maxReschedules: figure(deps, workOrderParameters.maxReschedules, order),
    toleranceMinutes: isExact ? figure(deps, arrivalToleranceParameter, order)[order.areaClass] : 0,
    visitor: visitor && { ...visitor, phone: visitor.phone ?? undefined },
    company: companies.get(order.companyId ?? '')?.name ?? '',
    operator: [...companies.values()].find(({ kind }) => kind === 'operator')?.name ?? '',
    doorCode: visit && doorCodeOf(deps.secrets.links, visit.id),
    stopped: link.stopWhy && order.verification ? { why: link.stopWhy, at: order.verification.at } : undefined,
    resumeAskedAt: link.resumeAskedAt ?? undefined,
    rating: link.rating ?? undefined,
    complaints,
    expectedAt,
    confirmation: confirmation && { bytes: confirmation.bytes },
    brokenSaidAt: link.brokenSaidAt ?? undefined,
  })
}
