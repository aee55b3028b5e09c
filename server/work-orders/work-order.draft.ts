import type { Actor } from '#core/access/scope.ts'
import { addressKey } from '#core/organisation/address.rules.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, type Result, refuse } from '#core/result.ts'
import type { NewOrderInput } from '#core/work-orders/work-order.contract.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { findCustomer, type LedgerCustomer } from './customer.store.ts'
import type { OrderDraft } from './work-order.create.ts'

/**
 * An order as somebody wants it, completed from the ledger. Refusals: `work-orders.customer-unknown`, `work-orders.region-unknown`,
 * `work-orders.address-needed`.
 */
export const draftOrder = async (
  deps: Deps,
  tx: Tx,
  actor: Actor,
  input: NewOrderInput,
): Promise<Result<OrderDraft>> => {
  const customer = input.account ? await findCustomer(tx, input.account) : undefined
  if (input.account && !customer) {
    return refuse('work-orders.customer-unknown', { field: 'account', params: { account: input.account } })
  }
  const county = customer?.county ?? input.county ?? ''
  const region = deps.regions.byCode.get(county)
  if (region?.level !== 'county') return refuse('work-orders.region-unknown', { field: 'county', params: { county } })
  const address = customer?.address ?? input.address
  if (!address) return refuse('work-orders.address-needed', { field: 'address' })
  const line = customer?.line ?? input.line ?? 'home'
  return ok({
    ...(customer ? ofLedger(customer) : {}),
    prefecture: prefectureOf(county),
    county,
    kind: input.kind,
    line,
    areaClass: customer?.areaClass ?? region.areaClass ?? 'urban',
    customer: {
      ...(customer ? customerOf(customer) : {}),
      name: customer?.name ?? input.customerName,
      phone: input.customerPhone ?? customer?.phone ?? undefined,
      address,
      addressKey: customer?.addressKey ?? addressKey(deps.regions, address, county),
    },
    channel: input.channel,
    symptom: input.symptom,
    description: input.description,
    preferredAt: input.preferredAt,
    priority: input.priority,
    source: actor.source.split(' ')[0] ?? 'console',
    externalNumber: input.externalNumber,
    createdAt: deps.clock.now(),
    createdByName: actor.name,
  })
}

const known = <T>(value: T | null): T | undefined => value ?? undefined

export const ofLedger = (customer: LedgerCustomer): Partial<OrderDraft> => ({
  gridId: known(customer.gridId),
  grade: known(customer.grade),
  bandwidthMbps: known(customer.bandwidthMbps),
  customerManagerId: known(customer.managerUserId),
  isDemo: customer.isDemo,
})

export const customerOf = (customer: LedgerCustomer): OrderDraft['customer'] => ({
  ...(customer.line === 'home' ? { homeUserId: customer.id } : { enterpriseLineId: customer.id }),
  account: customer.account,
  lon: known(customer.lon),
  lat: known(customer.lat),
  boxCode: known(customer.boxCode),
})
