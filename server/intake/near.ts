import { building, slipsOf } from '#core/intake/match.rules.ts'
import type { Tx } from '#server/platform/db.ts'
import { findCandidates, type LedgerCustomer } from '#server/work-orders/index.ts'
import type { Incoming } from './incoming.ts'
import { findInBuilding } from './near.store.ts'

/** Customers whom a report that fits nobody may mean after all: an account mistyped by one character, the same building. */
export const nearMisses = async (tx: Tx, { keys }: Incoming): Promise<readonly LedgerCustomer[]> => {
  const place = building(keys.addressKey)
  const accounts = slipsOf(keys.account).flatMap((slip) => [slip, slip.toUpperCase()])
  const ids = place === undefined ? [] : await findInBuilding(tx, place)
  return accounts.length + ids.length > 0 ? findCandidates(tx, { ids, accounts: [...new Set(accounts)] }) : []
}
