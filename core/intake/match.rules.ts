/**
 * Which customer a report is about. The account decides; without a usable one the phone, unless the address speaks against it;
 * then the address, when exactly one customer lives there. Whatever stays in doubt goes to a person with the candidates:
 * nothing is guessed, nothing is dropped (R-B2).
 */
import { isWithin } from '#core/organisation/region.ts'
import type { Refusal } from '#core/result.ts'
import { accountKey, phoneKey, type ReportCustomer, type ReportKeys } from './report.ts'

/** What the match rests on, the surest first; `person`: somebody chose the customer. */
export const matchGrounds = ['person', 'account', 'phoneAndAddress', 'phone', 'address'] as const
export type MatchGround = (typeof matchGrounds)[number]

export type CandidateReason = 'sameAccount' | 'similarAccount' | 'samePhone' | 'sameAddress' | 'sameBuilding'
export type MatchCandidate = { readonly customer: ReportCustomer; readonly reasons: readonly CandidateReason[] }

export type MatchResult =
  | {
      readonly kind: 'matched'
      readonly customer: ReportCustomer
      readonly ground: MatchGround
      /** What in the report does not fit this customer, for whoever reads it. */
      readonly warnings: readonly Refusal[]
    }
  | { readonly kind: 'unmatched'; readonly reason: Refusal; readonly candidates: readonly MatchCandidate[] }

export type MatchRules = {
  /** Whether an address alone is enough. */
  readonly canMatchByAddress: boolean
  readonly maxCandidates: number
}

/**
 * `customers` are those that the ledger finds by account, phone or address of the report (and, for a person's choice, near misses).
 * Reasons of an unmatched report: `intake.account-unknown`, `intake.account-twice`, `intake.phone-ambiguous`,
 * `intake.phone-elsewhere`, `intake.address-ambiguous`, `intake.nothing-known`.
 */
export const matchReport = (keys: ReportKeys, customers: readonly ReportCustomer[], rules: MatchRules): MatchResult => {
  const byAccount =
    keys.account === '' ? [] : customers.filter((customer) => accountKey(customer.account) === keys.account)
  const byPhone = customers.filter((customer) => hasPhone(customer, keys))
  const byAddress = customers.filter((customer) => hasAddress(customer, keys))
  const both = byPhone.filter((customer) => byAddress.includes(customer))
  const matched = (customer: ReportCustomer, ground: MatchGround): MatchResult => ({
    kind: 'matched',
    customer,
    ground,
    warnings: warningsFor(customer, keys),
  })
  const unmatched = (code: string): MatchResult => ({
    kind: 'unmatched',
    reason: { code },
    candidates: candidatesFor(keys, customers, rules.maxCandidates),
  })

  const [account, secondAccount] = byAccount
  if (account) return secondAccount ? unmatched('intake.account-twice') : matched(account, 'account')
  const [certain, secondCertain] = both
  if (certain && !secondCertain) return matched(certain, 'phoneAndAddress')
  if (keys.account !== '') return unmatched('intake.account-unknown')
  const [phone, secondPhone] = byPhone
  if (phone && secondPhone) return unmatched('intake.phone-ambiguous')
  if (phone) {
    const isElsewhere = keys.region !== undefined && !isWithin(phone.county, keys.region)
    return isElsewhere || byAddress.length > 0 ? unmatched('intake.phone-elsewhere') : matched(phone, 'phone')
  }
  const [address, secondAddress] = byAddress
  if (address && secondAddress) return unmatched('intake.address-ambiguous')
  return address && rules.canMatchByAddress ? matched(address, 'address') : unmatched('intake.nothing-known')
}

/** What a person decided, with what in the report does not fit it. */
export const chosenMatch = (keys: ReportKeys, customer: ReportCustomer): MatchResult => ({
  kind: 'matched',
  customer,
  ground: 'person',
  warnings: warningsFor(customer, keys),
})

const hasPhone = (customer: ReportCustomer, keys: ReportKeys): boolean =>
  keys.phone !== '' && customer.phones.some((phone) => phoneKey(phone) === keys.phone)
const hasAddress = (customer: ReportCustomer, keys: ReportKeys): boolean =>
  keys.addressKey !== '' && customer.addressKey === keys.addressKey

const warningsFor = (customer: ReportCustomer, keys: ReportKeys): readonly Refusal[] => {
  const warnings: Refusal[] = []
  if (keys.account !== '' && accountKey(customer.account) !== keys.account)
    warnings.push({ code: 'intake.warn-account' })
  if (keys.phone !== '' && !hasPhone(customer, keys)) warnings.push({ code: 'intake.warn-phone' })
  if (keys.region !== undefined && !isWithin(customer.county, keys.region))
    warnings.push({ code: 'intake.warn-region' })
  else if (keys.addressKey !== '' && !hasAddress(customer, keys)) warnings.push({ code: 'intake.warn-address' })
  return warnings
}

const WEIGHT: Record<CandidateReason, number> = {
  sameAccount: 16,
  samePhone: 8,
  sameAddress: 4,
  similarAccount: 2,
  sameBuilding: 1,
}

/** Everybody who shares something with the report, whoever shares most first. */
const candidatesFor = (
  keys: ReportKeys,
  customers: readonly ReportCustomer[],
  limit: number,
): readonly MatchCandidate[] =>
  customers
    .map((customer) => ({ customer, reasons: reasonsFor(customer, keys) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => weightOf(b.reasons) - weightOf(a.reasons) || (a.customer.id < b.customer.id ? -1 : 1))
    .slice(0, limit)

const weightOf = (reasons: readonly CandidateReason[]): number =>
  reasons.reduce((sum, reason) => sum + WEIGHT[reason], 0)

const reasonsFor = (customer: ReportCustomer, keys: ReportKeys): readonly CandidateReason[] => {
  const reasons: CandidateReason[] = []
  const account = accountKey(customer.account)
  if (keys.account !== '' && account === keys.account) reasons.push('sameAccount')
  else if (isOneSlipAway(account, keys.account)) reasons.push('similarAccount')
  if (hasPhone(customer, keys)) reasons.push('samePhone')
  if (hasAddress(customer, keys)) reasons.push('sameAddress')
  else if (keys.addressKey !== '' && building(customer.addressKey) === building(keys.addressKey))
    reasons.push('sameBuilding')
  return reasons
}

/** `520102|幸福里7栋2单元2005` → `520102|幸福里7栋`; `undefined` when no building is named. */
export const building = (key: string | undefined): string | undefined => /^.*?\d+栋/.exec(key ?? '')?.[0]

/** Every text that `isOneSlipAway` from it, as far as digits and neighbours go: what a mistyped account is looked up by. */
export const slipsOf = (text: string): readonly string[] => {
  if (text.length < 6) return []
  const slips = new Set<string>()
  for (let at = 0; at <= text.length; at += 1) {
    const [before, after] = [text.slice(0, at), text.slice(at)]
    for (const digit of '0123456789') slips.add(before + digit + after)
    if (after === '') continue
    slips.add(before + after.slice(1))
    for (const digit of '0123456789') slips.add(before + digit + after.slice(1))
    if (after.length > 1) slips.add(`${before}${after[1]}${after[0]}${after.slice(2)}`)
  }
  slips.delete(text)
  return [...slips]
}

/** One character wrong, missing, too many, or two neighbours swapped; only for texts long enough that this says something. */
export const isOneSlipAway = (a: string, b: string): boolean => {
  if (a === b || Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (a.length !== b.length) return a.length > b.length ? restA.slice(1) === restB : restA === restB.slice(1)
  const isSwap = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return isSwap || restA.slice(1) === restB.slice(1)
}
