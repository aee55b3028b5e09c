import { building, matchReport, slipsOf } from '#core/intake/match.rules.ts'
import { accountKey, phoneKey } from '#core/intake/report.ts'
import type { Tx } from '#server/platform/db.ts'
import { findCandidates, type LedgerCustomer } from '#server/work-orders/index.ts'
import type { Incoming } from './incoming.ts'
import { reportCustomerOf } from './judge.ts'
import { findInBuildings } from './near.store.ts'

/** Customers whom reports that fit nobody may mean after all: an account mistyped by one character, the same building. */
const nearMisses = async (tx: Tx, reports: readonly Incoming[]): Promise<readonly LedgerCustomer[]> => {
  const places = reports.flatMap(({ keys }) => building(keys.addressKey) ?? [])
  const accounts = reports.flatMap(({ keys }) => slipsOf(keys.account)).flatMap((slip) => [slip, slip.toUpperCase()])
  const ids = places.length === 0 ? [] : await findInBuildings(tx, [...new Set(places)])
  return accounts.length + ids.length > 0 ? findCandidates(tx, { ids, accounts: [...new Set(accounts)] }) : []
}

/**
 * For each report the customers of the ledger that share something with it; near misses are looked for only where nobody fits.
 * `customers` are those found by account, phone and address.
 */
export const candidatesByReport = async (
  tx: Tx,
  reports: readonly Incoming[],
  customers: readonly LedgerCustomer[],
): Promise<(report: Incoming) => readonly LedgerCustomer[]> => {
  const found = indexOf(customers)
  const lost = reports.filter((report) => !isFound(report, found(report)))
  if (lost.length === 0) return found
  const near = await nearMisses(tx, lost)
  const known = new Set(customers.map(({ id }) => id))
  const isLost = new Set(lost)
  const wider = near.filter(({ id }) => !known.has(id))
  return (report) => (isLost.has(report) ? [...found(report), ...wider] : found(report))
}

const isFound = ({ chosenId, elsewhere, keys }: Incoming, customers: readonly LedgerCustomer[]): boolean => {
  if (chosenId !== undefined || elsewhere !== undefined) return true
  const rules = { canMatchByAddress: true, maxCandidates: 0 }
  return matchReport(keys, customers.map(reportCustomerOf), rules).kind === 'matched'
}

/** Finds among many customers those of one report without comparing each with each. */
const indexOf = (customers: readonly LedgerCustomer[]) => {
  const byAccount = Map.groupBy(customers, ({ account }) => accountKey(account))
  const byPhone = Map.groupBy(customers, ({ phone }) => phoneKey(phone ?? ''))
  const byAddress = Map.groupBy(customers, ({ addressKey }) => addressKey)
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  return ({ keys, chosenId }: Incoming): readonly LedgerCustomer[] => {
    const chosen = chosenId === undefined ? undefined : byId.get(chosenId)
    const lists = [
      chosen ? [chosen] : [],
      keys.account === '' ? [] : (byAccount.get(keys.account) ?? []),
      keys.phone === '' ? [] : (byPhone.get(keys.phone) ?? []),
      keys.addressKey === '' ? [] : (byAddress.get(keys.addressKey) ?? []),
    ]
    return [...new Set(lists.flat())]
  }
}
