import type { FastifyRequest } from 'fastify'
import type { Instant } from '#core/time.ts'
import type { Tx } from '#server/platform/db.ts'
import type { Deps } from '#server/platform/deps.ts'
import { machineNow } from './access.ts'
import { asSystem } from './actor.ts'
import { COOKIE } from './authentication.ts'
import { findOwnDevice } from './session.store.ts'
import { digestOfToken } from './token.ts'

/** Whether a request that nobody signed comes from somebody of ours all the same. */
export type OwnDevice = {
  /** Its browser has a session of somebody who works with the product. */
  readonly hasStaffSession: boolean
  /** Its address and browser are those of a session of one of these people. */
  readonly isCrewDevice: boolean
}

/** Looks at the request's cookie, and at its address and browser beside those of the sessions of these staff. */
export const ownDeviceOf = (
  deps: Pick<Deps, 'db' | 'system' | 'clock'>,
  request: Pick<FastifyRequest, 'cookies' | 'ip' | 'headers'>,
  staffIds: readonly string[],
): Promise<OwnDevice> => {
  const cookie = request.cookies[COOKIE]
  const now: Instant = machineNow(deps.clock)
  return asSystem(deps, (tx: Tx) =>
    findOwnDevice(tx, {
      tokenHash: cookie ? digestOfToken(cookie) : Buffer.alloc(0),
      address: request.ip,
      userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
      staffIds,
      now,
    }),
  )
}
