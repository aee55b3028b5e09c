import { revealRoute } from '#core/access/reveal.contract.ts'
import { userRoutes } from '#core/access/user.contract.ts'
import { ok } from '#core/result.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import type { AccessState } from './access.ts'
import { reveal } from './reveal.service.ts'
import {
  actOnUser,
  createUser,
  editUser,
  endUserSessions,
  grantAccess,
  listAccounts,
  listSessionsOfUser,
  resetPassword,
  showAccount,
} from './user.service.ts'

export const bindUserRoutes = ({ bind }: Http, state: AccessState): void => {
  const { clock } = state
  bind(revealRoute, (call) => reveal(state, commandOf(call, clock), call.body))
  bind(userRoutes.list, async ({ actor, query }) => ok(await listAccounts(state, actor, query)))
  bind(userRoutes.detail, ({ actor, params }) => showAccount(state, actor, params.login))
  bind(userRoutes.create, (call) => createUser(state, commandOf(call, clock), call.body))
  bind(userRoutes.edit, (call) => editUser(state, commandOf(call, clock), call.params.login, call.body))
  bind(userRoutes.grant, (call) => grantAccess(state, commandOf(call, clock), call.params.login, call.body))
  for (const action of ['deactivate', 'activate', 'unlock', 'removeSecondFactor'] as const) {
    bind(userRoutes[action], (call) =>
      actOnUser(state, commandOf(call, clock), call.params.login, action, call.body.reason),
    )
  }
  bind(userRoutes.resetPassword, (call) =>
    resetPassword(state, commandOf(call, clock), call.params.login, call.body.reason),
  )
  bind(userRoutes.sessions, ({ actor, params }) => listSessionsOfUser(state, actor, params.login))
  bind(userRoutes.endSessions, (call) => endUserSessions(state, commandOf(call, clock), call.params.login, call.body))
}
