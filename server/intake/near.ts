import { building, matchReport, slipsOf } from '#core/intake/match.rules.ts'
import { accountKey, phoneKey } from '#core/intake/report.ts'
import type { Tx } from '#server/platform/db.ts'
import type { LedgerCustomer } from '#server/work-orders/index.ts'
import { reportCustomerOf } from './customer.ts'
import type { Incoming } from './incoming.ts'
import { findGround } from './matters.store.ts'
import { findInBuildings } from './near.store.ts'

/** Customers whom reports that fit nobody may mean after all: an account mistyped by one character, the same building. */
export const nearMisses = async (tx: Tx, reports: readonly Incoming[]): Promise<readonly LedgerCustomer[]> => {
  const places = reports.flatMap(({ keys }) => building(keys.addressKey) ?? [])
  const accounts = reports.flatMap(({ keys }) => slipsOf(keys.account)).flatMap((slip) => [slip, slip.toUpperCase()])
  const ids = places.length === 0 ? [] : await findInBuildings(tx, [...new Set(places)])
  if (accounts.length + ids.length === 0) return []
  const keys = { ids, accounts: [...new Set(accounts)], phones: [], addressKeys: [] }
  return (await findGround(tx, keys, {})).customers
}

/** Whether the ledger alone says whose report it is, or a person has. */
export const isFound = ({ chosenId, elsewhere, keys }: Incoming, customers: readonly LedgerCustomer[]): boolean => {
  if (chosenId !== undefined || elsewhere !== undefined) return true
  const rules = { canMatchByAddress: true, maxCandidates: 0 }
  return matchReport(keys, customers.map(reportCustomerOf), rules).kind === 'matched'
}

/** Finds among many customers those of one report without comparing each with each. */
export const customersByReport = (customers: readonly LedgerCustomer[]) => {
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
