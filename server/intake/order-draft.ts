import type { Actor } from '#core/access/scope.ts'
import { addressKey } from '#core/organisation/address.rules.ts'
import type { BusinessLine } from '#core/organisation/organisation.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { parsePhone } from '#core/phone.ts'
import type { Deps } from '#server/platform/deps.ts'
import { customerOf, type LedgerCustomer, type OrderDraft, ofLedger } from '#server/work-orders/index.ts'
import type { Incoming } from './incoming.ts'
import type { Judged } from './judge.ts'

/** The order that a report makes, for a customer of the ledger or for somebody who lives elsewhere. */
export const orderDraft = (
  deps: Deps,
  actor: Actor,
  incoming: Incoming,
  { customer, repeats }: Judged,
  { county, line }: { readonly county: string; readonly line: BusinessLine },
): OrderDraft => {
  const { elsewhere } = incoming
  const address = customer?.address ?? elsewhere?.address
  return {
    ...(customer ? ofLedger(customer) : {}),
    prefecture: prefectureOf(county),
    county,
    kind: 'fault',
    line,
    areaClass: customer?.areaClass ?? deps.regions.byCode.get(county)?.areaClass ?? 'urban',
    customer: {
      ...(customer ? customerOf(customer) : {}),
      name: customer?.name ?? elsewhere?.customerName ?? incoming.customerName,
      phone: contactPhone(incoming, customer),
      address,
      addressKey: customer?.addressKey ?? (address ? addressKey(deps.regions, address, county) : undefined),
    },
    channel: incoming.channel,
    symptom: incoming.symptom,
    symptomCode: incoming.symptomCode,
    description: incoming.description,
    preferredAt: incoming.preferredAt,
    source: incoming.source,
    createdAt: incoming.receivedAt,
    createdByName: actor.name,
    repeatsId: repeats?.id,
  }
}

/** Whoever called is called back; a service number calls for somebody else. */
const contactPhone = ({ callerPhone }: Incoming, customer: LedgerCustomer | undefined): string | undefined => {
  const kind = callerPhone ? parsePhone(callerPhone)?.kind : undefined
  const isTheirOwn = kind === 'mobile' || kind === 'landline'
  return isTheirOwn ? callerPhone : (customer?.phone ?? callerPhone)
}
