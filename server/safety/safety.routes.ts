import { safetyRoutes } from '#core/safety/safety.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { readMyPositions, revealPositions } from './fix.service.ts'
import { acknowledge, readMine } from './notice.service.ts'
import { declareWeather, readDeclarations, withdrawWeather } from './weather.service.ts'

export const bindSafety = (http: Http, deps: Deps): void => {
  const { clock } = deps
  http.bind(safetyRoutes.mine, ({ actor, language }) => readMine(deps, actor, language))
  http.bind(safetyRoutes.acknowledge, (call) => acknowledge(deps, commandOf(call, clock), call.body))
  http.bind(safetyRoutes.myPositions, ({ actor }) => readMyPositions(deps, actor))
  http.bind(safetyRoutes.orderPositions, (call) =>
    revealPositions(deps, commandOf(call, clock), call.params.number, call.body.reason),
  )
  http.bind(safetyRoutes.declarations, ({ actor, query }) => readDeclarations(deps, actor, query.past))
  http.bind(safetyRoutes.declare, (call) => declareWeather(deps, commandOf(call, clock), call.body))
  http.bind(safetyRoutes.withdraw, (call) =>
    withdrawWeather(deps, commandOf(call, clock), call.params.id, call.body.reason),
  )
}
