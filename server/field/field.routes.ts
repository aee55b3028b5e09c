import { fieldRoutes } from '#core/field/field.contract.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { readChoices } from './choices.service.ts'
import { readMyDay } from './field.my-day.view.ts'
import { readStations } from './field.stations.view.ts'
import { readTeam } from './field.team.view.ts'

export const bindField = (http: Http, deps: Deps): void => {
  http.bind(fieldRoutes.myDay, async ({ actor }) => readMyDay(deps, actor))
  http.bind(fieldRoutes.team, async ({ actor, query }) => readTeam(deps, actor, query))
  http.bind(fieldRoutes.stations, async ({ actor, query }) => readStations(deps, actor, query))
  http.bind(fieldRoutes.choices, async ({ actor, params, language }) =>
    readChoices(deps, actor, params.number, language),
  )
}
