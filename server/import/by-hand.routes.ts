import { byHandRoutes } from '#core/import/by-hand.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { createRow, editRow } from './by-hand.service.ts'
import { readRowHistory } from './import.history.view.ts'

/** Rows of the ledger and the network, one at a time. */
export const bindByHand = (http: Http, deps: Deps): void => {
  const at = () => deps.clock.now()
  const { homeUser, enterpriseLine, networkNode } = byHandRoutes
  http.bind(homeUser.create, ({ actor, body, commandId, fingerprint }) =>
    createRow(deps, { actor, at: at(), commandId, fingerprint }, 'home-users', body),
  )
  http.bind(homeUser.edit, ({ actor, params, body, commandId, fingerprint }) =>
    editRow(deps, { actor, at: at(), commandId, fingerprint }, 'home-users', params.account, body),
  )
  http.bind(homeUser.history, ({ actor, params }) => readRowHistory(deps, actor, 'home-users', params.account))
  http.bind(enterpriseLine.create, ({ actor, body, commandId, fingerprint }) =>
    createRow(deps, { actor, at: at(), commandId, fingerprint }, 'enterprise-lines', body),
  )
  http.bind(enterpriseLine.edit, ({ actor, params, body, commandId, fingerprint }) =>
    editRow(deps, { actor, at: at(), commandId, fingerprint }, 'enterprise-lines', params.lineCode, body),
  )
  http.bind(enterpriseLine.history, ({ actor, params }) =>
    readRowHistory(deps, actor, 'enterprise-lines', params.lineCode),
  )
  http.bind(networkNode.create, ({ actor, body, commandId, fingerprint }) =>
    createRow(deps, { actor, at: at(), commandId, fingerprint }, 'network', body),
  )
  http.bind(networkNode.edit, ({ actor, params, body, commandId, fingerprint }) =>
    editRow(deps, { actor, at: at(), commandId, fingerprint }, 'network', params.code, body),
  )
  http.bind(networkNode.history, ({ actor, params }) => readRowHistory(deps, actor, 'network', params.code))
}
