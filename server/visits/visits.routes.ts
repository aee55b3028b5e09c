import { resourceChangeRoutes } from '#core/visits/resource-change.ts'
import { visitRoutes } from '#core/visits/visits.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import { commandOf, type Http } from '#server/platform/http.ts'
import { answerResourceChange, listChanges, reportChange } from './resource-change.service.ts'
import { readSteps } from './steps.service.ts'

export const bindVisits = (http: Http, deps: Deps): void => {
  http.bind(visitRoutes.steps, ({ actor, params, language }) => readSteps(deps, actor, params.number, language))
  http.bind(resourceChangeRoutes.report, (call) => {
    const command = commandOf(call, deps.clock)
    // A phone without network reported it when it was seen.
    return reportChange(deps, { ...command, at: call.actedAt ?? command.at }, call.params.number, call.body)
  })
  http.bind(resourceChangeRoutes.list, ({ actor, query }) => listChanges(deps, actor, query))
  http.bind(resourceChangeRoutes.answer, (call) =>
    answerResourceChange(deps, commandOf(call, deps.clock), call.params.id, call.body),
  )
}
