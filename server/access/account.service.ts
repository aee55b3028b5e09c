import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { machineNow } from './access.ts'
import { closeAccount } from './account.store.ts'
import { endSessionsOf } from './session.store.ts'
import { revokeTokensOf } from './token.store.ts'

/**
 * Closes the account of somebody who has left, with its sessions and tokens, in the transaction of whoever says so, which must be
 * acting; answers its login. Running requests notice within five seconds.
 */
export const closeAccountOfStaff = async (
  deps: Pick<Deps, 'clock'>,
  tx: Tx,
  staffId: string,
): Promise<string | undefined> => {
  const closed = await closeAccount(tx, staffId)
  if (!closed) return undefined
  const now = machineNow(deps.clock)
  await endSessionsOf(tx, closed.id, now)
  await revokeTokensOf(tx, closed.id, now)
  return closed.login
}
