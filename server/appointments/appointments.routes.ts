import { appointmentRoutes as routes } from '#core/appointments/appointments.contract.ts'
import { prefectureOf } from '#core/organisation/region.ts'
import { ok, refuse } from '#core/result.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { windowsFor } from './windows.service.ts'
import { findOrderPlace } from './windows.store.ts'

export const bindAppointments = ({ bind }: Http, deps: Deps): void => {
  bind(routes.forOrder, ({ actor, params: { number } }) =>
    deps.db.withTransaction(actor.scope, async (tx) => {
      const order = await findOrderPlace(tx, number)
      if (!order) return refuse('work-orders.not-found', { kind: 'notFound', params: { number } })
      return ok({ windows: [...(await windowsFor(deps, tx, order))], now: deps.clock.now() })
    }),
  )
  bind(routes.forPlace, ({ actor, query: { county, kind, line } }) =>
    deps.db.withTransaction(actor.scope, async (tx) => {
      const isCounty = deps.regions.byCode.get(county)?.level === 'county'
      if (!isCounty || !actor.scope.prefectures.includes(prefectureOf(county))) {
        return refuse('appointments.county-unknown', { kind: 'notFound', field: 'county' })
      }
      const place = { prefecture: prefectureOf(county), county, kind, line }
      return ok({ windows: [...(await windowsFor(deps, tx, place))], now: deps.clock.now() })
    }),
  )
}
