import type { FastifyRequest } from 'fastify'
import type { Caller, Http } from '#server/platform/http.ts'
import { bindSessionRoutes } from './access.routes.ts'
import type { AccessDeps, AccessState } from './access.ts'
import { createAuthenticate } from './authentication.ts'
import { createCallerCache } from './caller-cache.ts'
import { createFailureLimit } from './failure-limit.ts'
import { bindSingleSignOn } from './single-sign-on.routes.ts'
import { bindUserRoutes } from './user.routes.ts'

export { type AccessDeps, machineNow } from './access.ts'
export { closeAccountOfStaff } from './account.service.ts'
export { actorOfUser, asSystem, auditPlace, systemActor } from './actor.ts'
export { callerOf } from './authentication.ts'
export { createFailureLimit, type FailureLimit } from './failure-limit.ts'
export { type OwnDevice, ownDeviceOf } from './own-device.ts'
export { hashPassword } from './password.ts'
export { recordLook } from './reveal.service.ts'
export { seal, unseal } from './secret-box.ts'
export { endSessionById } from './session.store.ts'
export { newPassword } from './token.ts'
export { userWithinReach } from './user.service.ts'

export type Access = {
  /** For `createHttp`: who calls. */
  readonly authenticate: (request: FastifyRequest) => Promise<Caller | undefined>
  readonly bind: (http: Http) => void
}

/** Sign-in, sessions and users of one process. */
export const createAccess = (deps: AccessDeps): Access => {
  const state: AccessState = { ...deps, callers: createCallerCache(), failures: createFailureLimit() }
  return {
    authenticate: createAuthenticate(state),
    bind: (http) => {
      bindSessionRoutes(http, state)
      bindSingleSignOn(http, state)
      bindUserRoutes(http, state)
    },
  }
}
