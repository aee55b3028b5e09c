import { visitRoutes } from '#core/visits/visits.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { readSteps } from './steps.service.ts'

export const bindVisits = (http: Http, deps: Deps): void => {
  http.bind(visitRoutes.steps, ({ actor, params, language }) => readSteps(deps, actor, params.number, language))
}
