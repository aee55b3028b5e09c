import { fieldRoutes } from '#core/field/field.contract.ts'
import { refuse } from '#core/result.ts'
import { homeUserPath } from '#server/network/index.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { workOrderReader } from '#server/work-orders/index.ts'
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
  http.bind(fieldRoutes.networkPath, ({ actor, params: { number } }) =>
    deps.db.withTransaction(actor.scope, async (tx) => {
      const order = await workOrderReader(tx).find(number)
      if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
      // Whoever sees the order sees the way to its customer, and of the ledger nothing else.
      tx.act()
      return homeUserPath(deps, tx, order.customer.account ?? '')
    }),
  )
}
