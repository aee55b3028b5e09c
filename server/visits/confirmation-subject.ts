import { maskPhone } from '#core/access/masking.rules.ts'
import { textOf } from '#core/text.ts'
import { minutesBetween } from '#core/time.ts'
import { type Confirmation, confirmationNumber, type Opinion } from '#core/visits/confirmation.ts'
import type { ConfirmationFacts, ConfirmationSubject, Given } from '#core/visits/confirmation-document.ts'
import { returnNames } from '#core/work-orders/names.text.ts'
import { currentTask, type Visit, type WorkOrder } from '#core/work-orders/work-order.ts'
import { directoryOf } from '#server/organisation/index.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { causeCodes, causes } from '#server/work-orders/index.ts'
import { findFactRows } from './confirmation.store.ts'

/** The visit that is confirmed: the one under way, else the last that somebody arrived at. */
export const confirmedVisit = (order: WorkOrder): Visit | undefined =>
  order.visits.findLast((visit) => !visit.endedAt) ?? order.visits.findLast((visit) => visit.arrivedAt !== undefined)

export const numberOfConfirmation = (order: WorkOrder): string =>
  order.confirmation?.number ?? confirmationNumber(order.number, confirmedVisit(order)?.number ?? 1)

/** What neither the order nor its visit says by itself. */
export const factsOf = async (deps: Deps, tx: Tx, order: WorkOrder): Promise<ConfirmationFacts> => {
  const visit = confirmedVisit(order)
  const [directory, row] = await Promise.all([
    directoryOf(deps),
    findFactRows(tx, visit?.leadStaffId || undefined, {
      prefecture: order.prefecture,
      lineId: order.customer.enterpriseLineId,
    }),
  ])
  const company = order.companyId ? directory.companies.get(order.companyId) : undefined
  return {
    prefecture: directory.regions.byCode.get(order.prefecture)?.name ?? order.prefecture,
    county: directory.regions.byCode.get(order.county)?.name ?? order.county,
    company: company?.name ?? '',
    engineer: row?.name ? { name: row.name, number: row.number ?? '', phone: row.phone ?? undefined } : undefined,
    zAddress: row?.zAddress ?? undefined,
    materials: visit?.materials ?? [],
  }
}

/** The order as its confirmation tells it. The phone is masked: the customer knows their own. */
export const subjectOf = (order: WorkOrder): ConfirmationSubject => {
  const visit = confirmedVisit(order)
  const { result } = currentTask(order)
  const { customer, confirmation } = order
  const readings = new Map(
    [...(visit?.evidence ?? []), ...(confirmation?.readings ?? []), ...(result?.readings ?? [])].flatMap(
      ({ kind, value, unit }) =>
        typeof value === 'number' ? [[kind, { kind, value, unit: unit ?? '' }] as const] : [],
    ),
  )
  return {
    number: numberOfConfirmation(order),
    orderNumber: order.number,
    externalNumber: order.externalNumber,
    line: order.line,
    kind: order.kind,
    customer: {
      ...{ name: customer.name, account: customer.account, address: customer.address },
      phone: maskPhone(customer.phone) ?? undefined,
    },
    level: order.grade,
    bandwidthMbps: order.bandwidthMbps,
    reportedAt: order.createdAt,
    symptom: order.symptom,
    found: order.description,
    ...{ windowFrom: visit?.windowFrom, windowTo: visit?.windowTo },
    ...{ arrivedAt: visit?.arrivedAt, leftAt: visit?.endedAt ?? confirmation?.at },
    outageMinutes: order.restoredAt ? minutesBetween(order.createdAt, order.restoredAt) : undefined,
    done: result?.done ?? confirmation?.done ?? '',
    cause:
      result &&
      (causes
        .find(({ code }) => code === result.cause)
        ?.names.map((name) => name['zh-CN'])
        .join(' · ') ??
        result.cause),
    party: result && nameOf('party', result.party),
    readings: [...readings.values()].map(({ kind, ...rest }) => ({ name: nameOf('reading', kind), ...rest })),
  }
}

const nameOf = (what: string, code: string): string => {
  const key = `${what}.${code}`
  return key in returnNames ? textOf(returnNames, key, 'zh-CN') : code
}

/** What was confirmed, with what was typed from the paper since; an order that was returned without its own confirmation has the return's. */
export const givenOf = (order: WorkOrder, typed: Opinion | null): Given | undefined => {
  const given = order.confirmation ?? fromResult(order)
  if (!given) return undefined
  const { reasonCode, reason } = given
  const why =
    reason ??
    causeCodes.find(({ list, code }) => list === 'noSignature' && code === reasonCode)?.name['zh-CN'] ??
    reasonCode
  return { ...given, ...(typed ? { ...typed, checks: { ...given.checks, ...typed.checks } } : {}), why }
}

const fromResult = (order: WorkOrder): Omit<Confirmation, 'number' | 'byName'> | undefined => {
  const { result } = currentTask(order)
  if (result?.kind !== 'onSite' || !(result.signatureFileId ?? result.signatureException)) return undefined
  return {
    mode: result.signatureFileId ? 'signed' : 'refused',
    at: order.returnedAt ?? order.createdAt,
    ...{ done: result.done, readings: result.readings, checks: {}, services: {}, satisfaction: result.satisfaction },
    ...{ signer: result.signedBy, signatureFileId: result.signatureFileId, reason: result.signatureException },
  }
}
