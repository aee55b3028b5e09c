import { alarmRoutes } from '#core/safety/alarm.contract.ts'
import { safetyRoutes } from '#core/safety/safety.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { endAlarm, raiseAlarm, readAlarms, takeOver } from './alarm.service.ts'
import { readMyPositions, revealPositions } from './fix.service.ts'
import { handleNearMiss, readNearMisses, reportNearMiss } from './near-miss.service.ts'
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
  http.bind(alarmRoutes.raise, (call) => raiseAlarm(deps, commandOf(call, clock), call.body))
  http.bind(alarmRoutes.list, ({ actor, query }) => readAlarms(deps, actor, query.closed))
  http.bind(alarmRoutes.take, (call) => takeOver(deps, commandOf(call, clock), call.params.id))
  http.bind(alarmRoutes.close, (call) => endAlarm(deps, commandOf(call, clock), call.params.id, call.body.happened))
  http.bind(alarmRoutes.reportNearMiss, (call) => reportNearMiss(deps, commandOf(call, clock), call.body))
  http.bind(alarmRoutes.nearMisses, ({ actor, query }) => readNearMisses(deps, actor, query.closed))
  http.bind(alarmRoutes.handleNearMiss, (call) =>
    handleNearMiss(deps, commandOf(call, clock), call.params.id, call.body),
  )
  http.bind(safetyRoutes.withdraw, (call) =>
    withdrawWeather(deps, commandOf(call, clock), call.params.id, call.body.reason),
  )
}
