import { networkRoutes } from '#core/network/network.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { listBoxUsers } from './network.box.view.ts'
import { listNodes, readHomeUserPath, readNode } from './network.list.view.ts'

export const bindNetwork = (http: Http, deps: Deps): void => {
  http.bind(networkRoutes.nodes, ({ actor, query: { limit, cursor, ...filter } }) =>
    listNodes(deps, actor, filter, limit, cursor),
  )
  http.bind(networkRoutes.node, ({ actor, params }) => readNode(deps, actor, params.code))
  http.bind(networkRoutes.boxUsers, ({ actor, params, query }) => listBoxUsers(deps, actor, params.code, query))
  http.bind(networkRoutes.homeUserPath, ({ actor, params }) => readHomeUserPath(deps, actor, params.account))
}
