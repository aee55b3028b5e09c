import type { Route } from '#core/contract.ts'
import { alarmRoutes } from '#core/safety/alarm.contract.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import { resourceChangeRoutes } from '#core/visits/resource-change.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { syncRoutes } from './sync.contract.ts'

/**
 * Routes that a phone may queue besides the actions on an order, by the name under which it sends them. Each must honour the
 * sender's key (`isIdempotent`) and read nothing of the request but its contract's parts; when it acts, it says when it was done by
 * the time that the call carries (`actedAt`).
 */
export const phoneRoutes = {
  look: syncRoutes.look,
  reportResourceChange: resourceChangeRoutes.report,
  acknowledgeWording: wordingRoutes.acknowledge,
  raiseAlarm: alarmRoutes.raise,
  reportNearMiss: alarmRoutes.reportNearMiss,
  acknowledge: safetyRoutes.acknowledge,
} as const satisfies Record<string, Route>

export type PhoneRoute = keyof typeof phoneRoutes
export const isPhoneRoute = (name: string): name is PhoneRoute => Object.hasOwn(phoneRoutes, name)
